"""docs/law.md and the code cite the same provisions, to the lid."""

import ast
import re

from tests.habits.source import ROOT, code, place, tree

ROW = re.compile(r"^\| (\d[\w:]*)(?: lid (\d+))? (Awb|Atw) \|", re.MULTILINE)


def documented(heading: str) -> set[str]:
    """The provisions in the first column of the table under this heading."""
    text = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return {printed(*found) for found in ROW.findall(section)}


def printed(article: str, lid: object, law: str) -> str:
    return f"{article} lid {lid} {law}" if lid else f"{article} {law}"


def cited() -> dict[str, str]:
    """Each provision that the code names, with one place that does."""
    found = {}
    for path in code("rules", "letters", "operations"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in {"awb", "atw"}:
                continue
            named = {one.arg: one.value for one in node.keywords}
            lid = node.args[1] if len(node.args) > 1 else named.get("lid")
            article = ast.literal_eval(node.args[0])
            provision = printed(article, lid and ast.literal_eval(lid), node.func.id.capitalize())
            found.setdefault(provision, place(path, node))
    return found


def test_what_the_code_cites_stands_in_the_law_document():
    known, used = documented("In the code"), cited()
    assert {one: used[one] for one in used.keys() - known} == {}


def test_what_the_law_document_says_is_in_the_code():
    assert documented("In the code") - cited().keys() == set()


def test_what_is_left_to_a_person_is_not_in_the_code():
    left = documented("Left to a person")
    assert left
    assert left & cited().keys() == set()
