"""Earlier files of the same person: found by SQL as the rule says, within what someone may see."""

from datetime import date

import pytest

from models import Conduct, db
from operations.transaction import transaction
from queries import earlier
from queries.likeness import Identity, Reason
from rules.vocabulary import Judgement, PartyKind, Role, State
from tests import thread
from tests.factories import (
    a_complaint,
    a_contact,
    a_party,
    a_statement,
    a_user,
    acting,
    number,
)

TYPED = Identity("van den Berg", "J.", email="JOHAN@berg.example", postcode="3581kx",
                 house_number="12 B")  # fmt: skip


def berg(**known):
    defaults = {"first_name": "Johan", "infix": "van den", "family_name": "Berg",
                "postcode": "3512 ZZ", "house_number": f"{next(number)}9"}  # fmt: skip
    return a_contact(**defaults | known)


def found(actor, typed=TYPED):
    return [(one.contact.id, one.reasons) for one in earlier.people(actor, typed)]


@pytest.fixture
def coordinator(app):
    return thread.someone("coordinator")


def test_the_most_alike_comes_first_and_who_is_not_alike_not_at_all(coordinator):
    letters, address = berg().id, berg(first_name="", postcode="3581 KX", house_number="12").id
    mail = berg(first_name="Karel", email="johan@berg.example").id
    berg(first_name="Karel")
    berg(family_name="Bergsma")
    assert found(coordinator) == [
        (mail, (Reason.EMAIL,)), (address, (Reason.ADDRESS,)), (letters, (Reason.INITIALS,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ({"family_name": "Özdemir", "infix": ""}, "OZDEMIR"),
        ({"family_name": "van den Berg", "infix": ""}, "Berg"),
        ({"family_name": "Berg", "infix": "v.d."}, "Berg, van den"),
        ({"family_name": "Veld", "infix": "in ’t"}, "in 't Veld"),
        ({"family_name": "100%_Echt", "infix": ""}, "100%_echt"),
    ],
)
def test_the_spelling_of_a_name_does_not_matter(coordinator, known, typed):
    one = berg(**known).id
    assert found(coordinator, Identity(typed, "Johan")) == [(one, (Reason.FIRST_NAME,))]


@pytest.mark.parametrize("typed", [Identity(), Identity("Berg"), Identity("%"), Identity("", "J.")])
def test_too_little_finds_nobody(coordinator, typed):
    berg()
    assert found(coordinator, typed) == []


def test_a_strong_likeness_is_found_among_many_of_the_name(coordinator):
    mail = berg(first_name="", email="johan@berg.example").id
    for _ in range(earlier.LOOKED_AT + 5):
        berg()
    assert found(coordinator)[0] == (mail, (Reason.EMAIL,))
    assert len(found(coordinator)) == earlier.MOST_PEOPLE


def test_an_organisation_is_found_by_its_name(coordinator):
    one = a_contact(family_name="", first_name="", infix="", organisation="Bureau X B.V.").id
    assert found(coordinator, Identity(organisation="bureau x b.v.")) == [
        (one, (Reason.ORGANISATION,))
    ]


def test_files_come_newest_first_with_how_they_ended(coordinator):
    contact = berg()
    old = a_complaint(state=State.F12, received_on=date(2026, 1, 5), complainant=contact)
    with transaction():
        for conduct in db.session.query(Conduct).filter_by(complaint_id=old.id):
            conduct.judgement, conduct.judgement_reason = Judgement.FOUNDED, "Zo hoort het niet."
    report = a_complaint(state=State.I3, complainant=contact, solution="Er is gebeld.")
    busy = a_complaint(state=State.F11, complainant=contact)
    with transaction():
        for conduct in db.session.query(Conduct).filter_by(complaint_id=busy.id):
            conduct.judgement, conduct.judgement_reason = Judgement.UNFOUNDED, "Nog een concept."
    a_party(a_complaint(), contact, kind=PartyKind.SUBJECT)
    (match,) = earlier.people(coordinator, TYPED)
    assert [(one.reference, one.state, one.outcome) for one in match.files] == [
        (busy.reference, State.F11, ""),
        (report.reference, State.I3, "Er is gebeld."),
        (old.reference, State.F12, "gegrond"),
    ]


def test_whoever_is_involved_in_the_earlier_file_sees_nothing_of_it(app):
    one, other = a_user(Role.COORDINATOR), a_user(Role.COORDINATOR)
    contact = berg()
    a_complaint(complainant=contact, subject_user=one)
    a_statement(a_complaint(complainant=contact), one, involved=True)
    assert found(acting(one)) == []
    assert len(earlier.people(acting(other), TYPED)[0].files) == 2
    visible = a_complaint(complainant=contact)
    (match,) = earlier.people(acting(one), TYPED)
    assert [file.id for file in match.files] == [visible.id]


def test_the_servicedesk_sees_reports_and_no_complaints_of_others(app):
    desk, contact = thread.someone("servicedesk"), berg()
    a_complaint(complainant=contact)
    assert found(desk) == []
    report = a_complaint(state=State.I2, complainant=contact)
    (match,) = earlier.people(desk, TYPED)
    assert [file.id for file in match.files] == [report.id]


def test_a_role_without_contacts_finds_nobody(app):
    a_complaint(complainant=berg())
    assert found(thread.someone("team_leader")) == []


def test_of_a_file_its_own_person_and_who_is_surely_alike(coordinator):
    contact = berg(email="johan@berg.example")
    this = a_complaint(complainant=contact)
    same = a_complaint(state=State.I3, complainant=contact)
    alike = a_complaint(complainant=berg(first_name="", email="Johan@berg.example"))
    a_complaint(complainant=berg(first_name="J."))
    a_complaint(complainant=berg(first_name="Karel"))
    found = earlier.of_file(coordinator, thread.fresh(this.id))
    (known,) = found.of_party.values()
    assert [one.id for one in known] == [alike.id, same.id]


def test_of_each_party_with_what_they_are_there(coordinator):
    complainant, subject = berg(), a_contact(family_name="Kuipers")
    this, turned = a_complaint(complainant=complainant), a_complaint(complainant=subject)
    again, namesake = a_complaint(), a_complaint()
    for file, contact in (
        (this, subject), (turned, complainant), (again, subject),
        (namesake, a_contact(family_name="Kuipers", email=subject.email)),
    ):  # fmt: skip
        a_party(file, contact, kind=PartyKind.SUBJECT)
    found = earlier.of_file(coordinator, thread.fresh(this.id)).of_party
    who = {one.contact_id: one.id for one in thread.fresh(this.id).parties}
    assert [(one.id, one.role) for one in found[who[complainant.id]]] == [
        (turned.id, PartyKind.SUBJECT)
    ]
    assert [(one.id, one.role) for one in found[who[subject.id]]] == [
        (again.id, PartyKind.SUBJECT), (turned.id, PartyKind.COMPLAINANT),
    ]  # fmt: skip
    assert namesake.id not in {one.id for files in found.values() for one in files}


def test_a_file_that_one_may_not_see_is_in_nobodys_history(app):
    desk, contact = thread.someone("servicedesk"), berg()
    this = a_complaint(state=State.I2, complainant=contact)
    a_complaint(complainant=contact)
    assert earlier.of_file(desk, thread.fresh(this.id)).of_party == {}
