"""How many statements a page takes: few, and no more when there are more rows."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Complaint, User, db
from operations import audit, breaches, checks, clock, data_requests, destruction, practice
from operations.data_requests import RequestData
from operations.transaction import transaction
from rules.vocabulary import LetterKind, RequestKind, State
from tests.factories import (
    a_clarification,
    a_complaint,
    a_conduct,
    a_contact,
    a_document,
    a_letter,
    a_party,
    a_recommendation,
    an_ombudsman_case,
)
from tests.statements import counted
from tests.thread import someone
from tests.views.record import advised, user

MOST = 12
LISTS = (
    "/admin/", "/admin/?tab=open&flt0_term_equals=later", "/admin/complaint/", "/admin/report/",
    "/admin/letter/", "/admin/contact/",
)  # fmt: skip


def statements(browser, address):
    reply = browser.get(address)  # whatever is remembered, is from here on
    assert reply.status_code == 200, address
    with counted() as seen:
        browser.get(address)
    return len(seen)


def fill(count):
    for _ in range(count):
        a_letter(a_complaint(state=State.F4))


@pytest.fixture
def browser(signed_in):
    return signed_in("secretary")


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(browser, address):
    fill(2)
    few = statements(browser, address)
    fill(15)
    assert statements(browser, address) == few
    assert few <= MOST


@pytest.mark.parametrize("search", ["antwoord", "brief", "k2026-0001"])
def test_a_search_too(browser, search):
    fill(3)
    assert statements(browser, f"/admin/complaint/?search={search}") <= MOST


@pytest.mark.parametrize("search", ["antwoord", "brief", "a", "proef antwoord"])
def test_the_search_page_takes_no_more_for_many_hits(browser, search):
    fill(2)
    few = statements(browser, f"/admin/search/?q={search}")
    fill(25)
    assert statements(browser, f"/admin/search/?q={search}") <= max(few, MOST)
    assert few <= MOST


def test_the_complaint_page_takes_as_many_for_a_full_file_as_for_an_empty_one(browser):
    handler = db.session.scalars(select(User).where(User.email == "coordinator@demo.example")).one()
    small = a_complaint(state=State.F5, handler=handler).id
    address = f"/admin/complaint/details/?id={small}"
    a_letter(db.session.get_one(Complaint, small))
    few = statements(browser, address)
    for _ in range(3):
        complaint = db.session.get_one(Complaint, small)
        a_party(complaint)
        a_conduct(complaint, position=len(complaint.conducts) + 1)
        a_letter(complaint, LetterKind.L13A)
    assert statements(browser, address) == few
    assert few <= MOST


@pytest.mark.parametrize("tab", ["", "advice", "documents", "follow-up", "hearings", "letters"])
@pytest.mark.parametrize("who", ["secretary", "board1", "adviser1"])
@pytest.mark.parametrize("state", [State.F9, State.F11, State.F18])
def test_with_committee_advice_and_recommendations_it_stays_so(signed_in, state, who, tab):
    complaint = advised(state, delivered=state is not State.F9)
    address, browser = f"/admin/complaint/details/?id={complaint.id}&tab={tab}", signed_in(who)
    few = statements(browser, address)
    for _ in range(3):
        a_conduct(complaint, position=len(complaint.conducts) + 1)
        a_recommendation(complaint, owner_id=user("team_leader").id)
        if state is not State.F9:
            a_clarification(complaint, user("board1"))
        if state is State.F18:
            an_ombudsman_case(complaint)
    assert statements(browser, address) <= max(few, MOST)
    assert few <= MOST


@pytest.mark.parametrize("who", ["secretary", "board1", "servicedesk", "team_leader", "adviser1"])
def test_a_dashboard_takes_no_more_for_many(signed_in, who):
    """Counted anew, it is a fixed number of statements; within half a minute, almost none."""
    browser = signed_in(who)
    fill(2)
    with counted() as first:
        assert browser.get("/admin/dashboard/").status_code == 200
    assert statements(browser, "/admin/dashboard/") <= 5
    fill(15)
    a_complaint(state=State.I1)
    with counted() as second:
        browser.get("/admin/dashboard/")
    assert len(second) <= max(len(first), 30) <= 30


def test_a_list_of_recommendations_takes_no_more_for_many(browser):
    complaint = advised(State.F18, delivered=True)
    few = statements(browser, "/admin/recommendation/")
    for _ in range(10):
        a_recommendation(complaint)
    assert statements(browser, "/admin/recommendation/") == few
    assert few <= MOST


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_the_own_account_takes_few(signed_in, who):
    browser = signed_in(who)
    few = statements(browser, "/admin/account/")
    for _ in range(5):
        signed_in(who)
    assert statements(browser, "/admin/account/") == few


@pytest.mark.parametrize("page", ["", "new/", "details/?id=1"])
def test_the_pages_of_destruction_take_no_more_for_many(signed_in, page):
    def over(count):
        dates = {"received_on": date(2015, 3, 2), "retention_from": date(2016, 4, 4)}
        return [a_complaint(state=State.F19, **dates).id for _ in range(count)]

    destruction.propose(someone("coordinator"), over(2))
    over(2)
    browser, address = signed_in("coordinator"), f"/admin/destruction/{page}"
    few = statements(browser, address)
    over(15)
    if page.startswith("details"):
        destruction.turn_down(someone("coordinator"), 1, 1)
        destruction.propose(someone("coordinator"), over(15))
        address = "/admin/destruction/details/?id=2"
    assert statements(browser, address) == few


def test_a_request_of_a_person_takes_no_more_for_many_pieces_and_files(signed_in):
    """More than another page: each kind of piece is one statement."""
    asker, browser = a_contact(), signed_in("coordinator")
    data = RequestData(RequestKind.ACCESS, asker.id, date(2026, 1, 5), identity="gebeld")
    key = data_requests.create(someone("coordinator"), data)

    def more(count):
        for _ in range(count):
            complaint = a_complaint(state=State.F8, complainant=asker)
            a_letter(complaint)
            a_document(complaint)
            breaches.misdirected(
                someone("coordinator"), complaint.letters[0].id, clock.now(), "Een ander."
            )

    more(2)
    pages = (f"/admin/privacy/details/?id={key}", "/admin/privacy/", "/admin/breach/")
    few = [statements(browser, one) for one in pages]
    more(6)
    assert [statements(browser, one) for one in pages] == few
    assert few[0] <= 2 * MOST
    assert max(few[1:]) <= MOST


@pytest.mark.parametrize("address", ["file/{}/", "person/1/"])
def test_the_trail_of_a_file_or_a_person_takes_few(signed_in, address):
    complaint, browser = a_complaint(), signed_in("auditor")
    asked = "/admin/audit/" + address.format(complaint.id)

    def noted(count):
        for number in range(count):
            with transaction():
                audit.record(someone("coordinator"), "note:added", complaint.id, count=number)

    noted(2)
    few = statements(browser, asked)
    noted(30)
    assert statements(browser, asked) <= few + 1  # from a full page on, the rows are counted
    assert few <= MOST


@pytest.mark.parametrize("address", ["/admin/setting/", "/admin/term/", "/admin/practice/"])
def test_what_the_authority_chose_takes_few(signed_in, address):
    with transaction():
        practice.mark()
    assert statements(signed_in("administrator"), address) <= MOST


def test_the_count_of_the_self_check_is_remembered(app):
    administrator = someone("administrator")
    checks.open_count(administrator)
    with counted() as seen:
        checks.open_count(administrator)
    assert seen == []


def test_the_look_of_the_authority_costs_a_page_nothing(client):
    """Name, logo and colours are remembered; so is that this is no demonstration."""
    assert statements(client, "/privacy") == 0


@pytest.mark.parametrize("address", ["/admin/complaint/{}/dossier/", "/admin/preferences/"])
def test_a_file_on_paper_and_the_own_page_take_few(browser, address):
    complaint = a_complaint(state=State.F5)
    asked = address.format(complaint.id)
    few = statements(browser, asked)
    for _ in range(5):
        a_letter(db.session.get_one(Complaint, complaint.id), LetterKind.L13A)
    assert statements(browser, asked) == few
    assert few <= MOST + 12  # the file, the line in the trail, and the file as it is then
