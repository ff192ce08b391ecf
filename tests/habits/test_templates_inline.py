"""Nothing in a page is script or style of its own, and nothing skips escaping."""

import re

import pytest

from tests.habits.source import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a javascript address": r"javascript:",
    "a script without a file": r"<script(?![^>]*\ssrc\s*=)",
    "a style element": r"<style",
    "an address elsewhere": r"""(?:src|href)\s*=\s*["'](?:https?:)?//""",
    "an unescaped value": r"\|\s*safe\b",
    "escaping switched off": r"autoescape\s+false",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    wrong = [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1} has {what}"
        for what, pattern in FORBIDDEN.items()
        for found in re.finditer(pattern, text, re.IGNORECASE)
    ]
    assert wrong == []


def test_scripts_make_no_code_out_of_text():
    pattern = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write|\.style\.")
    wrong = [
        path.name
        for path in (ROOT / "static").rglob("*.js")
        if "vendor" not in path.parts and pattern.search(path.read_text())
    ]
    assert wrong == []
