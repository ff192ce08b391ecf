"""What goes along with which letter (law.md part 5): the line under "Bijlagen", and its files."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from letters import dutch
from letters.drafting import people
from letters.drafting.case import Case
from models import Document, Hearing, Letter
from rules.vocabulary import LetterKind


@dataclass(frozen=True)
class Enclosed:
    """One enclosure. Without files it is paper, or something that a person has to make first."""

    name: str
    documents: tuple[Document, ...] = ()


Found = Iterable[Enclosed]


def enclosed(kind: LetterKind, case: Case) -> tuple[Enclosed, ...]:
    """What goes along with this letter, in the order in which it is printed."""
    return tuple(_named_apart(PROPOSED[kind](case))) if kind in PROPOSED else ()


def _named_apart(found: Found) -> Iterator[Enclosed]:
    """Two files may be called alike; in a letter each has a line of its own."""
    times: Counter[str] = Counter()
    for one in found:
        times[one.name] += 1
        number = f" ({times[one.name]})" if times[one.name] > 1 else ""
        yield replace(one, name=one.name + number)


def _own_copy(case: Case) -> Found:
    """For who complains: what we got."""
    papers = case.complaint_documents
    return [Enclosed("Kopie van uw klacht", tuple(papers))] if papers else []


def _originals(case: Case) -> Found:
    return [Enclosed(one.name, (one,)) for one in case.complaint_documents]


def copies(case: Case) -> Found:
    """For whom it is about (art. 9:9 Awb). Without the address of the complainant, where SSR set it
    so: then a person makes the copies.
    """
    if case.settings.get("hide_complainant_address"):
        return [Enclosed(one.name) for one in case.complaint_documents]
    return _originals(case)


def _copies_once(case: Case) -> Found:
    return () if case.copy_sent else copies(case)


def _our_letter_elsewhere(case: Case) -> Found:
    to = case.complaint.forwarded_to.strip().splitlines()
    sent = case.sent(LetterKind.L06A)
    return [Enclosed(f"Kopie van onze brief aan {to[0]}", _as_sent(sent[-1:]))] if to else []


def _consent(case: Case) -> Found:
    if case.to_subject:
        return []
    # One paper is on record; of several complainants it does not say whose.
    agreed = case.complaint.extensions[-1:] if len(case.complainants) == 1 else []
    return [Enclosed("Kopie van uw instemming", tuple(one.consent_document for one in agreed))]


def _reports(case: Case) -> Found:
    return [
        Enclosed(
            f"Verslag van het horen van {people.in_sentence(one.party.contact)}",
            _report(case, one),
        )
        for one in case.hearings_held
    ]


def _report(case: Case, hearing: Hearing) -> tuple[Document, ...]:
    """As it was settled, never as it went out for comments."""
    sent = [one for one in case.sent(LetterKind.L10) if one.hearing is hearing]
    return _as_sent([one for one in sent if not one.fields.get("comment_before")][-1:])


def _advice_papers(case: Case) -> Found:
    """The scheme (R05C): the advice and all hearing reports go along, also when followed."""
    if not case.advised:
        return []
    advice = case.advice
    delivered = advice.delivered_on if advice else None
    day = f" van {dutch.long_date(delivered)}" if delivered else ""
    report = _as_sent(case.sent(LetterKind.L14)[-1:])
    return [Enclosed(f"Rapport van bevindingen en advies{day}", report), *_reports(case)]


def _our_findings(case: Case) -> Found:
    name, concluded = people.all_in_sentence(case.complainants), case.complaint.concluded_on
    if not (name and concluded):
        return []
    return [Enclosed(f"Kopie van onze brief aan {name} van {dutch.long_date(concluded)}")]


def _as_sent(letters: list[Letter]) -> tuple[Document, ...]:
    """What went out, byte for byte."""
    return tuple(
        version.document
        for letter in letters
        for version in letter.versions
        if version.document.sha256 == letter.sent_sha256
    )[-1:]


PROPOSED: Mapping[LetterKind, Callable[[Case], Found]] = {
    LetterKind.L01: _own_copy,
    LetterKind.L06A: _originals,
    LetterKind.L06B: _our_letter_elsewhere,
    LetterKind.L06C: _originals,
    LetterKind.L07: copies,
    LetterKind.L08B: _copies_once,
    LetterKind.L12B: _consent,
    LetterKind.L14: _reports,
    LetterKind.L15: _advice_papers,
    LetterKind.L15B: _our_findings,
}
"""Letters with which files of the dossier go along.

The copy of L15 for whom it is about, a person makes: not all that L15 says is about that one.
"""
