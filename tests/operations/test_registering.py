"""A public text is written by one and released by another; what changes waits again (SOD15)."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import AuditEvent, Complaint, PublicText, db
from operations import clock, registering
from operations.registering import Noted
from operations.transaction import transaction
from queries import register
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import Judgement, LateKind, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_party
from tests.views.record import nothing_changes, user

TEXT = "De klacht ging over wachten."


@pytest.fixture
def key(app):
    complaint = a_complaint(state=State.F12)
    with transaction():
        conduct = db.session.get_one(Complaint, complaint.id).conducts[0]
        conduct.judgement, conduct.judgement_reason = Judgement.FOUNDED, "Zo is het."
    return complaint.id


def write(key, text=TEXT, *, who="coordinator", newest=0, conduct=None):
    return registering.write(thread.someone(who), key, conduct, newest, text)


def release(key, made, who="secretary"):
    registering.release(thread.someone(who), key, made)


def released(key):
    complaint = db.session.scalars(select(Complaint).where(register.DESCRIBED)).all()
    return key in [one.id for one in complaint]


def verbs(key):
    query = select(AuditEvent.verb).where(AuditEvent.chain == key, AuditEvent.verb.like("public%"))
    return list(db.session.scalars(query.order_by(AuditEvent.seq)))


MAY = {
    # who: write, release
    "coordinator": (None, NotPermitted), "secretary": (None, None),
    "board1": (NotPermitted, None), "auditor": (NotPermitted, NotPermitted),
    "servicedesk": (NotFound, NotFound), "team_leader": (NotFound, NotFound),
    "adviser1": (NotFound, NotFound), "administrator": (NotFound, NotFound),
}  # fmt: skip


@pytest.mark.parametrize("who", MAY)
def test_who_may_write_and_who_release(key, who):
    made = write(key, who="secretary" if who == "coordinator" else "coordinator")
    for refused, act in zip(MAY[who], (
        lambda: write(key, "Iets anders.", who=who, newest=made, conduct=None),
        lambda: release(key, db.session.scalars(select(PublicText.id)).all()[-1], who)
        if who != "secretary" else None,
    ), strict=True):  # fmt: skip
        if refused:
            with nothing_changes(), pytest.raises(refused):
                act()
        else:
            act()


def test_a_released_text_is_public_and_the_trail_tells_it(key):
    assert not released(key)
    made = write(key)
    assert not released(key)
    release(key, made)
    assert released(key)
    assert verbs(key) == ["public_text:written", "public_text:cleared"]


def test_whoever_wrote_some_of_it_does_not_release_it(key):
    """The secretary wrote the first words, the coordinator the last: a third one releases."""
    first = write(key, who="secretary")
    last = write(key, "De klacht ging over lang wachten.", newest=first)
    with nothing_changes(), pytest.raises(Refusal, match="aan deze tekst geschreven"):
        release(key, last, "secretary")
    release(key, last, "board1")
    assert released(key)


def test_a_change_takes_the_release_back(key):
    made = write(key)
    release(key, made)
    write(key, "Iets anders.", newest=made)
    assert not released(key)
    with nothing_changes(), pytest.raises(Conflict):
        release(key, made)


def test_an_empty_text_takes_it_away_and_cannot_be_released(key):
    made = write(key)
    release(key, made)
    empty = write(key, "", newest=made)
    assert not released(key)
    with nothing_changes(), pytest.raises(Refusal, match="niets meer vrij te geven"):
        release(key, empty)


def test_a_release_can_be_withdrawn_and_given_again(key):
    made = write(key)
    with nothing_changes(), pytest.raises(Refusal, match="niet vrijgegeven"):
        registering.take_back(thread.someone("board1"), key, made)
    release(key, made)
    with nothing_changes(), pytest.raises(Refusal):
        release(key, made)
    registering.take_back(thread.someone("board1"), key, made)
    assert not released(key)
    release(key, made)
    assert released(key)


def test_two_at_once_one_is_told(key):
    write(key)
    with nothing_changes(), pytest.raises(Conflict):
        write(key, "Iets anders.")


def test_a_summary_is_of_a_judgement_in_this_file(key):
    conduct = db.session.get_one(Complaint, key).conducts[0].id
    assert write(key, conduct=conduct)
    other = a_complaint(state=State.F5)
    with nothing_changes(), pytest.raises(NotFound):
        write(key, conduct=other.conducts[0].id)
    with nothing_changes(), pytest.raises(Refusal, match="nog geen oordeel"):
        write(other.id, conduct=other.conducts[0].id)


def test_a_text_of_another_file_does_not_exist_here(key):
    made = write(a_complaint(state=State.F4).id)
    with nothing_changes(), pytest.raises(NotFound):
        release(key, made)


def test_a_name_that_came_later_keeps_a_text_from_being_released(key):
    made = write(key, "De docent Zonneveld was te laat.")
    a_party(db.session.get_one(Complaint, key), a_contact(family_name="Zonneveld"))
    with nothing_changes(), pytest.raises(Refusal, match="Zonneveld"):
        release(key, made)


@pytest.mark.parametrize("text", ["Mail iemand@ssr.example.", "Zie K2026-0001.", "Op 3 april."])
def test_what_points_at_someone_is_not_kept(key, text):
    with nothing_changes(), pytest.raises(Invalid, match="In de tekst staat"):
        write(key, text)


def test_whoever_is_involved_finds_no_row(key):
    contact = a_contact(user_id=user("coordinator").id)
    a_party(db.session.get_one(Complaint, key), contact)
    with nothing_changes(), pytest.raises(NotFound):
        write(key)


def test_what_is_not_registered_has_no_text(app):
    spoken = a_complaint(state=State.I2, written=False).id
    with nothing_changes(), pytest.raises(NotFound):
        write(spoken)


def test_the_database_itself_refuses_a_writer_who_releases(key):
    made, one = write(key), user("coordinator").id

    def release_it():
        with transaction():
            row = db.session.get_one(PublicText, made)
            row.released_at, row.released_by_id = clock.now(), one

    with pytest.raises(IntegrityError):
        release_it()


# --- notes ----------------------------------------------------------------------------------


def test_a_cause_is_sorted_only_of_what_was_late(key):
    complaint = db.session.get_one(Complaint, key)
    noted = Noted(LateKind.LETTER, "Eerder beginnen.")
    with nothing_changes(), pytest.raises(Invalid, match="niet te laat"):
        registering.note(thread.someone("coordinator"), key, complaint.version, noted)
    registering.note(thread.someone("coordinator"), key, complaint.version, Noted(lesson="Bel."))
    assert thread.fresh(key).lesson == "Bel."
    with nothing_changes(), pytest.raises(Conflict):
        registering.note(thread.someone("coordinator"), key, 1, Noted(lesson="Mail."))
