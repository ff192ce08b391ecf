"""``flask backup`` and ``flask restore``: everything comes back, on either database, or nothing is
written and it is said why.
"""

import json
import shutil
import stat
import subprocess
import threading
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, inspect, select, text

from files import archive
from models import (
    AuditEvent,
    Complaint,
    Document,
    JobRun,
    Note,
    Setting,
    SettingVersion,
    WebSession,
    db,
)
from operations import (
    audit,
    checks,
    clock,
    destroyed,
    destruction,
    documents,
    intake,
    restoring,
)
from operations.transaction import transaction
from rules.vocabulary import State
from tests.commands.backups import (
    WRITTEN_BY_RESTORING,
    empty_place,
    empty_postgres,
    record,
    run,
    same_but_for,
    store,
)
from tests.factories import a_complaint
from tests.thread import day, someone
from tests.views.record import in_hearing

ODD = "Zoë “’t Hart” \\ {x} <b>\n\t🙂 ﷽"


@pytest.fixture
def elsewhere(app, tmp_path, request):
    """``elsewhere("sqlite")``: the panel of an empty place, with the keys of this one."""
    with ExitStack() as stack:

        def place(kind="sqlite", *, keys=True, name="elsewhere"):
            home = tmp_path / name
            url = f"sqlite:///{home}/wederhoor.db"
            if kind == "postgresql":
                url = stack.enter_context(empty_postgres(request.getfixturevalue("postgres")))
            own = app.extensions["wederhoor"].home / "keys" if keys else None
            return stack.enter_context(empty_place(home, url, own))

        yield place


SQLITE = pytest.mark.parametrize("application", ["sqlite"], indirect=True)
"""For what does not differ: how a backup is read, refused and closed."""


@pytest.fixture
def backup(app, tmp_path):
    """A backup of one file with a document and a note."""
    key, actor = a_complaint().id, someone("coordinator")
    documents.add(actor, key, b"bewijs" * 100, "bewijs.txt", part_of_complaint=False)
    intake.add_note(actor, key, ODD)
    return made(app, tmp_path)


@pytest.fixture
def rich_backup(app, tmp_path):
    """A backup of a record with everything in it."""
    fill()
    return made(app, tmp_path)


def made(app, folder):
    path = folder / "panel.backup"
    result = run(app, "backup", path)
    assert result.exit_code == 0, result.output
    return path


def fill():
    """A file with real letters and documents, an enclosure that went out, and odd words."""
    key = in_hearing()
    intake.add_note(someone("coordinator"), key, ODD)
    with transaction():
        db.session.add(Setting(key="proef", value=None))
        db.session.add(
            SettingVersion(
                key="proef", number=1, value={"b": 1, "a": [None, True, 1.5, ODD]},
                recorded_at=clock.now(),
            )
        )  # fmt: skip


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_everything_comes_back_on_either_database(app, rich_backup, elsewhere, to):
    with transaction():
        db.session.add(
            WebSession(key_hash="x", data=b"\x00\xff", created_at=clock.now(), seen_at=clock.now())
        )
    before, files = record(), store()
    place = elsewhere(to)
    result = run(place, "restore", rich_backup)
    assert result.exit_code == 0, result.output
    assert "0 afwijkingen in het logboek" in result.output
    after = record()
    same_but_for(before, after, *WRITTEN_BY_RESTORING)
    # What was made after the backup: its own line; and after it came back: that it did.
    kept = [one for one in before["audit_event"] if "installation:backed_up" not in one]
    new = [one for one in after["audit_event"] if one not in kept]
    assert len(after["audit_event"]) == len(kept) + 1
    assert ["installation:restored" in one for one in new] == [True]
    assert {name: data for name, data in store().items() if name in files} == store()
    assert db.session.scalars(select(Note.text).where(Note.text.like("%Hart%"))).all() == [ODD]
    assert db.session.scalar(select(SettingVersion.value)) == {"b": 1, "a": [None, True, 1.5, ODD]}
    assert list(audit.breaks()) == []
    assert db.session.scalars(select(WebSession)).all() == []


def test_what_is_put_back_is_guarded_and_numbered_as_before(app, rich_backup, elsewhere):
    """Triggers, keys and the next numbers are those of a panel that was never away."""
    last = db.session.scalar(select(func.max(Complaint.id)))
    place = elsewhere(db.engine.dialect.name)
    assert run(place, "restore", rich_backup).exit_code == 0
    for refused in (
        "UPDATE audit_event SET verb = 'x'",
        "UPDATE enclosure SET name = 'x'",
        "INSERT INTO note (complaint_id, text, at, by_id) VALUES (999, 'x', '2026-01-01', 1)",
    ):
        with (
            pytest.raises(Exception, match=r"append-only|refuses|never change|FOREIGN|foreign key"),
            db.engine.execution_options(wederhoor_write=True).begin() as connection,
        ):
            connection.execute(text(refused))
    assert a_complaint().id > last
    faults = [one for one in run(place, "check").output.splitlines() if one.startswith("fout")]
    assert faults == ["fout    instelling proef bestaat niet"]


@pytest.mark.parametrize("kept", ["ledger", "nothing"])
def test_what_was_destroyed_since_the_backup_is_destroyed_again(app, tmp_path, elsewhere, kept):
    """The ledger stands outside the database; without a copy of it nothing can be known."""
    received = {"received_on": date(2026, 3, 2), "retention_from": date(2026, 4, 20)}
    key = a_complaint(state=State.F19, **received).id
    path = made(app, tmp_path)
    destroyed.place().unlink(missing_ok=True)
    with day(date(2036, 4, 21)):
        destruction.approve(
            someone("secretary"), destruction.propose(someone("coordinator"), [key], ""), 1
        )
        ledger = tmp_path / "copy.jsonl"
        destroyed.place().rename(ledger)
        copy = ("--destroyed", ledger) if kept == "ledger" else ()
        result = run(elsewhere(db.engine.dialect.name), "restore", path, *copy)
        assert result.exit_code == 0, result.output
        back = db.session.get_one(Complaint, key)
        if kept == "ledger":
            assert "1 dossiers opnieuw vernietigd" in result.output
            assert (back.destroyed_on, back.description) == (date(2036, 4, 21), "")
        else:
            assert "vernietigd" not in result.output
            assert back.description != ""


@pytest.mark.parametrize("application", ["postgresql"], indirect=True)
def test_a_number_that_was_given_out_is_not_given_again(app, tmp_path, elsewhere):
    """The file of a complaint that is gone stays its own; SQLite has no counter of its own."""
    with transaction():
        last = db.session.scalar(text("SELECT nextval('complaint_id_seq')"))
    run(app, "backup", tmp_path / "b")
    place = elsewhere("postgresql")
    assert run(place, "restore", tmp_path / "b").exit_code == 0
    assert a_complaint().id == last + 1


@SQLITE
def test_a_backup_knows_only_its_owner_and_is_not_written_over(app, tmp_path):
    first = run(app, "backup", tmp_path)
    (made,) = tmp_path.glob("wederhoor-*.backup")
    assert str(made) in first.output
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    again = run(app, "backup", made)
    assert (again.exit_code, "bestaat al" in again.output) == (1, True)
    assert list(tmp_path.iterdir()) == [made]


@SQLITE
def test_what_cannot_be_written_leaves_nothing_behind(app, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Writer, "finish", full)
    result = run(app, "backup", tmp_path / "panel.backup")
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert list(tmp_path.iterdir()) == []
    nowhere = run(app, "backup", tmp_path / "no" / "folder")
    assert (nowhere.exit_code, "is niet te schrijven" in nowhere.output) == (1, True)


@SQLITE
def test_a_document_that_was_lost_already_is_named(app, tmp_path):
    key = in_hearing()
    hashes = db.session.scalars(select(Document.sha256).where(Document.complaint_id == key)).all()
    gone, spoiled = sorted(set(hashes))[:2]
    folder = app.extensions["wederhoor"].document_store
    kept = {name: (folder / name[:2] / name).read_bytes() for name in (gone, spoiled)}
    (folder / gone[:2] / gone).unlink()
    (folder / spoiled[:2] / spoiled).write_bytes(b"anders")
    try:
        result = run(app, "backup", tmp_path / "b")
    finally:
        for name, data in kept.items():
            (folder / name[:2] / name).write_bytes(data)
    assert result.exit_code == 1
    for name in (gone, spoiled):
        assert f"document {name} ontbreekt in de opslag of is beschadigd" in result.output
        assert f"document {name} ontbrak al" in run(app, "backup", "verify", tmp_path / "b").output


@SQLITE
def test_a_whole_backup_is_verified(app, backup):
    result = run(app, "backup", "verify", backup)
    assert (result.exit_code, "0 afwijkingen" in result.output) == (0, True)


def told() -> list[str]:
    """What the self-check says of what ran when."""
    db.session.rollback()
    return [str(one) for one in checks.runs()]


@SQLITE
def test_the_self_check_knows_the_last_whole_backup(app, tmp_path, monkeypatch):
    assert "let op  geen back-up bekend" in told()
    run(app, "backup", tmp_path / "b")
    assert any(one.startswith("ok      back-up liep op") for one in told())
    with transaction():
        run_of = db.session.get_one(JobRun, "backup")
        run_of.started_at = long_ago = clock.machine_now() - timedelta(hours=31)
    assert any(one.startswith("let op  back-up liep voor het laatst op") for one in told())
    monkeypatch.setattr(archive.Writer, "finish", lambda *_: 1 / 0)
    run(app, "backup", tmp_path / "c")  # breaks off: the older one is still the last
    db.session.rollback()
    assert db.session.get_one(JobRun, "backup").started_at == long_ago


# --- damage ---------------------------------------------------------------------------------


def spoil(path: Path, part: str) -> None:
    """Change one byte in the middle of a part."""
    with ZipFile(path) as pack:
        found = pack.getinfo(part)
    data = bytearray(path.read_bytes())
    begin = found.header_offset + 30 + len(part) + 20  # past the header of the part
    data[begin + max(0, found.compress_size - 20) // 2] ^= 0xFF
    path.write_bytes(data)


def without(path: Path, part: str) -> None:
    """The same backup, but for one part."""
    kept = path.with_suffix(".kept")
    with ZipFile(path) as old, ZipFile(kept, "w") as new:
        for one in old.infolist():
            if one.filename != part:
                new.writestr(one, old.read(one))
    kept.replace(path)


def a_document_in(path: Path) -> str:
    with ZipFile(path) as pack:
        return next(one for one in pack.namelist() if one.startswith("documents/"))


@SQLITE
@pytest.mark.parametrize("kind", ["table", "document"])
def test_each_part_that_is_damaged_or_missing_is_named_and_nothing_is_put_back(
    app, backup, elsewhere, kind
):
    part = "database/audit_event.jsonl" if kind == "table" else a_document_in(backup)
    whole = backup.read_bytes()
    spoil(backup, part)
    result = run(app, "backup", "verify", backup)
    assert (result.exit_code, result.output.splitlines()[0]) == (1, f"{part} is beschadigd")
    place = elsewhere()
    refused = run(place, "restore", backup)
    assert (refused.exit_code, f"{part} is beschadigd" in refused.output) == (1, True)
    assert inspect(db.engine).get_table_names() == []
    assert list(documents.names()) == []
    backup.write_bytes(whole)
    without(backup, part)
    assert f"{part} ontbreekt" in run(app, "backup", "verify", backup).output


@SQLITE
def test_what_does_not_belong_in_it_is_named(app, backup):
    with ZipFile(backup, "a") as pack:
        pack.writestr("extra.txt", "x")
    assert "hoort niet in deze back-up: extra.txt" in run(app, "backup", "verify", backup).output


@SQLITE
@pytest.mark.parametrize("length", [0, 10, 5000, -1])
def test_a_file_that_was_cut_off_is_no_backup(app, backup, length):
    backup.write_bytes(backup.read_bytes()[:length])
    result = run(app, "backup", "verify", backup)
    assert result.exit_code == 1
    assert "of het einde van het bestand ontbreekt" in result.output


@SQLITE
def test_another_zip_is_no_backup(app, tmp_path):
    with ZipFile(tmp_path / "x.zip", "w") as pack:
        pack.writestr("manifest.json", "[]")
    result = run(app, "backup", "verify", tmp_path / "x.zip")
    assert (result.exit_code, "is niet te lezen" in result.output) == (1, True)


# --- where it does not go back --------------------------------------------------------------


def manifest_with(path: Path, **changed: object) -> None:
    with ZipFile(path) as old:
        kept = json.loads(old.read("manifest.json")) | changed
    without(path, "manifest.json")
    with ZipFile(path, "a") as pack:
        pack.writestr("manifest.json", json.dumps(kept))


def test_a_place_with_a_record_keeps_it(app, backup):
    before = record()
    result = run(app, "restore", backup)
    assert (result.exit_code, "De database is niet leeg" in result.output) == (1, True)
    same_but_for(before, record())


@SQLITE
def test_a_place_with_other_documents_keeps_them(app, backup, elsewhere):
    place = elsewhere()
    other = documents.put(b"van een ander")
    result = run(place, "restore", backup)
    assert (result.exit_code, "staan al andere bestanden" in result.output) == (1, True)
    assert list(documents.names()) == [other]
    assert inspect(db.engine).get_table_names() == []


@SQLITE
def test_tables_of_something_else_are_left_alone(app, backup, elsewhere):
    place = elsewhere()
    with db.engine.execution_options(wederhoor_write=True).begin() as connection:
        connection.execute(text("CREATE TABLE elses (x INTEGER)"))
    result = run(place, "restore", backup)
    assert (result.exit_code, "De database is niet leeg" in result.output) == (1, True)


@SQLITE
def test_without_the_key_of_the_trail_it_asks_for_it(app, backup, elsewhere):
    place = elsewhere(keys=False)
    result = run(place, "restore", backup)
    assert (result.exit_code, "Zet eerst de map “keys” terug" in result.output) == (1, True)
    assert inspect(db.engine).get_table_names() == []
    assert run(place, "restore", "--key-lost", backup).exit_code == 0


@SQLITE
def test_a_backup_of_a_newer_panel_is_refused(app, backup, elsewhere):
    manifest_with(backup, revision="9999")
    result = run(elsewhere(), "restore", backup)
    assert (result.exit_code, "nieuwere versie" in result.output) == (1, True)
    manifest_with(backup, format=2, more="x")
    result = run(app, "backup", "verify", backup)
    assert (result.exit_code, "nieuwere versie" in result.output) == (1, True)


def test_a_restore_that_broke_off_can_be_done_again(app, backup, elsewhere, monkeypatch):
    place = elsewhere(db.engine.dialect.name)
    with monkeypatch.context() as patch:
        patch.setattr(restoring.raw_tables, "count_on", lambda *_: 1 / 0)
        assert isinstance(run(place, "restore", backup).exception, ZeroDivisionError)
    assert db.session.scalars(select(Complaint)).all() == []
    db.session.rollback()
    assert run(place, "restore", backup).exit_code == 0
    assert db.session.scalars(select(Complaint)).all() != []


# --- another version ------------------------------------------------------------------------

NEXT = """
revision, down_revision = "0002", "0001"

import sqlalchemy as sa
from alembic import op


def upgrade():
    op.add_column("note", sa.Column("mood", sa.Text(), nullable=False, server_default="kalm"))
    op.execute("UPDATE unit SET name = name || ' (nieuw)'")


def downgrade():
    op.drop_column("note", "mood")
"""


def test_a_backup_of_an_older_schema_comes_back_in_the_schema_of_today(
    app, backup, elsewhere, tmp_path
):
    shutil.copytree("migrations", tmp_path / "migrations")
    (tmp_path / "migrations/versions/0002_later.py").write_text(NEXT)
    place = elsewhere(db.engine.dialect.name)
    place.extensions["migrate"].migrate.directory = str(tmp_path / "migrations")
    result = run(place, "restore", backup)
    assert result.exit_code == 0, result.output
    assert db.session.scalar(text("SELECT version_num FROM alembic_version")) == "0002"
    assert set(db.session.scalars(text("SELECT mood FROM note"))) == {"kalm"}
    assert all(one.endswith("(nieuw)") for one in db.session.scalars(text("SELECT name FROM unit")))
    db.session.rollback()
    # And of a schema that is not brought up to date, none is made.
    place.extensions["migrate"].migrate.directory = "migrations"
    refused = run(place, "backup", tmp_path / "again")
    assert (refused.exit_code, "flask db upgrade" in refused.output) == (1, True)


# --- closed with a key ----------------------------------------------------------------------


@pytest.fixture
def gnupg(tmp_path, monkeypatch):
    """A key of GnuPG of its own: the file with its public half."""
    home = tmp_path / "gnupg"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    made = ["gpg", "--batch", "--passphrase", "", "--quick-gen-key", "proef@demo.example"]
    subprocess.run(made, check=True, capture_output=True)
    public = tmp_path / "public.asc"
    exported = ["gpg", "--batch", "--armor", "--output", str(public), "--export"]
    subprocess.run(exported, check=True, capture_output=True)
    yield public
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=True)


@SQLITE
def test_a_closed_backup_opens_for_the_holder_of_the_key_alone(
    app, elsewhere, tmp_path, gnupg, monkeypatch
):
    fill()
    closed_for(app, monkeypatch, str(gnupg))
    path = tmp_path / "panel.backup.gpg"
    assert run(app, "backup", path).exit_code == 0
    assert b"manifest" not in path.read_bytes()
    verified = run(app, "backup", "verify", path)
    assert verified.exit_code == 0, verified.output
    before, place = record(), elsewhere()
    assert run(place, "restore", path).exit_code == 0
    same_but_for(before, record(), *WRITTEN_BY_RESTORING)
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "someone"))
    (tmp_path / "someone").mkdir(mode=0o700)
    refused = run(app, "backup", "verify", path)
    assert (refused.exit_code, "gpg lukte niet" in refused.output) == (1, True)


def closed_for(app, monkeypatch, recipient):
    settings = app.extensions["wederhoor"]
    changed = type(settings)(**vars(settings) | {"backup_recipient": recipient})
    monkeypatch.setitem(app.extensions, "wederhoor", changed)


@SQLITE
@pytest.mark.parametrize("recipient", ["geen sleutel", "age1"])
def test_a_key_that_is_none_stops_the_backup(app, tmp_path, monkeypatch, recipient):
    key = tmp_path / "key.asc"
    key.write_text("geen sleutel")
    closed_for(app, monkeypatch, str(key) if recipient != "age1" else recipient)
    result = run(app, "backup", tmp_path / "b")
    assert result.exit_code == 1
    assert "lukte niet" in result.output or "niet geïnstalleerd" in result.output
    assert list(tmp_path.iterdir()) == [key]


# --- while people work ----------------------------------------------------------------------


def test_a_backup_while_others_write_is_of_one_moment(app, tmp_path, elsewhere):
    """Each act writes a row, a document and a line in the trail: none comes without the others."""
    keys = [a_complaint(handler=None).id for _ in range(2)]
    stop, broken = threading.Event(), []

    def work(key: int) -> None:
        with app.app_context():
            try:
                for number in range(500):
                    if stop.is_set():
                        break
                    documents.add(
                        someone("coordinator"), key, f"{key} {number}".encode(), f"{number}.txt",
                        part_of_complaint=False,
                    )  # fmt: skip
            except Exception as error:  # a thread says nothing by itself
                broken.append(error)
            finally:
                db.session.remove()

    writers = [threading.Thread(target=work, args=(key,)) for key in keys]
    for writer in writers:
        writer.start()
    try:
        results = [run(app, "backup", tmp_path / str(number)) for number in range(3)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert broken == []
    assert [one.exit_code for one in results] == [0, 0, 0]
    place = elsewhere(db.engine.dialect.name)
    result = run(place, "restore", tmp_path / "2")
    assert result.exit_code == 0, result.output
    rows = dict(db.session.execute(select(Document.id, Document.sha256)).all())
    events = db.session.scalars(
        select(AuditEvent.entity_id).where(AuditEvent.verb == "document:added")
    ).all()
    assert sorted(rows) == sorted(events)
    assert set(rows.values()) <= set(documents.names())
    assert list(audit.breaks()) == []
