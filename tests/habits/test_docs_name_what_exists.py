"""What the documentation points to is there."""

import re

import pytest

from tests.habits.source import ROOT

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"`((?:\w+/)*\w+\.(?:py|csv|sh))`(?: `(\w+)`)?")
LINK = re.compile(r"\]\((?!https?:|mailto:|tel:|/klacht)([^)#]+)")


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_and_name_exists(path):
    text, wrong = path.read_text(encoding="utf-8"), []
    for name, inside in CODE.findall(text):
        found = [one for one in (ROOT / name, ROOT / "tests" / name) if one.exists()]
        bare = "/" not in name and list(ROOT.glob(f"*/{name}"))
        if not found and not bare:
            wrong.append(name)
        elif inside and not re.search(rf"\b{inside}\b", (found or bare)[0].read_text("utf-8")):
            wrong.append(f"{name} has no {inside}")
    assert wrong == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [one for one in targets if not (path.parent / one).exists()] == []
