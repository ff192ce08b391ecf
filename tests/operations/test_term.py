"""Postponing and extending the term (art. 9:11 lid 2 and 3 and 2:11 Awb; law.md T31, T32)."""

from datetime import date

import pytest

from models import Complaint, Document, db
from operations import correspondence
from operations.correspondence import Sending
from rules.errors import Invalid, NotPermitted, Refusal
from rules.vocabulary import DeadlineKind, Event, LetterKind, PartyKind, SendChannel, State, Track
from tests import thread
from tests.factories import a_complaint, a_party, received
from tests.thread import RECEIVED, day, someone

COMPLAINANT, SUBJECT = PartyKind.COMPLAINANT, PartyKind.SUBJECT
LAST_DAY, DAY_AFTER = date(2026, 4, 13), date(2026, 4, 14)
"""Six weeks after Monday 2 March 2026."""

FRIDAY = date(2026, 4, 10)


@pytest.fixture(autouse=True)
def in_time(app):
    with day(FRIDAY):
        yield


def a_file(state: State = State.F8) -> int:
    user = db.session.get_one(thread.User, thread.user_id("coordinator"))
    complaint = a_complaint(state=state, received_on=RECEIVED, track=Track.OWN, handler=user)
    a_party(complaint)
    return complaint.id


def postpone(complaint_id: int, weeks: int = 4, code: str = "board1", **data: object) -> None:
    data = {"weeks": weeks, "reason": "Nader onderzoek."} | data
    thread.step(code, complaint_id, Event.POSTPONE, **data)


def notice(complaint_id: int, kind: PartyKind) -> int:
    return thread.letter("secretary", complaint_id, LetterKind.L11, to=kind)


def notices(complaint_id: int) -> tuple[int, int]:
    return notice(complaint_id, COMPLAINANT), notice(complaint_id, SUBJECT)


def handling(complaint_id: int) -> list[date]:
    complaint = thread.fresh(complaint_id)
    return [line.legal_end for line in complaint.deadlines if line.kind is DeadlineKind.HANDLING]


def extend(complaint_id: int, **data: object) -> Complaint:
    defaults = {
        "agreed_until": date(2026, 5, 2),
        "consent_on": date(2026, 4, 9),
        "consent": received("instemming.pdf"),
        "reason": "De getuige is ziek.",
    }
    thread.step("board1", complaint_id, Event.EXTEND, **defaults | data)
    return thread.fresh(complaint_id)


# --- postponing -----------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [0, 5])
def test_a_postponement_is_one_to_four_weeks(weeks):
    complaint_id = a_file()
    with pytest.raises(Refusal, match="9:11 lid 2"):
        postpone(complaint_id, weeks)
    assert thread.fresh(complaint_id).postponements == []


def test_why_is_told():
    with pytest.raises(Invalid) as refused:
        postpone(a_file(), reason=" ")
    assert set(refused.value.messages) == {"reason"}


def test_it_is_decided_on_the_last_day_and_never_after_it():
    complaint_id = a_file()
    with day(DAY_AFTER), pytest.raises(Refusal, match="verdagen kan niet meer"):
        postpone(complaint_id)
    with day(LAST_DAY):
        postpone(complaint_id)


def test_the_coordinator_does_not_postpone():
    with pytest.raises(NotPermitted):
        postpone(a_file(), code="coordinator")


def test_deciding_alone_moves_nothing():
    complaint_id = a_file()
    postpone(complaint_id)
    assert handling(complaint_id) == [LAST_DAY]


def test_a_notice_to_one_side_moves_nothing(app):
    """G21"""
    complaint_id = a_file()
    postpone(complaint_id)
    notice(complaint_id, COMPLAINANT)
    assert handling(complaint_id) == [LAST_DAY]
    notice(complaint_id, SUBJECT)
    assert handling(complaint_id) == [LAST_DAY, date(2026, 5, 11)]


def test_a_second_postponement_waits_for_the_notices_of_the_first():
    complaint_id = a_file()
    postpone(complaint_id, 2)
    with pytest.raises(Refusal, match="vorige verdaging"):
        postpone(complaint_id, 2)


def test_two_postponements_are_four_weeks_together(app):
    complaint_id = a_file()
    postpone(complaint_id, 2)
    notices(complaint_id)
    with pytest.raises(Refusal, match="al 2 weken verdaagd"):
        postpone(complaint_id, 3)
    postpone(complaint_id, 2)
    notices(complaint_id)
    assert handling(complaint_id) == [LAST_DAY, date(2026, 4, 28), date(2026, 5, 11)]
    with pytest.raises(Refusal, match="al 4 weken"):
        postpone(complaint_id, 1)


def settled_notice(complaint_id: int, kind: PartyKind) -> int:
    complaint = thread.fresh(complaint_id)
    party = next(one.id for one in complaint.parties if one.kind is kind)
    made = correspondence.draft(
        someone("secretary"), complaint_id, complaint.version, LetterKind.L11, party
    )
    thread.finish("secretary", made)
    return made


def send(letter_id: int, on: date) -> None:
    db.session.rollback()
    version = db.session.get_one(correspondence.Letter, letter_id).version
    sending = Sending(on, SendChannel.POST, enclosed=True)
    correspondence.mark_sent(someone("secretary"), letter_id, version, sending)


def test_a_notice_after_the_last_day_is_refused(app):
    complaint_id = a_file()
    postpone(complaint_id)
    made = settled_notice(complaint_id, COMPLAINANT)
    with day(DAY_AFTER), pytest.raises(Refusal, match="verdagen kan niet meer"):
        send(made, DAY_AFTER)


def test_a_notice_of_the_last_day_counts_though_it_is_recorded_later(app):
    complaint_id = a_file()
    postpone(complaint_id)
    made = [settled_notice(complaint_id, kind) for kind in (COMPLAINANT, SUBJECT)]
    with day(DAY_AFTER):
        for one in made:
            send(one, LAST_DAY)
    assert handling(complaint_id) == [LAST_DAY, date(2026, 5, 11)]


def test_a_notice_that_came_back_counts_from_its_second_sending(app):
    """STA04: sent again after the end, so the term was never postponed; the ledger shows it."""
    complaint_id = a_file()
    postpone(complaint_id)
    first, _ = notices(complaint_id)
    with day(DAY_AFTER):
        correspondence.bounced(someone("secretary"), first, DAY_AFTER)
        assert handling(complaint_id)[-1] == LAST_DAY
        again = Sending(DAY_AFTER, SendChannel.POST)
        correspondence.resent(someone("secretary"), first, again)
    assert handling(complaint_id) == [LAST_DAY, date(2026, 5, 11), LAST_DAY]
    assert thread.fresh(complaint_id).legal_end == LAST_DAY


def test_a_notice_that_came_back_and_went_out_in_time_still_postpones(app):
    complaint_id = a_file()
    postpone(complaint_id)
    first, _ = notices(complaint_id)
    with day(LAST_DAY):
        correspondence.bounced(someone("secretary"), first, LAST_DAY)
        correspondence.resent(someone("secretary"), first, Sending(LAST_DAY, SendChannel.POST))
    assert thread.fresh(complaint_id).legal_end == date(2026, 5, 11)


# --- with consent ---------------------------------------------------------------------------


def test_the_agreed_day_holds_and_does_not_move_past_the_weekend():
    complaint = extend(a_file())
    assert complaint.legal_end == date(2026, 5, 2)  # a Saturday
    assert complaint.target_on == date(2026, 5, 1)
    (extension,) = complaint.extensions
    document = db.session.get_one(Document, extension.consent_document_id)
    assert (document.origin, document.name) == ("instemming", "instemming.pdf")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"agreed_until": None}, "agreed_until"),
        ({"consent_on": None}, "consent_on"),
        ({"consent_on": date(2026, 4, 11)}, "consent_on"),
        ({"consent": None}, "consent"),
        ({"reason": " "}, "reason"),
    ],
)
def test_an_extension_needs_the_written_consent_with_its_dates(data, field):
    complaint_id = a_file()
    with pytest.raises(Invalid) as refused:
        extend(complaint_id, **data)
    assert set(refused.value.messages) == {field}
    assert thread.fresh(complaint_id).extensions == []


@pytest.mark.parametrize("until", [date(2026, 4, 12), LAST_DAY])
def test_the_agreed_day_lies_after_the_end(until):
    with pytest.raises(Refusal, match="ligt niet na 13-04-2026"):
        extend(a_file(), agreed_until=until)


def test_the_day_after_the_end_is_later():
    assert extend(a_file(), agreed_until=DAY_AFTER).legal_end == DAY_AFTER


def test_each_extension_is_told(app):
    """Art. 9:11 lid 3: the letter of the first does not name the day of the second."""
    complaint_id = a_file()
    extend(complaint_id)
    told(complaint_id)
    with pytest.raises(Invalid):
        told(complaint_id)
    with day(date(2026, 4, 30)):
        extend(complaint_id, agreed_until=date(2026, 5, 30), consent_on=date(2026, 4, 29))
        told(complaint_id)


def told(complaint_id: int) -> int:
    return thread.letter("secretary", complaint_id, LetterKind.L12B, to=COMPLAINANT)


def test_consent_after_the_end_is_possible_and_shows():
    complaint_id = a_file()
    with day(date(2026, 4, 20)):
        complaint = extend(complaint_id, consent_on=date(2026, 4, 20))
    line = [one for one in complaint.deadlines if one.kind is DeadlineKind.HANDLING][-1]
    assert "consent_after_expiry" in line.flags
