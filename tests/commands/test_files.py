"""``flask files scan``, and what ``nightly`` and ``check`` say of files that wait."""

from dataclasses import replace

import pytest

from models import Document, db
from rules.vocabulary import ScanState
from settings import ScannerSocket
from tests.clamav import clamd
from tests.factories import a_complaint, a_document


@pytest.fixture
def document(app) -> Document:
    return a_document(a_complaint(), scan=ScanState.QUARANTINED)


def use(app, monkeypatch, where: ScannerSocket) -> None:
    chosen = replace(app.extensions["wederhoor"], scanner=where)
    monkeypatch.setitem(app.extensions, "wederhoor", chosen)


def test_what_waits_is_scanned_by_hand_and_at_night(run, app, document, monkeypatch):
    assert run("files", "scan").output == "Er is geen virusscanner ingesteld (CLAMAV_SOCKET)\n"
    use(app, monkeypatch, ScannerSocket("", "127.0.0.1", 9))
    told = "0 bestanden gescand zonder virus, 0 met een virus, 1 wachten nog"
    assert told in run("nightly").output
    with clamd() as server:
        use(app, monkeypatch, server.where)
        told = "1 bestanden gescand zonder virus, 0 met een virus, 0 wachten nog\n"
        assert run("files", "scan").output == told
    db.session.rollback()
    assert db.session.get_one(Document, document.id).scan is ScanState.CLEAN


def test_the_check_names_a_scanner_that_is_silent_and_files_that_wait(
    run, app, document, monkeypatch
):
    assert "CLAMAV_SOCKET is leeg" in run("check").output
    use(app, monkeypatch, ScannerSocket("", "127.0.0.1", 9))
    result = run("check")
    assert result.exit_code == 1
    assert "fout    de virusscanner antwoordt niet" in result.output
    assert "let op  bestanden met de stand “wacht op de virusscanner”: 1" in result.output
