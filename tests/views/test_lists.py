"""Lists: what they show, how they are asked, and what they cost."""

import csv
import io
import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from models import AuditEvent, Contact, db
from operations import contacts as operations
from operations.contacts import ContactData
from queries import listing
from queries.listing import Listing
from tests.factories import a_contact, a_user, acting
from views.contacts import NAME

ROW = re.compile(r'<th scope="row"><a class="ref" href="([^"]*)"[^>]*>([^<]*)</a></th>')
STATEMENTS = 6


def names(html):
    return [name for _, name in ROW.findall(html)]


def some_contacts(count, **columns):
    return [
        a_contact(family_name=f"Naam{one:03}", sort_name=f"naam{one:03}", **columns)
        for one in range(count)
    ]


@contextmanager
def counting():
    statements = []

    def note(connection, cursor, statement, *rest):
        if not statement.startswith("PRAGMA"):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("rows", [1, 45])
def test_a_page_costs_the_same_few_statements_at_any_length(app, signed_in, rows):
    some_contacts(rows)
    browser = signed_in("coordinator")
    browser.get("/admin/contact/")
    with counting() as statements:
        browser.get("/admin/contact/?page=1")
    # BEGIN of SQLite is one of ours, and the filter's boxes read one small table.
    read = [one for one in statements if one.startswith("SELECT") and "FROM unit" not in one]
    assert len(read) <= STATEMENTS


def test_pages_follow_each_other(app, signed_in):
    some_contacts(45)
    browser = signed_in("coordinator")
    pages = [names(browser.get(f"/admin/contact/?page={one}").text) for one in range(3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    shown = [name for page in pages for name in page]
    assert shown == sorted(shown)


@pytest.mark.parametrize("page", ["3", "99999999999999", "10000000"])
def test_beyond_the_end_is_the_last_page(app, signed_in, page):
    some_contacts(45)
    html = signed_in("coordinator").get(f"/admin/contact/?page={page}").text
    assert len(names(html)) == 5
    assert "41 tot en met 45 van 45" in html


def test_far_into_a_list_that_has_nothing_is_an_empty_page(app, signed_in):
    some_contacts(1)
    reply = signed_in("coordinator").get("/admin/contact/?page=1000&search=bestaatniet")
    assert reply.status_code == 200
    assert names(reply.text) == []


@pytest.mark.parametrize(
    "query",
    [
        "page=-1", "page=abc", "page=%00", "page_size=-5", "page_size=99999999999999",
        "sort=99", "sort=-2", "sort=abc", "desc=x", "search=%00", "search=%25", "search=%27%22",
        "flt0_kind_equals=zzz", "flt0_unit_equals=99999999999999", "flt0_nonsense=1", "flt=",
        "search=" + "a" * 200,
    ],
)  # fmt: skip
def test_garbage_in_the_address_is_no_error(app, signed_in, query):
    some_contacts(1)
    assert signed_in("coordinator").get(f"/admin/contact/?{query}").status_code == 200


def test_an_unknown_filter_is_told(app, signed_in):
    html = signed_in("coordinator").get("/admin/contact/?flt0_password_equals=x").text
    assert "Een filter in het adres bestaat niet" in html


def test_a_percent_sign_finds_only_itself(app, signed_in):
    some_contacts(3)
    assert names(signed_in("coordinator").get("/admin/contact/?search=%25").text) == []


def test_a_filter_becomes_a_chip_that_takes_it_away(app, signed_in):
    html = signed_in("coordinator").get("/admin/contact/?flt0_kind_equals=natural").text
    assert re.search(r'class="chip" href="\?">Soort: persoon', html)


def test_sorting_turns_round(app, signed_in):
    some_contacts(3)
    browser = signed_in("coordinator")
    up = names(browser.get("/admin/contact/?sort=0").text)
    assert names(browser.get("/admin/contact/?sort=0&desc=1").text) == up[::-1]


def test_rows_lead_back_to_the_same_list(app, signed_in):
    (contact,) = some_contacts(1)
    browser = signed_in("coordinator")
    href, _ = ROW.findall(browser.get("/admin/contact/?search=naam&sort=0").text)[0]
    page = browser.get(href.replace("&amp;", "&")).text
    back = f"/admin/contact/?search=naam&amp;sort=name#r{contact.id}"
    assert f'<a href="{back}">Contacten</a>' in page


@pytest.mark.parametrize(
    "elsewhere", ["//kwaad.nl", "https://kwaad.nl", "/\\kwaad.nl", "/admin/../x"]
)
def test_the_way_back_never_leads_elsewhere(app, signed_in, elsewhere):
    browser = signed_in("coordinator")
    html = browser.get("/admin/contact/new/", query_string={"url": elsewhere}).text
    assert "kwaad" not in html
    assert "/admin/../x" not in html


def test_counting_stops_at_a_thousand_and_the_end_is_walked_from_the_end(app, monkeypatch):
    monkeypatch.setattr(listing, "CAP", 10)
    some_contacts(45)
    every = Listing(Contact.id, (), ((Contact.sort_name, False),))
    first = listing.page(every, (NAME,), 0, 5)
    assert (first.total, first.more) == (10, True)
    deep = [listing.page(every, (NAME,), number, 5) for number in (3, 8, 99)]
    assert [page.rows[0][3] for page in deep] == ["Naam015", "Naam040", "Naam040"]
    assert [(page.number, page.total, page.more) for page in deep] == [
        (3, 45, False), (8, 45, False), (8, 45, False),
    ]  # fmt: skip


def test_intake_sees_only_the_contacts_it_wrote_down(app, signed_in):
    some_contacts(2)
    browser = signed_in("servicedesk")
    assert names(browser.get("/admin/contact/").text) == []
    browser.post("/admin/contact/new/", data={"kind": "natural", "family_name": "Eigen"})
    assert names(browser.get("/admin/contact/").text) == ["Eigen"]


def test_someone_elses_contact_does_not_exist(app, signed_in):
    contact = a_contact()
    browser = signed_in("servicedesk")
    for page in ("details", "edit"):
        assert browser.get(f"/admin/contact/{page}/?id={contact.id}").status_code == 404
    posted = browser.post(f"/admin/contact/edit/?id={contact.id}", data={"family_name": "X"})
    assert posted.status_code == 404


# --- exports ---


def exported(browser, kind="csv"):
    return browser.get(f"/admin/contact/export/{kind}/")


def test_csv_is_what_dutch_excel_reads(app, signed_in):
    a_contact(family_name="Özdemir", infix="", first_name="Zoë", sort_name="o")
    content = exported(signed_in("coordinator")).data
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Naam", "Soort"]
    assert rows[1][:2] == ["Özdemir, Zoë", "persoon"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(1)"])
def test_no_cell_of_a_csv_is_a_formula(app, signed_in, start):
    a_contact(family_name=start, first_name="", infix="")
    content = exported(signed_in("coordinator")).data.decode("utf-8-sig")
    assert f"'{start}" in content


def test_no_cell_of_an_xlsx_is_a_formula_and_no_character_breaks_it(app, signed_in):
    from openpyxl import load_workbook

    a_contact(family_name="=1+1", first_name="", infix="", town="a\x08b")
    book = load_workbook(io.BytesIO(exported(signed_in("coordinator"), "xlsx").data))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert cells[0].data_type == "s"
    assert cells[0].value == "=1+1"
    assert "ab" in [cell.value for cell in cells]


def test_an_export_is_in_the_trail_with_its_size(app, signed_in):
    some_contacts(3)
    exported(signed_in("coordinator"))
    event = db.session.scalar(select(AuditEvent).where(AuditEvent.verb == "contact:exported"))
    assert event.data == {"type": "csv", "count": 3}


def test_an_export_is_a_file_to_save(app, signed_in):
    reply = exported(signed_in("coordinator"))
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    assert "sandbox" in reply.headers["Content-Security-Policy"]


def test_an_unknown_kind_of_file_does_not_exist(app, signed_in):
    assert exported(signed_in("coordinator"), "pickle").status_code == 404


# --- contacts themselves ---


def test_a_changed_name_is_found_at_once(app):
    clerk = acting(a_user("coordinator"))
    key = operations.create(ContactData(family_name="Jansen", infix="van"), clerk)
    operations.update(key, ContactData(family_name="Özdemir", first_name="Zoë"), 1, clerk)
    assert db.session.get(Contact, key).sort_name == "ozdemir zoe"
