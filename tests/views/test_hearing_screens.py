"""The screens of the hearing: the tab, its forms, the agenda and the pack."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from models import CalendarFeed, Hearing, db
from operations import clock
from rules.vocabulary import (
    AfterHearing,
    Answer,
    CaseRole,
    CommitteeRole,
    HearingStatus,
    State,
    Track,
)
from tests import thread
from tests.factories import (
    a_complaint,
    a_contact,
    a_document,
    a_hearing,
    a_statement,
    an_assignment,
)
from tests.views.record import nothing_changes, said_why, user


def a_file(track: Track = Track.OWN, **columns):
    complaint = a_complaint(state=State.F8, track=track, handler=user("coordinator"), **columns)
    a_statement(complaint, user("coordinator"))
    return complaint


def with_committee():
    complaint = a_file(Track.COMMITTEE)
    seats = (CommitteeRole.CHAIR, CommitteeRole.MEMBER, CommitteeRole.MEMBER)
    for place, seat in enumerate(seats, 1):
        member = user(f"adviser{place}")
        an_assignment(complaint, member, role=CaseRole.MEMBER, seat=seat)
        a_statement(complaint, member)
    return complaint


def act(complaint, name, hearing=None):
    return f"/admin/complaint/{complaint.id}/{name}/" + (f"?of={hearing.id}" if hearing else "")


def tab(browser, complaint):
    return browser.get(f"/admin/complaint/details/?id={complaint.id}&tab=hearings").text


def local(days: int) -> str:
    return f"{clock.now().astimezone(clock.AMSTERDAM) + timedelta(days=days):%Y-%m-%dT10:00}"


def kept(hearing) -> Hearing:
    key = hearing if isinstance(hearing, int) else hearing.id
    db.session.rollback()
    return db.session.get_one(Hearing, key)


MOVED = {"minutes": "45", "form": "video", "place": "https://overleg.example/a",
         "participants": "A. Berg, klager", "reason": "De kamer is bezet."}  # fmt: skip


def moving(hearing, **changes):
    return MOVED | {"version": hearing.version, "planned_at": local(9),
                    "heard_by_id": user("coordinator").id} | changes  # fmt: skip


# --- forms ---


def test_a_new_hearing_is_planned_in_its_file(app, signed_in):
    complaint = a_file()
    browser = signed_in("coordinator")
    page = browser.get(f"/admin/hearing/new/?complaint={complaint.id}").text
    assert complaint.reference in page
    assert 'name="planned_at"' not in page
    with nothing_changes():
        reply = browser.post("/admin/hearing/new/", data={"complaint_id": complaint.id})
    assert (reply.status_code, reply.location) == (302, f"/admin/complaint/{complaint.id}/hearing/")


def test_a_hearing_is_changed_in_its_file(app, signed_in):
    complaint = a_file()
    hearing = a_hearing(complaint)
    reply = signed_in("coordinator").get(f"/admin/hearing/edit/?id={hearing.id}")
    assert reply.status_code == 302
    assert reply.location == act(complaint, "hold", hearing)


@pytest.mark.parametrize("chosen", ["", "0", "999999", "x"])
def test_a_file_that_does_not_exist_plans_no_hearing(app, signed_in, chosen):
    reply = signed_in("coordinator").post("/admin/hearing/new/", data={"complaint_id": chosen})
    assert reply.status_code == 422


def test_moving_from_the_tab_shows_both_days(app, signed_in):
    complaint = a_file()
    hearing = a_hearing(complaint)
    browser = signed_in("coordinator")
    reply = browser.post(act(complaint, "move", hearing), data=moving(hearing))
    assert reply.status_code == 302
    assert reply.location.endswith("&tab=hearings")
    page = tab(browser, complaint)
    assert "verzet" in page
    assert "De kamer is bezet." in page
    assert "https://overleg.example/a" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"), ({"reason": "a\0b"}, "reason"),
        ({"planned_at": "2020-01-01T10:00"}, "planned_at"),
        ({"planned_at": "morgen"}, "planned_at"),
        ({"place": "kamer 1"}, "place"), ({"place": "javascript:alert(1)"}, "place"),
        ({"heard_by_id": "0"}, "heard_by_id"), ({"heard_by_id": "' or 1=1"}, "heard_by_id"),
        ({"minutes": "9" * 40}, "minutes"), ({"reply_by": "31-02-2026"}, "reply_by"),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_keeps_everything(app, signed_in, wrong, field):
    complaint = a_file()
    hearing = a_hearing(complaint)
    address, data = act(complaint, "move", hearing), moving(hearing, **wrong)
    browser = signed_in("coordinator")
    with nothing_changes():
        reply = browser.post(address, data=data)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


def test_an_answer_is_recorded_and_says_what_it_asks(app, signed_in):
    complaint = a_file()
    hearing = a_hearing(complaint)
    browser = signed_in("coordinator")
    data = {"version": hearing.version, "answer": "other_day", "answered_on": clock.today()}
    assert browser.post(act(complaint, "answer", hearing), data=data).status_code == 302
    assert kept(hearing).answer is Answer.OTHER_DAY
    assert "Verzet het gesprek." in tab(browser, complaint)


@pytest.mark.parametrize(("data", "field"), [
    ({"answer": "misschien", "answered_on": "2026-03-04"}, "answer"),
    ({"answer": "", "answered_on": "2026-03-04"}, "answer"),
    ({"answer": "comes", "answered_on": "2099-01-01"}, "answered_on"),
    ({"answer": "comes", "answered_on": "gisteren"}, "answered_on"),
])  # fmt: skip
def test_an_answer_that_cannot_be(app, signed_in, data, field):
    complaint = a_file()
    hearing = a_hearing(complaint)
    version, browser = hearing.version, signed_in("coordinator")
    with nothing_changes():
        reply = browser.post(act(complaint, "answer", hearing), data=data | {"version": version})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


@pytest.mark.parametrize(("name", "days", "status"), [
    ("cancel", 7, HearingStatus.CANCELLED), ("no_show", -1, HearingStatus.NO_SHOW),
])  # fmt: skip
def test_a_hearing_that_was_not_held_says_why_and_what_now(app, signed_in, name, days, status):
    complaint = a_file()
    hearing = a_hearing(complaint, planned_at=clock.now() + timedelta(days=days))
    browser = signed_in("coordinator")
    data = {"version": hearing.version, "reason": "Stond in de file.", "follows": "anew"}
    for wrong in ({"reason": ""}, {"follows": ""}, {"follows": "go_on"}, {"follows": "x"}):
        with nothing_changes():
            reply = browser.post(act(complaint, name, hearing), data=data | wrong)
        assert reply.status_code == 422
    assert browser.post(act(complaint, name, hearing), data=data).status_code == 302
    assert (kept(hearing).status, kept(hearing).over_next) == (status, AfterHearing.ANEW)
    page = tab(browser, complaint)
    assert "Stond in de file." in page
    assert "Opnieuw plannen" in page


def test_a_hearing_ahead_has_no_button_for_not_showing_up(app, signed_in):
    complaint = a_file()
    a_hearing(complaint)
    assert "/no_show/" not in tab(signed_in("coordinator"), complaint)


def test_what_was_written_of_a_hearing_stands_in_the_form_again(app, signed_in):
    complaint = a_file()
    hearing = a_hearing(
        complaint, status=HearingStatus.HELD, held_at=clock.now(), minutes=35,
        heard_by_id=user("coordinator").id, report="Zij vertelde <b>veel</b>.", present="Klager",
    )  # fmt: skip
    page = signed_in("coordinator").get(act(complaint, "hold", hearing)).text
    assert "Zij vertelde &lt;b&gt;veel&lt;/b&gt;." in page
    assert f'value="{user("coordinator").id}" selected' in page
    assert 'value="35"' in page


def test_two_who_move_a_hearing_at_once(app, signed_in):
    complaint = a_file()
    hearing = a_hearing(complaint)
    browser, data = signed_in("coordinator"), moving(hearing)
    assert browser.post(act(complaint, "move", hearing), data=data).status_code == 302
    with nothing_changes():
        assert browser.post(act(complaint, "move", hearing), data=data).status_code == 409


# --- who hears ---

HEARS = ("hearing", "move", "hold", "cancel")


@pytest.mark.parametrize("code", ["board1", "coordinator", "secretary"])
def test_with_a_committee_nobody_else_has_a_button_or_a_page(app, signed_in, code):
    """G03; art. 9:15 lid 2 and 3 Awb"""
    complaint = with_committee()
    hearing = a_hearing(complaint)
    browser = signed_in(code)
    page = tab(browser, complaint)
    for name in HEARS:
        assert f"/{name}/?of=" not in page
        with nothing_changes():
            reply = browser.post(act(complaint, name, hearing), data={"version": hearing.version})
        assert reply.status_code == 409, name
        assert "art. 9:15 lid 2 Awb" in reply.text
    assert "Hoorgesprek plannen" not in page
    assert "Afzien van horen" not in page


def test_the_board_cannot_open_the_waiver_of_a_committee(app, signed_in):
    """G03"""
    reply = signed_in("board1").get(act(with_committee(), "waive"))
    assert reply.status_code == 409
    assert "art. 9:15 lid 3 Awb" in reply.text


def test_a_member_has_them(app, signed_in):
    complaint = with_committee()
    a_hearing(complaint)
    page = tab(signed_in("adviser2"), complaint)
    for name in ("move", "hold", "cancel"):
        assert f"/{name}/?of=" in page
    assert "De hele commissie" in signed_in("adviser2").get(act(complaint, "hearing")).text


def test_the_board_records_no_answer_for_a_committee(app, signed_in):
    complaint = with_committee()
    a_hearing(complaint)
    assert "/answer/" not in tab(signed_in("board1"), complaint)
    assert "/answer/" in tab(signed_in("coordinator"), complaint)


# --- in calendars ---


def test_the_entry_of_a_hearing_can_go_along_with_a_letter(app, signed_in):
    complaint = a_file(complainant=a_contact(family_name="Geheim"))
    hearing = a_hearing(complaint)
    reply = signed_in("coordinator").get(
        f"/admin/complaint/{complaint.id}/hearing/{hearing.id}.ics"
    )
    assert reply.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
    assert Calendar.from_ical(reply.text)["METHOD"] == "PUBLISH"
    assert "Geheim" not in reply.text
    assert reply.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("code", ["adviser1", "administrator", "servicedesk"])
def test_one_who_may_not_see_the_file_gets_no_entry_and_no_pack(app, signed_in, code):
    complaint = a_file()
    hearing = a_hearing(complaint)
    browser = signed_in(code)
    for address in (f"hearing/{hearing.id}.ics", "hearing-pack.zip"):
        reply = browser.get(f"/admin/complaint/{complaint.id}/{address}")
        assert reply.status_code in {403, 404}


def test_another_files_hearing_is_not_below_this_one(app, signed_in):
    one, other = a_file(), a_file()
    hearing = a_hearing(other)
    browser = signed_in("coordinator")
    assert browser.get(f"/admin/complaint/{one.id}/hearing/{hearing.id}.ics").status_code == 404
    huge = f"/admin/complaint/{one.id}/hearing/{'9' * 30}.ics"
    assert browser.get(huge).status_code == 404


def made_address(browser) -> str:
    page = browser.post("/admin/agenda/renew").text
    return page.partition('value="http://localhost/calendar/')[2].partition(".ics")[0]


def test_a_calendar_program_gets_the_hearings_without_signing_in(app, signed_in, client):
    complaint = a_file()
    a_hearing(complaint)
    token = made_address(signed_in("coordinator"))
    reply = client.get(f"/calendar/{token}.ics")
    (event,) = Calendar.from_ical(reply.text).walk("VEVENT")
    assert event["SUMMARY"] == f"Hoorgesprek {complaint.reference}"
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("token", ["x", "%00", "..%2f..%2f", "a" * 5000, "%F0%9F%99%82"])
def test_an_address_that_nobody_has(app, client, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_the_address_is_shown_once(app, signed_in):
    browser = signed_in("coordinator")
    token = made_address(browser)
    assert token
    assert token not in browser.get("/admin/agenda/").text


def test_a_revoked_address_gives_nothing(app, signed_in, client):
    browser = signed_in("coordinator")
    token = made_address(browser)
    assert client.get(f"/calendar/{token}.ics").status_code == 200
    assert browser.post("/admin/agenda/revoke").status_code == 302
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_a_look_at_the_page_makes_no_address(app, signed_in):
    browser = signed_in("coordinator")
    browser.get("/admin/agenda/")
    assert browser.get("/admin/agenda/renew").status_code == 405
    db.session.rollback()
    assert db.session.query(CalendarFeed).count() == 0


@pytest.mark.parametrize("code", ["servicedesk", "administrator", "auditor", "team_leader"])
def test_one_who_never_hears_has_no_agenda(app, signed_in, code):
    assert signed_in(code).get("/admin/agenda/").status_code == 403


# --- the pack ---


def test_the_pack_comes_as_a_download(app, signed_in):
    complaint = a_file()
    a_document(complaint, part_of_complaint=True)
    reply = signed_in("coordinator").get(f"/admin/complaint/{complaint.id}/hearing-pack.zip")
    assert reply.mimetype == "application/zip"
    assert (
        f"Hoordossier {complaint.reference}.zip".lower()
        in reply.headers["Content-Disposition"].lower()
    )
    zipped = ZipFile(BytesIO(reply.data))
    assert zipped.testzip() is None
    assert zipped.namelist() == ["00 Inhoud.docx", "00 Inhoud.txt", "01 klaagschrift.pdf"]


def test_a_member_of_the_committee_gets_it(app, signed_in):
    complaint = with_committee()
    reply = signed_in("adviser3").get(f"/admin/complaint/{complaint.id}/hearing-pack.zip")
    assert reply.status_code == 200
    reply.close()


def test_the_auditor_does_not(app, signed_in):
    complaint = a_file()
    browser = signed_in("auditor")
    said_why("auditor", complaint.id)
    with nothing_changes():
        reply = browser.get(f"/admin/complaint/{complaint.id}/hearing-pack.zip")
    assert reply.status_code == 403
    assert "hearing-pack.zip" not in tab(browser, thread.fresh(complaint.id))
