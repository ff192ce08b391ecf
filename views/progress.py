"""Something long, told while it is made: one page that goes out in pieces.

It needs no script, and nothing of it is kept by a process: the page is the work. When whoever asks
goes away, the work ends after the step it is at.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from flask import Response, get_template_attribute, stream_with_context
from markupsafe import Markup
from sqlalchemy.exc import OperationalError

from letters import telling
from logs import log
from models import db
from rules.errors import Closed, Conflict, Invalid, NotFound, NotPermitted, Obstacle, Refusal
from views.languages import say

T = TypeVar("T")

HERE = Markup("<!-- what is made -->")
"""Where the steps go, and then the end; nothing that people type can look like it."""


@dataclass(frozen=True)
class Line:
    """What happened to one thing; ``address`` leads to it."""

    words: str
    address: str = ""
    failed: bool = False


@dataclass(frozen=True)
class Progress:
    """How far it is, and what was done since the last time."""

    done: int
    most: int
    lines: tuple[Line, ...] = ()


Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Result:
    """How it ended. ``links``: words and address, the first as a button."""

    words: str
    colour: str = "green"
    links: Links = ()


Work = Generator[Progress, None, T]


def streamed(page: str, work: Work[Result], otherwise: Links) -> Response:
    """A page that shows the work while it is done, and how it ended.

    What the work refuses before its first step is raised, for an ordinary page. ``otherwise`` are
    the links when it fails later on.
    """
    first = next(work)
    head, between, tail = page.split(HERE)
    response = Response(
        stream_with_context(chain((head,), _pieces(first, work, between, otherwise), (tail,))),
        mimetype="text/html",
    )
    response.headers["X-Accel-Buffering"] = "no"  # nginx would keep it until it is whole
    return response


def _pieces(first: Progress, work: Work[Result], between: str, otherwise: Links) -> Iterator[str]:
    step = get_template_attribute("_progress.html", "step")
    yield step(first)
    try:
        result = yield from telling.retold(work, step)
    except Exception as error:
        result = Result(why(error), "red", otherwise)
    yield from (between, get_template_attribute("_progress.html", "ended")(result))


def why(error: Exception) -> str:
    """What went wrong, in words; what we did not foresee goes to the log of the machine."""
    db.session.rollback()
    for kind, words in WHY.items():
        if isinstance(error, kind):
            return words(error)
    log().error("while making", exc_info=error)
    return say("Er ging iets mis. Hieraan is niets gewijzigd.")


def _obstacle(one: Obstacle) -> str:
    return f"{say(one.text)} ({one.basis})" if one.basis else say(one.text)


WHY: dict[type[Exception], Callable[[Any], str]] = {
    Refusal: lambda error: " ".join(map(_obstacle, error.obstacles)),
    Invalid: lambda error: " ".join(map(say, error.messages.values())),
    NotPermitted: lambda error: say(error.text),
    Closed: lambda error: say(error.text),
    NotFound: lambda _error: say("Dit is er niet meer, of niet voor jou."),
    Conflict: lambda _error: say("Iemand anders was je voor."),
    OperationalError: lambda _error: say(
        "Het paneel was even niet bereikbaar. Probeer het zo nog eens."
    ),
}
