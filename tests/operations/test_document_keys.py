"""Documents that lie closed on disk, and the change from one key to the next."""

import hashlib
import os
from base64 import b64encode
from contextvars import Context
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from files import keyring
from files.keyring import Damaged, Keyring, Unknown
from models import AuditEvent, Document, SearchText, db
from operations import checks, clock, documents, search_texts
from operations.documents import Seal
from queries.actors import system
from rules.errors import Closed, Refusal
from settings import document_keys
from tests.commands.backups import empty_place, run
from tests.factories import a_complaint, a_document
from tests.samples import a_pdf

MARK = b"Zqmarker zong in de gang."
NAME = hashlib.sha256(MARK).hexdigest()
FIRST, SECOND = b"1" * 32, b"2" * 32


class Place:
    """A store of its own, and the file with its keys."""

    def __init__(self, app, folder: Path) -> None:
        self.app, self.path = app, folder / "sleutels"
        self.store = folder / "documents"
        self.first = app.extensions["wederhoor"]
        self.choose(self.first.document_keys)

    def choose(self, keys):
        self.app.extensions["wederhoor"] = replace(
            self.first, document_store=self.store, document_keys=keys
        )

    def keys(self, *keys: bytes) -> None:
        """What the file holds from now on, the newest first."""
        self.path.write_text("".join(f"{b64encode(one).decode()}\n" for one in keys))
        self.path.chmod(0o600)
        os.utime(self.path, ns=(1, self.path.stat().st_mtime_ns + 1_000_000 * len(keys)))
        self.choose(self.path)

    def raw(self, name: str = NAME) -> bytes:
        return (self.store / name[:2] / name).read_bytes()


@pytest.fixture
def place(app, tmp_path):
    made = Place(app, tmp_path)
    yield made
    app.extensions["wederhoor"] = made.first


def closed_anew(*which: Seal) -> documents.Resealed:
    return documents.reseal(system(clock.today()), which=frozenset(which))


# --- one file -------------------------------------------------------------------------------


def test_what_is_put_lies_closed_and_comes_back(place):
    place.keys(FIRST)
    assert documents.put(MARK) == NAME
    assert MARK not in place.raw()
    assert b"Zqmarker" not in b"".join(one.read_bytes() for one in place.store.rglob("*.*"))
    assert documents.read(NAME) == documents.reader(NAME)() == MARK
    assert documents.size(NAME) == len(MARK)
    assert list(documents.names()) == [NAME]


def test_a_download_reads_after_its_request_and_after_a_change_of_key(place, app):
    place.keys(FIRST)
    documents.put(MARK)
    later = documents.reader(NAME)
    place.keys(SECOND, FIRST)
    closed_anew(Seal.OLDER)
    assert Context().run(later) == MARK  # where there is no application to ask


def test_without_a_key_it_lies_open_as_before(place):
    documents.put(MARK)
    assert place.raw() == MARK
    assert documents.size(NAME) == len(MARK)


def test_a_sealed_file_is_what_its_format_says(place):
    """So that another program can open it: header, nonce, AES-256-GCM over header and name."""
    place.keys(FIRST)
    documents.put(MARK)
    raw = place.raw()
    head, nonce, rest = raw[:21], raw[21:33], raw[33:]
    assert head == b"\x00wederhoor-1\n" + keyring.key_id(FIRST)
    assert AESGCM(FIRST).decrypt(nonce, rest, head + NAME.encode()) == MARK


def test_the_same_bytes_are_put_once_and_closed_differently_each_time(place):
    place.keys(FIRST)
    documents.put(MARK)
    first = place.raw()
    documents.put(MARK)
    assert place.raw() == first
    keys = Keyring([FIRST])
    assert keys.seal(NAME, MARK) != keys.seal(NAME, MARK)


def test_another_key_and_a_changed_byte_never_give_something_else():
    raw = Keyring([FIRST]).seal(NAME, MARK)
    with pytest.raises(Unknown):
        Keyring([SECOND]).opened(NAME, raw)
    with pytest.raises(Unknown):
        Keyring([]).opened(NAME, raw)
    with pytest.raises(Damaged):
        Keyring([FIRST]).opened("0" * 64, raw)  # laid in the place of another file
    for at in range(keyring.HEADER, len(raw)):
        with pytest.raises(Damaged):
            Keyring([FIRST]).opened(NAME, raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    for length in range(keyring.HEADER, len(raw)):
        with pytest.raises(Damaged):
            Keyring([FIRST]).opened(NAME, raw[:length])


def test_an_open_file_that_begins_like_a_closed_one_is_itself(place):
    sly = keyring.MAGIC + b"x" * 50
    place.choose(None)
    assert documents.read(documents.put(sly)) == sly
    place.keys(FIRST)
    assert documents.read(documents.put(sly)) == sly


def test_a_missing_key_is_told_and_nothing_is_written_in_the_open(place):
    place.keys(FIRST)
    documents.put(MARK)
    for keys in (lambda: place.choose(None), lambda: place.keys(SECOND), place.path.unlink):
        keys()
        with pytest.raises(Closed, match="de sleutel ontbreekt"):
            documents.read(NAME)
    with pytest.raises(Closed, match="de sleutel ontbreekt"):
        documents.put(b"iets anders")
    assert list(documents.names()) == [NAME]


def test_a_damaged_file_is_told(place):
    place.keys(FIRST)
    documents.put(MARK)
    (place.store / NAME[:2] / NAME).write_bytes(place.raw()[:-1])
    with pytest.raises(Closed, match="beschadigd in de opslag"):
        documents.read(NAME)


# --- from one key to the next ---------------------------------------------------------------


def several(count: int) -> list[str]:
    return [documents.put(b"%s %d" % (MARK, one)) for one in range(count)]


def test_what_lay_open_is_closed(place):
    names = several(3)
    place.keys(FIRST)
    assert documents.seals() == {Seal.OPEN: 3}
    assert closed_anew(Seal.OPEN).done == 3
    assert documents.seals() == {Seal.NEWEST: 3}
    assert [documents.read(one) for one in names] == [b"%s %d" % (MARK, one) for one in range(3)]
    assert all(MARK not in place.raw(one) for one in names)
    assert closed_anew(Seal.OPEN).done == 0
    told = db.session.scalars(
        select(AuditEvent.data).where(AuditEvent.verb == "installation:resealed")
    )
    assert [one["count"] for one in told] == [3, 0]


def test_a_change_of_key_that_breaks_off_goes_on_where_it_was(place, monkeypatch):
    place.keys(FIRST)
    names = several(5)
    place.keys(SECOND, FIRST)
    whole, done = documents._lay_down, []

    def dies(path, raw):
        if len(done) == 2:
            raise KeyboardInterrupt
        whole(path, raw)
        done.append(path.name)

    monkeypatch.setattr(documents, "_lay_down", dies)
    with pytest.raises(KeyboardInterrupt):
        closed_anew(Seal.OLDER)
    assert documents.seals() == {Seal.NEWEST: 2, Seal.OLDER: 3}
    # Meanwhile everyone reads and writes.
    assert [documents.read(one) for one in names] == [b"%s %d" % (MARK, one) for one in range(5)]
    monkeypatch.undo()
    documents.put(b"nieuw")
    assert documents.seals() == {Seal.NEWEST: 3, Seal.OLDER: 3}
    assert closed_anew(Seal.OLDER).done == 3
    place.keys(SECOND)
    assert documents.seals() == {Seal.NEWEST: 6}
    assert [documents.read(one) for one in names] == [b"%s %d" % (MARK, one) for one in range(5)]


def test_what_cannot_be_opened_is_named_and_left_as_it_is(place):
    place.keys(FIRST)
    lost, damaged, fine = several(3)
    (place.store / damaged[:2] / damaged).write_bytes(place.raw(damaged)[:-1])
    place.keys(SECOND)
    before = place.raw(lost)
    came = closed_anew(Seal.OPEN, Seal.OLDER, Seal.UNKNOWN)
    assert (came.done, set(came.stuck)) == (0, {lost, damaged, fine})
    place.keys(SECOND, FIRST)
    came = closed_anew(Seal.OPEN, Seal.OLDER, Seal.UNKNOWN)
    assert (came.done, came.stuck) == (2, [damaged])
    assert place.raw(lost) != before


def test_an_open_file_that_is_not_what_its_name_says_is_not_closed_over(place):
    (name,) = several(1)
    (place.store / name[:2] / name).write_bytes(b"rot")
    place.keys(FIRST)
    assert closed_anew(Seal.OPEN).stuck == [name]
    assert place.raw(name) == b"rot"


def test_what_is_destroyed_meanwhile_does_not_come_back(place, monkeypatch):
    (name,) = several(1)
    place.keys(FIRST)
    seal = Keyring.seal

    def slowly(self, *given):
        (place.store / name[:2] / name).unlink()
        return seal(self, *given)

    monkeypatch.setattr(Keyring, "seal", slowly)
    closed_anew(Seal.OPEN)
    assert list(documents.names()) == []


def test_without_a_key_nothing_is_closed(place):
    with pytest.raises(Refusal, match="DOCUMENT_KEYS"):
        closed_anew(Seal.OPEN)


# --- around it ------------------------------------------------------------------------------


def test_search_waits_for_a_key_and_reads_then(place, app):
    place.keys(FIRST)
    document = a_document(a_complaint(), sha256=documents.put(a_pdf("Kanarie")))
    place.keys(SECOND)
    search_texts.catch_up()
    read = select(SearchText.body).where(SearchText.document_id == document.id)
    assert db.session.scalar(read) is None
    place.keys(SECOND, FIRST)
    search_texts.catch_up()
    assert "kanarie" in db.session.scalar(read)


def test_a_screen_says_that_the_key_is_missing(place, app, signed_in):
    place.keys(FIRST)
    complaint = a_complaint()
    document = a_document(complaint, sha256=documents.put(MARK))
    address = f"/admin/complaint/{complaint.id}/document/{document.id}"
    browser = signed_in("coordinator")
    assert browser.get(address).data == MARK
    place.keys(SECOND)
    reply = browser.get(address)
    assert reply.status_code == 503
    assert "de sleutel ontbreekt" in reply.text


def told_by_check() -> list[str]:
    return list(map(str, checks.keys()))


def test_the_commands_and_the_check_say_what_there_is_to_do(place, app):
    several(2)
    assert told_by_check() == [
        "ok      documenten liggen onversleuteld in hun map (DOCUMENT_KEYS is leeg)"
    ]
    assert "Er is geen sleutel ingesteld" in run(app, "documents", "encrypt").output
    place.keys(FIRST)
    assert "let op  documenten die nog onversleuteld zijn: 2" in told_by_check()
    done = run(app, "documents", "encrypt")
    assert (done.exit_code, done.output[:2]) == (0, "2 ")
    place.keys(SECOND, FIRST)
    assert told_by_check() == [
        "let op  documenten met een oudere sleutel: 2",
        "let op  documenten zijn versleuteld, maar back-ups niet (BACKUP_RECIPIENT is leeg)",
        "ok      documenten met de nieuwste sleutel: 0",
    ]
    assert run(app, "documents", "rotate").output[:2] == "2 "
    assert told_by_check()[-1] == "ok      documenten met de nieuwste sleutel: 2"


def test_the_check_fails_when_a_key_is_missing_or_open_to_others(place, app):
    place.keys(FIRST)
    several(2)
    for keys in (lambda: place.choose(None), lambda: place.keys(SECOND)):
        keys()
        assert told_by_check()[0] == "fout    documenten waarvan de sleutel ontbreekt: 2"
    assert run(app, "documents", "rotate").exit_code == 1
    place.path.chmod(0o640)
    assert f"fout    {place.path} is leesbaar voor anderen dan de eigenaar" in told_by_check()
    place.path.write_text("kapot")
    (told,) = told_by_check()
    assert told.startswith("fout    de sleutels van de documenten (DOCUMENT_KEYS) zijn niet te")


def test_a_new_key_is_a_line_of_that_file(app, tmp_path):
    made = [run(app, "documents", "key").output for _ in "12"]
    assert made[0] != made[1]
    (tmp_path / "sleutels").write_text("".join(made))
    assert [len(one) for one in document_keys(tmp_path / "sleutels")] == [32, 32]


@pytest.mark.slow
def test_a_backup_comes_back_under_another_key(place, app, tmp_path):
    place.keys(FIRST)
    a_document(a_complaint(), sha256=documents.put(MARK))
    backup = tmp_path / "panel.backup"
    place.keys(SECOND)
    refused = run(app, "backup", backup)
    assert (refused.exit_code, backup.exists()) == (1, False)
    assert "de sleutel ontbreekt" in refused.output
    place.keys(SECOND, FIRST)
    made = run(app, "backup", backup)
    assert f"document {NAME}" not in made.output
    assert NAME in made.output or backup.exists()
    keys = app.extensions["wederhoor"].home / "keys"
    url = f"sqlite:///{tmp_path}/elders/wederhoor.db"
    db.session.remove()
    with empty_place(tmp_path / "elders", url, keys) as other:
        settings = other.extensions["wederhoor"]
        other.extensions["wederhoor"] = replace(settings, document_keys=place.path)
        place.keys(SECOND)
        run(other, "restore", backup)
        assert documents.read(NAME) == MARK
        raw = (settings.document_store / NAME[:2] / NAME).read_bytes()
        assert keyring.closed_by(raw) == keyring.key_id(SECOND)
        assert db.session.scalar(select(Document.sha256).where(Document.sha256 == NAME)) == NAME
