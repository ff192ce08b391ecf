"""What was recorded stays: the database refuses, and the trail tells when it could not."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from models import Enclosure, GrantProposal, db
from operations import clock
from operations.transaction import transaction
from rules.vocabulary import ProposalState, Role, State
from tests.factories import a_complaint, a_letter, a_user

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
DECIDED = (
    "UPDATE grant_proposal SET reason = 'anders'",
    "DELETE FROM grant_proposal",
)
ENCLOSURES = (
    "UPDATE enclosure SET name = 'een ander stuk'",
    "DELETE FROM enclosure",
    """INSERT INTO enclosure (letter_id, name, added, reason)
    SELECT letter_id, 'meer', added, '' FROM enclosure""",
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


@pytest.mark.parametrize("change", DECIDED)
def test_a_proposal_for_rights_stays_once_it_is_decided(app, change):
    one, other = a_user(Role.ADMINISTRATOR).id, a_user(Role.ADMINISTRATOR).id
    with transaction():
        proposal = GrantProposal(
            role_id=1, base=1, changes={}, reason="x", recorded_at=clock.now(),
            recorded_by_id=one,
        )  # fmt: skip
        db.session.add(proposal)
    run("UPDATE grant_proposal SET reason = 'beter gezegd'")
    with transaction():
        proposal = db.session.scalars(select(GrantProposal)).one()
        proposal.state, proposal.decided_at = ProposalState.APPROVED, clock.now()
        proposal.decided_by_id = other
    with pytest.raises(DBAPIError, match=r"never changes|refuses this change"):
        run(change)


@pytest.mark.parametrize("change", ENCLOSURES)
def test_what_went_along_with_a_letter_stays_once_it_is_sent(app, change):
    """Art. 2:12 Awb."""
    draft = a_letter(a_complaint(state=State.F2), sent=False)
    with transaction():
        db.session.add(Enclosure(letter_id=draft.id, name="Kopie van uw klacht"))
    run(change)
    with transaction():
        db.session.add(Enclosure(letter_id=draft.id, name="Nog een"))
    sent = "UPDATE letter SET state = 'sent', sent_on = '2026-03-09', channel = 'post', "
    run(sent + "sent_by_id = recorded_by_id, sent_sha256 = 'x'")
    with pytest.raises(DBAPIError, match="never change"):
        run(change)


def test_nothing_is_moved_into_a_sent_letter(app):
    complaint = a_complaint(state=State.F2)
    a_letter(complaint)
    draft = a_letter(complaint, sent=False)
    with transaction():
        db.session.add(Enclosure(letter_id=draft.id, name="Kopie van uw klacht"))
    with pytest.raises(DBAPIError, match="never change"):
        run("UPDATE enclosure SET letter_id = (SELECT id FROM letter WHERE state = 'sent')")


def test_a_line_changed_behind_the_panel_is_named(app):
    off = {
        "sqlite": "DROP TRIGGER audit_event_update_refused",
        "postgresql": "ALTER TABLE audit_event DISABLE TRIGGER USER",
    }[db.engine.dialect.name]
    run(off, "UPDATE audit_event SET verb = 'user:forgotten' WHERE chain = 0 AND seq = 2")
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "keten 0, regel 2: regel is veranderd" in result.output
