"""What was recorded stays: the database refuses, and the trail tells when it could not."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models import db
from rules.vocabulary import State
from tests.factories import a_complaint, a_letter

CHANGES = (
    "UPDATE audit_event SET verb = 'anders'",
    "DELETE FROM audit_event",
    "UPDATE deadline_line SET legal_end = '2030-01-01'",
    "DELETE FROM deadline_line",
    "UPDATE step SET reason = 'anders'",
    "DELETE FROM step",
    "UPDATE letter SET addressee = 'een ander' WHERE state = 'sent'",
    "DELETE FROM letter WHERE state = 'sent'",
    "UPDATE letter_template SET sha256 = 'anders' WHERE state = 'activated'",
    "DELETE FROM letter_template WHERE state = 'activated'",
)


def run(*statements: str) -> None:
    db.session.rollback()
    writing = db.engine.execution_options(wederhoor_write=True)
    with writing.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses(app, change):
    a_letter(a_complaint(state=State.F12))
    with pytest.raises(DBAPIError, match=r"append-only|never changes|refuses this change"):
        run(change)


def test_a_line_changed_behind_the_panel_is_named(app):
    off = {
        "sqlite": "DROP TRIGGER audit_event_update_refused",
        "postgresql": "ALTER TABLE audit_event DISABLE TRIGGER USER",
    }[db.engine.dialect.name]
    run(off, "UPDATE audit_event SET verb = 'user:forgotten' WHERE chain = 0 AND seq = 2")
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "keten 0, regel 2: regel is veranderd" in result.output
