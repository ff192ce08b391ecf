"""Looks a letter over before it becomes definitive (controle vóór definitief).

Pure: the Word file and what is on record of the letter in, findings out, each with its sentence
and where that stands. What the law leaves no room for cannot be passed; the rest can, with a
reason that is kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import dropwhile, islice
from typing import Any

from lxml import etree

from letters import cleaning, dutch, package, reading, render
from letters.catalogue import CATALOGUE, Statement
from letters.contexts import cards
from letters.contexts.shared import DEADLINES
from letters.language import sentence_around
from letters.package import W
from letters.reading import Paragraph
from letters.unseen import Unseen
from rules import bsn
from rules.law import Citation
from rules.vocabulary import LetterCheck, LetterKind
from rules.wording import lower, told

HARD = frozenset({LetterCheck.LEFTOVER, LetterCheck.CLAUSE, LetterCheck.OWN_REFERENCE})
"""What no reason can pass: the letter is not finished, or not what the law asks."""

TAG = re.compile(r"[{][{%#][^{}]*")
ABSENT = "[ontbreekt"
MARKER = re.compile(
    r"\[(?:\.{2,}|…|\?+|[^\]\n]{0,60}\b(?:invullen|aanvullen|kiezen|naam|datum|p\.?m)\b[^\]\n]{0,60})\]"
    r"|\bX{3,}\b|\?{3,}|\bTODO\b|«[^»\n]{1,60}»|_{4,}",
    re.IGNORECASE,
)
"""What people leave where they still have to write: words in square brackets, XXX, ???, TODO, the
guillemets of a mail merge, a line to fill in.
"""
REFERENCE = re.compile(r"\b[KM]\d{4}-\d{4,}\b", re.IGNORECASE)
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(dutch.MONTHS)})\s+(?P<year>\d{{4}})\b"
    r"|\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
ENCLOSED = re.compile(
    r"\b(?:bijlagen?|bijgevoegde?|bijgaande?|ingesloten|bijgesloten)\b", re.IGNORECASE
)
HEADING = re.compile(r"\s*bijlagen?\s*:?\s*", re.IGNORECASE)
LIST = "Opsomming"
"""The style of a list in the templates that ship."""
MOST = 50
"""Of one kind; whoever made that many starts with these."""
NEARBY = 10
"""Signs by which something that looks like a tag is recognised."""
NEAR = 500
"""Signs before and after a place in which its sentence is looked for."""
YEARS_APART = 1
"""A letter speaks of last year and next year; a day further off is looked at."""


@dataclass(frozen=True)
class Given:
    """What is on record of a letter, to hold its text against."""

    kind: LetterKind
    reference: str
    dated_on: date
    fields: Mapping[str, Any]
    generated: str | None = ""
    """What the panel wrote, before anyone edited it; None when nobody did."""
    owed: Sequence[tuple[Statement, Citation]] = ()
    """The clauses that the law asks of this letter in this file."""
    enclosed: Sequence[str] = ()
    """What goes along with it, by name."""
    strangers: Sequence[str] = ()
    """Names of other complainants, of this file and of the files it is tied to."""


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what, in which sentence, where, and what may be done with it."""

    check: LetterCheck
    sentence: str
    place: str = ""
    detail: str = ""
    basis: Citation | None = None

    @property
    def overridable(self) -> bool:
        return self.check not in HARD

    @property
    def words(self) -> str:
        """The finding as one line.

        >>> Finding(LetterCheck.YEAR, "Dat was op 3 mei 2019.", "alinea 4").words
        'Jaar dat niet past: “Dat was op 3 mei 2019.” (alinea 4)'
        """
        parts = ["%(check)s", "“%(sentence)s”" if self.sentence else ""]
        words = ": ".join(filter(None, [*parts, "%(detail)s" if self.detail else ""]))
        return told(
            f"{words} (%(place)s)" if self.place else words,
            check=self.check,
            sentence=self.sentence,
            detail=self.detail,
            place=self.place,
        )


class Draft:
    """The letter as it was read, once for all checks."""

    def __init__(self, data: bytes, given: Given) -> None:
        self.given = given
        self.parts = package.read_parts(data)
        self.roots = reading.roots(self.parts)
        self.paragraphs = reading.paragraphs(self.roots.values())
        self.places = {one.element: one for one in self.paragraphs}
        self.unseen = Unseen(self.parts)

    @property
    def text(self) -> str:
        """A line per paragraph, as ``render.read_text`` gives it."""
        return "\n".join(one.text for one in self.paragraphs)

    @cached_property
    def visible(self) -> str:
        """What the paper says, on one line: without what nobody sees."""
        return _flat("\n".join(self.shown(one) for one in self.paragraphs))

    def shown(self, paragraph: Paragraph) -> str:
        return "".join(
            reading.run_text(run) for run in reading.runs(paragraph.element) if not self.unseen(run)
        )

    @cached_property
    def generated(self) -> str:
        own = self.given.generated
        return self.text if own is None else own

    @cached_property
    def frozen(self) -> str:
        """What the panel itself put in the letter, and knows of it, on one line."""
        return _flat("\n".join((*_strings(self.given.fields), self.generated)))

    @cached_property
    def frozen_days(self) -> frozenset[date]:
        return frozenset(day for day, _ in days(self.frozen))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Paragraph, re.Match[str]]]:
        return ((one, found) for one in self.paragraphs for found in pattern.finditer(one.text))


def _flat(words: str) -> str:
    return " ".join(words.split())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | Sequence):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(one)


def _sentence(words: str, position: int) -> str:
    """The sentence around a place; of an endless one, what stands near."""
    begin = max(0, position - NEAR)
    return sentence_around(words[begin : position + NEAR], position - begin)


def _found(check: LetterCheck, paragraph: Paragraph, position: int, detail: str = "") -> Finding:
    return Finding(check, _sentence(paragraph.text, position), paragraph.place, detail)


def days(words: str) -> Iterator[tuple[date, re.Match[str]]]:
    """Each day that these words name, however it is written.

    >>> [day.isoformat() for day, _ in days("van 3 mei 2026 tot 04-05-2026")]
    ['2026-05-03', '2026-05-04']
    """
    for found in DAY.finditer(words):
        try:
            if found["iso"]:
                day = date.fromisoformat(found["iso"])
            elif found["month"]:
                month = dutch.MONTHS.index(found["month"].lower()) + 1
                day = date(int(found["year"]), month, int(found["day"]))
            else:
                day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            continue
        yield day, found


# The checks


def _leftovers(draft: Draft) -> Iterator[Finding]:
    """A tag or an empty place; not what someone wrote in the complaint that looks like one."""
    for one in draft.paragraphs:
        for found in render.LEFTOVER.finditer(one.text):
            if found[0] == ABSENT or _flat(_mark(one.text, found)) not in draft.frozen:
                yield _found(LetterCheck.LEFTOVER, one, found.start())
                break


def _mark(words: str, found: re.Match[str]) -> str:
    """What looks like a tag, by which the same is found in the complaint; its end by the whole."""
    begin = max(words.rfind("{{", 0, found.start()), words.rfind("{%", 0, found.start()))
    if opened := TAG.match(words, found.start() if found[0].startswith("{") else max(begin, 0)):
        return opened[0][:NEARBY]
    return found[0]


def _clauses(draft: Draft) -> Iterator[Finding]:
    words = draft.visible.lower()
    for statement, basis in draft.given.owed:
        if not statement.stands_in(words):
            yield Finding(LetterCheck.CLAUSE, "", detail=told(statement.tells), basis=basis)


def _own_reference(draft: Draft) -> Iterator[Finding]:
    if draft.given.reference.lower() not in draft.visible.lower():
        yield Finding(LetterCheck.OWN_REFERENCE, "", detail=draft.given.reference)


def _terms(draft: Draft) -> Iterator[Finding]:
    """A last day that the panel wrote in the letter, and that is no longer in the text."""
    definition = CATALOGUE[draft.given.kind]
    known = cards(definition.context_class)
    written = {day for day, _ in days(draft.generated)}
    standing = {day for day, _ in days(draft.visible)}
    for path, value in draft.given.fields.items():
        if path in known and known[path].source == DEADLINES and isinstance(value, str):
            for day, _ in days(value):
                if day in written - standing:
                    term = lower(known[path].label)
                    which = told("%(term)s: %(day)s", term=term, day=dutch.long_date(day))
                    yield Finding(LetterCheck.TERM, "", detail=which, basis=definition.basis)


def _markers(draft: Draft) -> Iterator[Finding]:
    for paragraph, found in draft.matches(MARKER):
        if _flat(found[0]) not in draft.frozen:
            yield _found(LetterCheck.MARKER, paragraph, found.start(), found[0])


def _tracked(draft: Draft) -> Iterator[Finding]:
    """Each paragraph with tracked changes, also one that was struck whole; then rows and layout."""
    for root in draft.roots.values():
        left = dict.fromkeys(cleaning.revisions(root))
        place = reading.PART_NAMES.get(root.tag, "")
        for element in reading.elements(root) if left else ():
            paragraph = draft.places.get(element)
            place = paragraph.place if paragraph else place  # of one struck whole: the one before
            own = [one for one in element.iter(*cleaning.REVISIONS) if one in left]
            for one in own:
                del left[one]
            if own:
                words = paragraph.text if paragraph else ""
                yield Finding(LetterCheck.TRACKED, _short(words), place, _changes(own))
        yield from map(_outside, left)


def _outside(mark: etree._Element) -> Finding:
    """A tracked change of a row, a table or a page."""
    row = next(mark.iterancestors(W + "tr"), mark)
    said = " ".join(reading.text_of(one) for one in row.iter(W + "p"))
    struck = reading.struck_row(mark) is not None
    what = told("rij geschrapt" if struck else "opmaak of tabel gewijzigd")
    return Finding(LetterCheck.TRACKED, _short(said), detail=what)


def _changes(marks: Sequence[etree._Element]) -> str:
    """What a paragraph's tracked changes did, in words."""
    inserted = "".join(_said(one, "t") for one in marks if one.tag in cleaning.INSERTED)
    struck = "".join(_said(one, "t", "delText") for one in marks if one.tag in reading.STRUCK)
    found = []
    if inserted.strip():
        found.append(told("ingevoegd “%(said)s”", said=_short(inserted)))
    if struck.strip():
        found.append(told("geschrapt “%(said)s”", said=_short(struck)))
    return told("%(changes)s", changes=tuple(found) or told("opmaak of alinea gewijzigd"))


def _said(mark: etree._Element, *tags: str) -> str:
    return "".join(one.text or "" for one in mark.iter(*(W + tag for tag in tags)))


def _short(words: str, length: int = 160) -> str:
    flat = _flat(words)
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"


def _comments(draft: Draft) -> Iterator[Finding]:
    """Each comment, with what it is about."""
    about = {
        mark.get(W + "id"): draft.places.get(element)
        for root in draft.roots.values()
        for element in reading.elements(root)
        for mark in element.iter(W + "commentReference")
    }
    main = package.main_part(draft.parts)
    for name in package.related(draft.parts, main, frozenset({"comments"})):
        for comment in package.parse(draft.parts[name]).iter(W + "comment"):
            place = about.get(comment.get(W + "id"))
            said = _short(" ".join(reading.text_of(one) for one in comment.iter(W + "p")))
            yield Finding(
                LetterCheck.COMMENT,
                _short(place.text) if place else "",
                place.place if place else "",
                f"“{said}”",
            )


def _hidden(draft: Draft) -> Iterator[Finding]:
    yield from _runs(draft, LetterCheck.HIDDEN, draft.unseen)


def _highlighted(draft: Draft) -> Iterator[Finding]:
    yield from _runs(draft, LetterCheck.HIGHLIGHTED, _is_marked)


def _is_marked(run: etree._Element) -> bool:
    """Marked with a highlighter, or with a colour behind these very words."""
    marker = run.find(f"{W}rPr/{W}highlight")
    if marker is not None and marker.get(W + "val") != "none":
        return True
    shade = run.find(f"{W}rPr/{W}shd")
    return shade is not None and shade.get(W + "fill", "auto").lower() not in {"auto", "ffffff"}


def _runs(
    draft: Draft, check: LetterCheck, matches: Callable[[etree._Element], bool]
) -> Iterator[Finding]:
    """One finding for each paragraph with such runs, telling what they say."""
    for one in draft.paragraphs:
        at, start, said = 0, None, []
        for run in reading.runs(one.element):
            words = reading.run_text(run)
            if words.strip() and matches(run):
                start = at if start is None else start
                said.append(words)
            at += len(words)
        if start is not None:
            found, words = _found(check, one, start), _short("".join(said))
            yield found if words == found.sentence else replace(found, detail=f"“{words}”")


def _other_references(draft: Draft) -> Iterator[Finding]:
    fine = {one.upper() for one in REFERENCE.findall(draft.frozen)} | {draft.given.reference}
    for paragraph, found in draft.matches(REFERENCE):
        if found[0].upper() not in fine:
            yield _found(LetterCheck.OTHER_REFERENCE, paragraph, found.start(), found[0])


def _other_names(draft: Draft) -> Iterator[Finding]:
    for name in draft.given.strangers:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if not pattern.search(draft.frozen):
            for paragraph, found in draft.matches(pattern):
                yield _found(LetterCheck.OTHER_NAME, paragraph, found.start(), name)


def _years(draft: Draft) -> Iterator[Finding]:
    """A day far from that of the letter, or a day of the file in another year."""
    known = {(day.day, day.month) for day in draft.frozen_days}
    for paragraph in draft.paragraphs:
        for day, found in days(paragraph.text):
            far = abs(day.year - draft.given.dated_on.year) > YEARS_APART
            mistaken = (day.day, day.month) in known
            if day not in draft.frozen_days and (far or mistaken):
                yield _found(LetterCheck.YEAR, paragraph, found.start(), found[0])


def _enclosures(draft: Draft) -> Iterator[Finding]:
    """One that goes along and is not named, or is named and does not go along."""
    enclosed = [one for one in dict.fromkeys(map(_flat, draft.given.enclosed)) if one]
    for one in enclosed:
        if one not in draft.visible:
            text = told("“%(name)s” gaat mee, maar staat niet in de brief", name=one)
            yield Finding(LetterCheck.ENCLOSURE, "", detail=text)
    dropped = {_flat(one) for one in draft.given.fields.get("enclosures", ())} - {""}
    listed = list(_listed(draft))
    for paragraph in draft.paragraphs:
        words = _flat(draft.shown(paragraph))
        line = paragraph in listed or words in dropped
        if line and not any(one in words for one in enclosed):
            yield _found(LetterCheck.ENCLOSURE, paragraph, 0,
                         told("gaat niet mee met deze brief"))  # fmt: skip
    if enclosed or listed:
        return
    for paragraph, found in draft.matches(ENCLOSED):
        if _sentence(paragraph.text, found.start()) not in draft.frozen:
            yield _found(LetterCheck.ENCLOSURE, paragraph, found.start(),
                         told("bij deze brief zijn geen bijlagen vastgelegd"))  # fmt: skip


def _listed(draft: Draft) -> Iterator[Paragraph]:
    """The lines of the list under the heading "Bijlagen"."""
    below = dropwhile(lambda one: not HEADING.fullmatch(one.text), draft.paragraphs)
    for paragraph in islice(below, 1, None):
        look = paragraph.element.find(W + "pPr")
        style = None if look is None else look.find(W + "pStyle")
        in_list = look is not None and look.find(W + "numPr") is not None
        if not in_list and (style is None or style.get(W + "val") != LIST):
            return
        yield paragraph


def _numbers(draft: Draft) -> Iterator[Finding]:
    """A citizen service number. The finding is kept with its reason: it does not repeat it."""
    for one in draft.paragraphs:
        if bsn.stands_in(one.text):
            yield Finding(LetterCheck.NUMBER, "", one.place, basis=bsn.BASIS)


CHECKS: Sequence[Callable[[Draft], Iterator[Finding]]] = (
    _leftovers, _clauses, _own_reference, _terms, _markers, _tracked, _comments, _hidden,
    _highlighted, _other_references, _other_names, _years, _enclosures,
    _numbers,
)  # fmt: skip


def findings(data: bytes, given: Given) -> tuple[Finding, ...]:
    """All that there is to look at in this letter, the same thing once."""
    return found_in(Draft(data, given))


def found_in(draft: Draft) -> tuple[Finding, ...]:
    """The same, of a letter that was read already."""
    return tuple(dict.fromkeys(one for check in CHECKS for one in islice(check(draft), MOST)))
