"""Letters that are owed, and making one only when nothing in it is left to write."""

import pytest

from models import AuditEvent, Letter, db
from operations import correspondence, owed_letters
from rules.correspondence import ADVISERS_OWN, BY_KIND, OWED, the_file
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import LetterKind, PartyKind, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_hearing, a_party
from tests.thread import someone
from tests.views.record import in_hearing, nothing_changes, user


def lines(code="coordinator", **how):
    found = owed_letters.owed(someone(code), **how)
    return [(one.kind, one.party, [str(why) for why in one.obstacles]) for one in found]


@pytest.fixture
def complaint(app):
    """Registered, with a handler; two complain."""
    berg = a_contact(first_name="A.", infix="van den", family_name="Berg")
    made = a_complaint(state=State.F1, complainant=berg, handler=user("coordinator"))
    horst = a_contact(first_name="R.", infix="ter", family_name="Horst")
    a_party(made, horst, kind=PartyKind.COMPLAINANT)
    return thread.fresh(made.id)


def test_each_who_is_owed_a_letter_is_a_line(complaint):
    assert lines() == [
        (LetterKind.L01, "A. van den Berg", []),
        (LetterKind.L01, "R. ter Horst", []),
    ]


def test_what_has_to_be_written_by_someone_is_told_beforehand(app):
    a_complaint(state=State.F1, complainant=a_contact(first_name="", infix="", family_name="Bos"))
    assert lines() == [(LetterKind.L01, "Bos", ["Er ontbreekt: behandelaar."])]


def test_invitations_once_a_hearing_is_planned(app):
    complaint = thread.fresh(in_hearing())
    assert lines() == []
    a_hearing(complaint)
    a_hearing(
        complaint, party=next(one for one in complaint.parties if one.kind is PartyKind.SUBJECT)
    )
    assert [kind for kind, _, _ in lines()] == [LetterKind.L08A, LetterKind.L08B]


def test_who_writes_no_letters_sees_none(complaint):
    for code in ("board1", "auditor", "administrator", "team_leader"):
        with pytest.raises(NotPermitted):
            owed_letters.owed(someone(code))
    assert lines("servicedesk") == []


def test_every_owed_letter_goes_to_someone_and_is_no_advisers():
    assert [kind for kind in OWED if BY_KIND[kind].recipients is the_file] == []
    assert not OWED & ADVISERS_OWN


# --- making one ---


def make(complaint, party, code="coordinator"):
    return correspondence.draft(
        someone(code), complaint.id, None, LetterKind.L01, party, whole=True
    )


def test_one_after_another_in_the_same_file(complaint):
    parties = [one.id for one in complaint.parties]
    made = [make(complaint, party) for party in parties]
    assert [db.session.get_one(Letter, key).party_id for key in made] == parties
    assert db.session.query(AuditEvent).filter_by(verb="letter:drafted").count() == 2
    with pytest.raises(Refusal, match="Voor iedereen die deze brief krijgt, is hij al gemaakt"):
        make(complaint, parties[0])
    assert lines() == []


def test_a_letter_with_something_left_to_write_is_not_made_unseen(app):
    complaint = a_complaint(state=State.F1)
    with nothing_changes(), pytest.raises(Refusal, match="Er ontbreekt: behandelaar"):
        make(complaint, complaint.parties[0].id)
    assert db.session.query(AuditEvent).filter_by(verb="letter:drafted").count() == 0
    party = complaint.parties[0].id
    correspondence.draft(someone("coordinator"), complaint.id, None, LetterKind.L01, party)


def test_the_guards_are_those_of_the_single_act(complaint):
    about = a_complaint(state=State.F1, subject_user=user("coordinator"))
    with nothing_changes():
        for party, error in ((None, Invalid), (999999, Invalid)):
            with pytest.raises(error):
                make(complaint, party)
        with pytest.raises(NotFound):
            make(about, about.parties[0].id)
        with pytest.raises(NotPermitted):
            make(complaint, complaint.parties[0].id, "board1")
