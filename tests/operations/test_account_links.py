"""Mailed addresses: once, for a while, kept as a hash; and nobody learns who has an account."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from models import AccountLink, Attempt, AuditEvent, Mail, User, db
from operations import account_links, administration, outbox, passwords, sessions
from operations.administration import UserData
from operations.transaction import transaction
from rules.errors import NotFound, NotPermitted, Refusal
from rules.vocabulary import AccountLinkKind, Role
from tests.factories import a_user, acting
from tests.postbox import Postbox, mail_server
from tests.thread import someone

NEW = "een heel nieuw wachtwoord"


def door(secret):
    return f"https://panel.example/login/koppeling/{secret}"


def secrets_mailed():
    """The secrets in the outbox, the newest last."""
    found = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    return [word.rpartition("/")[2] for one in found for word in one.body.split()
            if word.startswith("https://panel.example/")]  # fmt: skip


def asked(email="board1@demo.example"):
    account_links.ask(email, "192.0.2.1", door)
    return secrets_mailed()[-1]


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_an_address_sets_the_password_once(app):
    secret = asked()
    account_links.use(secret, NEW)
    passwords.prove(someone("board1"), NEW)
    with pytest.raises(NotFound):
        account_links.use(secret, NEW + "!")
    passwords.prove(someone("board1"), NEW)


@pytest.mark.parametrize(
    ("kind", "life"),
    [("reset", timedelta(hours=1)), ("invitation", timedelta(days=7))],
)
def test_and_for_a_while(app, kind, life):
    user = db.session.get_one(User, someone("board1").user_id)
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False) as now:
        with transaction():
            account_links.make(acting(user), user, AccountLinkKind(kind), door)
        secret = secrets_mailed()[-1]
        now.shift(life - timedelta(seconds=1))
        assert account_links.usable(secret)
        now.shift(timedelta(seconds=1))
        assert account_links.usable(secret) is None
        with pytest.raises(NotFound):
            account_links.use(secret, NEW)
        now.shift(timedelta(seconds=1))
        assert account_links.sweep() == 1


def test_only_its_hash_is_kept_and_the_mail_forgets_it_once_it_went(app):
    secret = asked()
    assert secret not in db.session.scalar(select(AccountLink.token_hash))
    with mail_server(app, postbox := Postbox()):
        assert outbox.deliver("een") == {"sent": 1}
    assert secret in postbox.messages[0].get_content()
    assert secrets_mailed() == []


def test_a_newer_address_ends_the_older(app):
    first = asked()
    second = asked()
    assert account_links.usable(first) is None
    assert account_links.usable(second)


@pytest.mark.parametrize("secret", ["", "x", "%00", "é", "' OR 1=1", "x" * 5000])
def test_garbage_opens_nothing(app, secret):
    asked()
    assert account_links.usable(secret) is None


def test_using_it_ends_every_session_and_is_in_the_trail_and_told(app):
    me = someone("board1")
    key = sessions.begin(b"{}", me.user_id)
    account_links.use(asked(), NEW)
    assert sessions.load(key) is None
    verbs = db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)).all()
    assert verbs[-2:] == ["account_link:sent", "account_link:used"]
    assert (
        db.session.scalars(select(Mail.subject).order_by(Mail.id)).all()[-1]
        == "Je wachtwoord is gewijzigd"
    )


def test_a_closed_account_gets_none_and_opens_with_none(app):
    secret = asked()
    with transaction():
        user = db.session.get_one(User, someone("board1").user_id)
        user.active = False
    assert account_links.usable(secret) is None
    account_links.ask("board1@demo.example", "192.0.2.1", door)
    assert count(Mail) == 1
    with pytest.raises(Refusal, match="gesloten"):
        account_links.send(someone("administrator"), user.id, door)


@pytest.mark.parametrize(
    "changed", [{"roles": ("secretary",)}, {"email": "anders@demo.example"}, {"active": False}]
)
def test_other_roles_another_address_or_an_end_to_the_account_end_it(app, changed):
    user = a_user(Role.BOARD, password="x")
    account_links.ask(user.email, "192.0.2.1", door)
    secret = secrets_mailed()[-1]
    kept = {"name": user.name, "email": user.email, "roles": ("board",)}
    data = UserData(**kept | changed)
    administration.update_user(user.id, data, user.version, someone("administrator"))
    assert account_links.usable(secret) is None


# --- nobody learns who has an account ---


def test_an_unknown_address_leaves_nothing_but_the_count_of_tries(app):
    before = count(AuditEvent)
    account_links.ask("wie@demo.example", "192.0.2.1", door)
    account_links.ask("wie@demo.example", "192.0.2.1", None)
    assert (count(Mail), count(AccountLink), count(AuditEvent)) == (0, 0, before)
    assert count(Attempt) == 4


def test_three_times_an_hour_for_one_account(app):
    for _ in range(5):
        account_links.ask("BOARD1@demo.example", "192.0.2.1", door)
    assert count(Mail) == 3
    assert account_links.usable(secrets_mailed()[-1])


def test_twenty_times_an_hour_from_one_address(app):
    for number in range(account_links.PER_ADDRESS):
        account_links.ask(f"wie{number}@demo.example", "192.0.2.1", door)
    account_links.ask("board1@demo.example", "192.0.2.1", door)
    assert count(Mail) == 0
    account_links.ask("board1@demo.example", "192.0.2.2", door)
    assert count(Mail) == 1


def test_a_panel_that_is_not_sure_of_its_name_mails_no_address(app):
    account_links.ask("board1@demo.example", "192.0.2.1", None)
    assert secrets_mailed() == []
    assert "Vraag de functioneel beheerder" in db.session.scalar(select(Mail.body))


# --- by an administrator ---


def test_a_new_user_is_invited(app):
    data = UserData("Nieuw", "nieuw@ssr.example", ("board",))
    key = administration.create_user(data, someone("administrator"), door)
    (secret,) = secrets_mailed()
    assert account_links.usable(secret).kind is AccountLinkKind.INVITATION
    account_links.use(secret, NEW)
    passwords.prove(acting(db.session.get_one(User, key)), NEW)


def test_sent_again_it_is_an_invitation_until_there_is_a_password(app):
    administrator, user = someone("administrator"), a_user(Role.BOARD)
    assert account_links.send(administrator, user.id, door) is AccountLinkKind.INVITATION
    account_links.use(secrets_mailed()[-1], NEW)
    assert account_links.send(administrator, user.id, door) is AccountLinkKind.RESET


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_sends_one(app, role):
    with pytest.raises(NotPermitted):
        account_links.send(acting(a_user(role)), 1, door)


def test_whoever_does_not_exist_gets_none(app):
    with pytest.raises(NotFound):
        account_links.send(someone("administrator"), 999_999, door)
