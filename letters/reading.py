"""Reads what a Word document says, paragraph by paragraph, and where that stands.

Read as if every tracked change were accepted: what was inserted is there, what was struck is not.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from letters import language, package
from letters.package import W
from rules.wording import told

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box once more, for old programs."""
STRUCK = frozenset({W + "del", W + "moveFrom"})
NO_TEXT = STRUCK | {W + "pPr", W + "p", W + "tbl", FALLBACK}

TEXT = W + "t"
SIGNS: Mapping[str, str] = {
    W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-",
}  # fmt: skip

PART_NAMES: Mapping[str, str] = {
    W + "hdr": "koptekst",
    W + "ftr": "voettekst",
    W + "footnotes": "voetnoten",
    W + "endnotes": "eindnoten",
}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph that says something; ``number`` counts those within its part."""

    part: str
    number: int
    text: str
    element: etree._Element

    @property
    def place(self) -> str:
        """Where a reader finds it.

        >>> Paragraph("", 3, "Geachte", None).place, Paragraph("koptekst", 1, "SSR", None).place
        ('alinea 3', 'koptekst, alinea 1')
        """
        if not self.part:
            return told("alinea %(n)s", n=self.number)
        return told("%(part)s, alinea %(n)s", part=told(self.part), n=self.number)


def roots(parts: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """The parts with text, parsed: running text, headers, footers and notes."""
    return {name: package.parse(parts[name]) for name in language.template_parts(parts)}


def paragraphs(found: Iterable[etree._Element]) -> list[Paragraph]:
    """The paragraphs that say something, in their order; a second header is "koptekst 2"."""
    seen: Counter[str] = Counter()
    return [one for root in found for one in _of_part(root, seen)]


def _of_part(root: etree._Element, seen: Counter[str]) -> Iterator[Paragraph]:
    name = PART_NAMES.get(root.tag, "")
    seen[name] += 1
    part = told("%(part)s %(n)s", part=told(name), n=seen[name]) if seen[name] > 1 else name
    every = ((element, text_of(element)) for element in elements(root))
    saying = (one for one in every if one[1].strip())
    for number, (element, words) in enumerate(saying, start=1):
        yield Paragraph(part, number, words, element)


def of_document(data: bytes) -> list[Paragraph]:
    """The paragraphs of a whole document: text and tables, then headers, footers and notes."""
    return paragraphs(roots(package.read_parts(data)).values())


def as_message(data: bytes) -> str:
    """The running text for a plain mail: a blank line between paragraphs, and a table row by row,
    without its head.
    """
    said: dict[object, list[str]] = {}
    for one in of_document(data):
        row = next(one.element.iterancestors(W + "tr"), None)
        headed = row is not None and row.find(f"{W}trPr/{W}tblHeader") is not None
        if not one.part and not headed:
            said.setdefault(one.element if row is None else row, []).append(one.text.strip())
    return "\n\n".join("\n".join(lines) for lines in said.values()) + "\n"


def anchor(place: str) -> str:
    """The place as the id of its paragraph on a page.

    >>> anchor("koptekst 2, alinea 3")
    'koptekst-2-alinea-3'
    """
    return re.sub(r"\W+", "-", place)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph, those in tables and text boxes too; not those of a row that was struck."""
    rows = (one for mark in root.iter(*STRUCK) if (one := struck_row(mark)) is not None)
    passed = {one for again in (*root.iter(FALLBACK), *rows) for one in again.iter(W + "p")}
    return (one for one in root.iter(W + "p") if one not in passed)


def struck_row(mark: etree._Element) -> etree._Element | None:
    """The row that this mark strikes."""
    parent = mark.getparent()
    in_row = parent is not None and parent.tag == W + "trPr" and mark.tag in STRUCK
    return parent.getparent() if in_row else None


def runs(node: etree._Element) -> Iterator[etree._Element]:
    """The runs (tekstloop) of one paragraph that are still in it, without those in text boxes."""
    for child in node:
        if child.tag == W + "r":
            yield child
        elif child.tag not in NO_TEXT:
            yield from runs(child)


def run_text(run: etree._Element) -> str:
    """What one run says."""
    return "".join(
        (child.text or "") if child.tag == TEXT else SIGNS.get(child.tag, "") for child in run
    )


def text_of(paragraph: etree._Element) -> str:
    """What one paragraph says."""
    return "".join(run_text(run) for run in runs(paragraph))
