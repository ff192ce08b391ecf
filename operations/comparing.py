"""Two versions of a letter beside each other. The trail keeps who read them."""

from letters import compare, dutch, tracked
from models import LetterVersion
from operations import access, audit, documents
from operations.transaction import transaction
from rules.errors import NotFound
from rules.permissions import Actor

PANEL = "Wederhoor"


def compared(actor: Actor, letter_id: int, old: int, new: int) -> list[compare.Row]:
    """What changed from one version to another, paragraph by paragraph."""
    with transaction():
        before, after = _versions(actor, letter_id, old, new)
        audit.record(actor, "letter:compared", after.letter.complaint, after.letter,
                     number=[old, new])  # fmt: skip
        files = before.document.sha256, after.document.sha256
    return compare.rows(*map(documents.read, files))


def with_changes(actor: Actor, letter_id: int, old: int, new: int) -> tuple[str, bytes]:
    """The newer version as a Word file with tracked changes: its name and bytes."""
    with transaction():
        before, after = _versions(actor, letter_id, old, new)
        audit.record(actor, "letter:downloaded", after.letter.complaint, after.letter,
                     number=[old, new])  # fmt: skip
        files = before.document.sha256, after.document.sha256
        authors, at = _authors(before, after), after.at
        stem = after.document.name.removesuffix(".docx")
    before_data, after_data = map(documents.read, files)
    data = tracked.tracked(before_data, after_data, authors, at)
    return f"{stem} wijzigingen sinds v{old}.docx", data


def _versions(actor: Actor, letter_id: int, *numbers: int) -> tuple[LetterVersion, ...]:
    known = {one.number: one for one in access.letter(actor, letter_id).versions}
    if not known.keys() >= set(numbers):
        raise NotFound
    return tuple(known[one] for one in numbers)


def _authors(before: LetterVersion, after: LetterVersion) -> str:
    """Who put back what is newer than the one, up to the other."""
    newer = (one for one in after.letter.versions if before.number < one.number <= after.number)
    return dutch.in_words(dict.fromkeys(one.by.name for one in newer)) or PANEL
