"""Taken: the own duties, soonest first, and the way to where each is done."""

import re

import pytest
from sqlalchemy import select

from models import Duty, db
from rules.vocabulary import LetterKind, Role, State
from tests.factories import a_complaint, a_conduct, a_hearing, a_letter, a_user
from tests.views.record import days_ago, nothing_changes, user
from tests.views.test_queries_per_page import MOST, statements

WHO = {
    "servicedesk": 200, "team_leader": 200, "coordinator": 200, "secretary": 200, "board1": 200,
    "adviser1": 200, "auditor": 200, "administrator": 403,
}  # fmt: skip
ROW = re.compile(
    r'<tr(?: class="(\w+)")?><th scope="row"><a class="ref" href="([^"]+)"[^>]*>([^<]+)<'
)


def rows(browser, query=""):
    reply = browser.get(f"/admin/duty/{query}")
    assert reply.status_code == 200
    return ROW.findall(reply.text)


def texts(browser, query=""):
    return [words for _, _, words in rows(browser, query)]


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_may_look(app, signed_in, who, status):
    a_complaint(state=State.F4)
    assert signed_in(who).get("/admin/duty/").status_code == status


def test_the_soonest_is_above_and_its_colour_says_how_it_stands(app, signed_in):
    a_complaint(state=State.F5, received_on=days_ago(60))
    a_complaint(state=State.F5, received_on=days_ago(38))
    a_complaint(state=State.F5)
    assert [one[0] for one in rows(signed_in("coordinator"))] == ["red", "amber", "green"]


def test_a_row_names_reference_article_and_whose_it_is(app, signed_in):
    complaint = a_complaint(state=State.F5)
    text = signed_in("coordinator").get("/admin/duty/").text
    for words in (complaint.reference, "art. 9:11 lid 1 Awb", "wie mag: toetsen en voorstellen"):
        assert words in text
    assert complaint.complainant_names not in text


def test_someone_elses_duty_is_not_there(app, signed_in):
    a_complaint(state=State.F5, handler=a_user(Role.COORDINATOR))
    assert rows(signed_in("coordinator")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?flt0_kind_equals=screen", ["Beslissen of de klacht wordt behandeld"]),
        ("?flt0_when_equals=late", ["Klacht afhandelen"]),
        ("?flt0_when_equals=soon", ["Beslissen of de klacht wordt behandeld"]),
        ("?flt0_when_equals=later", ["Klacht afhandelen"]),
        ("?flt0_kind_equals=nonsense", None),
        ("?flt0_when_equals=%00", None),
    ],
)
def test_filters(app, signed_in, query, expected):
    a_complaint(state=State.F5, received_on=days_ago(60))
    a_complaint(state=State.F4, received_on=days_ago(22))
    found = texts(signed_in("coordinator"), query)
    assert found == expected if expected is not None else len(found) == 3


def test_search_finds_a_reference(app, signed_in):
    one, other = a_complaint(state=State.F5), a_complaint(state=State.F5)
    text = signed_in("coordinator").get(f"/admin/duty/?search={one.reference.lower()}").text
    assert one.reference in text.split("<tbody>")[1]
    assert other.reference not in text


@pytest.mark.parametrize("search", ["%25", "_", "'", "%00", "x" * 200])
def test_a_strange_search_is_no_error(app, signed_in, search):
    a_complaint(state=State.F5)
    assert signed_in("coordinator").get(f"/admin/duty/?search={search}").status_code == 200


def place(browser, kind):
    key = db.session.scalars(select(Duty.id).where(Duty.kind == kind)).one()
    reply = browser.get(f"/admin/duty/details/?id={key}")
    assert reply.status_code == 302
    return reply.location


def test_a_duty_leads_to_where_it_is_done(app, signed_in):
    complaint = a_complaint(state=State.F8, handler=user("coordinator"))
    hearing, letter = a_hearing(complaint), a_letter(complaint, LetterKind.L09, sent=False)
    browser = signed_in("coordinator")
    assert place(browser, "hearing") == f"/admin/complaint/{complaint.id}/hold/?of={hearing.id}"
    assert place(browser, "letter") == f"/admin/letter/details/?id={letter.id}"
    assert place(browser, "handling") == f"/admin/complaint/details/?id={complaint.id}"
    for kind in ("hearing", "handling"):  # the letter of this test has no Word file
        assert browser.get(place(browser, kind)).status_code == 200


def test_a_report_leads_to_its_own_page(app, signed_in):
    report = a_complaint(state=State.I1)
    browser = signed_in("servicedesk")
    assert place(browser, "take_up") == f"/admin/report/details/?id={report.id}"


@pytest.mark.parametrize("key", ["999999", "abc", "-1", "%00", "", "99999999999999"])
def test_a_duty_that_is_done_by_now_says_so(app, signed_in, key):
    browser = signed_in("coordinator")
    reply = browser.get(f"/admin/duty/details/?id={key}", follow_redirects=True)
    assert "Deze taak is al gedaan" in reply.text


def test_someone_elses_duty_leads_nowhere(app, signed_in):
    a_complaint(state=State.F5, handler=a_user(Role.COORDINATOR))
    assert place(signed_in("coordinator"), "handling") == "/admin/duty/"


def test_looking_changes_nothing(app, signed_in):
    a_complaint(state=State.F5)
    browser = signed_in("coordinator")
    with nothing_changes():
        browser.get("/admin/duty/")


def test_the_list_takes_as_many_statements_for_many_rows_as_for_few(app, signed_in):
    browser = signed_in("secretary")
    for _ in range(2):
        a_complaint(state=State.F5)
    few = statements(browser, "/admin/duty/")
    for _ in range(15):
        a_complaint(state=State.F5)
    assert statements(browser, "/admin/duty/") == few
    assert few <= MOST


def test_the_start_page_counts_them(app, signed_in):
    a_complaint(state=State.F4)
    text = signed_in("coordinator").get("/admin/").text
    assert re.search(r'href="/admin/duty/"[^>]*><b>2</b>Mijn taken<', text)


def test_what_begins_later_is_not_there_yet(app, signed_in):
    complaint = a_complaint(state=State.F4)
    a_conduct(complaint, occurred_on=days_ago(800))
    assert not any("nu laten besluiten" in one for one in texts(signed_in("coordinator")))
    assert any("nu laten" in one for one in db.session.scalars(select(Duty.text)))


def test_which_mail_comes_is_chosen_elsewhere(app, signed_in):
    assert 'href="/admin/preferences/"' in signed_in("coordinator").get("/admin/duty/").text
