"""Builds the Word templates from one set of styles: ``python -m docx_templates.build``."""

from collections.abc import Callable
from pathlib import Path

from docx_templates import figures, handling, hearings, intake, ombudsman, outcome, reports
from docx_templates.blocks import p
from docx_templates.style import header, package, packed
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


def report() -> bytes:
    """The template of the report with figures, which is no letter."""
    parts = package("Klachten in cijfers", figures.report(), public=True)
    heading = p("{{ authority }}", "Briefhoofd")
    next_page = p("{{ authority }}  ·  {{ title }}", "Briefhoofdregel")
    parts["word/header1.xml"] = header(heading)
    parts["word/header2.xml"] = header(next_page)
    return packed(parts)


def main() -> None:
    for kind in LetterKind:
        (HERE / f"{kind}.docx").write_bytes(build(kind))
    (HERE / "verslag.docx").write_bytes(report())


if __name__ == "__main__":
    main()
