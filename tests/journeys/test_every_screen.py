"""The screens in a real browser: nothing for axe to find, nothing outside the CSP, keys enough."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from models import Advice, Complaint, Conduct, Mail, TextBlock, db
from operations import clock, contacts, outbox
from operations.contacts import ContactData
from operations.transaction import transaction
from queries.actors import system
from rules.calendar import Calendar
from rules.vocabulary import Acceptance, Judgement, RecommendationOrigin, RefusalGround, State
from tests.conftest import PASSWORD
from tests.factories import (
    a_clarification,
    a_complaint,
    a_contact,
    a_recommendation,
    an_ombudsman_case,
)
from tests.journeys.looks import LOOKS, axe_options
from tests.letters.packages import a_template
from tests.views.record import advised, days_ago, user

LISTEN = (
    "document.addEventListener('securitypolicyviolation',"
    " e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
)
SCREENS = {
    None: ("/", "/login"),
    "coordinator": (
        "/admin/", "/admin/duty/", "/admin/duty/?flt0_when_equals=late", "/admin/calculator/",
        "/admin/complaint/details/?id=1", "/admin/complaint/details/?id=1&tab=documents",
        "/admin/complaint/1/dossier/", "/admin/complaint/1/link/", "/admin/preferences/",
        "/admin/contact/?search=a&sort=0",
        "/admin/contact/?search=qqq", "/admin/contact/new/", "/admin/contact/edit/?id=1",
        "/admin/contact/details/?id=1", "/admin/contact/details/?id=99",
        "/admin/search/", "/admin/search/?q=antwoord", "/admin/search/?q=qqq&open=1",
        "/admin/search/?q=" + "x" * 101,
    ),
    "administrator": (
        "/admin/user/", "/admin/user/edit/?id=3", "/admin/role/",
        "/admin/role/edit/?id=3", "/admin/role/people/", "/admin/role/changes/",
        "/admin/user/details/?id=3", "/admin/substitution/", "/admin/substitution/new/",
        "/admin/calendar/", "/admin/setting/",
        "/admin/setting/edit/?id=designated_channels", "/admin/setting/edit/?id=colour_light",
        "/admin/setting/text/?id=text:privacy:nl", "/admin/setting/logo/", "/admin/term/",
        "/admin/term/new/?id=handling", "/admin/check/", "/admin/audit/",
        "/admin/mail/", "/admin/mail/details/?id=1",
    ),
}  # fmt: skip


NOT_THERE = {"/admin/contact/details/?id=99"}
"""What one sees when there is nothing to see."""
FILE = "/admin/complaint/details/?id="
LATER_SCREENS = {
    "adviser1": (
        FILE + "{drafted}&tab=advice", FILE + "{drafted}&tab=follow-up",
        *(f"/admin/complaint/{{drafted}}/{act}/" for act in ("advice", "recommend")),
        "/admin/complaint/{drafted}/advise/?of={conduct}", FILE + "{deciding}&tab=advice",
        "/admin/complaint/{deciding}/clarified/?of={question}", "/admin/recommendation/",
    ),
    "board1": (
        FILE + "{drafted}&tab=advice", FILE + "{deciding}&tab=advice",
        FILE + "{deciding}&tab=follow-up",
        "/admin/complaint/{deciding}/clarify/", "/admin/complaint/{deciding}/judge/?of={judged}",
        "/admin/complaint/{deciding}/conclude/", "/admin/complaint/{deciding}/measure/",
        "/admin/complaint/{deciding}/answer_recommendation/?of={open}",
        *(f"/admin/complaint/{{screening}}/step/{step}"
          for step in ("appoint_adviser", "appoint_committee")),
        "/admin/complaint/{drafted}/replace/", "/admin/complaint/{withdrawn}/step/retract",
        "/admin/complaint/{ended}/step/reopen", "/admin/dashboard/",
    ),
    "secretary": (
        FILE + "{after}&tab=follow-up", FILE + "{settled}",
        *(f"/admin/complaint/{{screening}}/{act}/"
          for act in ("settlement", "withdrawal", "ask_extension")),
        "/admin/complaint/{screening}/screening/?of={screened}",
        "/admin/complaint/{settled}/step/resume",
        "/admin/complaint/{after}/finish/?of={running}", "/admin/complaint/{after}/ombudsman/",
        *(f"/admin/complaint/{{after}}/ombudsman_{act}/?of={{case}}"
          for act in ("question", "close")),
        "/admin/complaint/{after}/ombudsman_answer/?of={asked}", "/admin/recommendation/",
        "/admin/text_block/", "/admin/text_block/new/", "/admin/text_block/details/?id=1",
        "/admin/template/", "/admin/template/details/?id=1",
        "/admin/template/1/fields/", "/admin/template/8/fields/",
        "/admin/template/1/trial/", "/admin/template/1/trial/?complaint_id={ended}",
        *(f"/admin/template/1/trial/?complaint_id={key}" for key in ("{screening}", "x")),
    ),
    "team_leader": (
        "/admin/recommendation/", "/admin/recommendation/details/?id={running}",
        "/admin/recommendation/edit/?id={running}", "/admin/dashboard/",
    ),
}  # fmt: skip
"""The screens of adviser and committee, follow-up, other endings and the ombudsman."""
LONG = "Aanstellingsvoorwaardenwijzigingscommissievergadering" * 3
PROSE = (
    f"Klager en docent zijn gehoord.\n\n1. {LONG}\n2. De docent bevestigt de opmerking, en zegt "
    "dat zij bedoeld was als aanmoediging. Anderen in de groep herinneren zich dat anders.\n" * 3
)


def later_files() -> dict[str, int]:
    """One file in each of the later phases, with long names and long prose."""
    drafted = advised(subject=LONG[:180])
    deciding = advised(State.F11, delivered=True)
    after = advised(State.F18, delivered=True)
    complainant = a_contact(family_name=LONG[:110])
    screening = a_complaint(state=State.F4, complainant=complainant, received_on=days_ago(10))
    reason = TextBlock(title=LONG[:110], text=PROSE, ground=RefusalGround.OVER_A_YEAR)
    with transaction():
        db.session.add(reason)
    question = a_clarification(deciding, user("board1"), question=PROSE)
    a_clarification(
        deciding, user("secretary"), answer=PROSE, answered_at=clock.now(),
        answered_by_id=user("adviser1").id,
    )  # fmt: skip
    leader = {"acceptance": Acceptance.ACCEPTED, "owner_id": user("team_leader").id}
    running = a_recommendation(after, text=PROSE, due_on=days_ago(2), **leader)
    a_recommendation(
        after, text=LONG, acceptance=Acceptance.REJECTED, answer_reason=PROSE,
    )  # fmt: skip
    a_recommendation(after, done_on=days_ago(1), result=PROSE, due_on=days_ago(3),
                     late_reason="Ziekte.", **leader)  # fmt: skip
    a_recommendation(deciding, acceptance=Acceptance.ACCEPTED, origin=RecommendationOrigin.BOARD)
    case = an_ombudsman_case(after, reference=LONG[:70])
    with transaction():
        for one in db.session.scalars(select(Advice)):
            if one.complaint_id == drafted.id:
                one.report = PROSE
        for complaint in (drafted, deciding):
            conduct = db.session.get_one(Conduct, complaint.conducts[0].id)
            conduct.title, conduct.advised_reason = LONG[:190], PROSE
            if complaint is deciding:
                conduct.judgement, conduct.judgement_reason = Judgement.UNFOUNDED, PROSE
                conduct.deviation_reason = PROSE
    return {
        "drafted": drafted.id, "conduct": drafted.conducts[0].id,
        "deciding": deciding.id, "judged": deciding.conducts[0].id, "question": question.id,
        "open": deciding.recommendations[0].id, "screening": screening.id,
        "screened": screening.conducts[0].id, "after": after.id, "running": running.id,
        "case": case.id, "asked": case.questions[0].id,
        "ended": a_complaint(state=State.F12).id, "settled": a_complaint(state=State.F16).id,
        "withdrawn": a_complaint(state=State.F17).id,
    }  # fmt: skip


def fill_panel() -> dict[str, int]:
    """A panel that answers, with a few contacts, files with duties, and mail that failed."""
    for name in ("Jansen", "Bakker", "Özdemir"):
        contacts.create(ContactData(family_name=name), system(clock.today()))
    late, soon = (a_complaint(state=State.F5, received_on=days_ago(days)) for days in (60, 38))
    a_complaint(state=State.F4)
    with transaction():
        for number, complaint in enumerate((late, soon)):
            outbox.post(
                key=f"proef:{number}", recipient="a@thuis.example", subject="x", body="x",
                complaint=db.session.get_one(Complaint, complaint.id),
            )  # fmt: skip
        lost = db.session.get_one(Mail, 1)
        lost.failed_at, lost.tries = clock.now(), 8
        lost.error = "De mailserver antwoordde: 451 4.3.0 try again later"
    return later_files()


def opened(browser: Browser, address: str, user: str | None, **options: Any) -> BrowserContext:
    """A window of someone, or of a stranger."""
    context = browser.new_context(base_url=address, locale="nl-NL", **options)
    context.add_init_script(LISTEN)
    if user is not None:
        page = context.new_page()
        page.goto("/login")
        page.fill("#email", f"{user}@demo.example")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/admin/")
        page.close()
    return context


def faults(page: Page, path: str, then: Callable[[Page], None] | None = None) -> list[str]:
    """Everything that is wrong with one screen, or with the one that follows on it."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    reply = page.goto(path)
    shown = reply and reply.ok and reply.request.redirected_from is None
    if then:
        then(page)
    found = [one for one in heard if "the server responded with a status of 4" not in one]
    if not shown and path not in NOT_THERE:
        found.append(f"leads elsewhere: {page.title()}")
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("wider than the window")
    report = Axe().run(page, options=axe_options(page)).response
    found += [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in report["violations"]]
    return [f"{path}: {one}" for one in found]


def all_but(users, *slow):
    """These users; of some the screens are many, and are looked at by ``make test-all``."""
    return [pytest.param(one, marks=pytest.mark.slow) if one in slow else one for one in users]


def named(user):
    return user or "stranger"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("user", all_but(SCREENS, "administrator"), ids=named)
def test_a_screen_has_nothing_wrong(browser, address, user, look):
    with opened(browser, address, user, **look) as context:
        assert [fault for path in SCREENS[user] for fault in faults(context.new_page(), path)] == []


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("user", LATER_SCREENS)
def test_a_later_screen_has_nothing_wrong_either(browser, address, files, user, look):
    with opened(browser, address, user, **look) as context:
        addresses = [path.format(**files) for path in LATER_SCREENS[user]]
        assert [fault for one in addresses for fault in faults(context.new_page(), one)] == []


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_rest_day_changes_has_nothing_wrong_either(browser, address, look):
    def ask(page: Page) -> None:
        last_day = Calendar().end_of_statutory_period(days_ago(38) + timedelta(weeks=6))
        page.fill("#day", last_day.isoformat())
        page.fill("#name", "Proefdag")
        page.fill("#source", "Stcrt. 2026, 1")
        page.click("main button[type=submit]")
        expect(page.get_by_role("button", name="Bevestigen en toepassen")).to_be_visible()

    with opened(browser, address, "administrator", **look) as context:
        assert faults(context.new_page(), "/admin/calendar/new/", ask) == []


@pytest.mark.parametrize("look", LOOKS)
def test_what_is_wrong_with_a_template_has_nothing_wrong_itself(browser, address, tmp_path, look):
    wrong = tmp_path / "fout.docx"
    wrong.write_bytes(
        a_template(f"Op {{{{ recieved_on }}}} {LONG}", "{%p if x %}", f"{{{{ {LONG} }}}}")
    )

    def offer(page: Page) -> None:
        page.set_input_files("input[type=file]", wrong)
        page.click("main button[type=submit]")
        expect(page.locator(".summary")).to_be_focused()
        expect(page).to_have_title(re.compile("^Fout: "))

    with opened(browser, address, "secretary", **look) as context:
        assert faults(context.new_page(), "/admin/template/details/?id=1", offer) == []


def test_a_screen_asks_nothing_of_others(browser, address):
    with opened(browser, address, "coordinator") as context:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/admin/contact/")
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert [url for url in asked if "/admin/static" in url] == []


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(browser, address):
    with opened(browser, address, "coordinator") as context:
        page = context.new_page()
        page.goto("/admin/contact/new/")
        page.fill("#email", "geen adres")
        page.click("main button[type=submit]")
        expect(page.locator(".summary")).to_be_focused()
        expect(page).to_have_title("Fout: Contact toevoegen – Klachtbehandeling")
        page.locator(".summary a").first.press("Enter")
        expect(page.locator("#email")).to_be_focused()


def test_a_combobox_works_with_keys_alone(browser, address):
    with opened(browser, address, "coordinator") as context:
        page = context.new_page()
        page.goto("/admin/contact/edit/?id=2")
        box = page.get_by_role("combobox", name="Is gebruiker van dit paneel")
        box.focus()
        page.keyboard.type("jaco")
        expect(page.locator(".options li")).to_have_count(1)
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(box).to_have_value("prof. mr. Els Jacobs, adviseur")
        expect(box).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Control+s")
        expect(page.get_by_text("Opgeslagen.")).to_be_visible()
        expect(page.get_by_text("prof. mr. Els Jacobs")).to_be_visible()


@pytest.mark.parametrize(
    ("user", "file"), [("secretary", "screening"), ("adviser1", "drafted"), ("board1", "deciding")]
)
def test_every_act_of_a_file_is_reached_with_the_keyboard_alone(
    browser, address, files, user, file
):
    with opened(browser, address, user) as context:
        page, reached = context.new_page(), set()
        page.goto(f"{FILE}{files[file]}&tab=advice")
        for _ in range(120):
            page.keyboard.press("Tab")
            tag, words, link = page.evaluate(
                "(e => [e.tagName, e.textContent.trim(), e.getAttribute('href')])"
                "(document.activeElement)"
            )
            reached.add(link)
            if (tag, words) == ("SUMMARY", "Minder gewone handelingen"):
                page.keyboard.press("Enter")
            if link and link.endswith("/involved/"):
                break
        offered = page.eval_on_selector_all(
            "aside .steps a.btn", "all => all.map(one => one.getAttribute('href'))"
        )
        assert offered
        assert set(offered) <= reached


def test_escape_closes_a_menu_and_gives_the_focus_back(browser, address):
    with opened(browser, address, "administrator") as context:
        page = context.new_page()
        page.goto("/admin/")
        menu = page.locator("details.me")
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(menu.get_by_role("button", name="Uitloggen")).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu.get_by_role("button", name="Uitloggen")).to_be_hidden()
        expect(menu.locator("summary")).to_be_focused()
