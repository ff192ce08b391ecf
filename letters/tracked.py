"""A Word file in which the difference between two versions stands as tracked changes.

The newer version is the base: what it added is marked as inserted, and what only the older one
has is put back as struck. Accepting all gives the newer text, rejecting all the older. Only words,
paragraphs and rows are compared; a change of layout alone is not marked.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from lxml import etree

from letters import cleaning, compare, package, reading
from letters.compare import How, Work
from letters.package import W
from letters.reading import SIGNS, TEXT

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARAGRAPH, TABLE, ROW, RUN = W + "p", W + "tbl", W + "tr", W + "r"
LOOKED_INTO = frozenset({W + "sdt", W + "sdtContent", W + "customXml"})
FIRST_NUMBER = 100_000
"""Of the marks; above those that bookmarks and comments have in any letter."""


def tracked(old: bytes, new: bytes, author: str, at: datetime) -> bytes:
    """The newer document, with its difference from the older as tracked changes.

    Raises Refusal for a text that is longer than any letter.
    """
    members = package.read_members(new)
    parts = {one.name: one.content for one in members}
    after, before = reading.roots(parts), reading.roots(package.read_parts(old))
    for roots in (after, before):
        compare.bounded(reading.paragraphs(roots.values()))
        for root in roots.values():
            cleaning.accept(root)
    marker = Marker(author, at, _styles(parts))
    for older, newer in _same_parts([*before.values()], [*after.values()]):
        marker.compare(older, newer)
    changed = {name: package.written_xml(root) for name, root in after.items()}
    return package.written(
        package.member(one.name, changed[one.name]) if one.name in changed else one
        for one in members
    )


def _styles(parts: Mapping[str, bytes]) -> frozenset[str]:
    main = package.main_part(parts)
    return frozenset(
        style.get(W + "styleId", "")
        for name in package.related(parts, main, frozenset({"styles"}))
        for style in package.parse(parts[name]).iter(W + "style")
    )


def _same_parts(
    before: Sequence[etree._Element], after: Sequence[etree._Element]
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Running text, and headers and footers of which both versions have as many."""
    for tag, inner in ((W + "document", W + "body"), (W + "hdr", "."), (W + "ftr", ".")):
        older = [one.find(inner) for one in before if one.tag == tag]
        newer = [one.find(inner) for one in after if one.tag == tag]
        if len(older) == len(newer):
            yield from zip(older, newer, strict=True)


def blocks(container: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of a text, a cell or a header, also in content controls."""
    found = []
    for child in container:
        if child.tag in {PARAGRAPH, TABLE}:
            found.append(child)
        elif child.tag in LOOKED_INTO:
            found += blocks(child)
    return found


def _words(block: etree._Element) -> str:
    """What a block says, a line per paragraph; a table is never taken for a paragraph."""
    if block.tag == PARAGRAPH:
        return reading.text_of(block)
    return "\0" + "\n".join(reading.text_of(one) for one in block.iter(PARAGRAPH))


Pairs = Sequence[tuple[etree._Element | None, etree._Element | None]]


def _paired(before: Sequence[etree._Element], after: Sequence[etree._Element]) -> Pairs:
    """Which of the older blocks or rows is which of the newer; one kind never becomes another."""
    pairs = compare.align([_words(one) for one in before], [_words(one) for one in after])
    found: list[tuple[etree._Element | None, etree._Element | None]] = []
    for a, b in pairs:
        old, new = None if a is None else before[a], None if b is None else after[b]
        if old is None or new is None or _same_kind(old, new):
            found.append((old, new))
        else:
            found += ((old, None), (None, new))
    return found


def _same_kind(old: etree._Element, new: etree._Element) -> bool:
    """Paragraph and paragraph, table and table, or rows with as many cells."""
    as_many = len(old.findall(W + "tc")) == len(new.findall(W + "tc"))
    return old.tag == new.tag and (old.tag != ROW or as_many)


@dataclass
class Marker:
    """Writes tracked changes into the newer of two documents."""

    author: str
    at: datetime
    styles: frozenset[str]
    """What the newer document knows: what is put back keeps no other style."""

    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_NUMBER))
    work: Work = field(default_factory=Work)

    def compare(self, old: etree._Element, new: etree._Element) -> None:
        """Mark what differs between two texts, cells or headers."""
        self._each(_paired(blocks(old), blocks(new)), new)

    def _each(self, pairs: Pairs, container: etree._Element) -> None:
        """From the last to the first: what is put back goes before what follows it."""
        last = next((new for _, new in reversed(pairs) if new is not None), None)
        following: etree._Element | None = None
        for old, new in reversed(pairs):
            if new is None and old is not None:
                following = self._put_back(self._struck(old), following, last, container)
            elif old is None and new is not None:
                self._insert(new)
                following = new
            elif old is not None and new is not None:
                self._change(old, new)
                following = new

    def _put_back(
        self,
        struck: etree._Element,
        following: etree._Element | None,
        last: etree._Element | None,
        container: etree._Element,
    ) -> etree._Element:
        if following is not None:
            following.addprevious(struck)
        elif last is None:
            container.insert(0, struck)
        elif struck.tag == TABLE:  # a text or a cell ends with a paragraph
            last.addprevious(struck)
        else:
            last.addnext(struck)
        return struck

    def _change(self, old: etree._Element, new: etree._Element) -> None:
        if new.tag == PARAGRAPH:
            self._rewrite(old, new)
        elif new.tag == TABLE:
            self._each(_paired(old.findall(ROW), new.findall(ROW)), new)
        else:
            for cells in zip(old.findall(W + "tc"), new.findall(W + "tc"), strict=True):
                self.compare(*cells)

    def _insert(self, block: etree._Element) -> None:
        """The whole block is new."""
        for row in block.iter(ROW):
            self._mark_row(row, "ins")
        for paragraph in block.iter(PARAGRAPH):
            self._mark_end(paragraph, "ins")
            for run in list(reading.runs(paragraph)):
                self._wrap(run)

    def _struck(self, block: etree._Element) -> etree._Element:
        """A copy of a block of the older version, struck whole."""
        struck = deepcopy(block)
        for row in struck.iter(ROW):
            self._mark_row(row, "del")
        for paragraph in list(struck.iter(PARAGRAPH)):
            runs = [self._struck_run(run) for run in reading.runs(paragraph)]
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            paragraph[:] = []
            if style is not None and style.get(W + "val") in self.styles:
                etree.SubElement(paragraph, W + "pPr").append(style)
            self._mark_end(paragraph, "del")
            if runs:
                paragraph.append(self._mark("del", runs))
        return struck

    def _rewrite(self, old: etree._Element, new: etree._Element) -> None:
        """One paragraph that is in both, with other words."""
        pieces = compare.words(reading.text_of(old), reading.text_of(new), self.work)
        if all(one.how is How.SAME for one in pieces):
            return
        before = _cut(deepcopy(old), _borders([one.text for one in pieces if one.how != How.NEW]))
        after = _cut(new, _borders([one.text for one in pieces if one.how != How.GONE]))
        was = now = 0
        for one in pieces:
            size = len(one.text)
            if one.how is How.GONE:
                runs = [self._struck_run(run) for run in _between(before, was, was + size)]
                self._place(self._mark("del", runs), new, after, now)
            elif one.how is How.NEW:
                for run in _between(after, now, now + size):
                    self._wrap(run)
            was += 0 if one.how is How.NEW else size
            now += 0 if one.how is How.GONE else size

    def _place(
        self,
        mark: etree._Element,
        paragraph: etree._Element,
        runs: Sequence[tuple[int, etree._Element]],
        position: int,
    ) -> None:
        """Put it where the text is this long."""
        at = next((run for start, run in runs if start >= position), None)
        if at is None:
            paragraph.append(mark)
        else:
            at.addprevious(mark)

    def _mark(self, kind: str, inside: Sequence[etree._Element] = ()) -> etree._Element:
        """``w:ins`` or ``w:del``: who, when, and what it is around."""
        made = etree.Element(W + kind)
        made.set(W + "id", str(next(self.numbers)))
        made.set(W + "author", self.author)
        made.set(W + "date", self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        made.extend(inside)
        return made

    def _wrap(self, run: etree._Element) -> None:
        mark = self._mark("ins")
        run.addprevious(mark)
        mark.append(run)

    def _mark_end(self, paragraph: etree._Element, kind: str) -> None:
        """The end of the paragraph itself was added or struck."""
        properties = _first(paragraph, W + "pPr")
        end = properties.find(W + "rPr")
        if end is None:
            end = etree.Element(W + "rPr")
            after = properties.find(W + "sectPr")
            properties.append(end) if after is None else after.addprevious(end)
        end.insert(0, self._mark(kind))

    def _mark_row(self, row: etree._Element, kind: str) -> None:
        properties = row.find(W + "trPr")
        if properties is None:
            properties = etree.Element(W + "trPr")
            exceptions = row.find(W + "tblPrEx")
            row.insert(0 if exceptions is None else 1, properties)
        properties.append(self._mark(kind))

    def _struck_run(self, run: etree._Element) -> etree._Element:
        """A run as struck text: its words and its look, nothing that needs another part."""
        made = etree.Element(RUN)
        for child in run:
            if child.tag == W + "rPr":
                look = deepcopy(child)
                for style in look.findall(W + "rStyle"):
                    if style.get(W + "val") not in self.styles:
                        look.remove(style)
                made.append(look)
            elif child.tag == TEXT:
                _text(made, "delText", child.text or "")
            elif child.tag in SIGNS:
                made.append(deepcopy(child))
        return made


def _first(parent: etree._Element, tag: str) -> etree._Element:
    """The child with this tag, which has to come first; made when it is not there."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(0, found)
    return found


def _text(run: etree._Element, tag: str, words: str) -> None:
    made = etree.SubElement(run, W + tag)
    made.set(SPACE, "preserve")
    made.text = words


def _borders(texts: Collection[str]) -> list[int]:
    """Where one piece ends and the next begins."""
    found, at = [], 0
    for one in texts:
        at += len(one)
        found.append(at)
    return found


def _between(
    runs: Sequence[tuple[int, etree._Element]], start: int, end: int
) -> list[etree._Element]:
    return [run for at, run in runs if start <= at < end and reading.run_text(run)]


def _cut(paragraph: etree._Element, borders: Sequence[int]) -> list[tuple[int, etree._Element]]:
    """Its runs with where each begins, cut so that none crosses a border."""
    found, at = [], 0
    for whole in list(reading.runs(paragraph)):
        run, end = whole, at + len(reading.run_text(whole))
        for border in borders[bisect_right(borders, at) :]:
            if border >= end:
                break
            found.append((at, run))
            run, at = _split(run, border - at), border
        found.append((at, run))
        at = end
    return found


def _split(run: etree._Element, offset: int) -> etree._Element:
    """Cut a run after so many signs; the rest becomes a run of its own and is returned."""
    rest = etree.Element(RUN)
    left = offset
    for child in list(run):
        if child.tag == W + "rPr":
            rest.append(deepcopy(child))
            continue
        words = (child.text or "") if child.tag == TEXT else SIGNS.get(child.tag, "")
        if left <= 0:
            rest.append(child)
        elif len(words) > left:
            child.text = words[:left]
            child.set(SPACE, "preserve")
            _text(rest, "t", words[left:])
        left -= len(words)
    run.addnext(rest)
    return rest
