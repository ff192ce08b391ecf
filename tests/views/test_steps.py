"""Steps and acts from the complaint page: what is offered is what the server enforces."""

import re
from itertools import cycle

import pytest
from markupsafe import escape
from sqlalchemy import func, select

from models import Conduct, Step, db
from operations import clock, handling
from operations.transaction import transaction
from rules.vocabulary import Event, HearingStatus, ScreeningOutcome, State, TimeOutcome
from tests import thread
from tests.factories import a_complaint, a_conduct, a_statement
from tests.views.record import days_ago, in_hearing, nothing_changes, said_why, user
from views.acts import ACTS
from views.step_forms import STEP_FORMS

FORMAL = [state for state in State if state.startswith("F") and state is not State.F20]


def page(browser, key):
    reply = browser.get(f"/admin/complaint/details/?id={key}")
    assert reply.status_code == 200
    return reply.text


def column(html):
    """The column of next steps, in its three groups."""
    aside = re.search(r"<aside.*?</aside>", html, re.DOTALL)[0]
    possible, _, rest = aside.partition("Mogelijk, maar let op")
    if not rest:
        possible, _, blocked = aside.partition("Nu nog niet mogelijk")
        return possible, "", blocked
    with_reason, _, blocked = rest.partition("Nu nog niet mogelijk")
    return possible, with_reason, blocked


def step(browser, key, event, **data):
    version = data.pop("version", None) or thread.fresh(key).version
    return browser.post(f"/admin/complaint/{key}/step/{event}", data={"version": version} | data)


@pytest.mark.parametrize("state", FORMAL, ids=lambda one: one.value)
def test_the_page_offers_what_the_rows_of_the_procedure_give(app, signed_in, state):
    """For the board, the secretary and the coordinator, with a conduct of two years ago."""
    complaint = a_complaint(state=state)
    a_conduct(complaint, occurred_on=days_ago(800), title="Lang geleden")
    key = complaint.id
    for who in ("coordinator", "secretary", "board1"):
        browser = signed_in(who)
        possible, with_reason, blocked = column(page(browser, key))
        for offer in handling.offers(thread.fresh(key), thread.someone(who)):
            event, group = offer.row.event, blocked
            if offer.possible or offer.with_reason:
                group = possible if offer.possible else with_reason
                if not offer.row.letter:
                    assert f"/step/{event}" in group, (who, event)
                continue
            assert str(escape(event.label)) in group, (who, event)
            for one in offer.obstacles:
                assert str(escape(one.text)) in group, (who, event)
                assert one.basis is None or str(one.basis) in group, (who, event)


@pytest.mark.parametrize("state", FORMAL, ids=lambda one: one.value)
def test_a_step_that_is_not_possible_yet_is_refused_with_every_reason(app, signed_in, state):
    complaint = a_complaint(state=state)
    a_conduct(complaint, occurred_on=days_ago(800), title="Lang geleden")
    key = complaint.id
    for who in ("coordinator", "secretary", "board1"):
        browser = signed_in(who)
        offers = handling.offers(thread.fresh(key), thread.someone(who))
        for offer in (one for one in offers if not one.possible):
            event = offer.row.event
            with nothing_changes():
                reply = step(browser, key, event, decided_on=str(clock.today()),
                             members=str(user("board1").id), weeks="1", reason="")  # fmt: skip
            if offer.row.letter:
                assert reply.status_code == 409
                assert "door de brief te verzenden" in reply.text
            else:
                assert reply.status_code in {409, 422}, event
            if not offer.row.letter:
                for one in offer.obstacles:
                    assert str(escape(one.text)) in reply.text


def test_a_link_that_repairs_leads_to_a_page_that_opens(app, signed_in):
    """Whoever may not remove an obstacle gets its words without a link."""
    followed = set()
    for state in FORMAL:
        complaint = a_complaint(state=state)
        a_conduct(complaint, occurred_on=days_ago(800), title="Lang geleden")
        for who in ("coordinator", "secretary", "board1", "auditor"):
            browser = signed_in(who)
            said_why(who, complaint.id)
            html = page(browser, complaint.id)
            links = re.findall(r'<a href="(/[^"]+)">', html[html.index("<aside") :])
            for link in {one.replace("&amp;", "&") for one in links}:
                assert browser.get(link).status_code == 200, (state, who, link)
                followed.add(re.sub(r"\d+", "N", link))
    assert len(followed) >= 6


def test_a_link_that_repairs_says_what_it_does(app, signed_in):
    key = a_complaint(state=State.F4).id
    html = page(signed_in("board1"), key)
    assert ">Behandelaar aanwijzen</a>" in html
    assert "Dit oplossen" not in html


def test_what_comes_first_is_advised(app, signed_in):
    key = a_complaint(state=State.F4, handler=user("coordinator")).id
    old = thread.fresh(key).conducts[0].id
    with transaction():
        conduct = db.session.get_one(Conduct, old)
        conduct.occurred_on, conduct.time_outcome = days_ago(800), TimeOutcome.OLDER
    a_statement(thread.fresh(key), user("coordinator"))
    html = page(signed_in("board1"), key)
    button = r'class="advised">.*?<a class="btn block primary"[^>]* href="([^"]+)"'
    advised = re.search(button, html, re.DOTALL)
    assert advised[1] == f"/admin/complaint/{key}/screening/?of={old}"


def test_a_step_is_taken_once(app, signed_in):
    key = a_complaint().id
    browser, version = signed_in("coordinator"), thread.fresh(key).version
    assert step(browser, key, "register", version=version).status_code == 302
    with nothing_changes():
        again = step(browser, key, "register", version=version)
    assert again.status_code == 409
    assert "kan niet vanuit de stand" in again.text
    taken = select(func.count()).where(Step.complaint_id == key, Step.event == Event.REGISTER)
    assert db.session.scalar(taken) == 1


def test_a_step_on_what_someone_changed_is_told_with_the_name(app, signed_in):
    key = a_complaint().id
    old = thread.fresh(key).version
    signed_in("secretary").post(
        f"/admin/complaint/{key}/party/",
        data={"version": old, "kind": "subject", "family_name": "Horst"},
    )
    with nothing_changes():
        reply = step(signed_in("coordinator"), key, "register", version=old)
    assert reply.status_code == 409
    assert "Iemand anders was je voor" in reply.text
    assert "Bas Smit" in reply.text
    # The page holds the new version: pressing again, now knowing, works.
    version = re.search(r'name="version" value="(\d+)"', reply.text)[1]
    assert step(signed_in("coordinator"), key, "register", version=version).status_code == 302


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999", "5,6", "%00", "\0"])
def test_a_step_without_the_version_of_the_page_is_not_taken(app, signed_in, version):
    key = a_complaint().id
    with nothing_changes():
        reply = signed_in("coordinator").post(
            f"/admin/complaint/{key}/step/register", data={"version": version}
        )
    assert reply.status_code == 409


@pytest.mark.parametrize(
    "address",
    [
        "{}/step/nonsense", "{}/step/", "{}/step/receive/", "{}/nonsense/", "abc/step/register",
        "-1/step/register", "99999999999999/step/register", "%00/step/register",
        "5,6/step/register", "{}/step/REGISTER", "{}/step/register%00", "99999999999999/party/",
        "999/step/register", "999/note/", "999/letter/", "999/document/1", "{}/document/999",
        "{}/document/99999999999999", "{}/document/-1", "99999999999999/note/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_step_act_or_file_does_not_exist(app, signed_in, address, method):
    key = a_complaint().id
    with nothing_changes():
        reply = signed_in("coordinator").open(
            f"/admin/complaint/{address.format(key)}", method=method, data={"text": "x"}
        )
    assert reply.status_code in {404, 405}


def test_every_step_from_every_state_is_an_answer(app, signed_in):
    """Never a 500, and nothing moves without its form. The two take turns: it is 720 pages."""
    browsers = cycle([signed_in(who) for who in ("coordinator", "board1")])
    for state in FORMAL:
        key = a_complaint(state=state).id
        for event in Event:
            reply = next(browsers).get(f"/admin/complaint/{key}/step/{event}")
            assert reply.status_code in {200, 403, 409}, (state, event)
        next(browsers)  # each event for both, state after state
        assert thread.fresh(key).state is state


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize("state", [State.F0, State.F4, State.F8, State.F11, State.F12, State.F19])
def test_every_act_in_every_state_is_an_answer(app, signed_in, act, state):
    complaint = a_complaint(state=state)
    address = f"/admin/complaint/{complaint.id}/{act}/?of={complaint.conducts[0].id}"
    version = complaint.version
    browser = signed_in("board1")
    assert browser.get(address).status_code in {200, 403, 404, 409}
    with nothing_changes():
        empty = browser.post(address, data={"version": version})
    assert empty.status_code in {403, 404, 409, 422}


# --- the forms of steps ---

PRINTED = {
    "decided_on": ["", "gisteren", "2026-02-30", "9999-12-31", "2099-01-01", "١-١-٢٠٢٦"],
    "members": ["", "abc", "99999999999999", "-1"],
}


@pytest.mark.parametrize(
    ("field", "value"), [(name, one) for name, values in PRINTED.items() for one in values]
)
def test_a_decision_of_the_board_that_cannot_be(app, signed_in, field, value):
    key = ready_to_handle()
    data = {"decided_on": str(clock.today()), "reason": "Past bij ons.",
            "members": [str(user("board1").id), str(user("board2").id)]}  # fmt: skip
    with nothing_changes():
        reply = step(signed_in("board1"), key, "handle_own", **data | {field: value})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    assert "Past bij ons." in reply.text


def ready_to_handle():
    key = a_complaint(state=State.F4, handler=user("coordinator")).id
    a_statement(thread.fresh(key), user("coordinator"))
    return key


@pytest.mark.parametrize(("who", "ticked"), [("board1", ["board1"]), ("board2", ["board2"])])
def test_who_of_the_board_writes_a_decision_down_is_ticked(app, signed_in, who, ticked):
    key = ready_to_handle()
    page = signed_in(who).get(f"/admin/complaint/{key}/step/handle_own").text
    found = re.findall(r'name="members" value="(\d+)" checked', page)
    assert found == [str(user(one).id) for one in ticked]


def test_who_took_the_tick_away_is_not_ticked_again(app, signed_in):
    key = ready_to_handle()
    reply = step(signed_in("board1"), key, "handle_own", members=str(user("board2").id))
    assert reply.status_code == 422  # without a day
    found = re.findall(r'name="members" value="(\d+)" checked', reply.text)
    assert found == [str(user("board2").id)]


def test_the_board_decides_to_handle_it(app, signed_in):
    key = ready_to_handle()
    data = {"decided_on": str(clock.today()), "reason": "Past bij ons.",
            "members": [str(user("board1").id), str(user("board2").id)]}  # fmt: skip
    assert step(signed_in("board1"), key, "handle_own", **data).status_code == 302
    complaint = thread.fresh(key)
    assert complaint.state is State.F5
    assert {one.screening for one in complaint.conducts} == {ScreeningOutcome.TAKEN_UP}


@pytest.mark.parametrize("weeks", ["", "0", "-1", "abc", "١", "1.5", "99999999999999"])
def test_a_postponement_that_cannot_be(app, signed_in, weeks):
    key = a_complaint(state=State.F8).id
    with nothing_changes():
        reply = step(signed_in("secretary"), key, "postpone", weeks=weeks, reason="Ziekte.")
    assert reply.status_code == 422
    assert 'id="weeks-error"' in reply.text
    assert "Ziekte." in reply.text


def test_four_weeks_is_the_most_that_a_term_is_postponed(app, signed_in):
    key = a_complaint(state=State.F8).id
    with nothing_changes():
        reply = step(signed_in("secretary"), key, "postpone", weeks="5", reason="Ziekte.")
    assert reply.status_code == 409
    assert "Verdagen kan in totaal ten hoogste 4 weken." in reply.text
    assert "art. 9:11 lid 2 Awb" in reply.text
    assert "Ziekte." in reply.text


def test_a_term_that_has_run_out_is_not_postponed_and_the_way_on_is_shown(app, signed_in):
    key = a_complaint(state=State.F8, received_on=days_ago(60)).id
    with nothing_changes():
        reply = step(signed_in("secretary"), key, "postpone", weeks="2", reason="Ziekte.")
    assert reply.status_code == 409
    assert "verdagen kan niet meer" in reply.text
    assert "art. 9:11 lid 2 Awb" in reply.text
    assert f'<a href="/admin/complaint/{key}/step/extend">' in reply.text
    assert "Ziekte." in reply.text


# --- hearings ---


def test_planning_and_holding_a_hearing(app, signed_in):
    key = in_hearing()
    complaint = thread.fresh(key)
    hearing, version = complaint.hearings[0].id, complaint.hearings[0].version
    before = clock.now().astimezone(clock.AMSTERDAM)
    data = {
        "version": version, "held_at": f"{before:%Y-%m-%dT00:01}", "minutes": "45",
        "heard_by_id": user("coordinator").id, "present": "Klager", "report": "Besproken.",
    }  # fmt: skip
    address = f"/admin/complaint/{key}/hold/?of={hearing}"
    browser = signed_in("coordinator")
    for wrong in ({"held_at": "2099-01-01T10:00"}, {"minutes": "0"}, {"minutes": "601"},
                  {"heard_by_id": str(user("board2").id)}, {"report": ""}):  # fmt: skip
        with nothing_changes():
            reply = browser.post(address, data=data | wrong)
        assert reply.status_code == 422
        assert f'id="{min(wrong)}-error"' in reply.text
    assert browser.post(address, data=data | {"final": "1"}).status_code == 302
    assert thread.fresh(key).hearings[0].status is HearingStatus.HELD
    with nothing_changes():
        again = browser.post(address, data=data)
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"planned_at": "2020-01-01T10:00"}, "planned_at"), ({"planned_at": ""}, "planned_at"),
        ({"party_id": "999"}, "party_id"), ({"party_id": "abc"}, "party_id"),
        ({"form": "duif"}, "form"), ({"place": ""}, "place"),
        ({"reply_by": "2020-01-01"}, "reply_by"), ({"reply_by": "2098-12-31"}, "reply_by"),
        ({"form": "video", "place": "http://overleg.example"}, "place"),
        ({"minutes": "0"}, "minutes"), ({"minutes": "uur"}, "minutes"),
        ({"heard_by_id": ""}, "heard_by_id"), ({"heard_by_id": "all"}, "heard_by_id"),
        ({"participants": "a\0b"}, "participants"), ({"participants": "x" * 2001}, "participants"),
    ],
)  # fmt: skip
def test_a_hearing_that_cannot_be(app, signed_in, wrong, field):
    complaint = a_complaint(state=State.F8)
    a_statement(complaint, user("coordinator"))
    data = {"party_id": complaint.parties[0].id, "planned_at": "2098-01-05T10:00", "minutes": "60",
            "form": "phone", "place": "030 000 00 00", "version": complaint.version,
            "heard_by_id": user("coordinator").id}  # fmt: skip
    with nothing_changes():
        reply = signed_in("coordinator").post(
            f"/admin/complaint/{complaint.id}/hearing/", data=data | wrong
        )
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


def test_steps_with_a_form_are_named_once():
    assert set(STEP_FORMS) <= set(Event)
