"""The start page: what waits, soonest last day first."""

import re

import pytest

from operations import clock
from rules.vocabulary import Role, State
from tests.factories import a_complaint, a_user
from tests.views.record import days_ago, user

ROWS = re.compile(r'<tr(?: class="(\w+)")?><th scope="row"><a class="ref" href="([^"]+)">([^<]+)<')


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
    assert references(signed_in("servicedesk"), "?tile=late") == [late.reference]


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


@pytest.mark.parametrize("tile", ["late", "soon", "running", "waiting", "unassigned"])
def test_the_number_on_a_tile_is_the_list_behind_it(app, signed_in, tile):
    for count in (0, 10, 25, 38, 42, 60):
        a_complaint(received_on=days_ago(count), handler=user("coordinator") if count else None)
    a_complaint(state=State.F3, received_on=days_ago(3))
    browser = signed_in("coordinator")
    number = re.search(rf'href="\?tile={tile}"[^>]*><b>(\d+)</b>', browser.get("/admin/").text)[1]
    assert len(references(browser, f"?tile={tile}")) == int(number) > 0


@pytest.mark.parametrize(
    "query",
    ["?tile=x", "?tile=%00", "?page=-1", "?page=abc", "?page=99999999999999", "?page=%00",
     "?tile=late&page=3", "?tile=late'--"],
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
