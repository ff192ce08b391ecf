"""Whether a letter can become definitive: what the pre-flight finds, and who may settle it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from letters import preflight, render
from letters.catalogue import ADVISED, CATALOGUE, DEVIATION, OMBUDSMAN, Statement
from letters.preflight import Finding
from models import Letter
from operations import audit, documents
from queries import cases
from queries import letters as sent_letters
from rules.correspondence import BY_KIND
from rules.errors import Obstacle
from rules.law import Citation, awb
from rules.permissions import Actor
from rules.separation import approver_is_not_maker
from rules.vocabulary import LetterCheck, LetterKind, Track, VersionOrigin
from rules.wording import told

REPAIRS = {
    "ontbreekt: bijlagen": "document",
    "ontbreekt: behandelaar": "assign",
    "ontbreekt: geadresseerde": "addressee",
}
"""Where what is missing in a letter can be put on record."""


@dataclass(frozen=True)
class Looked:
    """A letter that was read once: what there is to look at, what it said first and says now."""

    findings: tuple[Finding, ...]
    first: str = ""
    newest: str = ""
    """Both empty when nobody edited it."""


def findings(letter: Letter) -> tuple[Finding, ...]:
    """What there is to look at in the newest version before it becomes definitive."""
    return look(letter).findings


def look(letter: Letter) -> Looked:
    """The findings, and the words of the letter with which its values are compared."""
    first, newest = letter.versions[0].document.sha256, letter.versions[-1].document.sha256
    edited = first != newest
    before = render.read_text(documents.read(first)) if edited else ""
    given = preflight.Given(
        kind=letter.kind,
        reference=letter.complaint.reference,
        dated_on=cases.local_day(letter.recorded_at),
        fields=letter.fields,
        generated=before if edited else None,
        owed=owed(letter),
        enclosed=[one.name for one in letter.enclosures],
        strangers=[
            one.family_name or one.organisation for one in sent_letters.other_complainants(letter)
        ],
    )
    draft = preflight.Draft(documents.read(newest), given)
    return Looked(preflight.found_in(draft), before, draft.text if edited else "")


def settled(letter: Letter) -> Looked:
    """The words of a letter in which there is nothing to look at any more."""
    first, newest = letter.versions[0].document.sha256, letter.versions[-1].document.sha256
    if first == newest:
        return Looked(())
    return Looked((), *(render.read_text(documents.read(one)) for one in (first, newest)))


def owed(letter: Letter) -> list[tuple[Statement, Citation]]:
    """The clauses that the law asks of this letter in this file, however it was edited."""
    complaint, found = letter.complaint, []
    if OMBUDSMAN in CATALOGUE[letter.kind].statements:
        found.append((OMBUDSMAN, awb("9:12", 2)))
    advised = complaint.track in {Track.ADVISER, Track.COMMITTEE}
    if letter.kind in {LetterKind.L01, LetterKind.L01B} and advised:
        found.append((ADVISED, awb("9:15", 1)))
    if letter.kind is LetterKind.L15 and advised and letter.fields.get("deviations"):
        found.append((DEVIATION, awb("9:16")))
    return found


def obstacles(letter: Letter, actor: Actor, found: Sequence[Finding]) -> tuple[Obstacle, ...]:
    """What keeps a draft with these findings from being made definitive by this actor."""
    stated = [obstacle for obstacle, _ in explained(letter, found)]
    return (*stated, *settling(letter, actor))


def settling(letter: Letter, actor: Actor) -> Sequence[Obstacle]:
    """Whether this actor is the one to settle it. Making it definitive is no editing."""
    if not BY_KIND[letter.kind].approval:
        return ()
    makers: list[int | None] = [
        one.by_id for one in letter.versions if one.origin is not VersionOrigin.CLEANED
    ]
    makers += audit.stood_in_for(letter.complaint_id, letter, ("letter:drafted", "letter:edited"))
    obstacle = approver_is_not_maker(actor.persons, makers)
    return (obstacle,) if obstacle else ()


def explained(
    letter: Letter, found: Sequence[Finding]
) -> Iterator[tuple[Obstacle, Sequence[Finding]]]:
    """Each obstacle with its places: one per sentence where the law leaves no room."""
    for check, of_one in groupby(found, lambda finding: finding.check):
        group = list(of_one)
        if check in preflight.HARD:
            same: dict[tuple[str, str], list[Finding]] = {}
            for one in group:
                same.setdefault((one.sentence, one.detail), []).append(one)
            yield from ((_hard(letter, places[0]), places) for places in same.values())
        else:
            first, more = group[0].words, len(group) - 1
            text = told("%(first)s En nog %(more)s.", first=first, more=more) if more else first
            if len(group) >= preflight.MOST:
                text = told("%(first)s En nog %(more)s of meer.", first=first, more=more)
            yield Obstacle(text, group[0].basis, overridable=True), group


def _hard(letter: Letter, finding: Finding) -> Obstacle:
    if finding.check is LetterCheck.LEFTOVER:
        return _empty(letter, finding)
    return Obstacle(told(HARD[finding.check], what=told(finding.detail)), finding.basis)


HARD = {
    LetterCheck.CLAUSE: told("In de brief ontbreekt %(what)s."),
    LetterCheck.OWN_REFERENCE: told(
        "Het kenmerk van dit dossier staat niet in de brief: %(what)s."
    ),
}


def _empty(letter: Letter, finding: Finding) -> Obstacle:
    """An empty place, and what to do about it."""
    repair = _repair(letter, finding.sentence)
    words = told("Er staat nog een lege plek in de brief: %(place)s")
    if not repair:
        words = told(
            "Er staat nog een lege plek in de brief: %(place)s Vul in Word overal in wat daar "
            "hoort, en zet de brief terug."
        )
    return Obstacle(told(words, place=finding.sentence), BY_KIND[letter.kind].basis, repair)


def _repair(letter: Letter, place: str) -> str:
    """Where what a letter misses can be put on record."""
    found = next((repair for words, repair in REPAIRS.items() if words in place), "")
    if found == "addressee":
        return f"contact:{letter.party.contact_id}" if letter.party else ""
    return found
