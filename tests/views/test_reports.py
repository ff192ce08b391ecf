"""The informal track on screen: registering, steps, contacts, converting, and the overview."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from models import Complaint, Mail, db
from rules.vocabulary import Channel, Event, Kind, LetterKind, State
from tests import thread
from tests.factories import a_complaint, a_letter
from tests.samples import a_pdf
from tests.thread import day, fresh, report, solved, step, unit_id, user_id
from tests.views.record import nothing_changes, said_why

THURSDAY = date(2026, 12, 24)
CALL = {
    "received_at": "2026-12-24T09:30", "channel": "phone", "subject": "Geen antwoord",
    "description": "Ik mailde drie keer.", "family_name": "Dijk", "infix": "van",
    "first_name": "A.", "phone": "030 1234567",
    "subject_family_name": "Horst", "subject_first_name": "R.", "subject_capacity": "docent",
}  # fmt: skip
DETAILS = "/admin/report/details/?id={}"


@pytest.fixture(autouse=True)
def before_christmas(app):
    with day(THURSDAY):
        yield


def registered(browser, **typed):
    """The report that this form made."""
    unit = str(unit_id("Servicedesk"))
    reply = browser.post("/admin/report/new/", data=CALL | {"unit_id": unit} | typed)
    assert reply.status_code == 302, reply.text
    return db.session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()


def messages(reply):
    """What the summary above the form says: field and words."""
    return re.findall(r'<li><a href="#([\w-]+)">([^<]+)</a></li>', reply.text)


def clock_of(text):
    """The clock of the page: its colour, and its words without tags."""
    found = re.search(r'<div class="clock ([a-z]*)">(.*?)<ol class="phases"', text, re.DOTALL)
    told = re.sub(r"<details.*?</details>", " ", found[2], flags=re.DOTALL)
    return found[1], " ".join(re.sub(r"<[^>]+>", " ", told).split())


# --- who opens what -------------------------------------------------------------------------

PAGES = {
    "list": "/admin/report/",
    "details": DETAILS,
    "new": "/admin/report/new/",
    "edit": "/admin/report/edit/?id={}",
    "step": "/admin/report/{}/step/convert",
    "contact": "/admin/report/{}/contact/",
    "overview": "/admin/report/overview/",
}
WHO = {
    #                 list details new edit step contact overview
    "servicedesk":   (200, 200, 200, 200, 200, 200, 200),
    "team_leader":   (200, 200, 403, 403, 403, 403, 403),
    "coordinator":   (200, 200, 200, 200, 200, 200, 200),
    "secretary":     (200, 200, 403, 403, 403, 403, 200),
    "board1":        (200, 200, 403, 403, 403, 403, 200),
    "auditor":       (200, 200, 403, 403, 403, 403, 200),
    "adviser1":      (403, 403, 403, 403, 403, 403, 403),
    "administrator": (403, 403, 403, 403, 403, 403, 403),
}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_each_role_gets_what_the_law_file_gives_it(app, signed_in, who):
    key, browser = report(unit_id=unit_id("Servicedesk")), signed_in(who)
    said_why(who, key)
    assert tuple(browser.get(one.format(key)).status_code for one in PAGES.values()) == WHO[who]


def test_a_team_leader_sees_the_own_unit_only(app, signed_in):
    own, other = report(unit_id=unit_id("Servicedesk")), report(unit_id=unit_id("Opleidingen"))
    browser = signed_in("team_leader")
    text = browser.get("/admin/report/").text
    assert fresh(own).reference in text
    assert fresh(other).reference not in text
    assert browser.get(DETAILS.format(own)).status_code == 200
    assert browser.get(DETAILS.format(other)).status_code == 404


def test_the_page_of_a_team_leader_leads_nowhere_closed(app, signed_in):
    key = report(unit_id=unit_id("Servicedesk"))
    browser = signed_in("team_leader")
    page = browser.get(DETAILS.format(key)).text
    links = set(re.findall(r'href="(/admin/[^"#]+)"', page[page.index("<main") :]))
    assert [one for one in links if browser.get(one.replace("&amp;", "&")).status_code != 200] == []


# --- registering ----------------------------------------------------------------------------


def test_a_telephone_call_is_registered_in_one_screen(app, signed_in):
    made = registered(signed_in("servicedesk"))
    assert (made.kind, made.state, made.channel) == (Kind.REPORT, State.I1, Channel.PHONE)
    assert made.received_at == datetime(2026, 12, 24, 8, 30, tzinfo=UTC)
    assert (made.complainant_names, made.subject_names) == ("A. van Dijk", "R. Horst")
    assert not made.written
    assert db.session.scalars(select(Mail.recipient)).all() == ["team_leader@demo.example"]


def test_the_unit_of_the_report_is_not_where_the_reporter_works(app, signed_in):
    made = registered(signed_in("servicedesk"))
    assert [one.contact.unit_id for one in made.parties] == [None, None]


def test_an_existing_contact_can_be_the_reporter(app, signed_in):
    browser = signed_in("servicedesk")
    known = next(one.contact_id for one in registered(browser).parties)
    made = registered(browser, family_name="", infix="", first_name="", contact_id=str(known))
    assert next(one.contact_id for one in made.parties) == known


def test_an_anonymous_report_shows_that_it_is_a_signal(app, signed_in):
    browser = signed_in("servicedesk")
    made = registered(browser, family_name="", anonymous="1", channel="post")
    text = browser.get(DETAILS.format(made.id)).text
    assert "Anoniem: een signaal" in text
    assert "Schaduwtermijn" not in text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"received_at": "2026-12-25T09:00"}, "received_at"),
        ({"received_at": "gisteren"}, "received_at"),
        ({"received_at": ""}, "received_at"),
        ({"subject": ""}, "subject"),
        ({"family_name": ""}, "family_name"),
        ({"anonymous": "1"}, "anonymous"),
        ({"channel": "duif"}, "channel"),
        ({"unit_id": "999999"}, "unit_id"),
        ({"unit_id": "x"}, "unit_id"),
        ({"happened_on": "31-02-2026"}, "happened_on"),
        ({"subject": "x" * 201}, "subject"),
        ({"description": "a\u202eb"}, "description"),
    ],
)
def test_what_cannot_be_registered_is_named_at_its_field(app, signed_in, typed, field):
    browser = signed_in("servicedesk")
    with nothing_changes():
        reply = browser.post("/admin/report/new/", data=CALL | typed)
    assert reply.status_code == 422
    assert [one for one, _ in messages(reply)] == [field]


def test_what_was_typed_stays(app, signed_in):
    reply = signed_in("servicedesk").post("/admin/report/new/", data=CALL | {"subject": ""})
    assert "Ik mailde drie keer." in reply.text


def test_hostile_words_stay_words(app, signed_in):
    browser = signed_in("servicedesk")
    made = registered(browser, subject="<script>alert(1)</script>", family_name="<b>Dijk</b>")
    for address in (DETAILS.format(made.id), "/admin/report/", "/admin/"):
        text = browser.get(address).text
        assert "<script>alert" not in text
        assert "<b>Dijk" not in text


def test_a_report_without_a_unit_leads_to_where_it_is_filled_in(app, signed_in):
    browser = signed_in("servicedesk")
    made = registered(browser, unit_id="")
    assert made.state is State.I0
    page = browser.get(DETAILS.format(made.id)).text
    assert f'href="/admin/report/edit/?id={made.id}"' in page
    edited = {
        "received_at": "2026-12-24T09:30", "channel": "phone", "subject": "Geen antwoord",
        "unit_id": str(unit_id("Servicedesk")), "version": str(made.version),
    }  # fmt: skip
    assert browser.post(f"/admin/report/edit/?id={made.id}", data=edited).status_code == 302
    take(browser, made.id, "register_report")
    assert fresh(made.id).state is State.I1


def test_correcting_a_report_keeps_what_the_form_does_not_ask(app, signed_in):
    browser, key = signed_in("servicedesk"), report(intake_help_given=True)
    known = fresh(key)
    edited = {
        "received_at": "2026-12-24T09:30", "channel": "phone", "subject": "Anders",
        "unit_id": str(known.unit_id), "version": str(known.version),
    }  # fmt: skip
    assert browser.post(f"/admin/report/edit/?id={key}", data=edited).status_code == 302
    assert (fresh(key).subject, fresh(key).intake_help_given) == ("Anders", True)


# --- the clock ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "colour", "words"),
    [
        (date(2026, 12, 24), "amber", "Nog 5 dagen"),
        (date(2026, 12, 28), "amber", "Nog 1 dag"),
        (date(2026, 12, 29), "amber", "Vandaag"),
        (date(2026, 12, 30), "red", "1 dag te laat"),
    ],
)
def test_the_clock_says_in_words_when_it_must_be_taken_up(app, signed_in, on, colour, words):
    key = report()
    with day(on):
        found = clock_of(signed_in("servicedesk").get(DETAILS.format(key)).text)
    assert found == (colour, f"{words} In behandeling nemen uiterlijk di 29-12-2026")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 12, 29), "Opgepakt op di 29-12-2026: op tijd"),
        (date(2026, 12, 30),
         "Opgepakt op wo 30-12-2026: 1 dag te laat, uiterlijk was di 29-12-2026"),
    ],
)  # fmt: skip
def test_once_taken_up_the_page_says_whether_that_was_in_time(app, signed_in, on, words):
    key = report()
    with day(on):
        browser = signed_in("servicedesk")
        take(browser, key, "take_up")
        assert words in clock_of(browser.get(DETAILS.format(key)).text)[1]


def test_a_written_report_shows_its_shadow_term_in_clock_and_ledger(app, signed_in):
    text = signed_in("servicedesk").get(DETAILS.format(report(channel=Channel.EMAIL))).text
    assert "Dan is de laatste dag do 04-02-2027 : nog 42 dagen" in clock_of(text)[1]
    assert "(schaduwtermijn)" in text[text.index('id="deadlines"') :]


def test_an_oral_report_shows_none(app, signed_in):
    text = signed_in("servicedesk").get(DETAILS.format(report())).text
    assert "chaduwtermijn" not in text


def test_a_unit_without_a_team_leader_is_noticed(app, signed_in):
    browser = signed_in("servicedesk")
    words = "De afdeling heeft geen teamleider"
    assert words in browser.get(DETAILS.format(report())).text
    own = report(unit_id=unit_id("Servicedesk"))
    assert words not in browser.get(DETAILS.format(own)).text


# --- the list -------------------------------------------------------------------------------


def test_the_list_sorts_on_the_day_to_take_up(app, signed_in):
    later = report()
    with day(date(2026, 12, 28)):
        latest = report()
        wanted = [fresh(one).reference for one in (later, latest)]
        browser = signed_in("servicedesk")
        for query, order in (("?sort=1", wanted), ("?sort=1&desc=1", wanted[::-1])):
            text = browser.get(f"/admin/report/{query}").text
            assert re.findall(r'class="ref"[^>]*>(M[\d-]+)<', text) == order


def test_the_list_shows_the_day_and_what_came_of_it(app, signed_in):
    key = report()
    browser = signed_in("servicedesk")
    assert "di 29-12-2026" in browser.get("/admin/report/").text
    step("servicedesk", key, Event.TAKE_UP)
    assert "opgepakt do 24-12-2026" in browser.get("/admin/report/").text


# --- steps ----------------------------------------------------------------------------------


def take(browser, key, event, **typed):
    """Take a step on the screen; the file has moved on."""
    reply = browser.post(f"/admin/report/{key}/step/{event}",
                         data={"version": fresh(key).version} | typed)  # fmt: skip
    assert reply.status_code == 302, reply.text
    return reply


def refused(browser, key, event, **typed):
    """The step is refused, and nothing changed; the fields with a message."""
    data = {"version": fresh(key).version} | typed
    with nothing_changes():
        reply = browser.post(f"/admin/report/{key}/step/{event}", data=data)
    return reply.status_code, {one for one, _ in messages(reply)}


SOLVED = {"solution": "Alsnog antwoord.", "satisfaction": "Zei het aan de telefoon.",
          "settled_on": "2026-12-24"}  # fmt: skip


def test_a_report_is_solved_on_screen(app, signed_in):
    key, browser = report(), signed_in("servicedesk")
    take(browser, key, "take_up")
    take(browser, key, "solve", **SOLVED)
    assert fresh(key).state is State.I3
    assert "Zei het aan de telefoon." in browser.get(f"{DETAILS.format(key)}&tab=text").text


@pytest.mark.parametrize("field", SOLVED)
def test_solving_asks_everything(app, signed_in, field):
    key, browser = report(), signed_in("servicedesk")
    take(browser, key, "take_up")
    assert refused(browser, key, "solve", **SOLVED | {field: " "}) == (422, {field})


@pytest.mark.parametrize(
    ("event", "field"),
    [("point_on", "reason"), ("refer", "forwarded_to"), ("convert", "clock_start")],
)
def test_a_step_without_its_reason_is_refused_at_the_field(app, signed_in, event, field):
    key, browser = report(), signed_in("servicedesk")
    take(browser, key, "take_up")
    status, fields = refused(browser, key, event)
    assert status == 422
    assert field in fields


def test_closing_leads_to_the_contact_that_is_missing(app, signed_in):
    key, browser = report(), signed_in("servicedesk")
    assert refused(browser, key, "close_report", reason="Stil")[0] == 409
    page = browser.get(DETAILS.format(key)).text
    assert f'href="/admin/report/{key}/contact/">Contact vastleggen' in page


def test_a_step_with_an_old_version_changes_nothing(app, signed_in):
    key, browser = report(), signed_in("servicedesk")
    with nothing_changes():
        reply = browser.post(f"/admin/report/{key}/step/take_up", data={"version": "0"})
    assert reply.status_code == 409


@pytest.mark.parametrize("state", ["I0", "I1", "I2", "I3", "I4", "I5", "I6", "I7"])
def test_the_page_shows_in_which_phase_a_report_is(app, signed_in, state):
    key = a_complaint(state=State(state)).id
    text = signed_in("servicedesk").get(DETAILS.format(key)).text
    now = re.findall(r'aria-current="step"><b>([^<]+)</b>', text)
    assert now == [PHASE[state]]
    assert "Eisen uit de Awb" not in text
    assert ">Horen" not in text


PHASE = {
    "I0": "Ontvangst", "I1": "Gemeld aan de teamleider", "I2": "In behandeling",
    "I3": "Afgesloten", "I4": "In behandeling", "I5": "Afgesloten", "I6": "Afgesloten",
    "I7": "Afgesloten",
}  # fmt: skip


# --- contacts -------------------------------------------------------------------------------

SPOKE = {
    "at": "2026-12-24T14:00", "direction": "outgoing", "channel": "phone",
    "with_whom": "A. van Dijk", "summary": "Uitgelegd hoe het verder gaat.",
}  # fmt: skip


def logged(browser, place, key, **typed):
    return browser.post(f"/admin/{place}/{key}/contact/", data=SPOKE | typed)


@pytest.mark.parametrize("state", [State.I1, State.F4])
def test_a_contact_shows_in_its_tab_and_on_the_timeline(app, signed_in, state):
    key, place = a_complaint(state=state).id, "report" if state is State.I1 else "complaint"
    browser = signed_in("coordinator")
    assert logged(browser, place, key).status_code == 302
    for tab in ("", "&tab=contacts"):
        text = browser.get(f"/admin/{place}/details/?id={key}{tab}").text
        assert "Contact met A. van Dijk (telefoon, uitgaand)" in text
        assert "Uitgelegd hoe het verder gaat." in text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("at", "2026-12-25T14:00"), ("at", ""), ("with_whom", ""), ("summary", ""),
     ("direction", "omhoog"), ("channel", "duif"), ("with_whom", "x" * 161)],
)  # fmt: skip
def test_a_contact_that_cannot_be_is_refused_at_its_field(app, signed_in, field, typed):
    key, browser = report(), signed_in("servicedesk")
    with nothing_changes():
        reply = logged(browser, "report", key, **{field: typed})
    assert reply.status_code == 422
    assert [one for one, _ in messages(reply)] == [field]


def test_the_form_of_a_contact_begins_with_the_reporter_and_now(app, signed_in):
    key = report()
    text = signed_in("servicedesk").get(f"/admin/report/{key}/contact/").text
    assert 'value="A. van Dijk"' in text
    assert 'value="2026-12-24T15:00"' in text


# --- converting -----------------------------------------------------------------------------

FROM_REPORT = {"clock_start": "report", "reason": "De e-mail had alles al."}
FROM_MESSAGE = {
    "clock_start": "message", "received_at": "2026-12-24T11:00", "channel": "form",
    "reason": "De melding was mondeling.",
}  # fmt: skip


def test_converting_leads_to_the_complaint_and_both_name_each_other(app, signed_in):
    key, browser = report(channel=Channel.EMAIL), signed_in("servicedesk")
    address = take(browser, key, "convert", **FROM_REPORT).location
    made = db.session.scalars(select(Complaint).where(Complaint.source_id == key)).one()
    assert address == f"/admin/complaint/details/?id={made.id}"
    assert f'href="/admin/report/details/?id={key}">M2026-0001' in browser.get(address).text
    assert f'href="{address}">K2026-0001' in browser.get(DETAILS.format(key)).text
    assert "De e-mail had alles al." in browser.get(f"{address}&tab=text").text


def test_contacts_and_documents_of_the_report_stay_visible(app, signed_in):
    key, browser = report(channel=Channel.EMAIL), signed_in("servicedesk")
    logged(browser, "report", key)
    take(browser, key, "take_up")
    browser.post(f"/admin/report/{key}/document/",
                 data={"file": (open_pdf(), "mail.pdf")})  # fmt: skip
    address = take(browser, key, "convert", **FROM_REPORT).location
    text = browser.get(address).text
    assert "Contact met A. van Dijk (telefoon, uitgaand), over de melding" in text
    assert "mail.pdf" in text
    document = re.search(r'href="(/admin/complaint/\d+/document/\d+)"', text)[1]
    assert browser.get(document).data == a_pdf("de e-mail")


def open_pdf():
    from io import BytesIO

    return BytesIO(a_pdf("de e-mail"))


@pytest.mark.parametrize(
    ("given", "chosen"),
    [({"channel": Channel.EMAIL}, "report"), ({}, "message"),
     ({"channel": Channel.POST, "anonymous": True, "parties": ()}, "message")],
)  # fmt: skip
def test_the_earliest_day_that_can_be_defended_is_chosen_already(app, signed_in, given, chosen):
    text = signed_in("servicedesk").get(f"/admin/report/{report(**given)}/step/convert").text
    assert re.findall(r'<option value="(\w+)" selected>', text) == [chosen]
    assert ('value="report"' in text) == (chosen == "report")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"received_at": ""}, "received_at"),
        ({"received_at": "2026-12-25T11:00"}, "received_at"),
        ({"channel": ""}, "channel"),
        ({"reason": ""}, "reason"),
        ({"clock_start": "report"}, "clock_start"),
        ({"clock_start": "ooit"}, "clock_start"),
    ],
)
def test_a_conversion_that_cannot_be_is_refused_at_its_field(app, signed_in, typed, field):
    key, browser = report(), signed_in("servicedesk")
    assert refused(browser, key, "convert", **FROM_MESSAGE | typed) == (422, {field})


def test_a_call_that_asks_for_a_complaint_is_no_written_one(app, signed_in):
    key, browser = report(), signed_in("servicedesk")
    take(browser, key, "convert", **FROM_MESSAGE | {"channel": "phone"})
    made = db.session.scalars(select(Complaint).where(Complaint.source_id == key)).one()
    assert not made.written


def test_the_check_box_makes_the_handling_a_conduct(app, signed_in):
    key, browser = report(), signed_in("servicedesk")
    take(browser, key, "convert", about_handling="1", **FROM_MESSAGE)
    made = db.session.scalars(select(Complaint).where(Complaint.source_id == key)).one()
    assert [one.about_report for one in made.conducts] == [False, True]
    text = browser.get(f"/admin/complaint/details/?id={made.id}").text
    assert "over de behandeling van de melding" in text


# --- the letters of a report ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "kinds"),
    [
        ((), {"L21", "L22"}),
        ((Event.SOLVE,), {"L16", "L23"}),
        ((Event.POINT_ON,), {"L22"}),
    ],
)
def test_a_letter_fits_where_it_belongs(app, signed_in, events, kinds):
    key = report()
    step("servicedesk", key, Event.TAKE_UP)
    for event in events:
        step("servicedesk", key, event, reason="Gebeld.", **solved())
    text = signed_in("servicedesk").get(f"/admin/report/{key}/letter/").text
    fitting = text[: text.index("Niet nu")]
    assert set(re.findall(r'name="kind" value="(L\w+)"', fitting)) - {"L24", "L25"} == kinds


def test_the_letter_of_a_report_leads_back_to_the_report(app, signed_in):
    complaint = a_complaint(state=State.I2)
    letter = a_letter(complaint, LetterKind.L21)
    text = signed_in("coordinator").get("/admin/report/").text
    assert complaint.reference in text
    assert letter.complaint.kind is Kind.REPORT


# --- the overview ---------------------------------------------------------------------------

Q4 = 3


def figures(browser, query="?year=2026"):
    """Label and cells of each row of the overview."""
    text = browser.get(f"/admin/report/overview/{query}").text
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th>((?:<td>[^<]*</td>)+)', text)
    return {label: re.findall(r"<td>([^<]*)</td>", cells) for label, cells in rows}


@pytest.fixture
def quarter(app):
    """Four reports in December: in time, late, waiting in time, and converted at once."""
    keys = [report(unit_id=unit_id("Servicedesk")), report(), report()]
    converted = report(channel=Channel.EMAIL)
    with day(date(2026, 12, 29)):
        step("servicedesk", keys[0], Event.TAKE_UP)
        step("servicedesk", keys[0], Event.SOLVE, **solved())
    with day(date(2026, 12, 30)):
        step("servicedesk", keys[1], Event.TAKE_UP)
    with_form = {"clock_start": "report", "reason": "x"}
    return keys, converted, with_form


def test_the_overview_counts_per_quarter(app, signed_in, quarter):
    _, converted, typed = quarter
    browser = signed_in("servicedesk")
    take(browser, converted, "convert", **typed)
    found = figures(browser)
    assert found["Ontvangen"] == ["0", "0", "0", "4", "4"]
    assert found["Opgelost"][Q4] == "1"
    assert found["Omgezet in een klacht"][Q4] == "1"
    assert found["telefoon"][Q4] == "3"
    assert found["e-mail"][Q4] == "1"
    assert (found["Servicedesk"][Q4], found["Opleidingen"][Q4]) == ("1", "3")
    assert found["nog niet ingedeeld"][Q4] == "4"


def test_the_share_in_time_is_of_what_was_taken_up_or_waits_too_long(app, signed_in, quarter):
    """One in time and one late; from the 30th the two that still wait are late as well."""
    share, average = (
        "Op tijd in behandeling genomen",
        "Gemiddeld aantal dagen tot in behandeling nemen",
    )
    with day(date(2026, 12, 29)):
        assert figures(signed_in("board1"))[share][Q4] == "50,0 %"
    with day(date(2026, 12, 30)):
        found = figures(signed_in("board1"))
    assert found[share] == ["–", "–", "–", "25,0 %", "25,0 %"]
    assert found[average][Q4] == "5,5"


def test_another_year_has_its_own_figures(app, signed_in, quarter):
    assert figures(signed_in("board1"), "?year=2025")["Ontvangen"] == ["0"] * 5


@pytest.mark.parametrize("query", ["?year=x", "?year=%00", "?year=-1", "?year=999999999", "?year="])
def test_a_year_that_cannot_be_is_no_error(app, signed_in, query):
    reply = signed_in("board1").get(f"/admin/report/overview/{query}")
    assert reply.status_code == 200


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
def test_the_overview_goes_out_as_a_file(app, signed_in, quarter, file_type):
    browser = signed_in("secretary")
    reply = browser.get(f"/admin/report/overview/export/{file_type}/?year=2026")
    assert reply.status_code == 200
    assert "attachment" in reply.headers["Content-Disposition"]
    if file_type == "csv":
        lines = reply.data.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Onderdeel;Cijfer;1e kwartaal 2026;")
        assert "Meldingen;Ontvangen;0;0;0;4;4" in lines


def test_the_overview_holds_no_names(app, signed_in, quarter):
    browser = signed_in("board1")
    for address in ("/admin/report/overview/?year=2026",
                    "/admin/report/overview/export/csv/?year=2026"):  # fmt: skip
        text = browser.get(address).text
        text = text.partition("<main")[2] or text
        assert "Ontvangen" in text
        for name in ("Dijk", "Horst", "Bakker", "M2026"):
            assert name not in text


def test_the_team_leader_gets_no_file_of_the_overview(app, signed_in):
    reply = signed_in("team_leader").get("/admin/report/overview/export/csv/")
    assert reply.status_code == 403


def test_who_is_involved_in_a_report_does_not_find_it_in_the_figures(app, signed_in):
    a_complaint(state=State.I1, subject_user=thread.db.session.get(
        thread.User, user_id("board1")))  # fmt: skip
    assert figures(signed_in("board1"), "")["Ontvangen"][4] == "0"
    assert figures(signed_in("board2"), "")["Ontvangen"][4] == "1"
