"""Signing in with a second step: nothing opens in between, and whoever has none sets one up."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from models import AuditEvent, Mail, User, WebSession, db
from operations import second_steps, totp
from operations.transaction import transaction
from queries import second_steps as reading
from tests.conftest import PASSWORD
from tests.factories import acting
from tests.views.record import user
from views.session import device

NEW = "een heel nieuw wachtwoord"
WHERE = {"base_url": "http://localhost"}


def code_of(secret, later=0):
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=later))


def shown_secret(page):
    return re.search(r'class="secret">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")


def shown_codes(page):
    return re.findall(r"<li><code>([\w-]+)</code>", page.text)


def password(browser, who="board1", after="/login", word=PASSWORD):
    return browser.post(after, data={"email": f"{who}@demo.example", "password": word})


@pytest.fixture
def app_of_board1(app, second_step):
    """A second step of board1: its secret and recovery codes."""
    secret = totp.new_secret()
    codes = second_steps.add_app(
        acting(user("board1")), "Telefoon", totp.sealed(secret), code_of(secret, -30)
    )
    return secret, codes


# --- the first time ---


def test_whoever_has_no_second_step_sets_one_up_and_is_in(client, second_step):
    assert password(client).location == "/login/instellen"
    secret = shown_secret(client.get("/login/instellen"))
    reply = client.post("/login/instellen", data={"code": code_of(secret), "name": "Telefoon"})
    assert reply.status_code == 200
    assert len(shown_codes(reply)) == 10
    assert client.get("/admin/").status_code == 200
    assert reading.of(user("board1").id).count == 1


def test_and_can_do_nothing_else_before_that(app, client, second_step):
    password(client)
    for path in ("/admin/", "/admin/account/", "/admin/account/app/", "/admin/complaint/"):
        assert client.get(path).location.startswith("/login?next="), path
    assert client.post("/logout").status_code == 302
    assert client.get("/").status_code == 200  # the public page, not the worklist


def test_a_wrong_code_sets_up_nothing_and_keeps_the_secret(client, second_step):
    password(client)
    secret = shown_secret(client.get("/login/instellen"))
    reply = client.post("/login/instellen", data={"code": "000000", "name": "Telefoon"})
    assert reply.status_code == 422
    assert "Deze code klopt niet" in reply.text
    assert shown_secret(reply) == secret
    assert client.get("/admin/").status_code == 302


def test_a_role_that_asks_none_signs_in_with_the_password_alone(client):
    assert password(client).location == "/admin/"
    assert client.get("/admin/").status_code == 200


# --- afterwards ---


def test_the_password_alone_opens_nothing(client, app_of_board1):
    assert password(client).location == "/login/stap"
    assert client.get("/admin/").status_code == 302
    assert db.session.scalar(select(WebSession.user_id)) is None


@pytest.mark.parametrize("later", [0, 30])
def test_a_code_of_the_app_does(client, app_of_board1, later):
    secret, _ = app_of_board1
    password(client)
    reply = client.post("/login/stap", data={"code": code_of(secret, later)})
    assert reply.location == "/admin/"
    assert client.get("/admin/").status_code == 200
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.verb, event.data) == ("session:signed_in", {"how": "app"})


def test_who_chose_a_second_step_gets_it_also_where_no_role_asks(client, app_of_board1):
    with transaction():
        from models import Setting

        db.session.add(Setting(key="second_step_roles", value=[]))
    assert password(client).location == "/login/stap"


def test_a_recovery_code_does_too_and_says_how_many_are_left(client, app_of_board1):
    _, codes = app_of_board1
    password(client)
    assert client.post("/login/stap", data={"recovery": codes[0]}).location == "/admin/"
    assert "Je hebt nog 9 herstelcodes over." in client.get("/admin/").text


@pytest.mark.parametrize("typed", [{"code": "000000"}, {"code": ""}, {"recovery": "X"}, {}])
def test_anything_else_does_not(client, app_of_board1, typed):
    password(client)
    assert client.post("/login/stap", data=typed).status_code == 422
    assert client.get("/admin/").status_code == 302


def test_after_five_wrong_codes_it_waits(client, app_of_board1):
    secret, _ = app_of_board1
    password(client)
    for _ in range(5):
        client.post("/login/stap", data={"code": "000000"})
    reply = client.post("/login/stap", data={"code": code_of(secret, 30)})
    assert "kwartier" in reply.text
    assert client.get("/admin/").status_code == 302


def test_ten_minutes_after_the_password_one_begins_anew(client, app_of_board1):
    secret, _ = app_of_board1
    with time_machine.travel(datetime.now(UTC), tick=False) as now:
        password(client)
        now.shift(timedelta(seconds=599))
        assert client.get("/login/stap").status_code == 200
        now.shift(timedelta(seconds=2))
        reply = client.post("/login/stap", data={"code": code_of(secret)})
        assert reply.location == "/login"


@pytest.mark.parametrize(
    "path", ["/login/stap", "/login/stap/sleutel", "/login/instellen", "/login/instellen/sleutel"]
)
def test_without_the_password_these_pages_do_not_exist(client, path):
    assert client.post(path, data={"code": "000000"}).location == "/login"


@pytest.mark.parametrize("path", ["/login/instellen", "/login/instellen/sleutel"])
def test_nobody_adds_a_step_instead_of_passing_the_one_that_is_there(client, app_of_board1, path):
    password(client)
    assert client.get(path).location == "/login/stap"
    assert client.post(path, data={"code": "1", "name": "x"}).location == "/login/stap"
    assert reading.of(user("board1").id).count == 1


def test_another_password_ends_a_sign_in_that_was_half_way(client, app_of_board1):
    secret, _ = app_of_board1
    password(client)
    with transaction():
        db.session.get_one(User, user("board1").id).fs_uniquifier = "anders"
    reply = client.post("/login/stap", data={"code": code_of(secret)})
    assert reply.location == "/login"


def test_each_step_gives_a_new_session_id(client, app_of_board1):
    secret, _ = app_of_board1
    client.get("/login/vergeten")
    with client.session_transaction() as planted:
        planted["planted"] = True
    seen = [client.get_cookie("wederhoor").value]
    password(client)
    seen.append(client.get_cookie("wederhoor").value)
    client.post("/login/stap", data={"code": code_of(secret)})
    seen.append(client.get_cookie("wederhoor").value)
    assert len(set(seen)) == 3


def test_one_ends_where_one_wanted_to_be(client, app_of_board1):
    secret, _ = app_of_board1
    password(client, after="/login?next=/admin/complaint/")
    reply = client.post("/login/stap", data={"code": code_of(secret)})
    assert reply.location == "/admin/complaint/"


@pytest.mark.parametrize("there", ["//evil.example", "https://evil.example/", "\\\\evil.example"])
def test_but_never_elsewhere(client, app_of_board1, there):
    secret, _ = app_of_board1
    password(client, after=f"/login?next={there}")
    reply = client.post("/login/stap", data={"code": code_of(secret)})
    assert "evil" not in reply.location.replace("/admin/", "") or reply.location.startswith("/")
    assert not reply.location.startswith(("//", "https:", "\\"))


def test_a_passkey_answer_without_a_question_lets_nobody_in(client, app_of_board1):
    password(client)
    reply = client.post("/login/stap/sleutel", data={"answer": "{}"})
    assert reply.status_code == 422
    assert client.get("/admin/").status_code == 302


# --- a password by mail ---


def mailed():
    bodies = db.session.scalars(select(Mail.body).order_by(Mail.id)).all()
    return re.findall(r"http://localhost(/login/koppeling/[\w-]+)", " ".join(bodies))


def test_the_same_page_whether_or_not_there_is_an_account(client):
    with time_machine.travel(datetime.now(UTC), tick=False):  # a page holds the second it is of
        known = client.post("/login/vergeten", data={"email": "board1@demo.example"})
        unknown = client.post("/login/vergeten", data={"email": "wie@demo.example"})
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert len(mailed()) == 1


def test_the_mailed_address_asks_a_password_and_then_the_second_step(client, app_of_board1):
    client.post("/login/vergeten", data={"email": "board1@demo.example"})
    (path,) = mailed()
    for _ in range(2):  # a mail scanner looks too
        reply = client.get(path)
        assert reply.status_code == 200
        assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(path, data={"password": "te kort"}).status_code == 422
    assert client.post(path, data={"password": NEW}).location == "/login"
    assert "Je wachtwoord is gekozen" in client.get("/login").text
    assert client.get(path).status_code == 404
    assert client.post(path, data={"password": NEW + "x"}).status_code == 404
    assert password(client, word=PASSWORD).status_code == 200
    assert password(client, word=NEW).location == "/login/stap"


def test_a_stranger_does_not_choose_where_the_mail_points(client):
    client.post(
        "/login/vergeten", data={"email": "board1@demo.example"}, base_url="http://evil.example"
    )
    body = db.session.scalar(select(Mail.body))
    assert "evil" not in body
    assert "koppeling/" not in body


def test_names_that_the_panel_trusts_are_mailed(app: Flask, client):
    from dataclasses import replace

    kept = app.extensions["wederhoor"]
    app.extensions["wederhoor"] = replace(kept, trusted_hosts=("klachten.example",))
    try:
        client.post(
            "/login/vergeten", data={"email": "board1@demo.example"},
            base_url="https://klachten.example",
        )  # fmt: skip
    finally:
        app.extensions["wederhoor"] = kept
    assert "https://klachten.example/login/koppeling/" in db.session.scalar(select(Mail.body))


def test_an_accent_typed_in_two_ways_is_one_password(app, client):
    client.post("/login/vergeten", data={"email": "board1@demo.example"})
    (path,) = mailed()
    client.post(path, data={"password": "één lang wachtwoord"})
    assert password(client, word="één lang wachtwoord").location == "/admin/"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
         "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
         "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0.0.0 Mobile Safari/537.36",
         "Chrome, Android"),
        ("curl/8", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_device_is_named_as_people_know_it(agent, words):
    assert device(agent) == words
