"""The start page: what waits, soonest last day first."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from models import Mail, db
from operations import clock
from operations.transaction import transaction
from rules.vocabulary import RUNNING, CaseRole, Role, State, Track
from tests.factories import a_complaint, a_user, an_assignment
from tests.made_once import made_once
from tests.views.record import days_ago, user

ROWS = re.compile(
    r'<tr(?: class="(\w+)")?>(?:<td class="tick">.*?</td>)?<th scope="row">'
    r'<a class="ref" href="([^"]+)"[^>]*>([^<]+)<'
)


def rows(browser, query=""):
    reply = browser.get(f"/admin/{query}")
    assert reply.status_code == 200
    return ROWS.findall(reply.text)


def references(browser, query=""):
    return [reference for _, _, reference in rows(browser, query)]


def test_the_first_last_day_is_above_and_what_has_none_is_below(app, signed_in):
    later, late, soon = a_complaint(), a_complaint(received_on=days_ago(60)), a_complaint(
        received_on=days_ago(38), state=State.F8
    )  # fmt: skip
    report = a_complaint(state=State.I2, written=False, taken_up_on=clock.today())
    found = rows(signed_in("coordinator"))
    wanted = [late, soon, later, report]
    assert [one[2] for one in found] == [one.reference for one in wanted]
    assert [one[0] for one in found][:2] == ["red", "amber"]


def test_for_the_servicedesk_reports_come_first_by_the_day_to_take_them_up(app, signed_in):
    mine = user("servicedesk").id
    complaint = a_complaint(received_on=days_ago(60), recorded_by_id=mine)
    new, late = a_complaint(state=State.I1), a_complaint(state=State.I1, received_on=days_ago(9))
    spoken = a_complaint(state=State.I2, written=False, taken_up_on=clock.today())
    wanted = [late, new, spoken, complaint]
    assert references(signed_in("servicedesk")) == [one.reference for one in wanted]


def test_a_report_that_nobody_took_up_in_time_is_late(app, signed_in):
    late = a_complaint(state=State.I1, received_on=days_ago(9))
    a_complaint(state=State.I2, received_on=days_ago(9), taken_up_on=days_ago(8))
    assert references(signed_in("servicedesk"), "?flt0_term_equals=late") == [late.reference]


def test_every_row_leads_to_its_file(app, signed_in):
    a_complaint()
    a_complaint(state=State.I1)
    browser = signed_in("coordinator")
    for _, address, _ in rows(browser):
        assert browser.get(address).status_code == 200


def test_the_secretary_sees_own_files_and_what_nobody_handles(app, signed_in):
    own, free = a_complaint(handler=user("secretary")), a_complaint()
    a_complaint(handler=a_user(Role.COORDINATOR))
    assert set(references(signed_in("secretary"))) == {own.reference, free.reference}


def test_the_board_sees_what_waits_for_the_board(app, signed_in):
    waiting = [a_complaint(state=state) for state in (State.F4, State.F11)]
    for state in (State.F0, State.F8, State.F12):
        a_complaint(state=state)
    assert set(references(signed_in("board1"))) == {one.reference for one in waiting}


TILE = re.compile(r'<a class="tile[^"]*" href="([^"]+)"[^>]*><b>(\d+)</b>([^<]+)</a>')
TAB = re.compile(r'<a href="(\?tab=[^"]+)"[^>]*>([^<]+?) <span class="n">(\d+)</span>')
FOUND = re.compile(r"<span>(?:\d+ tot en met \d+ van (\d+)|Geen resultaten)</span>")


def count_behind(browser, address):
    """How many rows a list says that it has, and as many stand on its pages."""
    address = unescape(address).split("#")[0]
    address = f"/admin/{address}" if address.startswith("?") else address
    text = browser.get(address).text
    total = int(FOUND.search(text)[1] or 0)
    assert text.count('<th scope="row">') == min(total, 20), address
    return total


@made_once
def many_files():
    """Files of every phase, term and track; some are someone's."""
    secretary, adviser = user("secretary"), user("adviser1")
    days = (0, 10, 25, 28, 38, 42, 60)
    for state in sorted(RUNNING):
        for count in days[::2] if state in (State.F0, State.F4, State.I1) else days[:1]:
            a_complaint(state=state, received_on=days_ago(count), recorded_by_id=secretary.id,
                        track=Track.COMMITTEE if state in (State.F7, State.F9) else None,
                        handler=secretary if count == 25 else None)  # fmt: skip
    for state in (State.F7, State.F8):
        an_assignment(a_complaint(state=state, track=Track.COMMITTEE), adviser,
                      role=CaseRole.ADVISER)  # fmt: skip
    a_complaint(state=State.F12)


WORKING = ("servicedesk", "team_leader", "coordinator", "secretary", "board1", "adviser1",
           "auditor")  # fmt: skip


@pytest.mark.parametrize("who", WORKING)
def test_the_number_on_a_tile_or_tab_is_the_list_behind_it(app, signed_in, who):
    many_files()
    browser = signed_in(who)
    text = browser.get("/admin/").text
    tabs = TAB.findall(text)
    assert len(tabs) >= 2
    for address, label, number in tabs:
        assert count_behind(browser, address) == int(number), label
        text = browser.get(f"/admin/{unescape(address)}").text
        tiles = TILE.findall(text)
        for tile, count, words in tiles:
            assert count_behind(browser, tile) == int(count), (label, words)
        by_term = [int(count) for tile, count, _ in tiles if "term_equals" in tile]
        assert (len(by_term), sum(by_term)) == (4, int(number)), label


SHOWN = {
    "servicedesk": ["Te doen", "Door mij opgepakt", "Zonder behandelaar", "Alles open",
                    "Wacht op klager of melder"],
    "team_leader": ["Alles open", "Wacht op klager of melder"],
    "coordinator": ["Mijn werk", "Zonder behandelaar", "Alles open", "Wacht op klager of melder",
                    "Bij bestuur of adviseur"],
    "secretary": ["Mijn werk", "Zonder behandelaar", "Alles open", "Wacht op klager of melder",
                  "Bij bestuur of adviseur"],
    "board1": ["Wacht op het bestuur", "Alles open", "Wacht op klager of melder",
               "Bij behandelaar of adviseur"],
    "adviser1": ["Te adviseren", "Alles open", "Wacht op klager of melder"],
    "auditor": ["Alles open", "Wacht op klager of melder", "Bij bestuur of adviseur"],
}  # fmt: skip


@pytest.mark.parametrize("who", WORKING)
def test_each_role_has_its_own_tabs(app, signed_in, who):
    text = signed_in(who).get("/admin/").text
    assert [label for _, label, _ in TAB.findall(text)] == SHOWN[who]


def test_an_administrator_finds_what_is_not_of_a_file(app, signed_in):
    with transaction():
        db.session.add(Mail(key="x", recipient="a@b.example", subject="S", body="", tries=8,
                            recorded_at=clock.now(), next_try_at=clock.now(),
                            failed_at=clock.now()))  # fmt: skip
    browser = signed_in("administrator")
    tiles = {words: (count, address) for address, count, words in TILE.findall(
        browser.get("/admin/").text)}  # fmt: skip
    assert tiles.keys() == {"Wat ontbreekt of verouderd is", "E-mail die niet aankwam"}
    count, address = tiles["E-mail die niet aankwam"]
    assert count == "1"
    assert count_behind(browser, address) == 1


def cells(browser, query, reference):
    """The cells of one row, as text."""
    text = browser.get(f"/admin/{query}").text
    row = next(one for one in text.split("<tr") if f">{reference}</a>" in one)
    return re.findall(r"<td(?! class)[^>]*>(.*?)</td>", row, re.DOTALL)


def test_the_next_step_leads_to_it_and_is_filled_only_when_it_is_late(app, signed_in):
    late, soon = (a_complaint(state=State.F2, received_on=days_ago(days)) for days in (60, 1))
    browser = signed_in("coordinator")
    for complaint, button in ((late, "btn small primary"), (soon, "btn small")):
        step = cells(browser, "", complaint.reference)[2]
        address = f"/admin/complaint/{complaint.id}/step/screen"
        assert step == f'<a class="{button}" href="{address}">Toetsen</a>'
        assert browser.get(address).status_code == 200


def test_what_someone_else_does_is_said_and_is_no_link(app, signed_in):
    board, waits = a_complaint(state=State.F4), a_complaint(state=State.F3)
    browser = signed_in("coordinator")
    assert cells(browser, "", board.reference)[2:4] == [
        '<span class="dim">Wijze van behandeling kiezen</span>',
        '<span class="chip violet">bestuur</span>',
    ]
    assert cells(browser, "", waits.reference)[2:4] == [
        '<span class="dim">Wacht op aanvulling</span>',
        '<span class="chip blue">klager of melder</span>',
    ]
    assert "/step/handle_own" in cells(signed_in("board1"), "", board.reference)[2]


@pytest.mark.parametrize("who", WORKING)
def test_every_step_that_is_a_link_can_be_opened(app, signed_in, who):
    many_files()
    browser = signed_in(who)
    for page in range(3):
        text = browser.get(f"/admin/?tab=open&page={page}").text
        for address in re.findall(r'<td><a class="btn small[^"]*" href="([^"]+)"', text):
            assert browser.get(unescape(address)).status_code == 200, address


def test_a_file_comes_back_to_the_row_it_was_opened_from(app, signed_in):
    complaint = a_complaint(state=State.F2)
    browser = signed_in("coordinator")
    ((_, address, _),) = rows(browser, "?tab=open&flt0_state_equals=F2")
    back = parse_qs(urlsplit(unescape(address)).query)["url"][0]
    assert back == f"/admin/?tab=open&flt0_state_equals=F2#r{complaint.id}"
    assert f'id="r{complaint.id}"' in browser.get(back.split("#")[0]).text
    file = browser.get(unescape(address)).text
    assert f'<p class="back"><a href="{back.replace("&", "&amp;")}">' in file
    elsewhere = browser.get(f"/admin/complaint/details/?id={complaint.id}&url=//kwaad.nl").text
    assert "kwaad" not in elsewhere


def test_chips_say_what_is_on_and_each_can_be_taken_off(app, signed_in):
    a_complaint(state=State.F2)
    browser = signed_in("coordinator")
    query = "?tab=open&flt0_state_equals=F2&flt0_handler_equals=0&search=brief"
    text = browser.get(f"/admin/{query}").text
    chips = re.findall(r'<a class="chip" href="([^"]+)">([^<]+?) <svg', text)
    assert [words for _, words in chips] == [
        "Zoeken: brief", "Fase: ontvangst bevestigd", "Behandelaar: niemand",
    ]  # fmt: skip
    left = [set(parse_qs(unescape(address)[1:])) for address, _ in chips]
    every = {"tab", "flt0_state_equals", "flt0_handler_equals", "search"}
    assert left == [every - {"search"}, every - {"flt0_state_equals"},
                    every - {"flt0_handler_equals"}]  # fmt: skip
    assert '<a class="btn quiet small" href="?tab=open">Alles wissen</a>' in text


def test_it_can_be_taken_along_as_a_table(app, signed_in):
    complaint = a_complaint(state=State.F2)
    reply = signed_in("coordinator").get("/admin/export/csv/?tab=open")
    head, row = reply.data.decode("utf-8-sig").splitlines()
    assert head == "Kenmerk;Uiterlijk;Klacht;Volgende stap;Ligt bij;Fase;Behandelaar"
    assert row.startswith(complaint.reference)
    assert ";Toetsen;behandelaar;" in row


@pytest.mark.parametrize(
    "query",
    ["?tab=x", "?tab=%00", "?tab=mine&tab=open", "?flt0_term_equals=x", "?flt0_desk_equals=%00",
     "?flt0_handler_equals=-1", "?sort=nonsense", "?sort=99", "?sort=next", "?tile=late",
     "?page=-1", "?page=abc", "?page=99999999999999", "?page=%00",
     "?tab=late'--"],
)  # fmt: skip
def test_garbage_in_the_address_is_no_error(app, signed_in, query):
    a_complaint()
    assert signed_in("coordinator").get(f"/admin/{query}").status_code == 200


@pytest.mark.parametrize("who", ["administrator", "administrator2"])
def test_who_works_in_no_file_sees_none(app, signed_in, who):
    complaint = a_complaint()
    text = signed_in(who).get("/admin/").text
    assert complaint.reference not in text
    assert "Jouw rol werkt niet in dossiers" in text


def test_pages_follow_each_other(app, signed_in):
    for count in range(25):
        a_complaint(received_on=days_ago(count))
    browser = signed_in("coordinator")
    first, second = references(browser), references(browser, "?page=1")
    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)
