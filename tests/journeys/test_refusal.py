"""A conduct of over a year ago is not handled: proposed, decided, told in a letter, and over.

The beginning (registered, acknowledged, at the screening) comes from ``tests.thread``.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from letters.dutch import long_date
from letters.render import read_text
from models import db
from operations import audit, clock
from rules.calendar import plus_years
from rules.vocabulary import LetterKind, State
from tests import thread
from tests.journeys.arriving import go
from tests.journeys.test_own_track import make, send
from tests.views.record import days_ago

DETAILS = "/admin/complaint/details/?id=1"
FACTS = "De klacht gaat over één les, ruim twee jaar geleden."


@pytest.fixture
def old_conduct(app):
    """At the screening: what happened, happened over two years ago."""
    with thread.day(days_ago(10)):
        key = thread.register(
            days_ago(800), received_at=clock.now() - timedelta(hours=2),
            letter_dated_on=clock.today(),
        )  # fmt: skip
        thread.to_screening(key)
    db.session.rollback()


def screen(person, reason: str) -> None:
    person.opens(DETAILS)
    assert "langer dan een jaar geleden" in person.reads()
    go(person.page.get_by_role("link", name="Toetsen").first)
    person.fills(outcome="refused", ground="9:8-1-b", facts=FACTS, reason=reason)
    person.presses("Vastleggen")


def test_a_conduct_of_over_a_year_ago_is_refused_by_the_board(at_browser, old_conduct):
    coordinator = at_browser("coordinator")
    screen(coordinator, "Wat er is gezegd, is niet meer na te gaan.")
    assert "Voorstel: niet in behandeling (9:8)" in coordinator.reads()
    assert "Mededeling niet behandelen uiterlijk" in coordinator.reads()
    assert thread.fresh(1).conducts[0].screening is None

    board = at_browser("board1")
    board.opens(DETAILS)
    assert "Wat er is gezegd, is niet meer na te gaan." in board.reads()
    screen(board, "Na twee jaar is dit niet meer vast te stellen.")
    assert "Besluit: niet in behandeling (9:8)" in board.reads()

    secretary = at_browser("secretary")
    make(secretary, LetterKind.L05A)
    letter = secretary.page.url.removeprefix(secretary.site)
    assert secretary.page.get_by_role("button", name="Vaststellen").count() == 0
    board.opens(letter)
    board.presses("Vaststellen")
    secretary.opens(letter)
    send(secretary)
    with secretary.page.expect_download() as downloading:
        secretary.page.get_by_role("link", name="Downloaden").first.click()

    text = read_text(Path(downloading.value.path()).read_bytes())
    complaint = thread.fresh(1)
    today = clock.today()
    last_day = long_date(plus_years(today, 1)[0])
    for words in ("art. 9:8 lid 1 onder b Awb", "langer dan een jaar", FACTS,
                  "Na twee jaar is dit niet meer vast te stellen.", "Nationale ombudsman",
                  f"tot en met {last_day}", complaint.reference):  # fmt: skip
        assert words in text, f"{words} in {text}"
    assert (complaint.state, complaint.ended_on) == (State.F13, today)
    for person in (coordinator, board, secretary):
        assert complaint.reference not in worklist(person)
    assert list(audit.breaks()) == []


def worklist(person) -> str:
    person.opens("/admin/")
    return person.reads()
