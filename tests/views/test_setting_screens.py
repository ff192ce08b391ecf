"""Settings, terms, own texts, the look, the self-check and practising, as people see them."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from models import Complaint, TermChange, db
from operations import checks, clock, practice, settings
from operations.transaction import transaction
from queries import choices, house
from rules.vocabulary import State
from tests.factories import a_complaint
from tests.thread import RECEIVED, day, someone
from tests.views.record import nothing_changes

LAW = {"value": "8", "valid_from": "2026-03-02", "source": "Stb. 2026, 1"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def browser(app, signed_in):
    return signed_in("administrator")


def administrator():
    return someone("administrator")


def test_settings_stand_under_headings_and_say_what_differs(browser):
    page = browser.get("/admin/setting/").text
    for words in ("De organisatie", "Bewaartermijnen", "Eigen normen voor termijnen", "Uiterlijk"):
        assert f">{words}</h2>" in page
    settings.set_setting("minimum_cell", 5, 0, administrator())
    after = browser.get("/admin/setting/").text
    assert after.count("gewijzigd</span>") == page.count("gewijzigd</span>") + 2
    assert "Femke Bos" in after


def test_a_setting_has_its_history_and_a_way_back(browser):
    settings.set_setting("coordinator_name", "Karin Visser", 0, administrator())
    address = "/admin/setting/edit/?id=coordinator_name"
    page = browser.get(address).text
    assert "<td>Karin Visser</td>" in page
    browser.post(address, data={"version": "1", "default": "1"})
    assert choices.setting("coordinator_name") == ""


def test_another_norm_first_shows_which_files_move(app, signed_in):
    with day(RECEIVED):
        reference = a_complaint(state=State.F1).reference
        browser = signed_in("administrator")
        address = "/admin/setting/edit/?id=acknowledgement_working_days"
        with nothing_changes():
            page = browser.post(address, data={"version": "0", "value": "5"}).text
        for words in (reference, "do 05-03-2026", "ma 09-03-2026", "Was 3, wordt 5."):
            assert words in page
        data = {"version": "0", "value": "5", "confirmed": "1"}
        assert browser.post(address, data=data).status_code == 302
        assert choices.setting("acknowledgement_working_days") == 5


def test_a_change_of_law_is_seen_first_and_then_a_row(app, signed_in):
    with day(RECEIVED):
        key = a_complaint(state=State.F5).id
        browser = signed_in("administrator")
        with nothing_changes():
            page = browser.post("/admin/term/new/?id=handling", data=LAW).text
        for words in ("ma 13-04-2026", "di 28-04-2026", "Stb. 2026, 1", "1 lopend dossier"):
            assert words in page
        reply = browser.post("/admin/term/new/?id=handling", data=LAW | {"confirmed": "1"})
        assert reply.status_code == 302
        assert db.session.get_one(Complaint, key).legal_end == date(2026, 4, 28)
        listed = browser.get("/admin/term/").text
        assert "8 weken" in listed
        row = db.session.scalars(select(TermChange)).one()
        assert f"/admin/term/remove/?id={row.id}" in listed
        browser.post(f"/admin/term/remove/?id={row.id}", data={"confirmed": "1"})
        db.session.rollback()
        assert db.session.get_one(Complaint, key).legal_end == date(2026, 4, 13)


def test_a_change_without_source_says_so_at_the_field(browser):
    reply = browser.post("/admin/term/new/?id=handling", data=LAW | {"source": ""})
    assert reply.status_code == 422
    assert "Vul in: vindplaats." in reply.text
    assert 'value="8"' in reply.text


@pytest.mark.parametrize("key", ["ombudsman", "supplement", "x", ""])
def test_what_the_law_fixes_cannot_be_changed_here(browser, key):
    assert browser.get(f"/admin/term/new/?id={key}").status_code == 404


def test_an_auditor_reads_and_changes_nothing(app, signed_in):
    browser = signed_in("auditor")
    page = browser.get("/admin/term/").text
    assert "Wijziging van de wet" not in page
    assert browser.get("/admin/term/new/?id=handling").status_code == 403
    assert browser.get("/admin/check/").status_code == 403
    for address in ("edit/?id=minimum_cell", "text/?id=text:privacy:nl", "logo/"):
        assert browser.get(f"/admin/setting/{address}").status_code == 403


# --- own texts and look ---

HOSTILE = (
    "# Privacy\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n"
    "[klik](javascript:alert(1)) ![x](javascript:alert(1)) [y](data:text/html,x)\n\n**vet**"
)


def test_nothing_in_an_own_text_runs(browser, client):
    browser.post("/admin/setting/text/?id=text:privacy:nl", data={"text": HOSTILE, "version": "0"})
    page = client.get("/privacy").text.partition("<main")[2]
    assert "<strong>vet</strong>" in page
    for danger in ("<script>alert", "<img src=x", "href=\"javascript", "src=\"javascript",
                   "href=\"data:"):  # fmt: skip
        assert danger not in page
    assert "&lt;script&gt;" in page


def test_a_preview_saves_nothing(browser, client):
    address = "/admin/setting/text/?id=text:privacy:nl"
    with nothing_changes():
        page = browser.post(address, data={"text": "# Proef", "version": "0", "preview": "1"}).text
    assert "<h1>Proef</h1>" in page
    assert "Proef" not in client.get("/privacy").text


def test_a_text_like_the_one_that_ships_is_no_own_text(browser):
    from views.public import shipped

    data = {"text": shipped("privacy", "nl"), "version": "0"}
    browser.post("/admin/setting/text/?id=text:privacy:nl", data=data)
    assert house.own_text("text:privacy:nl") == ""


def test_an_own_introduction_stands_on_the_start_page(browser, client):
    before = client.get("/").text
    data = {"text": "Vertel het **ons**.", "version": "0"}
    browser.post("/admin/setting/text/?id=text:start:nl", data=data)
    page = client.get("/").text
    assert "Vertel het <strong>ons</strong>." in page
    assert "Ben je niet goed behandeld" in before
    assert "Ben je niet goed behandeld" not in page


def test_public_pages_have_name_phone_and_address_of_the_settings(client):
    settings.set_setting("authority_name", "ABC", 0, administrator())
    settings.set_setting("authority_phone", "070 - 123 45 67", 0, administrator())
    settings.set_setting("authority_email", "klacht@abc.example", 0, administrator())
    page = client.get("/").text
    assert 'href="tel:+31701234567">070 - 123 45 67</a>' in page
    assert 'href="mailto:klacht@abc.example"' in page
    assert "Klacht indienen over ABC" in page
    assert "361 3212" not in page


def test_own_colours_come_as_a_stylesheet_of_our_own(browser, client):
    assert "huisstijl.css" not in client.get("/").text
    address = "/admin/setting/edit/?id=colour_light"
    refused = browser.post(address, data={"version": "0", "value": "#767676"})
    assert refused.status_code == 422
    assert "3,95" in refused.text
    browser.post(address, data={"version": "0", "value": "#7a1f5c"})
    for page in (client.get("/").text, browser.get("/admin/").text):
        assert 'href="/huisstijl.css?v=7a1f5c6bc6d40d2f38"' in page
    css = client.get("/huisstijl.css?v=7a1f5c6bc6d40d2f38")
    assert css.mimetype == "text/css"
    assert "--accent:#7a1f5c;" in css.text
    assert "immutable" in css.headers["Cache-Control"]
    assert client.get("/huisstijl.css?v=old").headers["Cache-Control"] == "no-store"


def test_a_logo_is_on_every_page_and_a_text_file_is_none(browser, client):
    sent = {"version": "0", "logo": (io.BytesIO(b"geen plaatje"), "logo.png")}
    assert browser.post("/admin/setting/logo/", data=sent).status_code == 422
    sent = {"version": "0", "logo": (io.BytesIO(b"brief"), "brief.txt")}
    assert browser.post("/admin/setting/logo/", data=sent).status_code == 422
    sent = {"version": "0", "logo": (io.BytesIO(PIXEL), "logo.png")}
    assert browser.post("/admin/setting/logo/", data=sent).status_code == 302
    assert 'src="/huisstijl/logo?v=1"' in client.get("/").text
    picture = client.get("/huisstijl/logo?v=1")
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")


# --- self-check ---


def test_the_self_check_says_what_is_missing_and_where_it_is_mended(browser):
    page = browser.get("/admin/check/").text
    assert "Geen back-up bekend" in page
    assert "nachtwerk: nog nooit gelopen" in page.lower()
    settings.set_setting("authority_address", "[door SSR te bevestigen]",
                         choices.stored("authority_address")[1], administrator())  # fmt: skip
    page = browser.get("/admin/check/").text
    assert "/admin/setting/edit/?id=authority_address" in page
    assert "nog niet bevestigd" in page


def test_the_count_is_for_administrators(app):
    assert checks.open_count(administrator()) > 0
    assert checks.open_count(someone("board1")) == 0


def test_looking_changes_nothing(browser):
    with nothing_changes():
        browser.get("/admin/check/")


# --- practising ---


def test_in_a_real_record_there_is_nothing_to_practise(browser, client):
    assert browser.get("/admin/practice/").status_code == 404
    with nothing_changes():
        assert browser.post("/admin/practice/", data={"how": "7"}).status_code == 409
        assert browser.post("/admin/practice/night/").status_code == 409
    assert "Oefenomgeving" not in client.get("/").text
    assert "Oefenen" not in browser.get("/admin/").text


@pytest.fixture
def practising(app):
    with transaction():
        practice.mark()
    clock.forget()
    yield
    clock.forget()


def test_moving_the_clock_shows_on_every_page_and_signs_nobody_out(practising, browser, client):
    today = clock.today()
    assert browser.post("/admin/practice/", data={"how": "42"}).status_code == 302
    page = browser.get("/admin/")
    assert page.status_code == 200
    assert "Oefenomgeving: het is nu" in page.text
    assert "Oefenomgeving: het is nu" in client.get("/").text
    clock.forget()
    assert (clock.today() - today).days == 42
    late = browser.post("/admin/practice/", data={"how": "day", "to": today.isoformat()})
    assert late.status_code == 422
    assert "alleen vooruit" in late.text
    assert "Herinneringen" in browser.post("/admin/practice/night/").text
    browser.post("/admin/practice/", data={"how": "now"})
    clock.forget()
    assert clock.today() == today


def test_moving_the_clock_opens_no_limit(practising, client, browser):
    from operations import attempts

    attempts.failed("code:x")
    browser.post("/admin/practice/", data={"how": "7"})
    clock.forget()
    assert attempts.exhausted("code:x", 1)
