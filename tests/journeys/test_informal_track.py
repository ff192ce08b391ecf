"""The informal track as the Servicedesk walks it: solved on the telephone, or made formal; and
its screens, for axe, in every look."""

import pytest
from sqlalchemy import select

from models import Complaint, Letter, Mail, db
from operations import audit, clock
from queries.choices import calendar
from rules.correspondence import BY_KIND
from rules.vocabulary import Channel, Event, LetterKind, State
from tests import thread
from tests.factories import a_complaint
from tests.journeys.looks import LOOKS
from tests.journeys.test_screens import Window

DETAILS = "/admin/report/details/?id=1"


@pytest.fixture
def received_at(app):
    """Today, whatever the hour of the test."""
    moment = clock.now().astimezone(clock.AMSTERDAM)
    return f"{moment.replace(hour=0, minute=1):%Y-%m-%dT%H:%M}"


def register(desk, received_at: str, **typed: str) -> None:
    """One screen, while the caller is still on the line."""
    desk.opens("/admin/")
    desk.follows("Melding registreren")
    desk.fills(
        received_at=received_at, subject="Geen antwoord op e-mail",
        description="De docent antwoordt al drie weken niet & “wuift alles weg”.",
        family_name="Dijk", infix="van", first_name="A.", phone="030 1234567",
        street="Lindelaan", house_number="12", postcode="3581 KX", town="Utrecht",
        subject_family_name="Horst", subject_first_name="R.", subject_capacity="docent", **typed,
    )  # fmt: skip
    desk.page.locator("[name=unit_id]").select_option(label="Servicedesk")
    desk.presses("Opslaan")
    desk.opens(DETAILS)


def speak(desk, summary: str) -> None:
    desk.opens(DETAILS)
    desk.follows("Contact vastleggen")
    desk.fills(summary=summary)
    desk.presses("Vastleggen")


def test_a_telephone_call_is_solved_and_the_solution_confirmed(at_browser, received_at):
    desk = at_browser("servicedesk")
    register(desk, received_at)
    last_day = calendar().add_working_days(clock.today(), 2)
    assert f"{last_day:%d-%m-%Y}" in desk.reads()
    db.session.rollback()  # the fixtures looked before the call came in
    assert [one.recipient for one in db.session.scalars(select(Mail))] == [
        "team_leader@demo.example"
    ]
    db.session.rollback()

    leader = at_browser("team_leader")
    leader.opens(DETAILS)
    assert "Geen antwoord op e-mail" in leader.reads()

    desk.presses("In behandeling nemen")
    assert "op tijd" in desk.reads()
    speak(desk, "De docent mailt vandaag nog.")
    desk.opens(f"{DETAILS}&tab=contacts")
    assert "De docent mailt vandaag nog." in desk.reads()

    desk.opens(DETAILS)
    desk.follows("Afsluiten als opgelost")
    desk.fills(solution="De docent heeft alsnog geantwoord.", satisfaction=" ")
    desk.presses("Afsluiten als opgelost")
    assert "Vul in: waaruit blijkt dat de melder tevreden is." in desk.reads()
    desk.fills(satisfaction="Zei aan de telefoon dat het zo goed is.")
    desk.presses("Afsluiten als opgelost")
    assert "opgelost" in desk.reads().lower()

    confirm(desk, LetterKind.L16)
    db.session.rollback()
    assert db.session.get_one(Complaint, 1).state is State.I3
    assert list(audit.breaks()) == []


def confirm(desk, kind: LetterKind) -> None:
    """The letter fits; make and send it."""
    desk.opens(f"/admin/report/1/letter/?kind={kind}")
    assert BY_KIND[kind].kind.label in desk.reads()
    with desk.page.expect_navigation():
        desk.page.locator(f"form:has([value='{kind}']) button").first.click()
    desk.presses("Definitief maken")
    for box in desk.page.locator("[name=enclosed]").all():
        box.check()
    desk.presses("Verzonden")
    assert "Een verzonden brief verandert niet meer" in desk.reads()
    db.session.rollback()
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.kind, letter.sent_on) == (kind, clock.today())


def test_a_written_report_is_made_a_complaint_in_one_act(at_browser, received_at):
    desk = at_browser("servicedesk")
    register(desk, received_at, channel="email")
    assert "Schaduwtermijn" in desk.reads()
    desk.presses("In behandeling nemen")
    speak(desk, "De melder wil een oordeel van het bestuur.")

    desk.opens(DETAILS)
    desk.follows("Omzetten in een formele klacht")
    chosen = desk.page.locator("[name=clock_start]")
    assert chosen.input_value() == "report"
    desk.page.locator("[name=signed]").check()
    desk.fills(reason="De e-mail had naam, adres, datum en klacht.")
    desk.presses("Omzetten in een formele klacht")

    assert "Omgezet uit melding M" in desk.reads()
    assert "over de melding" in desk.reads()
    desk.presses("Registreren")
    db.session.rollback()
    made = db.session.scalars(select(Complaint).where(Complaint.source_id == 1)).one()
    assert (made.state, made.received_on) == (State.F1, clock.today())
    assert db.session.get_one(Complaint, 1).state is State.I5

    coordinator = at_browser("coordinator")
    coordinator.opens(f"/admin/complaint/details/?id={made.id}&tab=contacts")
    assert "De melder wil een oordeel van het bestuur." in coordinator.reads()
    assert list(audit.breaks()) == []


# --- the screens ----------------------------------------------------------------------------


def screens(key: int, ended: int, made: int):
    """Who opens what."""
    page = f"/admin/report/details/?id={key}"
    yield from (("servicedesk", one) for one in (
        "/admin/", "/admin/report/", "/admin/report/?search=qqq", "/admin/report/new/",
        page, f"{page}&tab=text", f"{page}&tab=contacts", f"{page}&tab=letters",
        f"/admin/report/details/?id={ended}", f"/admin/report/edit/?id={key}",
        f"/admin/report/{key}/contact/", f"/admin/report/{key}/letter/",
        *(f"/admin/report/{key}/step/{one}" for one in (
            "solve", "point_on", "refer", "convert", "close_report")),
    ))  # fmt: skip
    yield "team_leader", page
    yield "board1", "/admin/report/overview/"
    yield "coordinator", f"/admin/complaint/details/?id={made}"
    yield "coordinator", f"/admin/complaint/details/?id={made}&tab=contacts"


@pytest.mark.slow
@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
@pytest.mark.parametrize("look", LOOKS)
def test_no_screen_of_the_informal_track_shuts_anyone_out(app, site, browser, look):
    key = thread.report(channel=Channel.EMAIL, unit_id=thread.unit_id("Servicedesk"))
    thread.step("servicedesk", key, Event.TAKE_UP)
    thread.speak(key)
    ended, late = a_complaint(state=State.I6).id, thread.report()
    made = thread.convert(late)
    windows: dict[str, Window] = {}
    for code, address in screens(key, ended, made):
        if code not in windows:
            windows[code] = Window(browser, site, code, **look)
        windows[code].page.goto(site + address)
        windows[code].look(address)
    desk = windows["servicedesk"]
    desk.page.goto(f"{site}/admin/report/new/")
    desk.page.get_by_role("button", name="Opslaan").click()
    desk.page.wait_for_selector("[role=alert]")
    desk.look("new, with errors")
    for window in windows.values():
        window.context.close()
    assert [one for window in windows.values() for one in window.wrong] == []
