"""Destruction on screen: the list, what is left alone and why, the certificate."""

import io
from datetime import date

import pytest
from docx import Document as Word
from sqlalchemy import select

from models import Destruction, db
from operations import destruction, legal_holds
from rules.vocabulary import DestructionState, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_party
from tests.thread import someone
from tests.views.record import nothing_changes

LISTS = "/admin/destruction/"


def over(**columns) -> int:
    """A file of which the term is over."""
    dates = {"received_on": date(2015, 3, 2), "retention_from": date(2016, 4, 4)}
    return a_complaint(state=State.F19, subject="Een kapotte deur", **dates | columns).id


def decide(browser, key, act, **data):
    return browser.post(f"{LISTS}{key}/{act}", data={"version": "1"} | data)


def state_of(key) -> DestructionState:
    db.session.rollback()
    return db.session.get_one(Destruction, key).state


def test_from_proposal_to_certificate(app, signed_in):
    first, second = over(), over()
    mine, other = signed_in("coordinator"), signed_in("secretary")
    page = mine.get(LISTS).text
    assert "Een kapotte deur" in page
    assert "bewaard tot en met 04-04-2026" in page
    assert "Klacht zonder oordeel: 10 jaar" in page
    assert "Selectielijst BWBR0023239" in page

    reply = mine.post(f"{LISTS}new/", data={"files": [str(first), str(second)], "reason": "Om."})
    assert reply.status_code == 302
    (key,) = db.session.scalars(select(Destruction.id))
    assert reply.location == f"{LISTS}details/?id={key}"
    assert "Je hebt deze lijst zelf voorgesteld" in mine.get(reply.location).text
    assert decide(mine, key, "approve").status_code == 403

    assert "Vernietiging waarover jij beslist" in other.get("/admin/").text
    legal_holds.put(someone("secretary"), second, "Een claim.")
    assert decide(other, key, "approve").status_code == 302
    page = other.get(f"{LISTS}details/?id={key}").text
    assert "Iemand legde vast dat het dossier langer moet blijven" in page
    assert "Een kapotte deur" in page  # of the one that stayed

    page = other.get(f"{LISTS}{key}/certificate/").text
    for words in ("V20", "K2015-0001", "K2015-0002", "Vernietigde dossiers: 1", "Bleef staan: 1",
                  "art. 3 Archiefwet 1995", "Karin Visser", "Bas Smit"):  # fmt: skip
        assert words.lower() in page.lower(), words
    assert "kapotte deur" not in page

    reply = other.get(f"{LISTS}{key}/certificate.docx")
    word = Word(io.BytesIO(reply.data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert {"K2015-0001", "04-04-2026", "klacht zonder oordeel: 10 jaar"} <= set(cells)
    assert word.paragraphs[0].text.startswith("Verklaring van vernietiging V20")

    page = mine.get(f"/admin/complaint/details/?id={first}")
    assert page.status_code == 200
    assert "K2015-0001 is vernietigd" in page.text
    assert "kapotte deur" not in page.text
    for below in ("dossier/", "letter/", "note/", "step/reopen", "keep_longer/", "document/1"):
        assert mine.get(f"/admin/complaint/{first}/{below}").status_code in {404, 405}, below
    assert mine.get(f"/admin/complaint/edit/?id={first}").status_code == 404
    assert mine.get("/admin/complaint/?flt0_state_equals=F20").text.count("K2015-0001") >= 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 200), ("secretary", 200), ("auditor", 200), ("board1", 403),
     ("servicedesk", 403), ("team_leader", 403), ("adviser1", 403), ("administrator", 403)],
)  # fmt: skip
def test_who_sees_lists(app, signed_in, who, status):
    key = destruction.propose(someone("coordinator"), [over()])
    for page in ("", f"details/?id={key}"):
        assert signed_in(who).get(LISTS + page).status_code == status


def test_each_act_needs_its_right(app, signed_in):
    key = destruction.propose(someone("coordinator"), [over()])
    with nothing_changes():
        assert signed_in("secretary").get(f"{LISTS}new/").status_code == 403
        for who, act in (("auditor", "approve"), ("auditor", "turn_down"),
                         ("coordinator", "carry_on")):  # fmt: skip
            assert decide(signed_in(who), key, act, answer="Nee.").status_code == 403, (who, act)
    assert state_of(key) is DestructionState.PROPOSED


def test_rejecting_asks_why_beside_the_box(app, signed_in):
    key, browser = destruction.propose(someone("coordinator"), [over()]), signed_in("secretary")
    reply = decide(browser, key, "turn_down", answer=" ")
    assert reply.status_code == 422
    assert "Zeg waarom. Wie de lijst voorstelde, leest dat." in reply.text
    assert decide(browser, key, "turn_down", answer="Nog niet.").status_code == 302
    assert "Nog niet." in browser.get(f"{LISTS}details/?id={key}").text
    assert browser.get(f"{LISTS}{key}/certificate/").status_code == 404


def test_two_at_once_are_told(app, signed_in):
    key = destruction.propose(someone("coordinator"), [over()])
    browser = signed_in("secretary")
    assert decide(browser, key, "approve", version="7").status_code == 409
    assert decide(browser, key, "approve").status_code == 302
    assert decide(browser, key, "approve", version="2").status_code == 409


@pytest.mark.parametrize("sent", [[], ["x"], ["999"], ["-1"], ["1", "1e9"], ["9" * 30]])
def test_bad_ticks_are_refused_and_what_was_typed_stays(app, signed_in, sent):
    over()
    data = {"files": sent, "reason": "Mijn <b>toelichting</b>"}
    reply = signed_in("coordinator").post(f"{LISTS}new/", data=data)
    assert reply.status_code == 422
    assert "Mijn &lt;b&gt;toelichting&lt;/b&gt;" in reply.text
    assert db.session.scalars(select(Destruction)).all() == []


def test_a_list_shows_nothing_of_a_file_that_one_may_not_see(app, signed_in):
    """SOD1: for whoever is involved, a file does not exist."""
    key = over()
    made = destruction.propose(someone("coordinator"), [key])
    a_party(thread.fresh(key), a_contact(user_id=thread.user_id("secretary")))
    page = signed_in("secretary").get(f"{LISTS}details/?id={made}").text
    assert "Dit dossier is er voor jou niet." in page
    assert "kapotte deur" not in page
    assert "K2015-0001" not in page
    assert f"details/?id={key}" not in page
    destruction.approve(someone("secretary"), made, 1)
    page = signed_in("secretary").get(f"{LISTS}{made}/certificate/").text
    assert "Een dossier dat er voor jou niet is: wie goedkeurde" in page
    assert "K2015-0001" not in page
    assert "K2015-0001" in signed_in("auditor").get(f"{LISTS}{made}/certificate/").text


def test_the_file_says_how_long_it_is_kept(app, signed_in):
    rule = "judged 10 1999-07-01"
    key = over(retention_from=date(2026, 3, 2), retention_rule=rule)
    page = signed_in("coordinator").get(f"/admin/complaint/details/?id={key}").text
    assert "Bewaard tot en met 02-03-2036" in page
    assert "(klacht met een oordeel: 10 jaar)" in page
    browser = signed_in("coordinator")
    reply = browser.post(f"/admin/complaint/{key}/keep_longer/", data={"reason": "Een claim."})
    assert reply.status_code == 302
    page = browser.get(f"/admin/complaint/details/?id={key}").text
    assert "Dit dossier blijft langer bewaard" in page
    assert "Niet langer bewaren dan de termijn" in page
    assert browser.get(f"/admin/complaint/{key}/keep_longer/").status_code == 409
    assert browser.post(f"/admin/complaint/{key}/keep_no_longer/").status_code == 302
    assert "langer bewaard" not in browser.get(f"/admin/complaint/details/?id={key}").text
