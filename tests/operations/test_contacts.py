"""A contact that turns out to be a user of the app (art. 9:7 lid 1 Awb)."""

from datetime import date

import pytest

from models import Contact, db
from operations import contacts
from operations.contacts import ContactData
from operations.transaction import transaction
from rules.errors import Refusal
from rules.law import awb
from rules.vocabulary import Event, PartyKind, State
from tests import thread
from tests.factories import a_complaint
from tests.thread import decided, fresh, someone, step, user_id

MONDAY = date(2026, 3, 9)


def subject_of(complaint_id: int) -> Contact:
    return next(one.contact for one in fresh(complaint_id).parties if one.kind is PartyKind.SUBJECT)


def is_user(contact: Contact, code: str, by: str = "secretary") -> None:
    """Record which user a contact is."""
    data = ContactData(family_name="Berg", foreign_address="Rue 1", user_id=user_id(code))
    contacts.update(contact.id, data, contact.version, someone(by))


def linked(contact: Contact) -> int | None:
    key = contact.id
    db.session.rollback()
    return db.session.get_one(Contact, key).user_id


def test_who_handles_a_file_is_no_party_to_it_afterwards(file):
    contact = subject_of(file)
    with pytest.raises(Refusal) as refused:
        is_user(contact, "coordinator")
    (obstacle,) = refused.value.obstacles
    assert fresh(file).reference in obstacle.text
    assert "eerst over" in obstacle.text
    assert (obstacle.basis, obstacle.repair) == (awb("9:7", 1), "assign")
    assert linked(contact) is None


def test_who_advises_on_a_file_is_no_party_to_it_afterwards(file):
    thread.to_adviser(file)
    contact = subject_of(file)
    with pytest.raises(Refusal) as refused:
        is_user(contact, "adviser1")
    assert refused.value.obstacles[0].repair == "replace"
    assert linked(contact) is None


def test_an_adviser_who_was_let_go_can_be_a_party(file):
    thread.to_adviser(file)
    step("board1", file, Event.RESUME_OWN, decision=decided(), reason="Ziek.")
    contact = subject_of(file)
    is_user(contact, "adviser1")
    assert linked(contact) == user_id("adviser1")


def test_who_does_not_work_on_the_file_can_be_a_party(file):
    contact = subject_of(file)
    is_user(contact, "adviser2")
    assert linked(contact) == user_id("adviser2")


def test_a_file_that_is_over_asks_no_hand_over(app):
    complaint = a_complaint(state=State.F12, handler_id=user_id("coordinator"))
    contact = complaint.parties[0].contact
    is_user(contact, "coordinator")
    assert linked(contact) == user_id("coordinator")


def test_a_link_that_was_there_already_keeps_nobody_from_correcting_a_name(file):
    contact = subject_of(file)
    with transaction():
        contact.user_id = user_id("coordinator")
    is_user(contact, "coordinator")
    assert db.session.get_one(Contact, contact.id).family_name == "Berg"
