"""Many letters at once in Chromium: the page shows each one while the next is still being made."""

from threading import Event

import pytest
from axe_playwright_python.sync_playwright import Axe
from pikepdf import Pdf

from models import Letter, db
from operations import correspondence
from rules.vocabulary import State
from tests.factories import a_complaint
from tests.thread import finish
from tests.views.record import user

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True)

WAIT = 15_000


@pytest.fixture
def held_up(app, monkeypatch):
    """Two complaints to acknowledge; the second letter waits until the test lets it go on."""
    handler = user("coordinator")
    files = [a_complaint(state=State.F1, handler=handler) for _ in range(2)]
    second, draft, go_on = files[1].id, correspondence.draft, Event()

    def waiting(actor, complaint_id, *more, **how):
        if complaint_id == second:
            assert go_on.wait(30)
        return draft(actor, complaint_id, *more, **how)

    monkeypatch.setattr(correspondence, "draft", waiting)
    yield files, go_on
    go_on.set()


def passes(page):
    assert Axe().run(page).response["violations"] == []


def test_letters_are_made_and_printed_while_one_looks_on(held_up, at_browser, tmp_path):
    files, go_on = held_up
    coordinator = at_browser("coordinator")
    page = coordinator.page
    coordinator.follows("Brieven opstellen")
    coordinator.follows("Kies alle")
    passes(page)
    page.get_by_role("button", name="Stel op").click(no_wait_after=True)
    first = page.get_by_role("link", name=f"{files[0].reference}: Ontvangstbevestiging")
    first.wait_for(timeout=WAIT)
    assert page.locator(".making .step:visible").all_inner_texts() == ["50%"]
    assert "gemaakt" not in page.get_by_role("status").first.inner_text()
    go_on.set()
    page.get_by_text("2 concepten gemaakt.").wait_for(timeout=WAIT)
    assert page.locator(".making .step:visible").all_inner_texts() == ["100%"]
    passes(page)

    db.session.rollback()
    for (key,) in db.session.query(Letter.id).all():
        finish("coordinator", key)
    coordinator.opens("/admin/letter/print/")
    page.get_by_role("button", name="Eén pdf maken").click(no_wait_after=True)
    page.get_by_text("De pdf is klaar.").wait_for(timeout=60_000)
    passes(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Pdf ophalen").click()
    download.value.save_as(tmp_path / "afdrukken.pdf")
    with Pdf.open(tmp_path / "afdrukken.pdf") as made:
        assert len(made.pages) >= 4
