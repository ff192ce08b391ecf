"""``flask user create``: the first user."""

import pytest
from sqlalchemy import delete, select, update

from models import AuditEvent, Category, Grant, Role, TextBlock, Unit, User, UserRole, db
from operations.transaction import transaction

PASSWORD = "een lang wachtwoord"


def create(run, *words, password=PASSWORD):
    return run("user", "create", *words, "--password-stdin", input=f"{password}\n")


def test_the_new_user_can_sign_in(run, client):
    assert create(run, "nieuw@proef.example", "--role", "coordinator").exit_code == 0
    reply = client.post("/login", data={"email": "nieuw@proef.example", "password": PASSWORD})
    assert reply.status_code == 302


def test_making_a_user_is_in_the_trail_without_the_address(run):
    create(run, "nieuw@proef.example", "--role", "board")
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.verb == "user:created"
    assert event.data == {"roles": ["board"]}


def test_a_user_may_have_two_roles(run):
    create(run, "nieuw@proef.example", "--role", "adviser", "--role", "auditor")
    user = db.session.scalars(select(User).where(User.email == "nieuw@proef.example")).one()
    assert {role.name for role in user.roles} == {"adviser", "auditor"}


def test_an_administrator_gets_no_role_with_content_besides(run):
    """SOD10: the command line is no way around it."""
    result = create(run, "nieuw@proef.example", "--role", "administrator", "--role", "auditor")
    assert result.exit_code == 1
    assert "leest geen dossiers" in result.output
    assert db.session.scalar(select(User).where(User.email == "nieuw@proef.example")) is None


def test_the_password_is_asked_twice_and_never_shown(run):
    words = ("user", "create", "nieuw@proef.example", "--role", "board")
    result = run(*words, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.output


@pytest.mark.parametrize(
    ("address", "password", "message"),
    [
        ("nieuw@proef.example", "veertien teken", "ten minste 15 tekens"),
        ("nieuw@proef.example", "x" * 129, "ten hoogste 128 tekens"),
        ("geen adres", PASSWORD, "geen e-mailadres"),
        ("board1@demo.example", PASSWORD, "al een gebruiker"),
    ],
)
def test_what_cannot_be_is_said(run, address, password, message):
    result = create(run, address, "--role", "board", password=password)
    assert result.exit_code == 1
    assert message in result.output


def test_missing_roles_and_rights_are_made_first(run):
    with transaction():
        db.session.execute(update(User).values(unit_id=None))
        for table in (UserRole, Grant, Role, Unit, Category, TextBlock):
            db.session.execute(delete(table))
    assert create(run, "nieuw@proef.example", "--role", "secretary").exit_code == 0
    user = db.session.scalars(select(User).where(User.email == "nieuw@proef.example")).one()
    assert [role.name for role in user.roles] == ["secretary"]
    assert user.roles[0].grants
