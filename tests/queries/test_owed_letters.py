"""In which files someone may be owed a letter: nobody is overlooked, on both databases."""

from datetime import timedelta

import pytest

from models import Letter, db
from operations import clock
from operations.transaction import transaction
from queries import letters
from rules.vocabulary import (
    HearingStatus,
    LetterKind,
    LetterState,
    PartyKind,
    Role,
    State,
    Track,
)
from tests.factories import (
    a_complaint,
    a_hearing,
    a_letter,
    a_party,
    a_user,
    acting,
)


@pytest.fixture
def coordinator(app):
    return a_user(Role.COORDINATOR)


def owed(user, *, mine=False):
    return list(letters.owed_in(acting(user), mine=mine))


def test_until_every_complainant_has_the_letter(coordinator):
    complaint = a_complaint(state=State.F2)
    other = a_party(complaint, kind=PartyKind.COMPLAINANT)
    assert owed(coordinator) == [complaint.id]
    a_letter(complaint)
    assert owed(coordinator) == [complaint.id]
    a_letter(complaint, party=other, sent=False)
    assert owed(coordinator) == []


def test_a_letter_that_lapsed_is_owed_again(coordinator):
    letter = a_letter(a_complaint(state=State.F2), sent=False)
    assert owed(coordinator) == []
    with transaction():
        db.session.get_one(Letter, letter.id).state = LetterState.WITHDRAWN
    assert owed(coordinator) == [letter.complaint_id]


def test_a_representative_has_the_letter_of_who_is_represented(coordinator):
    complaint = a_complaint(state=State.F2)
    helper = a_party(
        complaint, kind=PartyKind.REPRESENTATIVE, represents_id=complaint.parties[0].id
    )
    a_letter(complaint, party=helper)
    assert owed(coordinator) == []


def test_a_copy_goes_to_each_person_complained_about(coordinator):
    complaint = a_complaint(state=State.F5)
    a_letter(complaint)
    assert owed(coordinator) == []
    subject = a_party(complaint)
    assert owed(coordinator) == [complaint.id]
    a_letter(complaint, LetterKind.L07, party=subject)
    assert owed(coordinator) == []


@pytest.mark.parametrize(("track", "found"), [(Track.OWN, False), (Track.ADVISER, True)])
def test_word_of_an_adviser_only_where_there_is_one(coordinator, track, found):
    complaint = a_complaint(state=State.F6 if found else State.F5, track=track)
    a_letter(complaint)
    assert bool(owed(coordinator)) is found


def test_an_invitation_for_each_hearing_that_is_planned(coordinator):
    complaint = a_complaint(state=State.F8)
    a_letter(complaint)
    first = a_hearing(complaint)
    assert owed(coordinator) == [complaint.id]
    a_letter(complaint, LetterKind.L08A, hearing=first)
    assert owed(coordinator) == []
    with transaction():
        moved = db.session.merge(first)
        moved.status, moved.over_reason = HearingStatus.MOVED, "Ziek."
    assert owed(coordinator) == []
    a_hearing(complaint)
    assert owed(coordinator) == [complaint.id]


def test_a_duty_asks_for_a_letter_that_everyone_once_had(coordinator):
    complaint = a_complaint(state=State.F1)
    a_letter(complaint, sent_on=clock.today() - timedelta(days=1))
    assert owed(coordinator) == [complaint.id]  # still to be acknowledged, says its state
    a_letter(complaint, sent=False)
    assert owed(coordinator) == []


def test_only_open_files_that_exist_for_who_asks_and_may_write(coordinator):
    a_letter(a_complaint(state=State.F12))
    a_complaint(state=State.F2, subject_user=coordinator)
    assert owed(coordinator) == []
    own = a_user(Role.SERVICEDESK)
    report = a_complaint(state=State.I2, handler=own)
    assert owed(own) == [report.id]
    for role in (Role.SERVICEDESK, Role.BOARD, Role.AUDITOR, Role.ADMINISTRATOR, Role.ADVISER):
        assert owed(a_user(role)) == []


def test_mine_is_what_i_handle_or_nobody_does(coordinator):
    other = a_user(Role.COORDINATOR)
    theirs = a_complaint(state=State.F2, handler=other).id
    own = a_complaint(state=State.F2, handler=coordinator).id
    nobodys = a_complaint(state=State.F2).id
    assert sorted(owed(coordinator, mine=True)) == [own, nobodys]
    assert sorted(owed(coordinator)) == [theirs, own, nobodys]


def test_the_soonest_day_comes_first_and_there_is_an_end(coordinator, monkeypatch):
    later = a_complaint(state=State.F2).id
    sooner = a_complaint(state=State.F2, received_on=clock.today() - timedelta(days=5)).id
    assert owed(coordinator) == [sooner, later]
    monkeypatch.setattr(letters, "MOST_OWED", 1)
    assert owed(coordinator) == [sooner]
