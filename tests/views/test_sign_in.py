"""Signing in, and what is left of it after signing out."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import select

from models import AuditEvent, User, db
from tests.conftest import PASSWORD

USERS = (
    "servicedesk", "team_leader", "coordinator", "secretary", "board1", "board2",
    "adviser1", "adviser2", "adviser3", "auditor", "administrator", "administrator2",
)  # fmt: skip


def test_every_demonstration_user_reaches_the_worklist(signed_in):
    for user in USERS:
        assert signed_in(user).get("/admin/").status_code == 200


def test_a_stranger_is_sent_to_sign_in(client):
    reply = client.get("/admin/")
    assert reply.status_code == 302
    assert reply.location.startswith("/login")


def test_a_wrong_password_says_nothing_about_the_account(client):
    # The CSRF token has the second in it.
    with time_machine.travel(datetime.now(UTC), tick=False):
        known = client.post("/login", data={"email": "board1@demo.example", "password": "fout"})
        unknown = client.post("/login", data={"email": "wie@demo.example", "password": "fout"})
    assert known.text.replace("board1@", "wie@") == unknown.text


def test_five_wrong_passwords_close_the_account_for_a_while(client):
    for _ in range(5):
        client.post("/login", data={"email": "board1@demo.example", "password": "fout"})
    reply = client.post("/login", data={"email": "board1@demo.example", "password": PASSWORD})
    assert "kwartier" in reply.text
    assert client.get("/admin/").status_code == 302


def test_a_copied_cookie_is_worthless_after_signing_out(app, signed_in):
    browser = signed_in("board1")
    cookie = browser.get_cookie("wederhoor")
    browser.post("/logout")
    thief = app.test_client()
    thief.set_cookie("wederhoor", cookie.value)
    assert thief.get("/admin/").status_code == 302


def test_signing_in_gives_a_new_session_id(client):
    client.get("/login")
    with client.session_transaction() as planted:
        planted["planted"] = True
    before = client.get_cookie("wederhoor").value
    client.post("/login", data={"email": "board1@demo.example", "password": PASSWORD})
    assert client.get_cookie("wederhoor").value != before


def test_signing_in_and_out_is_in_the_trail(signed_in):
    signed_in("board1").post("/logout")
    verbs = db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)).all()
    assert verbs[-2:] == ["session:signed_in", "session:signed_out"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_operations_see_that_the_panel_lives(client, path):
    assert client.get(path).text == "ok\n"


def test_a_session_is_the_only_way_to_be_someone(app, client):
    """Flask-Security would take a token of its own instead, without a password or a second step."""
    user = db.session.scalars(select(User).where(User.email == "board1@demo.example")).one()
    with app.test_request_context():
        token = user.get_auth_token()
    for reply in (
        client.get("/admin/", headers={"Authentication-Token": token}),
        client.get("/admin/", query_string={"auth_token": token}),
    ):
        assert reply.status_code == 302
        assert reply.location.startswith("/login")
    told = client.get("/admin/", json={"auth_token": token})
    assert told.status_code == 400
    assert "Dit verzoek klopt niet" in told.text
