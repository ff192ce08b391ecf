"""The drill: while people work at a panel that is served, back it up and put it back elsewhere.

Whatever someone was told was received before the backup began, is in it, whole. What came while it
was made is in it whole or not at all.
"""

import subprocess
import sys
import time

import pytest
from sqlalchemy import select

from models import AuditEvent, Complaint, Document, Draft, db
from operations import audit, documents
from tests.commands.backups import (
    WRITTEN_BY_RESTORING,
    empty_place,
    empty_postgres,
    record,
    run,
    same_but_for,
    store,
)
from tests.load.test_front_door import Server, crowd, kept
from tests.serving import ROOT

pytestmark = pytest.mark.slow

BACKUPS, LONGEST = 3, 400
"""So many while people are at it, who go on no longer than so many seconds on a busy machine."""


def wait_for_more(people, known):
    """What was confirmed, once there is more of it than before."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = {name: one for each in people for name, one in dict(each.confirmed).items()}
        if len(found) > len(known):
            return found
        time.sleep(0.5)
    raise AssertionError("nobody got through for a minute")


def backup(server, path):
    """As cron makes one, beside the server."""
    command = [sys.executable, "-m", "flask", "--app", "admin_app", "backup", str(path)]
    subprocess.run(command, cwd=ROOT, env=server.environment, check=True)


def holds_together() -> None:
    """No row without its document, no file without its lines in the trail, no broken chain."""
    db.session.rollback()
    named = set(db.session.scalars(select(Document.sha256)))
    assert named <= set(documents.names())
    received = select(AuditEvent.chain).where(AuditEvent.verb == "complaint:receive")
    assert set(db.session.scalars(select(Complaint.id))) == set(db.session.scalars(received))
    sent = select(Draft.complaint_id).where(Draft.complaint_id.is_not(None))
    assert set(db.session.scalars(sent)) == set(db.session.scalars(select(Complaint.id)))
    assert list(audit.breaks()) == []


def test_what_was_received_comes_back_from_a_backup_under_load(
    app, tmp_path, postgres, record_property
):
    server, made = Server(app), []
    try:
        with crowd(server.port, LONGEST) as people:
            for number in range(BACKUPS):
                known = wait_for_more(people, made[-1][1] if made else {})
                path = tmp_path / f"{number}.backup"
                backup(server, path)
                made.append((path, known))
            for one in people:
                one.until = 0.0  # who is at a form, still sends it
        backup(server, tmp_path / "last.backup")
    finally:
        server.die()
    assert [error for one in people for error in one.broken] == []
    before, files = record(), store()
    keys = app.extensions["wederhoor"].home / "keys"
    for number, (path, known) in enumerate(made):
        home = tmp_path / f"place{number}"
        with empty_place(home, f"sqlite:///{home}/wederhoor.db", keys) as place:
            result = run(place, "restore", path)
            assert result.exit_code == 0, result.output
            assert {name: kept(name) for name in known} == known
            holds_together()
    with empty_postgres(postgres) as url, empty_place(tmp_path / "other", url, keys) as place:
        begun = time.monotonic()
        result = run(place, "restore", tmp_path / "last.backup")
        assert result.exit_code == 0, result.output
        record_property("drill: seconds to restore", round(time.monotonic() - begun, 1))
        same_but_for(before, record(), *WRITTEN_BY_RESTORING)
        assert {name: files[name] for name in store()} == store()
        holds_together()
    record_property("drill: backups under load", len(made))
    record_property("drill: complaints confirmed before them", len(made[-1][1]))
    record_property("drill: rows compared", sum(map(len, before.values())))
    record_property("drill: documents compared", len(files))
