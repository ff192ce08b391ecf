"""Who sees which screen of a complaint, and what a screen does with what cannot be."""

import re

import pytest

from models import db
from queries import complaints
from rules.vocabulary import HearingForm, Kind, LetterKind, Role, State
from tests import thread
from tests.factories import (
    a_complaint,
    a_contact,
    a_document,
    a_hearing,
    a_letter,
    a_party,
    a_user,
    an_assignment,
)
from tests.views.record import nothing_changes, record, said_why, user

PAGES = ("list", "details", "new", "edit", "step", "act", "letter")
ADDRESS = {
    "list": "/admin/complaint/",
    "details": "/admin/complaint/details/?id={}",
    "new": "/admin/complaint/new/",
    "edit": "/admin/complaint/edit/?id={}",
    "step": "/admin/complaint/{}/step/register",
    "act": "/admin/complaint/{}/party/",
    "letter": "/admin/complaint/{}/letter/",
}
WHO = {
    #                 list details new edit step act letter
    "servicedesk":    (200, 404, 200, 404, 404, 404, 404),
    "team_leader":    (403, 403, 403, 403, 403, 403, 403),
    "coordinator":    (200, 200, 200, 200, 200, 200, 200),
    "secretary":      (200, 200, 200, 200, 200, 200, 200),
    "board1":         (200, 200, 403, 403, 403, 403, 403),
    "board2":         (200, 200, 403, 403, 403, 403, 403),
    "adviser1":       (200, 404, 403, 403, 404, 404, 404),
    "adviser2":       (200, 404, 403, 403, 404, 404, 404),
    "adviser3":       (200, 404, 403, 403, 404, 404, 404),
    "auditor":        (200, 200, 403, 403, 403, 403, 403),
    "administrator":  (403, 403, 403, 403, 403, 403, 403),
    "administrator2": (403, 403, 403, 403, 403, 403, 403),
}  # fmt: skip
"""Written by hand from law.md part 6: a file that nobody named here handles or registered."""


def statuses(browser, key):
    return tuple(browser.get(ADDRESS[page].format(key)).status_code for page in PAGES)


@pytest.mark.parametrize("who", WHO)
def test_each_user_gets_what_the_role_gives(app, signed_in, who):
    key = a_complaint().id
    said_why(who, key)
    assert dict(zip(PAGES, statuses(signed_in(who), key), strict=True)) == dict(
        zip(PAGES, WHO[who], strict=True)
    )


@pytest.mark.parametrize("who", WHO)
def test_a_post_gets_no_further_than_the_page(app, signed_in, who):
    complaint = a_complaint()
    key, version, browser = complaint.id, complaint.version, signed_in(who)
    closed = [page for page, status in zip(PAGES, WHO[who], strict=True) if status != 200]
    with nothing_changes():
        for page in set(closed) - {"list", "details"}:
            posted = browser.post(ADDRESS[page].format(key), data={"version": version, "text": "x"})
            assert posted.status_code == WHO[who][PAGES.index(page)], page


def test_an_adviser_works_in_the_files_that_are_assigned(app, signed_in):
    complaint = an_assignment(a_complaint(state=State.F8), user("adviser1")).complaint
    assert statuses(signed_in("adviser1"), complaint.id) == (200, 200, 403, 403, 403, 403, 200)
    assert statuses(signed_in("adviser2"), complaint.id)[1] == 404


def test_the_servicedesk_works_in_its_own_intake_until_it_is_handed_over(app, signed_in):
    mine = user("servicedesk").id
    own, over = a_complaint(recorded_by_id=mine), a_complaint(recorded_by_id=mine, state=State.F1)
    browser = signed_in("servicedesk")
    assert statuses(browser, own.id) == (200, 200, 200, 200, 200, 200, 403)
    assert statuses(browser, over.id) == (200, 404, 200, 404, 404, 404, 404)
    text = browser.get("/admin/complaint/").text
    assert own.reference in text
    assert over.reference not in text


def test_a_report_is_no_complaint(app, signed_in):
    report, formal = a_complaint(state=State.I1), a_complaint()
    browser = signed_in("coordinator")
    assert browser.get(f"/admin/report/details/?id={report.id}").status_code == 200
    assert browser.get(f"/admin/complaint/details/?id={report.id}").status_code == 404
    assert browser.get(f"/admin/report/details/?id={formal.id}").status_code == 404
    assert report.reference not in browser.get("/admin/complaint/").text


def test_a_note_on_a_report_stays_with_the_report(app, signed_in):
    report = a_complaint(state=State.I1).id
    page = signed_in("coordinator").get(f"/admin/report/details/?id={report}").text
    address = re.search(r'action="([^"]+/note/)"', page)[1]
    reply = signed_in("coordinator").post(address, data={"text": "Teruggebeld."})
    assert reply.status_code == 302
    assert [one.text for one in thread.fresh(report).notes] == ["Teruggebeld."]


# --- SOD1 ---


@pytest.fixture
def own_file(app):
    """A file about the coordinator, who is also its handler on paper."""
    me = user("coordinator")
    complaint = a_complaint(
        state=State.F8, subject_user=me, handler=me, subject="Kenmerkend onderwerp"
    )
    a_letter(complaint, LetterKind.L01)
    a_hearing(complaint, form=HearingForm.PHONE)
    a_document(complaint)
    return complaint


def test_for_whom_it_is_about_the_file_does_not_exist(app, signed_in, own_file):
    browser, key = signed_in("coordinator"), own_file.id
    letter, hearing = own_file.letters[0].id, own_file.hearings[0].id
    conduct, document = own_file.conducts[0].id, own_file.documents[0].id
    addresses = [
        f"/admin/complaint/details/?id={key}",
        f"/admin/complaint/edit/?id={key}",
        f"/admin/complaint/{key}/step/complete_inquiry",
        f"/admin/complaint/{key}/step/close",
        f"/admin/complaint/{key}/party/",
        f"/admin/complaint/{key}/involved/",
        f"/admin/complaint/{key}/hold/?of={hearing}",
        f"/admin/complaint/{key}/letter/",
        f"/admin/complaint/{key}/document/{document}",
        f"/admin/letter/details/?id={letter}",
        f"/admin/letter/{letter}/version/1",
        f"/admin/hearing/details/?id={hearing}",
        f"/admin/hearing/edit/?id={hearing}",
        f"/admin/conduct/details/?id={conduct}",
        f"/admin/conduct/edit/?id={conduct}",
    ]
    assert {one: browser.get(one).status_code for one in addresses} == dict.fromkeys(addresses, 404)
    with nothing_changes():
        for one in (*addresses, f"/admin/complaint/{key}/note/", f"/admin/letter/{letter}/bounced",
                    f"/admin/letter/{letter}/upload"):  # fmt: skip
            posted = browser.post(one, data={"text": "x", "version": 1})
            assert posted.status_code in {404, 405}, one


@pytest.mark.parametrize(
    "address",
    [
        "/admin/", "/admin/complaint/", "/admin/complaint/?search=Kenmerkend",
        "/admin/complaint/export/csv/", "/admin/letter/", "/admin/letter/export/csv/",
        "/admin/hearing/", "/admin/hearing/export/csv/", "/admin/conduct/",
        "/admin/conduct/export/csv/",
        "/admin/conduct/ajax/lookup/?name=complaint_id&query=Kenmerkend",
        "/admin/hearing/ajax/lookup/?name=complaint_id&query=Kenmerkend",
    ],
)  # fmt: skip
def test_nor_does_any_list_search_export_or_lookup_name_it(app, signed_in, own_file, address):
    """G23: a file about oneself is in no list, search or export one may otherwise see."""
    reply = signed_in("coordinator").get(address)
    assert reply.status_code == 200
    assert own_file.reference not in reply.text
    assert "Kenmerkend onderwerp" not in reply.text
    seen = signed_in("secretary").get(address).text
    # The secretary's own worklist holds what nobody handles; the other lists hold it.
    assert own_file.reference in seen or address == "/admin/"


def test_a_conduct_cannot_be_added_to_a_file_one_does_not_see(app, signed_in, own_file):
    with nothing_changes():
        reply = signed_in("coordinator").post(
            "/admin/conduct/new/",
            data={"complaint_id": own_file.id, "title": "x", "dating": "unknown"},
        )
    assert reply.status_code == 422


# --- one file below another ---


def test_another_files_document_is_not_below_this_one(app, signed_in):
    one, other = a_complaint(), a_complaint()
    document = a_document(other).id
    browser = signed_in("coordinator")
    assert browser.get(f"/admin/complaint/{other.id}/document/{document}").status_code == 200
    assert browser.get(f"/admin/complaint/{one.id}/document/{document}").status_code == 404


@pytest.mark.parametrize("act", ["screening", "hold", "judge"])
def test_another_files_part_is_not_below_this_one(app, signed_in, act):
    state = {"screening": State.F4, "hold": State.F8, "judge": State.F11}[act]
    one, other = a_complaint(state=state), a_complaint(state=state)
    part = a_hearing(other).id if act == "hold" else other.conducts[0].id
    browser = signed_in("secretary")
    assert browser.get(f"/admin/complaint/{other.id}/{act}/?of={part}").status_code == 200
    for key in (part, 999, -1, "abc", "5,6", "%00", ""):
        reply = browser.get(f"/admin/complaint/{one.id}/{act}/?of={key}")
        assert reply.status_code == 404, key


# --- registering ---

RIGHT = {
    "received_at": "2026-03-02T09:30", "channel": "post", "subject": "Bejegening",
    "description": "Wat er gebeurde.", "family_name": "Berg", "conduct_title": "De opmerking",
    "dating": "day", "first_on": "2026-01-12", "written": "1", "signed": "1",
}  # fmt: skip


def registered(browser, **changes):
    return browser.post("/admin/complaint/new/", data=RIGHT | changes)


def all_files():
    db.session.rollback()
    return record()["complaint"]


def test_an_intake_becomes_a_file(app, signed_in):
    reply = registered(signed_in("servicedesk"))
    assert reply.status_code == 302
    page = signed_in("coordinator").get(reply.location).text
    assert "Bejegening" in page
    assert "Berg" in page


def test_who_complains_can_be_reached_from_the_file(app, signed_in):
    person = a_contact(email="j.proef@voorbeeld.example", phone="030 – 123 45 67")
    key = a_complaint(complainant=person).id
    page = signed_in("coordinator").get(f"/admin/complaint/details/?id={key}").text
    assert "mailto:j.proef@voorbeeld.example" in page
    assert "030 – 123 45 67" in page


def test_the_same_form_sent_twice_is_one_file(app, signed_in):
    browser = signed_in("coordinator")
    token = {"form_token": "x" * 32}
    first, second = registered(browser, **token), registered(browser, **token)
    assert first.location == second.location
    assert len(all_files()) == 1


def test_two_complaints_in_the_same_words_are_two_files(app, signed_in):
    browser = signed_in("coordinator")
    registered(browser, form_token="x" * 32)
    registered(browser, form_token="y" * 32)
    assert len(all_files()) == 2


WRONG = [
    ({"received_at": "2999-01-01T10:00"}, "received_at"),
    ({"received_at": "2099-01-01T10:00"}, "received_at"),
    ({"received_at": ""}, "received_at"),
    ({"received_at": "gisteren"}, "received_at"),
    ({"received_at": "1900-01-01T00:00"}, "received_at"),
    ({"received_at": "2026-03-02"}, "received_at"),
    ({"received_at": "2026-02-30T10:00"}, "received_at"),
    ({"received_at": "2026-03-29T02:30"}, "received_at"),
    ({"received_at": "2026-03-02T25:00"}, "received_at"),
    ({"received_at": "٢٠٢٦-٠٣-٠٢T09:30"}, "received_at"),
    ({"channel": "duif"}, "channel"),
    ({"channel": ""}, "channel"),
    ({"subject": ""}, "subject"),
    ({"subject": "   "}, "subject"),
    ({"subject": "x" * 201}, "subject"),
    ({"subject": "twee\nregels"}, "subject"),
    ({"description": "x\n" * 2001}, "description"),
    ({"description": "x" * 20_001}, "description"),
    ({"letter_dated_on": "2026-03-03"}, "letter_dated_on"),
    ({"postmark_on": "2026-03-03"}, "postmark_on"),
    ({"forwarded_on": "2026-03-01"}, "forwarded_on"),
    ({"letter_dated_on": "0000-01-01"}, "letter_dated_on"),
    ({"letter_dated_on": "9999-12-31"}, "letter_dated_on"),
    ({"letter_dated_on": "10000-01-01"}, "letter_dated_on"),
    ({"first_on": ""}, "first_on"),
    ({"first_on": "12-13-2026"}, "first_on"),
    ({"dating": "period", "first_on": "2026-02-01", "last_on": "2026-01-01"}, "last_on"),
    ({"dating": "period", "last_on": ""}, "last_on"),
    ({"dating": "ooit"}, "dating"),
    ({"category_id": "99999999999999"}, "category_id"),
    ({"category_id": "-1"}, "category_id"),
    ({"unit_id": "abc"}, "unit_id"),
    ({"contact_id": "99999999999999"}, "contact_id"),
    ({"contact_id": "abc"}, "contact_id"),
    ({"contact_id": "999999"}, "contact_id"),
    ({"email": "geen adres"}, "email"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=lambda one: str(one)[:40])
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(app, signed_in, changes, field):
    with nothing_changes():
        reply = registered(signed_in("coordinator"), **changes)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    box = f"{field}-words" if field == "contact_id" else field
    assert f'href="#{box}"' in reply.text
    assert "Wat er gebeurde." in reply.text or "description" in changes
    assert 'value="Berg"' in reply.text


@pytest.mark.parametrize("when", ["2014-01-01T00:00", "2026-10-25T02:30", "2024-02-29T23:59"])
def test_a_strange_but_possible_moment_is_kept(app, signed_in, when):
    reply = registered(signed_in("coordinator"), received_at=when, first_on="1900-01-01")
    assert reply.status_code == 302, reply.text
    assert signed_in("coordinator").get(reply.location).status_code == 200


# --- correcting ---


def changed(browser, complaint, **changes):
    data = RIGHT | {"version": complaint.version} | changes
    return browser.post(f"/admin/complaint/edit/?id={complaint.id}", data=data)


def test_the_loser_of_two_keeps_what_was_typed_and_reads_who_was_first(app, signed_in):
    complaint = a_complaint(subject="Eerst")
    old = complaint.version
    assert (
        changed(signed_in("secretary"), complaint, subject="Van de secretaris").status_code == 302
    )
    with nothing_changes():
        reply = changed(
            signed_in("coordinator"), complaint, subject="Van de coördinator", version=old
        )
    assert reply.status_code == 409
    assert "Iemand anders was je voor" in reply.text
    assert "gewijzigd door Bas Smit" in reply.text
    assert "<td>Van de secretaris</td><td>Van de coördinator</td>" in reply.text
    assert 'value="Van de coördinator"' in reply.text


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999", "5,6", None])
def test_without_the_version_of_the_form_nothing_is_kept(app, signed_in, version):
    complaint = a_complaint()
    with nothing_changes():
        reply = changed(signed_in("coordinator"), complaint, version=version)
    assert reply.status_code == 409


def test_a_form_does_not_write_what_only_steps_may(app, signed_in):
    complaint = a_complaint(state=State.F2)
    more = {"state": "F12", "legal_end": "2030-01-01", "handler_id": "1", "reference": "K1",
            "open": "", "track": "own", "kind": "report", "concluded_on": "2026-01-01"}  # fmt: skip
    assert changed(signed_in("coordinator"), complaint, **more).status_code == 302
    kept = thread.fresh(complaint.id)
    assert (kept.state, kept.handler_id, kept.kind) == (State.F2, None, Kind.FORMAL)
    assert kept.reference != "K1"
    assert kept.concluded_on is None


# --- notes ---


def test_an_empty_note_is_told_at_its_field(app, signed_in):
    key = a_complaint().id
    with nothing_changes():
        reply = signed_in("coordinator").post(f"/admin/complaint/{key}/note/", data={"text": " "})
    assert reply.status_code == 422
    assert 'id="text-error"' in reply.text


def test_a_note_that_is_too_long_is_not_lost(app, signed_in):
    key, words = a_complaint().id, "lange notitie " * 600
    reply = signed_in("coordinator").post(f"/admin/complaint/{key}/note/", data={"text": words})
    assert reply.status_code == 422
    assert words in reply.text


@pytest.mark.parametrize(("who", "status"), [("auditor", 403), ("adviser1", 404), ("board1", 302)])
def test_who_may_keep_a_note(app, signed_in, who, status):
    key = a_complaint().id
    reply = signed_in(who).post(f"/admin/complaint/{key}/note/", data={"text": "Gezien."})
    assert reply.status_code == status


# --- who is involved ---


def test_who_says_to_be_involved_sees_the_file_no_more(app, signed_in):
    key = a_complaint().id
    browser = signed_in("coordinator")
    reply = browser.post(f"/admin/complaint/{key}/involved/", data={"text": "Mijn zwager."})
    assert reply.status_code == 302
    assert browser.get(reply.location).status_code == 200
    assert browser.get(f"/admin/complaint/details/?id={key}").status_code == 404


def test_the_list_of_a_role_is_what_the_policy_gives(app, signed_in):
    other = a_user(Role.COORDINATOR)
    files = [a_complaint(), a_complaint(handler=other), a_complaint(state=State.F12)]
    browser = signed_in("auditor")
    listed = set(re.findall(r">(K\d{4}-\d{4})<", browser.get("/admin/complaint/").text))
    assert listed == {one.reference for one in files}
    assert complaints.get(thread.someone("auditor"), files[0].id) is not None


# --- who is in the file ---


def test_who_came_in_by_mistake_is_taken_out_by_the_link_beside_the_name(app, signed_in):
    complaint = a_complaint(state=State.F2)
    wrong = a_party(complaint, a_contact(family_name="Bosman"))
    browser = signed_in("coordinator")
    page = browser.get(f"/admin/complaint/details/?id={complaint.id}").text
    address = f"/admin/complaint/{complaint.id}/remove_party/?of={wrong.id}"
    assert f'href="{address}"' in page
    assert "Bosman" in browser.get(address).text
    version = thread.fresh(complaint.id).version
    with nothing_changes():
        reply = browser.post(address, data={"version": version, "reason": ""})
    assert reply.status_code == 422
    data = {"version": version, "reason": "Een andere Bosman."}
    assert browser.post(address, data=data).status_code == 302
    page = browser.get(f"/admin/complaint/details/?id={complaint.id}").text
    assert address not in page
    assert "Een andere Bosman." in page
    assert browser.post(address, data=data).status_code == 404


def test_who_has_a_letter_is_not_taken_out_and_the_page_says_why(app, signed_in):
    complaint = a_complaint(state=State.F2)
    party = a_party(complaint)
    a_letter(complaint, LetterKind.L07, party=party)
    address = f"/admin/complaint/{complaint.id}/remove_party/?of={party.id}"
    page = signed_in("coordinator").get(f"/admin/complaint/details/?id={complaint.id}").text
    assert address not in page
    with nothing_changes():
        reply = signed_in("coordinator").post(
            address, data={"version": thread.fresh(complaint.id).version, "reason": "Fout."}
        )
    assert reply.status_code == 409
    assert "is een brief gemaakt" in reply.text
    assert "Fout." in reply.text
