"""Mijn account: own password, second steps and sessions; each asks the password again."""

import re

import pytest
from sqlalchemy import select

from models import Mail, Setting, db
from operations import clock, practice, second_steps, totp
from operations.transaction import transaction
from queries import second_steps as reading
from tests.conftest import PASSWORD
from tests.factories import acting
from tests.views.record import user
from tests.views.test_second_step import code_of, shown_codes, shown_secret

NEW = "een heel nieuw wachtwoord"
ME = "coordinator"


@pytest.fixture
def browser(signed_in):
    return signed_in(ME)


def add_app(browser, word=PASSWORD):
    secret = shown_secret(browser.get("/admin/account/app/"))
    data = {"name": "Telefoon", "code": code_of(secret), "password": word}
    return browser.post("/admin/account/app/", data=data)


def steps():
    return reading.of(user(ME).id)


@pytest.mark.parametrize("who", ["servicedesk", "board1", "adviser1", "auditor", "administrator"])
def test_everyone_has_the_page(signed_in, who):
    page = signed_in(who).get("/admin/account/")
    assert page.status_code == 200
    assert "dit apparaat" in page.text


def test_an_app_is_added_with_recovery_codes_and_stays_signed_in(browser):
    before = browser.get_cookie("wederhoor").value
    assert len(shown_codes(add_app(browser))) == 10
    assert steps().count == 1
    assert browser.get("/admin/account/").status_code == 200
    assert browser.get_cookie("wederhoor").value != before


@pytest.mark.parametrize("word", ["", "fout"])
def test_nothing_changes_without_the_password(app, browser, word):
    add_app(browser)
    key, data = steps().apps[0].id, {"password": word, "new": NEW, "name": "x", "code": "1"}
    codes, stored = steps().codes_left, user(ME).password
    for path in ("password/", "app/", "key/", f"remove/?kind=app&id={key}", "codes/", "sessions"):
        reply = browser.post(f"/admin/account/{path}", data=data)
        assert reply.status_code == 422, path
    assert (steps().count, steps().codes_left, user(ME).password) == (1, codes, stored)
    assert browser.get("/admin/account/").status_code == 200


def test_another_password_signs_out_everywhere_but_here(app, browser, signed_in):
    other = signed_in(ME)
    data = {"password": PASSWORD, "new": NEW}
    assert browser.post("/admin/account/password/", data=data).status_code == 302
    assert browser.get("/admin/account/").status_code == 200
    assert other.get("/admin/account/").status_code == 302
    assert db.session.scalars(select(Mail.subject)).all() == ["Je wachtwoord is gewijzigd"]


def test_a_short_password_is_refused_beside_its_field(browser):
    reply = browser.post("/admin/account/password/", data={"password": PASSWORD, "new": "x" * 14})
    assert reply.status_code == 422
    assert "ten minste 15 tekens" in reply.text
    assert "x" * 14 not in reply.text
    assert PASSWORD not in reply.text


def test_a_step_is_removed(browser):
    add_app(browser)
    path = f"/admin/account/remove/?kind=app&id={steps().apps[0].id}"
    assert browser.get(path).status_code == 200
    assert browser.post(path, data={"password": PASSWORD}).status_code == 302
    assert steps().count == 0


def test_the_last_is_not_removed_where_the_role_asks_one(browser):
    add_app(browser)
    with transaction():
        db.session.scalars(
            select(Setting).where(Setting.key == "second_step_roles")
        ).one().value = [ME]
    path = f"/admin/account/remove/?kind=app&id={steps().apps[0].id}"
    reply = browser.post(path, data={"password": PASSWORD})
    assert reply.status_code == 409
    assert "Voeg eerst een andere toe" in reply.text


@pytest.mark.parametrize("query", ["", "?kind=app&id=1", "?kind=x&id=x", "?kind=passkey&id=-1"])
def test_a_step_of_another_does_not_exist(browser, query):
    secret = totp.new_secret()
    second_steps.add_app(acting(user("board1")), "T", totp.sealed(secret), code_of(secret))
    for act in (browser.get, browser.post):
        assert act(f"/admin/account/remove/{query}").status_code == 404


def test_new_recovery_codes_are_shown_once(browser):
    old = shown_codes(add_app(browser))
    reply = browser.post("/admin/account/codes/", data={"password": PASSWORD})
    new = shown_codes(reply)
    assert len(new) == 10
    assert not set(old) & set(new)
    assert new[0] not in browser.get("/admin/account/").text


def test_one_session_or_all_others_are_ended(browser, signed_in):
    one, two = signed_in(ME), signed_in(ME)
    page = browser.get("/admin/account/").text
    which = re.findall(r'name="which" value="(\w+)"', page)
    assert len(which) == 2
    reply = browser.post("/admin/account/sessions", data={"password": PASSWORD, "which": which[0]})
    assert reply.status_code == 302
    assert sorted(other.get("/admin/").status_code for other in (one, two)) == [200, 302]
    browser.post("/admin/account/sessions", data={"password": PASSWORD})
    assert [other.get("/admin/").status_code for other in (browser, one, two)] == [200, 302, 302]


def test_a_session_says_which_device(app):
    browser = app.test_client()
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    data = {"email": f"{ME}@demo.example", "password": PASSWORD}
    browser.post("/login", data=data, headers={"User-Agent": agent})
    assert "Firefox, Linux" in browser.get("/admin/account/").text


def test_a_hostile_device_is_text(app):
    browser = app.test_client()
    data = {"email": f"{ME}@demo.example", "password": PASSWORD}
    agent = "<script>alert(1)</script> Firefox/1 " + "x" * 4000
    browser.post("/login", data=data, headers={"User-Agent": agent})
    assert "<script>alert" not in browser.get("/admin/account/").text


# --- what an administrator does ---


def test_an_administrator_sees_how_someone_signs_in_and_ends_it(app, signed_in):
    add_app(browser := signed_in(ME))
    administrator, key = signed_in("administrator"), user(ME).id
    page = administrator.get(f"/admin/user/details/?id={key}").text
    assert "1 ingesteld" in page
    assert "Overal uitloggen" in page
    assert administrator.post(f"/admin/user/{key}/end").status_code == 302
    assert browser.get("/admin/").status_code == 302
    assert administrator.post(f"/admin/user/{key}/reset").status_code == 302
    assert steps().count == 0
    assert administrator.post(f"/admin/user/{key}/link").status_code == 302
    assert "/login/koppeling/" in db.session.scalars(select(Mail.body).order_by(Mail.id)).all()[-1]


@pytest.mark.parametrize("act", ["link", "end", "reset"])
@pytest.mark.parametrize("who", ["auditor", "coordinator"])
def test_nobody_else_does(signed_in, act, who):
    key = user("board1").id
    assert signed_in(who).post(f"/admin/user/{key}/{act}").status_code == 403


def test_a_new_user_is_invited_by_mail(app, signed_in):
    data = {"name": "Nieuw", "email": "Nieuw@SSR.nl", "roles": ["coordinator"], "active": "1"}
    assert signed_in("administrator").post("/admin/user/new/", data=data).status_code == 302
    body = db.session.scalar(select(Mail.body).where(Mail.recipient == "nieuw@ssr.nl"))
    path = re.search(r"http://localhost(/login/koppeling/\S+)", body)[1]
    browser = app.test_client()
    assert "Welkom" in browser.get(path).text
    browser.post(path, data={"password": NEW})
    browser.post("/login", data={"email": "nieuw@ssr.nl", "password": NEW})
    assert browser.get("/admin/").status_code == 200


def test_in_a_demonstration_the_address_of_an_invitation_is_on_screen(app, signed_in):
    """No mail goes out of it, so nobody could ever choose a password."""
    browser, key = signed_in("administrator"), user("board1").id
    browser.post(f"/admin/user/{key}/link")
    assert "koppeling/" not in browser.get(f"/admin/user/details/?id={key}").text
    with transaction():
        practice.mark()
    clock.forget()
    browser.post(f"/admin/user/{key}/link")
    page = browser.get(f"/admin/user/details/?id={key}").text
    path = re.search(r"http://localhost(/login/koppeling/[\w-]+)", page)[1]
    assert app.test_client().get(path).status_code == 200
