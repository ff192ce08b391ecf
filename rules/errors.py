"""The ways in which something cannot be done. Each becomes one kind of page."""

from collections.abc import Sequence
from dataclasses import dataclass

from rules.law import Citation
from rules.vocabulary import Kind
from rules.wording import Dutch


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way of a step (belemmering), in words a clerk can act on.

    ``repair`` names the screen that removes the obstacle, as a key of ``views.repairs``; empty
    when only time or another person can. An ``overridable`` obstacle gives way to a recorded
    reason.
    """

    text: Dutch
    basis: Citation | None = None
    repair: str = ""
    overridable: bool = False

    def __str__(self) -> str:
        return f"{self.text} ({self.basis})" if self.basis else self.text


class Refusal(Exception):
    """Not now: the law, or the state of the file, does not allow it yet. Becomes a 409."""

    def __init__(self, *obstacles: Obstacle | Dutch, basis: Citation | None = None) -> None:
        self.obstacles: Sequence[Obstacle] = tuple(
            one if isinstance(one, Obstacle) else Obstacle(one, basis) for one in obstacles
        )
        super().__init__(" ".join(str(one) for one in self.obstacles))


class NotPermitted(Exception):
    """Not you: no right to do this, to a file that one may see. Becomes a 403."""

    def __init__(self, text: Dutch, basis: Citation | None = None) -> None:
        self.text, self.basis = text, basis
        super().__init__(f"{text} ({basis})" if basis else text)


class ReasonWanted(Exception):
    """This file opens once it is said why. Becomes the page that asks it."""

    def __init__(self, complaint_id: int, kind: Kind) -> None:
        self.complaint_id, self.kind = complaint_id, kind
        super().__init__(complaint_id)


class NotFound(Exception):
    """It does not exist, or not for this actor. Becomes a 404."""


class Closed(NotFound):
    """It is there, and the panel cannot open it: a key is missing, or the disk failed.

    Becomes a 503: someone who looks after the server has to act.
    """

    def __init__(self, text: Dutch) -> None:
        self.text = text
        super().__init__(text)


class Conflict(Exception):
    """Someone else saved first (two at once). Becomes a 409 that keeps what was typed."""


class Invalid(Exception):
    """What was typed cannot be stored: field name to Dutch message. Shown beside the field."""

    def __init__(self, **messages: Dutch) -> None:
        self.messages = messages
        super().__init__(" ".join(messages.values()))
