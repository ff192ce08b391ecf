"""The register on screen: who sees what, what goes out, and that nothing in it names anyone."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select

from models import Category, Complaint, PublicText, db
from operations import clock, registering
from operations.transaction import transaction
from queries.memory import forget
from rules.vocabulary import Judgement, PartyKind, State, Track
from tests import thread
from tests.factories import (
    a_complaint,
    a_conduct,
    a_contact,
    a_hearing,
    a_party,
    a_recommendation,
    an_ombudsman_case,
)
from tests.thread import day
from tests.views.record import user
from tests.views.test_queries_per_page import MOST, statements
from views.register import RegisterView

REGISTER = "/admin/register/"
FRIDAY = date(2026, 11, 20)
READERS = ("coordinator", "secretary", "board1", "auditor")
OTHERS = ("servicedesk", "team_leader", "adviser1", "administrator")


@pytest.fixture(autouse=True)
def in_november(app):
    with day(FRIDAY):
        yield
    forget()


def judged(days_ago=100, *, judgement=Judgement.FOUNDED, category_id=None, **columns):
    """A complaint that ended with a judgement, in twenty days."""
    received = FRIDAY - timedelta(days=days_ago)
    complaint = a_complaint(
        state=State.F12, received_on=received, track=Track.OWN, category_id=category_id
    )
    with transaction():
        row = db.session.get_one(Complaint, complaint.id)
        row.ended_on = row.concluded_on = received + timedelta(days=20)
        for name, value in columns.items():
            setattr(row, name, value)
        row.conducts[0].judgement, row.conducts[0].judgement_reason = judgement, "Zo is het."
    return row


def release(key, text="De klacht ging over wachten.", conduct=None):
    made = registering.write(thread.someone("coordinator"), key, conduct, 0, text)
    registering.release(thread.someone("secretary"), key, made)


@pytest.mark.parametrize("address", ["", "figures/", "public/?period=2026", "details/?id={key}",
                                     "export/csv/", "figures/export/docx/"])  # fmt: skip
def test_who_may_open_it(app, signed_in, address):
    asked = REGISTER + address.format(key=judged().id)
    seen = {who: signed_in(who).get(asked).status_code for who in (*READERS, *OTHERS)}
    assert seen == dict.fromkeys(READERS, 200) | dict.fromkeys(OTHERS, 403)


def test_whoever_is_involved_does_not_see_the_row(app, signed_in):
    mine, other = judged(), judged()
    a_party(mine, a_contact(user_id=user("coordinator").id))
    text = signed_in("coordinator").get(REGISTER).text
    assert other.reference in text
    assert mine.reference not in text
    for address in (f"details/?id={mine.id}", f"edit/?id={mine.id}", f"{mine.id}/text/"):
        assert signed_in("coordinator").get(REGISTER + address).status_code == 404


def test_what_is_not_written_or_became_a_complaint_is_not_in_it(app, signed_in):
    out = [a_complaint(state=State.I2, written=False), a_complaint(state=State.I5)]
    within = [a_complaint(state=State.I2), a_complaint(state=State.F1)]
    text = signed_in("board1").get(REGISTER).text
    assert [one.reference in text for one in (*out, *within)] == [False, False, True, True]


# --- the fields of law.md 7.1 ---------------------------------------------------------------

FIELDS = {
    "Kenmerk": "K2026-0001", "Ontvangen": "12-08-2026", "Ingediend": "12-08-2026",
    "Hoe ontvangen": "post", "Klacht of melding": "klacht", "Onderwerp": "'=1+1",
    "Soort gedraging": "'=1+1", "Afdeling": "", "Wijze van behandeling": "adviescommissie",
    "Advies": "Ja", "Klager gehoord": "gehoord, telefonisch",
    "Betrokkene gehoord": "niet gehoord, niet vastgelegd waarom", "Weken verdaagd": "",
    "Dagen uitgesteld": "", "Laatste dag": "21-10-2026", "Verzonden": "01-09-2026", "Dagen": "20",
    "Op tijd": "op tijd, zonder verdaging", "Waarom te laat": "", "Afloop": "deels gegrond",
    "Afloop per gedraging": "gegrond, ongegrond", "Grond (art. 9:8 Awb)": "",
    "Afgeweken van advies": "Ja", "Aanbevelingen": "2", "Overgenomen": "", "Uitgevoerd": "",
    "Ombudsman": "1", "Uitkomst ombudsman": "", "Wat wij ervan leren": "Bel terug.",
    "Omschrijving vrijgegeven": "Nee",
}  # fmt: skip


@pytest.fixture
def full(app):
    """A file with something in most fields."""
    with transaction():
        category = Category(name="=1+1")
        db.session.add(category)
    complaint = judged(category_id=category.id, track=Track.COMMITTEE, lesson="Bel terug.")
    subject = a_party(complaint, kind=PartyKind.SUBJECT)
    a_conduct(complaint, judgement=Judgement.UNFOUNDED, judgement_reason="Nee.",
              advised=Judgement.FOUNDED, advised_reason="Ja.")  # fmt: skip
    with transaction():
        db.session.get_one(Complaint, complaint.id).conducts[0].category_id = category.id
    a_hearing(complaint, status="held", form="phone", held_at=clock.now(), heard_by_id=1)
    a_recommendation(complaint)
    a_recommendation(complaint)
    an_ombudsman_case(complaint)
    assert subject
    return db.session.get_one(Complaint, complaint.id)


def test_every_field_of_the_law_is_in_the_export(full, signed_in):
    reply = signed_in("coordinator").get(f"{REGISTER}export/csv/")
    heads, row = csv.reader(io.StringIO(reply.data.decode("utf-8-sig")), delimiter=";")
    found = dict(zip(heads, row, strict=True))
    found["Laatste dag"] = found["Laatste dag"] and "21-10-2026"  # of the committee's ten weeks
    assert found == FIELDS


def test_one_row_says_the_same_on_its_page(full, signed_in):
    text = signed_in("auditor").get(f"{REGISTER}details/?id={full.id}").text
    text = text.partition('aria-label="Gegevens"')[2].partition("</dl>")[0]
    shown = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", text))
    assert shown.keys() == FIELDS.keys()
    assert unescape(shown["Afloop per gedraging"]) == "gegrond, ongegrond"


def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(full, signed_in):
    browser = signed_in("coordinator")
    with transaction():
        wanted = [one.name for one in RegisterView.columns]
        user("coordinator").lists = {"register": wanted}
    few = statements(browser, REGISTER)
    for _ in range(15):
        judged()
    assert statements(browser, REGISTER) == few <= MOST
    one = f"{REGISTER}details/?id={full.id}"
    assert statements(browser, one) <= MOST


# --- notes and texts ------------------------------------------------------------------------


def test_a_coordinator_notes_why_it_was_late(app, signed_in):
    complaint = judged(legal_end=FRIDAY - timedelta(days=95))
    address = f"{REGISTER}edit/?id={complaint.id}"
    version = re.search(r'name="version" value="(\d+)"', signed_in("coordinator").get(address).text)
    sent = {"late_kind": "letter", "lesson": "Eerder beginnen.", "version": version[1]}
    assert signed_in("coordinator").post(address, data=sent).status_code == 302
    row = thread.fresh(complaint.id)
    assert (row.late_kind, row.lesson) == ("letter", "Eerder beginnen.")
    assert signed_in("board1").get(address).status_code == 403


def test_a_text_is_written_by_one_and_released_by_another(app, signed_in):
    key = judged().id
    writer, reader = signed_in("secretary"), signed_in("board1")
    page = f"{REGISTER}{key}/text/"
    assert writer.post(page, data={"text": "Over wachten.", "version": "0"}).status_code == 302
    row = db.session.scalars(select(PublicText)).one()
    own = writer.get(f"{REGISTER}details/?id={key}").text
    assert "Je schreef hier zelf aan." in own
    assert "Vrijgeven<span" not in own
    assert writer.post(f"{page}{row.id}/release/").status_code == 409
    assert "Vrijgeven<span" in reader.get(f"{REGISTER}details/?id={key}").text
    assert reader.post(f"{page}{row.id}/release/").status_code == 302
    assert db.session.get_one(PublicText, row.id).released_by_id == user("board1").id
    assert reader.post(f"{page}{row.id}/take_back/").status_code == 302
    assert signed_in("coordinator").post(f"{page}{row.id}/release/").status_code == 403
    assert signed_in("auditor").get(page).status_code == 403


def test_what_points_at_someone_is_told_beside_the_field_and_kept(app, signed_in):
    complaint = judged()
    name = complaint.parties[0].contact.family_name
    sent = {"text": f"Mevrouw {name} belde op 3 april.", "version": "0"}
    reply = signed_in("coordinator").post(f"{REGISTER}{complaint.id}/text/", data=sent)
    assert reply.status_code == 422
    assert f"een naam uit het dossier: “{name}”" in unescape(reply.text)
    assert sent["text"] in unescape(reply.text)
    assert db.session.scalars(select(PublicText)).all() == []


def test_the_loser_of_two_at_once_is_told_and_keeps_the_text(app, signed_in):
    key = judged().id
    release(key)
    sent = {"text": "Iets anders.", "version": "0"}
    reply = signed_in("coordinator").post(f"{REGISTER}{key}/text/", data=sent)
    assert reply.status_code == 409
    assert "Iets anders." in reply.text


@pytest.mark.parametrize("of", ["999", "x", "-1"])
def test_a_conduct_of_another_file_is_none(app, signed_in, of):
    other = judged().conducts[0].id
    key = a_complaint(state=State.F5).id
    browser = signed_in("coordinator")
    assert browser.get(f"{REGISTER}{key}/text/?of={other}").status_code == 404
    assert browser.get(f"{REGISTER}{key}/text/?of={of}").status_code in {200, 404}


# --- figures --------------------------------------------------------------------------------


def some_year():
    categories = list(db.session.scalars(select(Category.id).order_by(Category.id)))
    for number in range(9):
        judged(20 + 9 * number, category_id=categories[0])
    judged(150, judgement=Judgement.UNFOUNDED, category_id=categories[1])
    for _ in range(2):
        a_complaint(state=State.F1, received_on=FRIDAY)
    return categories


def test_the_figures_hide_what_is_small_and_say_what_is_missing(app, signed_in):
    some_year()
    text = signed_in("board1").get(f"{REGISTER}figures/?period=2026").text
    names = list(db.session.scalars(select(Category.name).order_by(Category.id)))
    row = r'<th scope="row">{}</th>(?:<td class="right">[^<]*</td>){{4}}<td class="right">([^<]*)'
    found = [re.search(row.format(re.escape(name)), text)[1] for name in names[:3]]
    assert found == ["9", "–", "–"]
    assert re.search(row.format("Ontvangen"), text)[1] == "12"
    assert "De periode is nog niet voorbij" in text
    assert re.search(r">12</a> zonder omschrijving", text)
    assert "2026 (deels)" in text


def test_behind_what_is_missing_stand_those_rows(app, signed_in):
    some_year()
    late = judged(300, legal_end=FRIDAY - timedelta(days=295))
    registering.write(thread.someone("coordinator"), late.id, None, 0, "Over wachten.")
    browser = signed_in("coordinator")
    text = browser.get(f"{REGISTER}figures/?period=2026").text
    found = re.findall(r'<a href="(/admin/register/\?[^"]+)">(\d+)</a>', text)
    assert len(found) == 5
    for address, number in found:
        listed = browser.get(unescape(address)).text
        assert "overgeslagen" not in listed, address
        assert re.search(r"tot en met \d+ van (\d+)", listed)[1] == number, address


def test_the_word_document_says_the_same_as_the_page(app, signed_in):
    some_year()
    browser = signed_in("secretary")
    reply = browser.get(f"{REGISTER}figures/export/docx/?period=2026")
    assert "klachten in 2026.docx" in reply.headers["Content-Disposition"]
    made = Document(io.BytesIO(reply.data))
    assert made.paragraphs[0].text == "Klachten in 2026"
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in made.tables]
    page = browser.get(f"{REGISTER}figures/?period=2026").text
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th>((?:<td class="right">[^<]*</td>)+)', page)
    shown = [[unescape(head), *re.findall(r'right">([^<]*)<', cells)] for head, cells in rows]
    assert [row for table in tables for row in table[1:]] == shown
    assert len(made.inline_shapes) == 4
    assert all("Grafiek bij de tabel" in one._inline.docPr.get("descr")
               for one in made.inline_shapes)  # fmt: skip
    assert "{{" not in "".join(one.text for one in made.paragraphs)


def test_the_workbook_and_the_csv_say_the_same(app, signed_in):
    with transaction():
        db.session.scalars(select(Category).order_by(Category.id)).first().name = "=1+1"
    some_year()
    browser = signed_in("board1")
    book = load_workbook(io.BytesIO(
        browser.get(f"{REGISTER}figures/export/xlsx/?period=2026").data))  # fmt: skip
    cells = [[one.value for one in row] for sheet in book.worksheets[:-1] for row in sheet.rows]
    text = browser.get(f"{REGISTER}figures/export/csv/?period=2026").data.decode("utf-8-sig")
    listed = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert ["Waarover het gaat", "'=1+1", "0", "0", "0", "0", "9"] in listed
    assert ["=1+1", 0, 0, 0, 0, 9] in cells
    assert {one.data_type for sheet in book for row in sheet.rows for one in row} <= {"s", "n"}
    assert len(cells) - (len(book.worksheets) - 1) == len(listed) - 1


def test_the_report_to_the_board_is_of_a_quarter_and_says_what_is_open(app, signed_in):
    some_year()
    browser = signed_in("board1")
    made = Document(io.BytesIO(
        browser.get(f"{REGISTER}figures/export/docx/?period=2026-4").data))  # fmt: skip
    words = [one.text for one in made.paragraphs]
    assert words[0] == "Klachten in het 4e kwartaal 2026"
    assert any(one.startswith("Nu open: 2. Daarvan 0 te laat") for one in words)
    assert browser.get(f"{REGISTER}public/?period=2026-4").status_code == 404
    assert "3e kw. 2026" in browser.get(f"{REGISTER}figures/?period=2026-4").text


@pytest.mark.parametrize("period", ["", "x", "2030", "0000", "2026-9", "1999", "%00", "12m"])
def test_any_period_in_the_address_gives_a_page(app, signed_in, period):
    reply = signed_in("auditor").get(f"{REGISTER}figures/?period={period}")
    assert reply.status_code == 200


def test_the_figures_take_few_statements_however_many_files(app, signed_in):
    browser = signed_in("board1")
    some_year()
    assert statements(browser, f"{REGISTER}figures/?period=2026") <= MOST


# --- for everyone ---------------------------------------------------------------------------


def opened(reply):
    pack = zipfile.ZipFile(io.BytesIO(reply.data))
    return {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist()}


def test_the_public_register_names_nobody_and_holds_released_texts_only(app, signed_in):
    some_year()
    told = judged(subject="Geheim onderwerp", description="Geheim verhaal",
                  late_cause="Geheime oorzaak", lesson="Geheime les")  # fmt: skip
    release(told.id, "De klacht ging over <wachten>.")
    release(told.id, "Het bestuur vond dat sneller kon.", told.conducts[0].id)
    unread = judged()
    registering.write(thread.someone("coordinator"), unread.id, None, 0, "Nog niet gelezen.")
    taken = judged()
    release(taken.id, "Weer ingetrokken.")
    rows = list(db.session.scalars(select(PublicText).order_by(PublicText.id)))
    registering.take_back(thread.someone("board1"), taken.id, rows[-1].id)
    found = opened(signed_in("secretary").get(f"{REGISTER}public/?period=2026"))
    assert found.keys() == {"index.html", "stijl.css", "register.csv", "cijfers.csv"}
    everything = "".join(found.values())
    assert "De klacht ging over &lt;wachten&gt;." in found["index.html"]
    assert "De klacht ging over <wachten>." in found["register.csv"]
    assert "Gegrond.</strong> Het bestuur vond dat sneller kon." in found["index.html"]
    for secret in ("Geheim", "Nog niet gelezen", "Weer ingetrokken", "K2026-", "M2026-", "@",
                   "Proef", "Johanna", "1234 AB", "Zo is het."):  # fmt: skip
        assert secret not in everything, secret
    assert not re.search(r"\b\d{2}-\d{2}-\d{4}\b(?!</p>)", found["register.csv"])


def test_the_public_page_is_valid_and_without_a_script(app, signed_in):
    some_year()
    page = opened(signed_in("board1").get(f"{REGISTER}public/?period=2026"))["index.html"]
    assert page.startswith("<!DOCTYPE html>\n")
    assert "<script" not in page
    assert not re.search(r"\son\w+=|javascript:|https?://|style=", page)
    assert '<html lang="nl">' in page
    assert page.count("<h1>") == 1
    assert len(re.findall(r"<table>\s*<caption>", page)) == page.count("<table>")
    assert page.count("<th ") == page.count('<th scope="')


def test_the_public_rows_are_as_many_as_there_are_and_hide_what_is_rare(app, signed_in):
    some_year()
    found = opened(signed_in("board1").get(f"{REGISTER}public/?period=2026"))
    rows = list(csv.reader(io.StringIO(found["register.csv"]), delimiter=";"))[1:]
    assert [one[0] for one in rows] == [str(number) for number in range(1, 13)]
    assert [one[2] for one in rows] == ["gegrond"] * 9 + ["–"] * 3
    assert [one[1] == "–" for one in rows] == [False] * 9 + [True] * 3


def test_a_formula_stays_a_text(app, signed_in):
    told = judged()
    release(told.id, "=HYPERLINK(1)")
    found = opened(signed_in("board1").get(f"{REGISTER}public/?period=2026"))
    assert "'=HYPERLINK(1)" in found["register.csv"]
