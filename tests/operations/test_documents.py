"""Files in the dossier: what may lie there, under which name, and who fetched it."""

import hashlib
import os
from pathlib import Path
from time import time

import pytest
from sqlalchemy import select

from models import AuditEvent, Document, LetterTemplate, db
from operations import documents
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import Role, State
from tests import thread
from tests.factories import a_complaint, a_user, acting
from tests.letters.packages import a_document, packed, parts
from tests.samples import a_jpeg, a_pdf, a_png
from tests.thread import someone

PDF = a_pdf("klaagschrift")


@pytest.fixture
def complaint_id(app) -> int:
    return a_complaint(state=State.F2).id


def add(complaint_id: int, data: bytes = PDF, name: str = "brief.pdf", code: str = "coordinator"):
    return documents.add(someone(code), complaint_id, data, name, part_of_complaint=True)


def stored(app) -> set[str]:
    folder: Path = app.extensions["wederhoor"].document_store
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.PDF", PDF, "application/pdf"),
        ("a.png", a_png(), "image/png"),
        ("a.jpeg", a_jpeg(), "image/jpeg"),
        ("a.txt", "café".encode(), "text/plain"),
        ("a.docx", a_document(), documents.WORD),
    ],
)
def test_the_type_follows_from_name_and_content_together(complaint_id, name, data, media_type):
    row = db.session.get_one(Document, add(complaint_id, data, name))
    assert (row.media_type, row.size) == (media_type, len(data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.pdf", b"<html><script>", id="html called pdf"),
        pytest.param("a.png", PDF, id="pdf called png"),
        pytest.param("a.txt", b"MZ\0\0", id="program called text"),
        pytest.param("a.pdf", b"", id="empty"),
        pytest.param("a.html", b"<html>", id="html"),
        pytest.param("a.svg", b"<svg>", id="svg"),
        pytest.param("a.docm", a_document(), id="word with macros"),
        pytest.param("zonder-extensie", PDF, id="no extension"),
        pytest.param("a.pdf.exe", PDF, id="double extension"),
        pytest.param("a.docx", packed(parts() | {"word/vbaProject.bin": b"x"}), id="hidden macro"),
        pytest.param("a.docx", b"PK\x03\x04 not a package", id="damaged"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(app, complaint_id, name, data):
    before = stored(app)
    with pytest.raises((Invalid, Refusal)):
        add(complaint_id, data, name)
    assert stored(app) == before
    assert db.session.scalars(select(Document)).all() == []


@pytest.mark.parametrize(("over", "kept"), [(0, True), (1, False)])
def test_ten_megabytes_is_the_most(complaint_id, over, kept):
    data = PDF + b" " * (10 * 2**20 - len(PDF) + over)
    if kept:
        assert add(complaint_id, data)
    else:
        with pytest.raises(Invalid, match="10 MB"):
            add(complaint_id, data)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "etc-passwd.pdf"),
        ("C:\\Users\\x\\brief.pdf", "C--Users-x-brief.pdf"),
        ("brief\u202efdp.pdf", "brieffdp.pdf"),
        ('a"<b>|c.pdf', "a b c.pdf"),
    ],
)
def test_the_name_is_made_safe(complaint_id, given, kept):
    name = db.session.get_one(Document, add(complaint_id, name=given)).name
    assert "/" not in name
    assert name.strip("-. ") == kept


def test_the_bytes_lie_under_their_own_hash_once(app, complaint_id):
    before = stored(app)
    data = PDF + b" uniek"
    first, second = add(complaint_id, data), add(complaint_id, data, "kopie.pdf")
    assert first != second
    assert stored(app) - before == {hashlib.sha256(data).hexdigest()}


def test_what_comes_out_is_what_went_in(complaint_id):
    document_id = add(complaint_id)
    assert documents.open_document(someone("auditor"), complaint_id, document_id) == (
        "brief.pdf", "application/pdf", PDF,
    )  # fmt: skip


def test_every_download_is_in_the_trail(complaint_id):
    document_id = add(complaint_id)
    documents.open_document(someone("auditor"), complaint_id, document_id)
    documents.open_document(someone("secretary"), complaint_id, document_id)
    trail = db.session.scalars(
        select(AuditEvent).where(AuditEvent.verb == "document:downloaded").order_by(AuditEvent.id)
    ).all()
    assert [(one.chain, one.actor_id, one.entity_id) for one in trail] == [
        (complaint_id, thread.user_id("auditor"), document_id),
        (complaint_id, thread.user_id("secretary"), document_id),
    ]


def test_someone_elses_document_does_not_exist(complaint_id):
    document_id = add(complaint_id)
    for code in ("adviser1", "administrator", "team_leader"):
        with pytest.raises(NotFound):
            documents.open_document(someone(code), complaint_id, document_id)


def test_who_is_complained_about_does_not_get_the_documents(app):
    user = a_user(Role.COORDINATOR)
    complaint_id = a_complaint(state=State.F2, subject_user=user).id
    document_id = add(complaint_id)
    actor = acting(db.session.get_one(thread.User, user.id))
    with pytest.raises(NotFound):
        documents.open_document(actor, complaint_id, document_id)


def test_the_auditor_adds_nothing(complaint_id):
    with pytest.raises(NotPermitted):
        add(complaint_id, code="auditor")


def test_bytes_that_the_store_lost_are_not_found(app):
    with pytest.raises(NotFound):
        documents.read("0" * 64)


# --- sweeping -------------------------------------------------------------------------------


def aged(app, sha256: str, hours: int = 25) -> None:
    folder: Path = app.extensions["wederhoor"].document_store
    then = time() - hours * 3600
    os.utime(folder / sha256[:2] / sha256, (then, then))


def test_a_sweep_removes_old_files_without_a_row_and_no_others(app, complaint_id):
    documents.sweep()  # what other tests left
    kept, orphan, fresh = PDF + b" zaak", documents.put(b"wees"), documents.put(b"vers")
    add(complaint_id, kept)
    for sha256 in (hashlib.sha256(kept).hexdigest(), orphan):
        aged(app, sha256)
    before = stored(app)
    assert documents.sweep() == 1
    assert before - stored(app) == {orphan}
    assert fresh in stored(app)
    assert documents.read(hashlib.sha256(kept).hexdigest()) == kept


def test_templates_are_swept_by_nobody(app):
    templates = set(db.session.scalars(select(LetterTemplate.sha256)))
    for sha256 in templates:
        aged(app, sha256)
    documents.sweep()
    assert templates <= stored(app)


def test_what_is_put_again_is_wanted_again(app):
    sha256 = documents.put(b"twee keer")
    aged(app, sha256)
    documents.put(b"twee keer")
    documents.sweep()
    assert documents.read(sha256) == b"twee keer"
