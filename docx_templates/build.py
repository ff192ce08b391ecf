"""Builds the Word templates from one set of styles: ``python -m docx_templates.build``."""

from collections.abc import Callable
from pathlib import Path

from docx_templates import handling, hearings, intake, ombudsman, outcome, reports
from docx_templates.style import package, packed
from rules.vocabulary import LetterKind

HERE = Path(__file__).resolve().parent

TEXTS: dict[str, Callable[[], str]] = {
    name.upper(): text
    for module in (intake, hearings, handling, outcome, reports, ombudsman)
    for name, text in vars(module).items()
    if name.upper() in LetterKind.__members__
}
"""The function that writes the text of each kind."""


def build(kind: LetterKind) -> bytes:
    """The template of one kind of letter."""
    return packed(package(kind.label, TEXTS[kind.name](), public=kind is LetterKind.L27))


def main() -> None:
    for kind in LetterKind:
        (HERE / f"{kind}.docx").write_bytes(build(kind))


if __name__ == "__main__":
    main()
