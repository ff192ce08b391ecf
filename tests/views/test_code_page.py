"""The code page: a party follows its file and sends something, without an account."""

import hashlib
import re
from contextlib import closing
from datetime import timedelta
from html import unescape
from http.client import HTTPConnection
from io import BytesIO

import pytest
import time_machine
from sqlalchemy import func, select

from admin_app import create_app
from letters import pdf
from models import AccessCode, AuditEvent, CodeSession, Complaint, Letter, Submission, db
from operations import access_codes, clock, contact_log, correspondence, intake, outbox
from operations.transaction import transaction
from queries.actors import system
from rules.vocabulary import (
    ContactChannel,
    Direction,
    HearingForm,
    LetterKind,
    PartyKind,
    State,
    SubmissionChoice,
    SubmissionKind,
    WaiverGround,
)
from tests import thread
from tests.conftest import FAST
from tests.factories import a_complaint, a_contact, a_letter, a_party
from tests.postbox import Postbox, mail_server
from tests.samples import a_pdf
from tests.serving import served_by_many
from tests.statements import counted
from tests.views.record import in_hearing, nothing_changes, user

DOOR, FILE = "/mijn-klacht", "/mijn-klacht/dossier/"


def a_code(complaint: Complaint, kind: PartyKind = PartyKind.COMPLAINANT) -> str:
    with transaction():
        party = next(one for one in db.session.get_one(Complaint, complaint.id).parties
                     if one.kind is kind)  # fmt: skip
        return access_codes.issue(system(clock.today()), party)


def a_file(state: State = State.F8, **columns: object) -> Complaint:
    complaint = a_complaint(state=state, handler=user("coordinator"), **columns)
    a_party(complaint, a_contact(family_name="Horst"))
    return thread.fresh(complaint.id)


def came_in(app, code):
    """A browser in which this code was entered."""
    browser = app.test_client()
    reply = browser.post(DOOR, data={"code": code})
    assert (reply.status_code, reply.location) == (303, FILE), reply.text
    return browser


def sends(browser, what, **fields):
    page = browser.get(f"{FILE}{what}")
    assert page.status_code == 200, page.text
    token = re.search(r'name="form_token" value="([^"]+)"', page.text)[1]
    return browser.post(f"{FILE}{what}", data={"form_token": token} | fields)


def only(kind: SubmissionKind) -> Submission:
    db.session.rollback()
    return db.session.scalars(select(Submission).where(Submission.kind == kind)).one()


# --- getting in -----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "),
                                   lambda code: code.replace("-", "")])  # fmt: skip
def test_a_code_opens_however_it_is_typed(app, typed):
    complaint = a_file()
    browser = came_in(app, typed(a_code(complaint)))
    assert complaint.reference in browser.get(FILE).text


def test_a_personal_link_leaves_no_code_in_any_address(app, client):
    code = a_code(a_file())
    seen = {}

    def watch(environ, start):
        answer = inner(environ, start)
        seen.update({name: value for name, value in environ.items() if isinstance(value, str)})
        return answer

    inner, app.wsgi_app = app.wsgi_app, watch
    try:
        reply = client.get(f"{DOOR}/{code}")
    finally:
        app.wsgi_app = inner
    assert (reply.status_code, reply.location) == (303, FILE)
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert seen["PATH_INFO"] == seen["RAW_URI"] == seen["REQUEST_URI"] == "/mijn-klacht/-"
    assert {name for name, value in seen.items() if code in value} == {"wederhoor.code"}
    assert client.get(FILE).status_code == 200


def test_the_page_stays_closed_without_a_code(client):
    for path in (FILE, f"{FILE}intrekken", f"{FILE}brief/1", f"{FILE}verzonden/1"):
        reply = client.get(path)
        assert (reply.status_code, reply.location) == (303, DOOR), path


def answers(client, code):
    reply = client.post(DOOR, data={"code": code})
    return reply.status_code, re.sub(r'value="[^"]*"', "", reply.text)


def test_no_code_a_revoked_and_an_expired_one_get_the_same_answer_for_the_same_work(app):
    complaint = a_file()
    expired, revoked = a_code(complaint), a_code(complaint)
    with transaction():
        codes = {one.code_hash: one for one in db.session.scalars(select(AccessCode))}
        codes[access_codes.hashed(expired)].expires_at = clock.now() - timedelta(seconds=1)
        codes[access_codes.hashed(revoked)].revoked_at = clock.now()
    app.test_client().get(DOOR)  # what every page remembers is no part of the answer
    found, work = set(), []
    for code in (expired, revoked, "AAAAA-BBBBB-CCCCC-DDDDD"):
        with counted() as seen:
            found.add(answers(app.test_client(), code))
        work.append([re.sub(r"\s+", " ", one)[:60] for one in seen])
    assert len(found) == 1
    assert next(iter(found))[0] == 400
    assert work[0] == work[1] == work[2]


def test_ten_wrong_codes_close_the_door_for_that_address_only(app, client):
    good = a_code(a_file())
    for _ in range(10):
        assert client.post(DOOR, data={"code": "AAAAA"}).status_code == 400
    closed = client.post(DOOR, data={"code": good})
    assert closed.status_code == 429
    assert "Wacht een kwartier" in closed.text
    assert client.get(f"{DOOR}/{good}").location == f"{DOOR}?melding=vaak"
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    reply = client.post(DOOR, data={"code": good}, environ_overrides=elsewhere)
    assert reply.status_code == 303


def test_stopping_ends_the_session_and_leaves_staff_signed_in(app, signed_in):
    complaint = a_file()
    browser = signed_in("coordinator")
    browser.post(DOOR, data={"code": a_code(complaint)})
    assert complaint.reference in browser.get(FILE).text
    assert browser.post(f"{FILE}stoppen").location == f"{DOOR}?melding=klaar"
    assert browser.get(FILE).location == DOOR
    assert browser.get("/admin/").status_code == 200
    assert db.session.scalar(select(func.count()).select_from(CodeSession)) == 0


def test_a_session_ends_after_twenty_minutes_or_with_its_code(app):
    code = a_code(complaint := a_file())
    browser, idle = came_in(app, code), came_in(app, code)
    with transaction():
        last = db.session.scalars(select(CodeSession).order_by(CodeSession.created_at)).all()[-1]
        last.seen_at = clock.now() - timedelta(minutes=21)
    gone = [one for one in (browser, idle) if one.get(FILE).status_code == 303]
    assert len(gone) == 1
    assert gone[0].get(FILE).location == f"{DOOR}?melding=weg"
    party = thread.fresh(complaint.id).parties[0].id
    access_codes.revoke(thread.someone("coordinator"), complaint.id, party)
    assert [one.get(FILE).status_code for one in (browser, idle)] == [303, 303]


def test_what_was_typed_in_a_session_that_ended_goes_along_past_the_door(app):
    code = a_code(a_file())
    browser = came_in(app, code)
    typed = {"form_token": "t" * 32, "text": "Een lang verhaal.\r\nRegel 2 <b>"}
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        door = browser.post(f"{FILE}aanvullen", data=typed)
        assert door.status_code == 403
        assert "Wat je schreef, is er dan nog." in door.text
        again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', door.text))
        again = {one: unescape(value) for one, value in again.items() if one != "csrf_token"}
        assert again == typed | {"naar": "aanvullen"}
        wrong = browser.post(DOOR, data=again | {"code": "verkeerd"})
        assert wrong.status_code == 400
        assert "Een lang verhaal." in wrong.text
        page = browser.post(DOOR, data=again | {"code": code})
        assert page.status_code == 200
        assert f'action="{FILE}aanvullen"' in page.text
        assert "Een lang verhaal.\r\nRegel 2 &lt;b&gt;</textarea>" in page.text
        assert not db.session.scalars(select(Submission)).all()
        assert browser.post(f"{FILE}aanvullen", data=typed).status_code == 303
    assert only(SubmissionKind.SUPPLEMENT).text == "Een lang verhaal.\nRegel 2 <b>"


def test_a_code_of_another_side_gets_no_page_that_is_not_its_own(app):
    subject = a_code(a_file(), PartyKind.SUBJECT)
    data = {"form_token": "t" * 32, "text": "Verhaal", "naar": "aanvullen", "code": subject}
    page = app.test_client().post(DOOR, data=data)
    assert page.status_code == 200
    assert "Dit kan nu niet meer." in page.text
    assert "Verhaal" not in page.text
    assert app.test_client().post(DOOR, data=data | {"naar": "../x"}).location == FILE


def test_a_page_whose_token_ended_comes_back_at_the_door(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser = app.test_client()
    door = browser.post(f"{FILE}aanvullen", data={"text": "Een lang verhaal."})
    assert door.status_code == 400
    assert 'name="text" value="Een lang verhaal."' in door.text
    browser.get("/taal/en")
    door = browser.post(DOOR, data={"code": "ABCDE"})
    assert door.status_code == 400
    assert "You were away too long." in door.text
    assert 'value="ABCDE"' in door.text


# --- who sees what --------------------------------------------------------------------------


def test_whoever_is_involved_gets_in_by_the_code_only(app, signed_in):
    """SOD1: the file does not exist in the panel for whom it is about."""
    teacher = user("coordinator")
    complaint = a_complaint(state=State.F8, subject_user=teacher)
    code = a_code(complaint, PartyKind.SUBJECT)
    browser = signed_in("coordinator")
    assert browser.get(f"/admin/complaint/details/?id={complaint.id}").status_code == 404
    assert browser.get(f"/admin/complaint/{complaint.id}/code/1/").status_code == 404
    browser.post(DOOR, data={"code": code})
    page = browser.get(FILE).text
    assert complaint.reference in page
    assert "Reageren op de klacht" in page
    assert browser.get(f"/admin/complaint/details/?id={complaint.id}").status_code == 404


MARK = "ZEBRA"


def plant(complaint: Complaint) -> None:
    """A mark in every text of the file, and of whatever hangs on it."""
    hanging = [
        complaint, *complaint.conducts, *complaint.notes, *complaint.hearings, *complaint.steps,
        *complaint.waivers, *complaint.contact_moments, *complaint.documents,
        *complaint.duties, *(one.contact for one in complaint.parties), *complaint.parties,
    ]  # fmt: skip
    frozen = {"reference", "kind", "state", "sha256"}
    for row in hanging:
        for column in row.__table__.columns:
            free = not column.foreign_keys and not column.primary_key and column.name not in frozen
            if free and column.type.__class__.__name__ in {"Text", "String"}:
                value = f"{MARK}{row.id}{row.__tablename__}-{column.name}"
                length = getattr(column.type, "length", None)
                if row.__tablename__ not in {"step", "contact_moment"}:
                    setattr(row, column.name, value[:length])


@pytest.mark.parametrize("kind", [PartyKind.COMPLAINANT, PartyKind.SUBJECT])
def test_nothing_internal_and_nothing_of_the_other_party_shows(app, kind):
    key = in_hearing()
    intake.add_note(thread.someone("coordinator"), key, f"{MARK} notitie")
    moment = contact_log.Moment(clock.now(), Direction.OUTGOING, ContactChannel.PHONE,
                                f"{MARK} wie", f"{MARK} wat")  # fmt: skip
    contact_log.log(thread.someone("coordinator"), key, moment)
    with transaction():
        plant(db.session.get_one(Complaint, key))
    complaint = thread.fresh(key)
    names = {user(code).name for code in ("coordinator", "secretary", "board1")}
    browser = came_in(app, a_code(complaint, kind))
    pages = [browser.get(FILE).text]
    pages += [
        browser.get(f"{FILE}{what}").text
        for what in ("aanvullen", "gesprek", "reageren", "uitstel", "tevreden", "intrekken")
    ]
    for page in pages:
        assert MARK not in page
        assert not [name for name in names if name in page]
        assert "klager" not in page or kind is PartyKind.COMPLAINANT
    assert complaint.reference in pages[0]


def test_each_party_sees_only_its_own_letters_and_messages(app):
    complaint = a_file()
    sends(came_in(app, a_code(complaint)), "aanvullen", text="Van de klager")
    theirs = came_in(app, a_code(complaint, PartyKind.SUBJECT))
    sends(theirs, "reageren", text="Van betrokkene")
    page = theirs.get(FILE).text
    assert "Van betrokkene" in page
    assert "Van de klager" not in page
    other = db.session.scalars(
        select(Submission.id).where(Submission.kind == SubmissionKind.SUPPLEMENT)
    ).one()
    assert theirs.get(f"{FILE}verzonden/{other}").status_code == 404
    posted = a_letter(complaint)
    assert theirs.get(f"{FILE}brief/{posted.id}").status_code == 404


ALWAYS = {"aanvullen", "intrekken"}


@pytest.mark.parametrize(
    ("state", "kind", "expected"),
    [
        (State.F1, PartyKind.COMPLAINANT, ALWAYS),
        (State.F4, PartyKind.COMPLAINANT, ALWAYS | {"tevreden"}),
        (State.F8, PartyKind.COMPLAINANT, ALWAYS | {"tevreden", "gesprek"}),
        (State.F11, PartyKind.COMPLAINANT, ALWAYS | {"tevreden"}),
        (State.F12, PartyKind.COMPLAINANT, set()),
        (State.F4, PartyKind.SUBJECT, set()),
        (State.F8, PartyKind.SUBJECT, {"gesprek", "reageren"}),
        (State.F12, PartyKind.SUBJECT, set()),
    ],
)
def test_only_what_fits_is_offered_and_taken(app, state, kind, expected):
    complaint = a_file(state)
    browser = came_in(app, a_code(complaint, kind))
    page = browser.get(FILE).text
    every = {"aanvullen", "gesprek", "reageren", "uitstel", "tevreden", "intrekken"}
    assert {one for one in every if f'href="{FILE}{one}"' in page} == expected
    token = "x" * 32
    with nothing_changes():
        for what in every - expected:
            fields = {"form_token": token, "text": "x", "choice": "heard", "sure": "1"}
            reply = browser.post(f"{FILE}{what}", data=fields)
            assert reply.status_code in {400, 409}, what


def test_it_tells_the_day_and_why_in_both_languages(app):
    with thread.day(thread.RECEIVED + timedelta(days=1)):
        complaint = a_file(received_on=thread.RECEIVED)
        browser = came_in(app, a_code(complaint))
        page = browser.get(FILE).text
        assert "maandag 13 april 2026" in page
        assert "De wet geeft ons 6 weken, vanaf maandag 2 maart 2026." in page
        assert "art. 9:11 lid 1 Awb" in page
        browser.get(f"/taal/en?terug={FILE}")
        page = browser.get(FILE).text
        assert '<html lang="en">' in page
        assert "Monday 13 April 2026" in page
        assert "The law gives us 6 weeks, from Monday 2 March 2026." in page
        assert "We are listening to both sides" in page


def test_a_late_file_says_so(app):
    complaint = a_file(received_on=clock.today() - timedelta(days=60))
    page = came_in(app, a_code(complaint)).get(FILE).text
    assert "We zijn te laat" in page
    assert "Nationale ombudsman" in page
    theirs = came_in(app, a_code(complaint, PartyKind.SUBJECT)).get(FILE).text
    assert "Nationale ombudsman" not in theirs


# --- sending --------------------------------------------------------------------------------


def test_a_supplement_with_files_is_kept_confirmed_and_a_duty(app, signed_in):
    complaint = a_file()
    browser = came_in(app, a_code(complaint))
    files = [(BytesIO(a_pdf("een")), "bewijs.pdf"), (BytesIO(b"twee"), "brief.txt")]
    reply = sends(browser, "aanvullen", text="Hier is het bewijs.", files=files)
    assert reply.status_code == 303
    page = browser.get(reply.location).text
    assert "We hebben je bericht" in page
    assert complaint.reference in page
    assert "bewijs.pdf" in page
    kept = only(SubmissionKind.SUPPLEMENT)
    assert kept.text == "Hier is het bewijs."
    assert [(one.name, one.origin, one.media_type) for one in kept.documents] == [
        ("bewijs.pdf", "codepagina", "application/pdf"),
        ("brief.txt", "codepagina", "text/plain"),
    ]
    duty = next(one for one in kept.complaint.duties if one.kind == "submission")
    assert duty.text == "Codepagina: aanvulling verwerken"
    staff = signed_in("coordinator")
    place = staff.get(f"/admin/duty/details/?id={duty.id}").location
    assert place == f"/admin/complaint/{complaint.id}/submission/?of={kept.id}"
    assert "Hier is het bewijs." in staff.get(place).text
    assert "bewijs.pdf" in staff.get(place).text
    version = thread.fresh(complaint.id).version
    data = {"text": "Bij het hoordossier gelegd.", "version": version, "part_of_complaint": "1"}
    done = staff.post(place, data=data)
    assert done.status_code == 302, done.text
    assert all(one.part_of_complaint for one in only(SubmissionKind.SUPPLEMENT).documents)
    assert not [one for one in thread.fresh(complaint.id).duties if one.kind == "submission"]
    assert "We hebben dit verwerkt." in browser.get(FILE).text
    assert "hoordossier" not in browser.get(FILE).text


def test_the_same_form_twice_makes_one(app):
    browser = came_in(app, a_code(a_file()))
    fields = {"form_token": "t" * 32, "text": "Eén keer."}
    first = browser.post(f"{FILE}aanvullen", data=fields)
    second = browser.post(f"{FILE}aanvullen", data=fields)
    assert first.location == second.location
    only(SubmissionKind.SUPPLEMENT)


def test_not_wanting_a_talk_has_to_be_meant(app):
    browser = came_in(app, a_code(a_file()))
    refused = sends(browser, "gesprek", choice="not_heard")
    assert refused.status_code == 400
    assert "Vink aan dat je weet dat je recht hebt op een gesprek." in refused.text
    assert "<title>Fout: Wil je een gesprek?" in refused.text
    assert sends(browser, "gesprek", choice="not_heard", sure="1").status_code == 303
    kept = only(SubmissionKind.HEARING)
    assert kept.choice is SubmissionChoice.NOT_HEARD
    assert kept.party.kind is PartyKind.COMPLAINANT


def test_a_preference_for_the_talk_is_beside_the_form_that_plans_it(app, signed_in):
    complaint = thread.fresh(in_hearing())
    browser = came_in(app, a_code(complaint, PartyKind.SUBJECT))
    sends(browser, "gesprek", choice="heard", form="video", text="Maandagochtend",
          companion="mijn vakbond")  # fmt: skip
    kept = only(SubmissionKind.HEARING)
    assert (kept.choice, kept.form) == (SubmissionChoice.HEARD, HearingForm.VIDEO)
    page = signed_in("coordinator").get(f"/admin/complaint/{complaint.id}/hearing/").text
    for words in ("Maandagochtend", "mijn vakbond", "via een videoverbinding"):
        assert words in page


@pytest.mark.parametrize(
    ("what", "fields", "who", "act", "expected"),
    [
        ("tevreden", {"text": "Excuses gekregen."}, "coordinator", "settlement",
         ("Excuses gekregen.", "Zei dit zelf op de codepagina")),
        ("intrekken", {"text": "Het is goed zo.", "sure": "1"}, "coordinator", "withdrawal",
         ("Het is goed zo.", "Schriftelijk, via de codepagina op")),
        ("gesprek", {"choice": "not_heard", "sure": "1"}, "board1", "waive",
         ("Koos dit zelf op de codepagina", f'value="{WaiverGround.DECLINED}" selected')),
    ],
)  # fmt: skip
def test_the_screen_of_the_act_shows_what_was_sent_and_fills_it_in(
    app, signed_in, what, fields, who, act, expected
):
    complaint = a_file()
    state = complaint.state
    assert sends(came_in(app, a_code(complaint)), what, **fields).status_code == 303
    assert thread.fresh(complaint.id).state is state
    page = signed_in(who).get(f"/admin/complaint/{complaint.id}/{act}/").text
    for words in expected:
        assert words in page
    assert "Verwerkt? Schrijf het hier op" in page


def test_withdrawing_is_asked_twice_and_changes_nothing_by_itself(app):
    complaint = a_file()
    browser = came_in(app, a_code(complaint))
    with nothing_changes():
        asked = sends(browser, "intrekken", text="Ik wil niet meer.")
    assert asked.status_code == 200
    assert "Er komt geen oordeel." in asked.text
    assert 'value="Ik wil niet meer."' in asked.text
    token = re.search(r'name="form_token" value="([^"]+)"', asked.text)[1]
    fields = {"form_token": token, "text": "Ik wil niet meer.", "sure": "1"}
    assert browser.post(f"{FILE}intrekken", data=fields).status_code == 303
    complaint = thread.fresh(complaint.id)
    assert complaint.withdrawn_on is None
    assert complaint.state is State.F8
    assert "Mijn klacht intrekken" not in browser.get(FILE).text


HOSTILE = (
    "\0", "<script>alert(1)</script>", "'; DROP TABLE party; --", "\ud83d\ude00" * 10,
    "\u202egnp.exe", "x" * 20_001, "\n" * 3000 + "x", "{{ 7*7 }}", "%s%n", "a\u0301",
)  # fmt: skip


def test_hostile_input_is_refused_beside_its_field_or_kept_as_text(app):
    browser = came_in(app, a_code(a_file()))
    for text in HOSTILE:
        data = {"form_token": "h" * 32, "text": text.encode("utf-8", "surrogatepass")}
        reply = browser.post(f"{FILE}aanvullen", data=data)
        assert reply.status_code in {303, 400}, repr(text)
        assert "<script>alert" not in reply.text
    for number, code in enumerate((*HOSTILE[1:], "-", "%2e%2e%2f", "\u00e9" * 300)):
        data = {"code": code.encode("utf-8", "surrogatepass")}
        reply = browser.post(
            DOOR, data=data, environ_overrides={"REMOTE_ADDR": f"192.0.2.{number}"}
        )
        assert reply.status_code == 400, repr(code)


def test_a_file_that_cannot_be_kept_is_named_in_the_language_of_the_page(app):
    browser = came_in(app, a_code(a_file()))
    bad = [(BytesIO(b"MZ"), "virus.exe")]
    reply = sends(browser, "aanvullen", text="Zie bijlage", files=bad)
    assert reply.status_code == 400
    assert "Dit soort bestand kan niet." in reply.text
    assert "Zie bijlage" in reply.text
    browser.get("/taal/en")
    reply = sends(browser, "aanvullen", text="See", files=[(BytesIO(b"MZ"), "virus.exe")])
    assert "virus.exe: We cannot take this kind of file. Allowed: pdf, docx," in reply.text
    assert "Dit soort bestand" not in reply.text


def test_files_that_a_browser_does_not_send_again_are_asked_for_beside_their_box(app):
    browser = came_in(app, a_code(a_file()))
    reply = sends(browser, "aanvullen", text="", files=[(BytesIO(b"een"), "brief.txt")])
    assert reply.status_code == 400
    beside = re.search(r'id="files-error">([^<]*)', reply.text)
    assert beside[1] == "Er is nog niets verstuurd. Kies je bestanden opnieuw."
    assert "Kies je bestanden" not in sends(browser, "aanvullen", text="").text


def test_the_twenty_first_message_of_a_day_waits(app):
    browser = came_in(app, a_code(a_file()))
    for number in range(20):
        fields = {"form_token": f"{number:032}", "text": "nog iets"}
        assert browser.post(f"{FILE}aanvullen", data=fields).status_code == 303
    reply = browser.post(f"{FILE}aanvullen", data={"form_token": "z" * 32, "text": "nog iets"})
    assert reply.status_code == 429
    assert "Je stuurde vandaag al veel." in reply.text


def test_the_page_takes_as_many_statements_for_much_as_for_little(app):
    browser = came_in(app, a_code(a_file()))
    browser.get(FILE)
    with counted() as few:
        browser.get(FILE)
    for number in range(5):
        fields = {"form_token": f"{number:032}", "text": "nog iets"}
        browser.post(f"{FILE}aanvullen", data=fields)
    with counted() as many:
        browser.get(FILE)
    assert len(many) == len(few) <= 14


# --- staff ----------------------------------------------------------------------------------


def test_staff_give_a_code_once_and_take_it_back(app, signed_in):
    complaint = a_file()
    party = complaint.parties[0].id
    staff, place = signed_in("coordinator"), f"/admin/complaint/{complaint.id}/code/{party}/"
    assert place in staff.get(f"/admin/complaint/details/?id={complaint.id}").text
    first = re.search(r'id="code">([^<]+)<', staff.post(place, data={"give": "1"}).text)[1]
    assert first not in staff.get(place).text
    page = staff.post(place, data={"give": "1"}).text
    second = re.search(r'id="code">([^<]+)<', page)[1]
    assert f"http://localhost/mijn-klacht/{second}" in page
    stranger = app.test_client()
    assert stranger.post(DOOR, data={"code": first}).status_code == 400
    assert came_in(app, second)
    assert "nog niet" in staff.get(place).text
    assert staff.post(place, data={"revoke": "1"}).status_code == 302
    assert stranger.post(DOOR, data={"code": second}).status_code == 400
    assert staff.post(place, data={"revoke": "1"}).status_code == 409
    verbs = select(AuditEvent.verb).where(AuditEvent.chain == complaint.id)
    found = [one for one in db.session.scalars(verbs) if one.startswith("access_code")]
    assert found.count("access_code:issued") == 2
    assert found.count("access_code:revoked") == 2
    assert found.count("access_code:used") == 1


@pytest.mark.parametrize("role", ["board1", "auditor", "adviser1", "team_leader", "administrator"])
def test_others_give_no_codes(app, signed_in, role):
    complaint = a_file()
    place = f"/admin/complaint/{complaint.id}/code/{complaint.parties[0].id}/"
    assert signed_in(role).post(place, data={"give": "1"}).status_code in {403, 404}
    assert db.session.scalar(select(func.count()).select_from(AccessCode)) == 0


def test_a_letter_goes_by_the_page_from_the_letter_screen(app, signed_in, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    with thread.day(thread.RECEIVED), mail_server(app, box := Postbox()):
        complaint = a_file(State.F2)
        key = complaint.id
        with transaction():
            contact = db.session.get_one(Complaint, key).parties[0].contact
            contact.email, contact.email_consent_on = "a@proef.example", thread.RECEIVED
        mine, theirs = came_in(app, a_code(complaint)), a_code(complaint, PartyKind.SUBJECT)
        version, whose = thread.fresh(key).version, thread.fresh(key).parties[0].id
        actor = thread.someone("coordinator")
        letter = correspondence.draft(actor, key, version, LetterKind.L01, whose)
        thread.finish("coordinator", letter)
        staff, place = signed_in("coordinator"), f"/admin/letter/details/?id={letter}"
        assert "binnen 48 uur uit zijn" in staff.get(place).text
        db.session.rollback()
        fields = {"sent_on": thread.RECEIVED.isoformat(), "channel": "portal",
                  "version": db.session.get_one(Letter, letter).version}  # fmt: skip
        reply = staff.post(f"/admin/letter/{letter}/send", data=fields)
        assert reply.status_code == 302, reply.text
        assert "op de codepagina" in staff.get(place).text
        outbox.deliver("test")
        assert "http://localhost/mijn-klacht" in box.messages[0].get_content()
        page = mine.get(FILE).text
        assert "Bevestiging van ontvangst" in page
        saved = mine.get(f"{FILE}brief/{letter}")
        db.session.rollback()
        made = db.session.get_one(Letter, letter)
        assert hashlib.sha256(saved.data).hexdigest() == made.sent_sha256
        assert saved.headers["Content-Disposition"].startswith("attachment")
        other = came_in(app, theirs)
        assert "Bevestiging" not in other.get(FILE).text
        assert other.get(f"{FILE}brief/{letter}").status_code == 404


def test_consent_is_chosen_on_the_screen_of_the_step(app, signed_in):
    until = clock.today() + timedelta(days=90)
    complaint = a_file(extension_until=until, extension_reason="Een getuige is ziek.")
    a_letter(complaint, LetterKind.L12A)
    browser = came_in(app, a_code(complaint))
    asked = browser.get(f"{FILE}uitstel").text
    assert "Een getuige is ziek." in asked
    assert sends(browser, "uitstel", choice="agrees").status_code == 303
    assert browser.get(f"{FILE}uitstel").status_code == 409
    kept = only(SubmissionKind.EXTENSION)
    staff, place = signed_in("board1"), f"/admin/complaint/{complaint.id}/step/extend"
    page = staff.get(place).text
    assert f'value="{kept.id}" selected' in page
    assert f'value="{until.isoformat()}"' in page
    assert "Stemt in met uitstel" in page
    fields = {"consent_submission_id": kept.id, "agreed_until": until.isoformat(),
              "consent_on": clock.today().isoformat(), "reason": "Getuige ziek",
              "version": thread.fresh(complaint.id).version}  # fmt: skip
    reply = staff.post(place, data=fields)
    assert reply.status_code == 302, reply.text
    assert thread.fresh(complaint.id).legal_end == until


def test_what_a_reporter_sends_is_dealt_with_at_the_servicedesk(app, signed_in):
    report = a_complaint(state=State.I2)
    sends(came_in(app, a_code(report)), "aanvullen", text="Het gaat om factuur 12.")
    kept = only(SubmissionKind.SUPPLEMENT)
    staff = signed_in("servicedesk")
    duty = next(one for one in kept.complaint.duties if one.kind == "submission")
    place = staff.get(f"/admin/duty/details/?id={duty.id}").location
    assert place == f"/admin/report/{report.id}/submission/?of={kept.id}"
    assert "Het gaat om factuur 12." in staff.get(place).text
    version = thread.fresh(report.id).version
    done = staff.post(place, data={"text": "Doorgegeven.", "version": version})
    assert done.status_code == 302, done.text


# --- several processes ----------------------------------------------------------------------


def test_the_limit_holds_over_two_processes(app):
    """Two panels that share nothing but the database."""
    other = create_app(app.extensions["wederhoor"], TESTING=True, **FAST)
    other.test_client_class = app.test_client_class
    browsers = [app.test_client(), other.test_client()]
    statuses = [
        browsers[turn % 2].post(DOOR, data={"code": f"FOUT{turn}"}).status_code
        for turn in range(14)
    ]
    assert statuses == [400] * 10 + [429] * 4
    good = a_code(a_file())
    assert [one.post(DOOR, data={"code": good}).status_code for one in browsers] == [429, 429]
    with other.app_context():
        db.engine.dispose()


@pytest.mark.slow
def test_no_code_is_in_the_log_of_a_real_server(app, tmp_path):
    code, log = a_code(a_file()), tmp_path / "access.log"
    with (
        served_by_many(app, log) as port,
        closing(HTTPConnection("127.0.0.1", port, timeout=60)) as where,
    ):
        where.request("GET", f"{DOOR}/{code}")
        assert where.getresponse().status == 303
    lines = log.read_text().splitlines()
    assert [line for line in lines if "GET /mijn-klacht/- " in line]
    assert [line for line in lines if code in line or code[:5] in line] == []
