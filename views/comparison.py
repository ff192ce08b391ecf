"""What changed in a letter: two versions on one page, and as a Word file with tracked changes."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, request
from flask_admin import expose

from letters.compare import How, Row
from letters.reading import anchor
from models import Letter
from operations import comparing, documents
from rules.wording import Dutch
from text import clamp
from views import downloads
from views.in_file import MadeInFile
from views.session import current_actor

WAYS: dict[str, Dutch] = {"inline": "In de tekst", "side": "Naast elkaar"}


@dataclass(frozen=True)
class Shown:
    """A paragraph on the page; ``number`` counts those that changed."""

    row: Row
    number: int

    @property
    def place(self) -> str:
        one = self.row.new or self.row.old
        return one.place if one else ""

    @property
    def anchor(self) -> str:
        """Where a finding of the pre-flight jumps to: the newer version."""
        return anchor(self.place) if self.row.new else ""


class Comparison(MadeInFile):
    """The pages of a letter on which two versions stand beside each other."""

    @expose("/<int:key>/compare")
    def compare(self, key: int) -> Any:
        """Choose two versions and see each word that differs."""
        letter = self.get_one(key) or abort(404)
        old, new = self.chosen(letter)
        rows = numbered(comparing.compared(current_actor(), key, old, new))
        letter = self.get_one(key) or abort(404)
        asked = request.args.get("way", "")
        return self.render(
            "letter/compare.html",
            model=letter,
            complaint=letter.complaint,
            old=old,
            new=new,
            ways=WAYS,
            way=asked if asked in WAYS else "inline",
            rows=rows,
            changed=max((one.number for one in rows), default=0),
            How=How,
        )

    @expose("/<int:key>/compare/word")
    def compare_word(self, key: int) -> Response:
        """The same difference for Word."""
        letter = self.get_one(key) or abort(404)
        name, data = comparing.with_changes(current_actor(), key, *self.chosen(letter))
        return downloads.attachment(data, name, documents.WORD)

    def chosen(self, letter: Letter) -> tuple[int, int]:
        """Which two, the oldest and the newest unless the address says otherwise."""
        last = len(letter.versions)
        old = clamp(request.args.get("old"), least=0, default=1)
        return old, clamp(request.args.get("new"), least=0, default=last)


def numbered(rows: list[Row]) -> list[Shown]:
    """The rows as the page shows them, those that changed numbered from one."""
    found, number = [], 0
    for row in rows:
        number += row.how != "same"
        found.append(Shown(row, number if row.how != "same" else 0))
    return found
