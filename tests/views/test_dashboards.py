"""The dashboards: who sees which, and that behind each number stand exactly those files."""

import io
import re
from datetime import date, timedelta
from html import unescape
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from models import AuditEvent, Category, Complaint, Setting, Unit, db
from operations.transaction import transaction
from rules.vocabulary import CaseRole, Judgement, Role, State
from tests.factories import a_complaint, a_recommendation, a_user, an_assignment
from tests.made_once import made_once
from tests.thread import FRIDAY, day
from tests.views.record import user

DASHBOARD = "/admin/dashboard/"
TABLES = f"{DASHBOARD}?tables=1"


pytestmark = pytest.mark.usefixtures("in_november")

TITLES = {
    "board1": "Klachten: overzicht voor het bestuur",
    "secretary": "Klachten: het werk en de cijfers",
    "coordinator": "Klachten: het werk en de cijfers",
    "auditor": "Klachten: de cijfers",
    "servicedesk": "Meldingen: het werk en de cijfers",
    "team_leader": "Meldingen over jouw afdeling",
    "adviser1": "Klachten waarin je adviseert",
}


@pytest.mark.parametrize("who", TITLES)
def test_each_role_has_its_own(app, signed_in, who):
    reply = signed_in(who).get(DASHBOARD)
    assert reply.status_code == 200
    assert f"<h1>{TITLES[who]}</h1>" in reply.text


def test_an_administrator_has_none(app, signed_in):
    browser = signed_in("administrator")
    assert browser.get(DASHBOARD).status_code == 403
    assert browser.get(f"{DASHBOARD}export/xlsx/").status_code == 403
    assert ">Dashboard<" not in browser.get("/admin/").text


def test_without_files_it_says_so(app, signed_in):
    text = signed_in("board1").get(DASHBOARD).text
    assert "Te weinig klachten om iets te zeggen" in text
    assert "Er is nog niets afgehandeld" in text
    assert "Niets vraagt nu extra aandacht." in text
    assert "Alle aanbevelingen zijn uitgevoerd" in text


# --- behind each number ---------------------------------------------------------------------

LATE = ("Het hoorgesprek moest worden verzet.", "=1+1", "")


def change(key, **columns):
    with transaction():
        row = db.session.get_one(Complaint, key)
        for name, value in columns.items():
            setattr(row, name, value)
        return row


@made_once
def a_year():
    """Files of every kind, on both sides of each boundary."""
    units = list(db.session.scalars(select(Unit.id).order_by(Unit.id)))
    categories = list(db.session.scalars(select(Category.id).order_by(Category.id)))
    handler, adviser = user("coordinator"), user("adviser1")
    for number in range(24):
        received = FRIDAY - timedelta(days=30 + 14 * number)
        over = received + timedelta(days=(20, 42, 55, 90)[number % 4])
        complaint = a_complaint(
            state=State.F12 if number % 5 else State.F19,
            received_on=received,
            unit_id=units[number % 3] if number % 7 else None,
            category_id=categories[number % 4] if number % 6 else None,
        )
        late = over > received + timedelta(days=42)
        change(
            complaint.id, ended_on=min(over, FRIDAY), concluded_on=over,
            legal_end=received + timedelta(days=42),
            late_cause=LATE[number % 3] if late else "",
        )  # fmt: skip
        with transaction():
            conduct = db.session.get_one(Complaint, complaint.id).conducts[0]
            conduct.judgement = tuple(Judgement)[number % 4]
            conduct.judgement_reason = "Zo is het."
    open_ones = [
        a_complaint(state=state, received_on=FRIDAY - timedelta(days=5 * place), handler=one,
                    unit_id=units[place % 2])
        for place, state in enumerate((State.F0, State.F2, State.F4, State.F8, State.F10, State.F11,
                                       State.F6, State.F9, State.F8, State.F11))
        for one in (handler if place % 3 else None,)
    ]  # fmt: skip
    an_assignment(open_ones[6], adviser, role=CaseRole.ADVISER)
    an_assignment(open_ones[8], adviser, role=CaseRole.ADVISER)
    for place, state in enumerate((State.I0, State.I1, State.I2, State.I3, State.I5, State.I2) * 2):
        report = a_complaint(
            state=state, received_on=FRIDAY - timedelta(days=3 * place),
            unit_id=user("team_leader").unit_id if place % 2 else units[0],
        )  # fmt: skip
        if state in {State.I2, State.I3}:
            took = FRIDAY - timedelta(days=3 * place - place % 3)
            change(report.id, taken_up_on=took, take_up_due_on=FRIDAY - timedelta(3 * place - 1))
    for place in range(4):
        a_recommendation(open_ones[5], due_on=FRIDAY + timedelta(days=place - 2),
                         owner_id=user("team_leader").id)  # fmt: skip


LINK = re.compile(r'<a href="(/admin/\w+/\?[^"]+)">([^<]*?\d[^<]*?)</a>')


def numbers(text):
    """Each linked sentence that begins with, or is, a number; and the address of its list."""
    for address, said in LINK.findall(text):
        found = re.match(r"(?:Waarvan |In totaal |Een jaar eerder )?(\d+)(?![\d,%])", said)
        if found and " van " not in said and "van de" not in said:
            yield unescape(address), said, int(found[1])


def rows_of(browser, address):
    """How many rows a list has, as it says itself."""
    text = browser.get(address).text
    assert "overgeslagen" not in text, address
    told = re.search(r"\d+ tot en met \d+ van (\d+)", text)
    return int(told[1]) if told else 0


CROWDED = [
    ("board1", ""), ("board1", "?period=2026"), ("secretary", ""),
    ("coordinator", "?period=2026-3"), ("auditor", "?period=2025"), ("servicedesk", ""),
    ("team_leader", ""), ("adviser1", ""),
]  # fmt: skip


@pytest.mark.parametrize(("who", "query"), CROWDED)
def test_behind_each_number_stand_exactly_those_files(app, signed_in, who, query):
    a_year()
    browser = signed_in(who)
    tables = f"{DASHBOARD}?tables=1&{query.removeprefix('?')}"
    found = [*numbers(browser.get(DASHBOARD + query).text), *numbers(browser.get(tables).text)]
    assert len(found) >= 3
    wrong = [
        (said, address, rows)
        for address, said, number in dict.fromkeys(found)
        if (rows := rows_of(browser, address)) != number
    ]
    assert wrong == []


def test_it_is_not_about_nothing(app, signed_in):
    """By hand, of the year above: 24 that ended and 10 that are open."""
    a_year()
    text = signed_in("board1").get(DASHBOARD).text
    told = {said: number for _, said, number in numbers(text)}
    assert told["Waarvan 1 over de termijn"] == 1  # came in 45 days ago
    assert re.search(r"<dt>Nu open</dt>\s*<dd><p class=\"big\"><a [^>]+>10</a>", text)
    assert "Het hoorgesprek moest worden verzet" in text


def test_the_share_on_time_leads_to_what_was_on_time(app, signed_in):
    a_year()
    browser = signed_in("board1")
    text = browser.get(f"{DASHBOARD}?period=2026").text
    share, address = re.search(
        r'<dt>Op tijd afgehandeld</dt>\s*<dd><p class="big"><a href="([^"]+)">(\d+)%', text
    ).group(2, 1)
    late_address, late = re.search(
        r'<a href="([^"]+)">(\d+) te laat</a> <a class="art"', text
    ).groups()
    on_time = rows_of(browser, unescape(address))
    assert rows_of(browser, unescape(late_address)) == int(late)
    assert round(100 * on_time / (on_time + int(late))) == int(share)


# --- small numbers --------------------------------------------------------------------------


def unit(name):
    return db.session.scalars(select(Unit.id).where(Unit.name == name)).one()


def per_unit(*counts):
    """So many complaints about each of the first units; gives their names."""
    known = list(db.session.execute(select(Unit.id, Unit.name).order_by(Unit.id)))
    for (key, _), count in zip(known, counts, strict=False):
        for _ in range(count):
            a_complaint(unit_id=key, received_on=FRIDAY)
    return [name for _, name in known][: len(counts)]


def row_of(text, label):
    """The first number of a row, on the page that shows tables."""
    found = re.search(
        rf'<tr><th scope="row">{re.escape(label)}</th><td class="right">(.*?)</td>', text
    )
    return found[1]


def test_a_small_unit_and_the_one_beside_it_are_not_shown(app, signed_in):
    first, second, third = per_unit(9, 2, 4)
    text = signed_in("board1").get(TABLES).text
    assert ">9</a>" in row_of(text, first)
    assert row_of(text, second) == row_of(text, third) == "niet getoond"


def test_the_least_is_a_setting(app, signed_in):
    _, second, third = per_unit(9, 2, 4)
    with transaction():
        db.session.add(Setting(key="minimum_cell", value=2))
    text = signed_in("board1").get(TABLES).text
    assert ">2</a>" in row_of(text, second)
    assert ">4</a>" in row_of(text, third)


def test_of_one_unit_small_numbers_are_out_of_everything(app, signed_in):
    first, second = per_unit(2, 7)
    keys = dict(db.session.execute(select(Unit.name, Unit.id)).all())
    browser = signed_in("board1")
    text = browser.get(f"{TABLES}&unit={keys[first]}").text
    assert re.search(r"<dt>Ontvangen</dt>\s*<dd><p class=\"big\">niet getoond</p>", text)
    assert row_of(text, "november 2026, t/m 20-11") == "niet getoond"
    text = browser.get(f"{DASHBOARD}?unit={keys[first]}").text
    assert "november 2026, t/m 20-11: niet getoond" not in text  # no bar to point at
    text = browser.get(f"{TABLES}&unit={keys[second]}").text
    assert ">7</a>" in row_of(text, "november 2026, t/m 20-11")


def test_a_team_leader_chooses_no_unit(app, signed_in):
    a_complaint(state=State.I1, unit_id=unit("Servicedesk"))
    a_complaint(state=State.I1, unit_id=unit("Bestuur"))
    text = signed_in("team_leader").get(f"{DASHBOARD}?unit={unit('Bestuur')}").text
    assert 'name="unit"' not in text
    assert re.search(r"<dt>Nu open</dt>\s*<dd><p class=\"big\"><a [^>]+>1</a>", text)


# --- the page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["?period=x", "?unit=abc", "?unit=99999", "?role=administrator", "?period=2026-9"]
)
def test_whatever_stands_in_the_address_something_comes_out(app, signed_in, query):
    reply = signed_in("board1").get(DASHBOARD + query)
    assert reply.status_code == 200
    assert "01-12-2025 tot en met 20-11-2026." in reply.text


def test_every_chart_has_a_name_a_table_and_no_style(app, signed_in):
    a_year()
    text = signed_in("board1").get(DASHBOARD).text
    charts = re.findall(r'<svg class="chart".*?</svg>', text, re.DOTALL)
    assert len(charts) == 7
    for chart in charts:
        tree = ElementTree.fromstring(chart)  # noqa: S314  # our own page
        named = tree.get("aria-labelledby").split()
        ids = {one.get("id"): one.text for one in tree.iter() if one.get("id")}
        assert tree.get("role") == "img"
        assert all(ids[one] for one in named)
    assert "style=" not in text
    assert text.count(">Toon als tabel<") == 8  # and one for the recommendations
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_month_that_runs_is_hatched_and_says_until_when(app, signed_in):
    a_complaint(received_on=FRIDAY)
    text = signed_in("board1").get(DASHBOARD).text
    assert text.count('class="running1"') == 1
    assert ">t/m 20-11</text>" in text
    with day(date(2026, 11, 30)):
        text = signed_in("board1").get(DASHBOARD).text
    assert 'class="running1"' not in text


def test_the_terms_are_those_of_the_law(app, signed_in):
    a_year()
    text = signed_in("board1").get(DASHBOARD).text
    assert ">6 weken</text>" in text
    assert ">10 weken</text>" in text


def test_each_chart_is_a_table_too(app, signed_in):
    a_year()
    browser = signed_in("board1")
    charts, tables = (
        browser.get(f"{DASHBOARD}?period=2026").text,
        browser.get(f"{TABLES}&period=2026").text,
    )
    ways = re.findall(r'<p class="behind"><a href="([^"]+)#t-(\w+)">', charts)
    assert {address for address, _ in ways} == {"?role=board&amp;period=2026&amp;tables=1"}
    assert [key for _, key in ways] == re.findall(r'#t-(\w+)">Toon als grafiek', tables)
    assert 'class="chart"' not in tables
    assert (charts.count("<table"), tables.count("<table")) == (0, 8)


def test_who_chose_tables_keeps_them(app, signed_in):
    text = signed_in("board1").get(f"{TABLES}&period=2026").text
    assert '<input type="hidden" name="tables" value="1">' in text
    assert 'period=2025&amp;tables=1"' in text


def test_someone_with_two_roles_chooses(app, signed_in):
    from tests.conftest import PASSWORD

    both = a_user(Role.TEAM_LEADER, Role.BOARD, password=PASSWORD)
    browser = signed_in("board1")
    assert 'aria-label="Dashboard van"' not in browser.get(DASHBOARD).text
    browser.post("/logout")
    browser.post("/login", data={"email": both.email, "password": PASSWORD})
    assert "overzicht voor het bestuur</h1>" in browser.get(DASHBOARD).text
    text = browser.get(f"{DASHBOARD}?role=team_leader").text
    assert "<h1>Meldingen over jouw afdeling</h1>" in text
    assert 'aria-label="Dashboard van"' in text


# --- the file -------------------------------------------------------------------------------


def workbook(data):
    """The names of the sheets, and everything that stands in them."""
    with ZipFile(io.BytesIO(data)) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        sheets = "".join(
            book.read(name).decode() for name in book.namelist() if "worksheets/" in name
        )
    return [unescape(one) for one in names], sheets


def test_the_figures_as_a_file(app, signed_in):
    a_year()
    reply = signed_in("board1").get(f"{DASHBOARD}export/xlsx/?period=2026")
    names, sheets = workbook(reply.data)
    assert reply.status_code == 200
    assert names[0] == "1 Kerncijfers"
    assert len(names) == 9
    assert "<f>" not in sheets  # a cause of delay that begins with "=" is a text
    assert "=1+1" in sheets
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.verb, event.data["type"]) == ("dashboard:exported", "xlsx")


def test_the_file_has_nothing_that_the_page_hides(app, signed_in):
    per_unit(9, 2, 4)
    _, sheets = workbook(signed_in("board1").get(f"{DASHBOARD}export/xlsx/").data)
    assert "niet getoond" in sheets


def test_a_cause_leads_to_its_files(app, signed_in):
    a_year()
    browser = signed_in("board1")
    text = browser.get(TABLES).text
    address = next(one for one, _, _ in numbers(text) if "late_cause" in one)
    assert "Oorzaak" in browser.get(address).text


def test_kinds_are_not_mixed(app, signed_in):
    a_complaint(state=State.I1)
    text = signed_in("board1").get(DASHBOARD).text
    assert re.search(r"<dt>Nu open</dt>\s*<dd><p class=\"big\">0</p>", text)
