"""One file on its way through the procedure: its facts, who acts, and by what chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, TypeVar

from sqlalchemy import select

from models import Complaint, Party, User, db
from operations import clock
from queries import cases, complaints
from queries.actors import system
from rules.case import CaseFacts
from rules.permissions import Actor
from rules.vocabulary import CommitteeRole, PartyKind, Role
from tests.factories import a_user
from tests.thread import fresh, someone

T = TypeVar("T")

FATES = ("own", "committee", "withdraw", "adviser", "settle", "refuse", "own", "committee",
         "forward", "adviser", "return", "leave_aside")  # fmt: skip
"""What becomes of a file when everyone does the usual."""


class Nothing(Exception):
    """This file has nothing that the act could be done to."""


@dataclass
class Walk:
    """A file, and the dice that decide what is done to it."""

    id: int
    chance: Random
    fate: str = "own"

    @cached_property
    def file(self) -> Complaint:
        return fresh(self.id)

    @cached_property
    def _facts(self) -> CaseFacts:
        return cases.facts(self.file, system(clock.today()))

    def facts(self) -> CaseFacts:
        """Read once: a walk is for one act."""
        return self._facts

    def odds(self, part: float) -> bool:
        return self.chance.random() < part

    def pick(self, some: Sequence[T]) -> T:
        """One of these; without any there is nothing to do."""
        if not some:
            raise Nothing
        return self.chance.choice(some)

    def version(self, row: Any) -> int:
        """What a form showed; now and then someone saved in between."""
        return row.version - self.odds(0.03)

    def when(self, *days: int) -> date:
        """Some day around today, mostly a sensible one; given as days from today."""
        if days and self.odds(0.8):
            return clock.today() + timedelta(days=self.pick(days))
        return clock.today() + timedelta(days=self.chance.randint(-60, 90))

    def why(self, words: str = "Dat is in dit dossier nodig.") -> str:
        return words if self.odds(0.9) else " "

    # --- people ---

    def who(self, *codes: str) -> Actor:
        """Mostly the first of these who may know of the file; sometimes anyone at all."""
        if self.odds(0.1):
            return self.anyone()
        return next((one for one in map(someone, codes) if not self.involves(one)), self.anyone())

    def anyone(self) -> Actor:
        return someone(self.pick(everyone()))

    def involves(self, actor: Actor) -> bool:
        return complaints.relation(actor, self.file).involved

    def member(self) -> Actor:
        """A member of the board; without any left, the secretary writes down what it decided."""
        return self.who("board1", "board2", "secretary")

    def keeper(self) -> Actor:
        return self.who("coordinator", "secretary")

    def advisers(self) -> list[str]:
        """Who advises now, a chair before members."""
        advising = cases.advising(self.file, clock.today())
        advising.sort(key=lambda one: (one.seat is not CommitteeRole.CHAIR, one.id))
        return [one.user.email.partition("@")[0] for one in advising]

    def hearer(self) -> Actor:
        """Who hears: whoever advises, and else the handler."""
        handler = self.file.handler
        own = [handler.email.partition("@")[0]] if handler else ["coordinator"]
        return self.who(*(self.advisers() or own))

    def parties(self, *kinds: PartyKind) -> list[Party]:
        return [one for one in self.file.parties if one.kind in (kinds or tuple(PartyKind))]


Act = Callable[[Walk], Any]


def everyone() -> list[str]:
    """The name of every user, in the order in which they came."""
    emails = db.session.scalars(select(User.email).order_by(User.id))
    return [email.partition("@")[0] for email in emails]


BOTH = "both"


def people_to_spare() -> None:
    """Advisers beside the committee, for whoever falls out; and someone who may write a letter of
    the board and settle one as well (SOD6).
    """
    for number in (4, 5):
        a_user(Role.ADVISER, email=f"adviser{number}@demo.example", name=f"mr. Reserve {number}")
    a_user(Role.SECRETARY, Role.BOARD, email=f"{BOTH}@demo.example", name="mr. Dubbel")
