"""The acts of adviser and committee, follow-up, other endings and the ombudsman, on screen.

Who may do what is written by hand from law.md part 6.
"""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Complaint, Duty, db
from operations import clock
from operations.transaction import transaction
from rules.duties import DutyKind
from rules.vocabulary import Acceptance, Judgement, State
from tests import thread
from tests.factories import (
    a_clarification,
    a_complaint,
    a_contact,
    a_party,
    a_recommendation,
    a_statement,
    an_ombudsman_case,
)
from tests.samples import a_pdf
from tests.views.record import advised, days_ago, nothing_changes, said_why, user

TODAY = str(clock.today())
LATER = str(clock.today() + timedelta(days=400))
WHO = ("coordinator", "secretary", "board1", "adviser1", "auditor")
OFFICE = {"coordinator", "secretary"}

ACTS = {
    # act: the state, another state, what it is about, who may
    "advice": (State.F9, State.F11, "", {"adviser1"}),
    "advise": (State.F9, State.F11, "conduct", {"adviser1"}),
    "recommend": (State.F9, State.F11, "", {"adviser1"}),
    "replace": (State.F9, State.F11, "", {"board1"}),
    "clarify": (State.F11, State.F9, "", OFFICE | {"board1"}),
    "clarified": (State.F11, State.F9, "clarification", {"adviser1"}),
    "settlement": (State.F9, State.F12, "", OFFICE | {"adviser1"}),
    "withdrawal": (State.F9, State.F12, "", OFFICE | {"adviser1"}),
    "ask_extension": (State.F9, State.F12, "", {"secretary", "board1"}),
    "measure": (State.F12, State.F9, "", OFFICE | {"board1"}),
    "answer_recommendation": (State.F11, State.F19, "recommendation", OFFICE | {"board1"}),
    "finish": (State.F12, State.F19, "accepted", OFFICE),
    "ombudsman": (State.F12, State.F11, "", OFFICE),
    "ombudsman_question": (State.F12, State.F20, "case", OFFICE),
    "ombudsman_answer": (State.F12, State.F20, "question", OFFICE),
    "ombudsman_close": (State.F12, State.F20, "case", OFFICE),
    "judge": (State.F11, State.F9, "conduct", OFFICE | {"board1"}),
    "party_role": (State.F9, State.F12, "party", OFFICE),
}
RIGHT = {
    "advice": {"report": "Bevindingen."},
    "advise": {"admissible": "1", "advised": "founded", "reason": "Zo hoort het niet."},
    "recommend": {"kind": "prevention", "text": "Leg het vast."},
    "replace": {"leaving_id": "adviser3", "reason": "Op eigen verzoek."},
    "clarify": {"question": "Wat bedoelt u?"},
    "clarified": {"answer": "Kortaf."},
    "settlement": {"settled_on": TODAY, "settlement": "Excuses.", "satisfaction": "Zegt hij zelf."},
    "withdrawal": {"withdrawn_on": TODAY, "how": "Per brief."},
    "ask_extension": {"until": LATER, "answer_by": LATER, "reason": "Ziekte."},
    "measure": {"kind": "prevention", "text": "Gesprek voeren."},
    "answer_recommendation": {"acceptance": "accepted", "owner_id": "team_leader", "due_on": LATER},
    "finish": {"result": "Gedaan.", "done_on": TODAY},
    "ombudsman": {"reference": "2026.1", "opened_on": TODAY},
    "ombudsman_question": {"question": "Hoe is gehoord?", "due_on": LATER},
    "ombudsman_answer": {"answered_on": TODAY},
    "ombudsman_close": {"outcome": "Behoorlijk.", "closed_on": TODAY},
    "judge": {"findings": "Bevestigd.", "judgement": "founded", "reason": "Zo hoort het niet."},
    "party_role": {"capacity": "docent"},
}
PEOPLE = ("leaving_id", "owner_id", "user_id")


def who_first(act: str) -> str:
    """Whoever does it most."""
    allowed = ACTS[act][3]
    return next(one for one in ("adviser1", "secretary", "board1") if one in allowed)


def file(act: str, state: State | None = None) -> tuple[Complaint, str]:
    """A file in which the act can be done, and the address of its page."""
    state = state or ACTS[act][0]
    complaint = advised(state, delivered=state not in {State.F9, State.F8})
    of = ""
    match ACTS[act][2]:
        case "conduct":
            of = complaint.conducts[0].id
        case "party":
            of = complaint.parties[-1].id
        case "recommendation":
            of = complaint.recommendations[0].id
        case "accepted":
            of = a_recommendation(
                complaint, acceptance=Acceptance.ACCEPTED, owner_id=user("team_leader").id,
                due_on=clock.today(),
            ).id  # fmt: skip
        case "clarification":
            of = a_clarification(complaint, user("board1")).id
        case "case":
            of = an_ombudsman_case(complaint).id
        case "question":
            of = an_ombudsman_case(complaint).questions[0].id
    return complaint, f"/admin/complaint/{complaint.id}/{act}/" + (f"?of={of}" if of else "")


def data(act: str, **changes: str) -> dict[str, str]:
    values = RIGHT[act] | changes
    codes = set(thread.ADVISERS) | {"team_leader", "board1"}
    return {
        name: str(user(value).id) if name in PEOPLE and value in codes else value
        for name, value in values.items()
    }


def version_on(browser, address: str) -> str:
    return re.search(r'name="version" value="(\d+)"', browser.get(address).text)[1]


def post(browser, address: str, values: dict[str, str]):
    return browser.post(address, data={"version": version_on(browser, address)} | values)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_opens_for_whoever_has_the_right_and_for_nobody_else(app, signed_in, act):
    _, address = file(act)
    allowed = ACTS[act][3]
    found = {who: signed_in(who).get(address).status_code for who in WHO}
    closed = {(act, who): 403 for who in WHO} | {("replace", "secretary"): 409}
    assert found == {who: 200 if who in allowed else closed[act, who] for who in WHO}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_do_it_does_not_do_it_by_posting_either(app, signed_in, act):
    complaint, address = file(act)
    with nothing_changes():
        for who in set(WHO) - ACTS[act][3]:
            values = {"version": complaint.version} | data(act)
            posted = signed_in(who).post(address, data=values).status_code
            assert posted == (409 if (act, who) == ("replace", "secretary") else 403), who


def test_the_secretary_replaces_when_the_complaint_is_about_the_whole_board(app, signed_in):
    """SOD3: no member sees that file (art. 9:7 lid 2 Awb)."""
    complaint, address = file("replace")
    for code in ("board1", "board2"):
        a_party(complaint, a_contact(user_id=user(code).id), board_member=True)
    browser = signed_in("secretary")
    assert f'href="/admin/complaint/{complaint.id}/replace/"' in browser.get(
        f"/admin/complaint/details/?id={complaint.id}"
    ).text  # fmt: skip
    assert post(browser, address, data("replace")).status_code == 302


def test_a_button_is_there_for_whoever_it_is_for(app, signed_in):
    """What the file offers, opens; what is someone else's, is not offered."""
    for state, names in (
        (State.F9, ("advice", "recommend", "replace", "settlement", "withdrawal", "ask_extension")),
        (State.F11, ("clarify", "conclude", "measure")), (State.F12, ("measure", "ombudsman")),
    ):  # fmt: skip
        complaint = advised(state, delivered=state is not State.F9)
        for who in WHO:
            browser = signed_in(who)
            page = browser.get(f"/admin/complaint/details/?id={complaint.id}").text
            for act in names:
                address = f"/admin/complaint/{complaint.id}/{act}/"
                open_to = browser.get(address).status_code == 200
                assert (f'href="{address}"' in page) is open_to, (state, who, act)


@pytest.mark.parametrize("act", ACTS)
def test_a_file_that_one_does_not_see_has_no_acts(app, signed_in, act):
    complaint, address = file(act)
    me = user("secretary")
    a_party(complaint, a_contact(user_id=me.id))
    values = {"version": complaint.version} | data(act)
    for who in ("secretary", "servicedesk"):
        with nothing_changes():
            assert signed_in(who).get(address).status_code == 404
            assert signed_in(who).post(address, data=values).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_from_another_state_an_act_is_refused(app, signed_in, act):
    complaint, address = file(act, ACTS[act][1])
    browser = signed_in(who_first(act))
    with nothing_changes():
        assert browser.get(address).status_code == 409
        values = {"version": complaint.version} | data(act)
        assert browser.post(address, data=values).status_code == 409


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_once(app, signed_in, act):
    complaint, address = file(act)
    browser = signed_in(who_first(act))
    values = {"version": version_on(browser, address)} | data(act)
    first = browser.post(address, data=values)
    assert first.status_code == 302, first.text
    assert first.location.startswith(f"/admin/complaint/details/?id={complaint.id}")
    gone = 422 if act == "replace" else 409  # who left, is no choice any more
    with nothing_changes():
        assert browser.post(address, data=values).status_code == gone


@pytest.mark.parametrize("act", [act for act, row in ACTS.items() if row[2]])
def test_a_part_of_another_file_is_not_below_this_one(app, signed_in, act):
    complaint, address = file(act)
    other, _ = file(act)
    browser = signed_in(who_first(act))
    elsewhere = address.replace(f"/{complaint.id}/", f"/{other.id}/")
    garbage = [re.sub(r"of=.*", f"of={key}", address) for key in ("0", "-1", "abc", "99999999999")]
    with nothing_changes():
        for one in (elsewhere, *garbage):
            assert browser.get(one).status_code == 404, one
            assert browser.post(one, data={"version": 1} | data(act)).status_code == 404, one


WRONG = [
    ("advice", "report", ["", "  \n", "x\0y"]),
    ("advise", "admissible", ["", "2", "ja"]),
    ("advise", "advised", ["", "misschien"]),
    ("advise", "reason", ["", " ", "x" * 8001]),
    ("recommend", "kind", ["", "duif"]),
    ("recommend", "text", ["", "x" * 2001]),
    ("replace", "leaving_id", ["board1", "99999999999", "abc"]),
    ("replace", "user_id", ["adviser1", "999999", "abc"]),
    ("replace", "reason", ["", " "]),
    ("clarify", "question", ["", "x" * 4001]),
    ("clarified", "answer", ["", "\n"]),
    ("settlement", "settled_on", ["", "gisteren", "2099-01-01", "2000-01-01"]),
    ("settlement", "settlement", ["", " "]),
    ("settlement", "satisfaction", ["", "\t"]),
    ("withdrawal", "withdrawn_on", ["", "2026-02-30", "2099-01-01", "2000-01-01"]),
    ("withdrawal", "how", ["", "twee\nregels"]),
    ("ask_extension", "until", ["", "2000-01-01", "٢٠٢٦-٠١-٠١"]),
    ("ask_extension", "answer_by", ["", TODAY, "9998-01-01"]),
    ("ask_extension", "reason", ["", " "]),
    ("measure", "kind", [""]),
    ("measure", "text", ["", " "]),
    ("answer_recommendation", "acceptance", ["", "misschien"]),
    ("answer_recommendation", "owner_id", ["", "99999999999", "abc"]),
    ("answer_recommendation", "due_on", ["", "2000-01-01"]),
    ("finish", "result", ["", " "]),
    ("finish", "done_on", ["", "2099-01-01", "2000-01-01"]),
    ("ombudsman", "reference", ["", "x" * 81]),
    ("ombudsman", "opened_on", ["", "2099-01-01", "2000-01-01"]),
    ("ombudsman_question", "question", ["", " "]),
    ("ombudsman_question", "due_on", ["", "2000-01-01"]),
    ("ombudsman_answer", "answered_on", ["", "2099-01-01", "2000-01-01"]),
    ("ombudsman_close", "outcome", ["", " "]),
    ("ombudsman_close", "closed_on", ["", "2099-01-01", "2000-01-01"]),
    ("judge", "findings", ["", " "]),
    ("judge", "reason", ["", " "]),
]


@pytest.mark.parametrize(("act", "field", "values"), WRONG, ids=lambda one: str(one)[:25])
def test_what_cannot_be_is_told_at_its_field(app, signed_in, act, field, values):
    _, address = file(act)
    browser = signed_in(who_first(act))
    for value in values:
        with nothing_changes():
            reply = post(browser, address, data(act, **{field: value}))
        assert reply.status_code == 422, value
        assert f'id="{field}-error"' in reply.text, value
        assert f'href="#{field}"' in reply.text


@pytest.mark.parametrize("acceptance", ["partly", "rejected"])
def test_not_taking_over_asks_why(app, signed_in, acceptance):
    _, address = file("answer_recommendation")
    with nothing_changes():
        reply = post(signed_in("board1"), address,
                     data("answer_recommendation", acceptance=acceptance))  # fmt: skip
    assert reply.status_code == 422
    assert 'id="answer_reason-error"' in reply.text


def test_finishing_late_asks_why(app, signed_in):
    complaint = advised(State.F12, delivered=True)
    key = a_recommendation(
        complaint, acceptance=Acceptance.ACCEPTED, due_on=days_ago(3),
        owner_id=user("team_leader").id,
    ).id  # fmt: skip
    address = f"/admin/complaint/{complaint.id}/finish/?of={key}"
    with nothing_changes():
        reply = post(signed_in("secretary"), address, data("finish"))
    assert reply.status_code == 422
    assert 'id="late_reason-error"' in reply.text


def test_the_duty_of_an_owner_leads_to_where_the_owner_can_do_it(app, signed_in):
    """The owner does not see the file itself, so the way there would be a dead end."""
    complaint = advised(State.F12, delivered=True)
    a_recommendation(
        complaint,
        acceptance=Acceptance.ACCEPTED,
        due_on=clock.today(),
        owner_id=user("team_leader").id,
    )
    browser = signed_in("team_leader")
    duty = db.session.scalars(select(Duty).where(Duty.kind == DutyKind.FOLLOW_UP)).one()
    reply = browser.get(f"/admin/duty/details/?id={duty.id}", follow_redirects=True)
    assert reply.status_code == 200
    assert "Leg belafspraken vast." in reply.text
    assert 'name="result"' in reply.text


# --- what one reads before answering --------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("judge", "Zo spreekt een docent niet."),
        ("clarified", "Wat bedoelt u met stroef?"),
        ("answer_recommendation", "Leg belafspraken vast."),
        ("finish", "Leg belafspraken vast."),
        ("ombudsman_answer", "Hoe is gehoord?"),
    ],
)
def test_the_page_shows_what_is_answered(app, signed_in, act, words):
    _, address = file(act)
    assert words in signed_in(who_first(act)).get(address).text


# --- steps with a form of their own ---------------------------------------------------------


def step(browser, key: int, event: str, **values: object):
    version = thread.fresh(key).version
    return browser.post(f"/admin/complaint/{key}/step/{event}", data={"version": version} | values)


def decision(**changes: object) -> dict[str, object]:
    members = [str(user(code).id) for code in ("board1", "board2")]
    return {"decided_on": TODAY, "members": members, "reason": "Zwaar.", "stated": "1"} | changes


@pytest.fixture
def screened(app):
    """At the screening, with a handler who stated not to be involved, and a committee."""
    key = a_complaint(state=State.F4, handler=user("coordinator"), received_on=days_ago(14)).id
    a_statement(thread.fresh(key), user("coordinator"))
    thread.a_committee()
    return key


@pytest.mark.parametrize("event", ["appoint_adviser", "appoint_committee"])
def test_both_last_days_stand_on_the_page_before_one_chooses(app, signed_in, screened, event):
    text = signed_in("board1").get(f"/admin/complaint/{screened}/step/{event}").text
    assert "De afhandeltermijn eindigt nu op" in text
    assert "Na deze keuze eindigt zij op" in text


@pytest.mark.parametrize(
    ("event", "field", "value"),
    [
        ("appoint_adviser", "adviser_id", ""),
        ("appoint_adviser", "adviser_id", "999999"),
        ("appoint_adviser", "adviser_id", "board1"),
        ("appoint_adviser", "decided_on", "2099-01-01"),
        ("appoint_adviser", "members", ""),
        ("appoint_adviser", "reason", " "),
        ("appoint_committee", "committee_id", ""),
        ("appoint_committee", "committee_id", "abc"),
        ("appoint_committee", "decided_on", "2000-01-01"),
        ("appoint_committee", "reason", ""),
    ],
)
def test_an_appointment_that_cannot_be(app, signed_in, screened, event, field, value):
    values = decision(adviser_id=user("adviser1").id, committee_id="1", advisers_stated="1")
    value = user(value).id if value == "board1" else value
    with nothing_changes():
        reply = step(signed_in("board1"), screened, event, **values | {field: value})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


def test_nobody_advises_without_the_statement(app, signed_in, screened):
    with nothing_changes():
        reply = step(signed_in("board1"), screened, "appoint_committee",
                     **decision(committee_id="1"))  # fmt: skip
    assert reply.status_code == 409
    assert "Leg eerst de verklaring vast" in reply.text


def test_the_board_appoints_a_committee(app, signed_in, screened):
    values = decision(committee_id="1", advisers_stated="1")
    assert step(signed_in("board1"), screened, "appoint_committee", **values).status_code == 302
    assert thread.fresh(screened).state is State.F7
    page = signed_in("adviser1").get(f"/admin/complaint/details/?id={screened}&tab=advice").text
    assert "prof. mr. Els Jacobs" in page


@pytest.mark.parametrize(
    ("state", "event", "who", "values", "field"),
    [
        (State.F16, "resume", "coordinator", {"reason": " "}, "reason"),
        (State.F17, "retract", "board1", {"reason": "", "requested_on": TODAY}, "reason"),
        (State.F17, "retract", "board1", {"reason": "x", "requested_on": "2099-01-01"},
         "requested_on"),
        (State.F17, "retract", "board1", {"reason": "x", "requested_on": ""}, "requested_on"),
        (State.F12, "reopen", "board1", {"own_term_on": "", "reason": "x"}, "own_term_on"),
        (State.F12, "reopen", "board1", {"own_term_on": TODAY, "reason": "x"}, "own_term_on"),
        (State.F12, "reopen", "board1", {"own_term_on": LATER, "reason": ""}, "reason"),
        (State.F7, "resume_own", "board1", {"reason": ""}, "reason"),
    ],
)  # fmt: skip
def test_a_step_back_that_cannot_be(app, signed_in, state, event, who, values, field):
    complaint = advised(state, delivered=state is State.F12)
    if state is State.F7:
        a_statement(complaint, user("coordinator"))
    if event in {"reopen", "resume_own"}:
        values = decision() | values
    with nothing_changes():
        reply = step(signed_in(who), complaint.id, event, **values)
    assert reply.status_code == 422, reply.text
    assert f'id="{field}-error"' in reply.text


@pytest.mark.parametrize(
    ("state", "event", "who"),
    [
        (State.F4, "appoint_committee", "board1"), (State.F4, "appoint_adviser", "board1"),
        (State.F7, "resume_own", "board1"), (State.F16, "resume", "coordinator"),
        (State.F17, "retract", "board1"), (State.F12, "reopen", "board1"),
        (State.F12, "follow_up", "secretary"),
    ],
)  # fmt: skip
def test_a_later_step_is_for_one_role(app, signed_in, state, event, who):
    """The board routes, takes back and reopens; the office resumes and follows up."""
    others = {"coordinator": "board1", "board1": "coordinator", "secretary": "board1"}
    key = a_complaint(state=state).id
    with nothing_changes():
        assert step(signed_in(others[who]), key, event).status_code == 403
        assert step(signed_in(who), key, event).status_code in {409, 422}


# --- SOD4: a draft of an advice is for whoever advises ---------------------------------------


@pytest.mark.parametrize("who", ["board1", "secretary", "coordinator", "auditor"])
def test_a_draft_of_the_advice_shows_nowhere(app, signed_in, who):
    complaint = advised()
    browser = signed_in(who)
    said_why(who, complaint.id)
    for tab in ("", "advice", "follow-up", "letters", "text"):
        text = browser.get(f"/admin/complaint/details/?id={complaint.id}&tab={tab}").text
        for secret in ("Beide kanten", "Zo spreekt", "belafspraken", "advies: gegrond"):
            assert secret not in text, (tab, secret)
    assert "belafspraken" not in browser.get("/admin/recommendation/").text
    conduct = browser.get(f"/admin/conduct/details/?id={complaint.conducts[0].id}").text
    assert "Zo spreekt" not in conduct


@pytest.mark.parametrize("who", ["board1", "secretary", "coordinator", "auditor", "adviser2"])
def test_a_delivered_advice_shows_whole(app, signed_in, who):
    complaint = advised(State.F11, delivered=True)
    said_why(who, complaint.id)
    text = signed_in(who).get(f"/admin/complaint/details/?id={complaint.id}&tab=advice").text
    assert "Beide kanten zijn gehoord." in text
    assert "Zo spreekt een docent niet." in text


def test_who_advises_sees_the_own_draft(app, signed_in):
    complaint = advised()
    text = signed_in("adviser3").get(f"/admin/complaint/details/?id={complaint.id}&tab=advice").text
    assert "Beide kanten zijn gehoord." in text


@pytest.mark.parametrize(("ended", "shown"), [(False, False), (True, True)])
def test_who_advises_sees_the_judgement_once_it_went_out(app, signed_in, ended, shown):
    """Law.md part 6: a draft of the decision is not for who advises; the office has its file."""
    complaint = advised(State.F12 if ended else State.F11, delivered=True)
    with transaction():
        file = db.session.get_one(Complaint, complaint.id)
        file.ended_on = clock.today() if ended else None
        conduct = file.conducts[0]
        conduct.judgement, conduct.judgement_reason = Judgement.UNFOUNDED, "Het was anders."
    page, one = f"/admin/complaint/details/?id={complaint.id}", f"?id={complaint.conducts[0].id}"
    adviser, office = signed_in("adviser3"), signed_in("coordinator")
    for address in (page, f"{page}&tab=advice", f"/admin/complaint/{complaint.id}/dossier/"):
        assert ("ongegrond" in adviser.get(address).text) is shown, address
        assert "ongegrond" in office.get(address).text, address
    listed = adviser.get("/admin/conduct/").text.partition("<tbody")[2]
    assert ("ongegrond" in listed) is shown
    assert ("Het was anders." in adviser.get(f"/admin/conduct/details/{one}").text) is shown
    told = adviser.get("/admin/conduct/?flt0_judgement_equals=unfounded").text
    assert (complaint.conducts[0].title in told.partition("<tbody")[2]) is shown


# --- recommendations across files -----------------------------------------------------------


@pytest.fixture
def measure(app):
    """For the team leader, in a file that the team leader does not see."""
    complaint = advised(State.F18, delivered=True, subject="Kenmerkend onderwerp")
    return a_recommendation(
        complaint, text="Voer het gesprek.", acceptance=Acceptance.ACCEPTED,
        owner_id=user("team_leader").id, due_on=clock.today(),
    )  # fmt: skip


LISTED = {
    # the whole list, one's own, or none
    "coordinator": "all", "secretary": "all", "board1": "all", "auditor": "all",
    "adviser1": "all", "team_leader": "own", "servicedesk": "none", "administrator": "none",
}  # fmt: skip


@pytest.mark.parametrize("who", LISTED)
def test_each_role_lists_its_own_recommendations(app, signed_in, measure, who):
    text = signed_in(who).get("/admin/recommendation/").text
    assert ("Voer het gesprek." in text) is (LISTED[who] != "none")
    assert ("Leg belafspraken vast." in text) is (LISTED[who] == "all")
    assert "Kenmerkend onderwerp" not in text


def test_the_owner_finishes_a_measure_without_seeing_the_file(app, signed_in, measure):
    browser, key, file_id = signed_in("team_leader"), measure.id, measure.complaint_id
    address = f"/admin/recommendation/edit/?id={key}"
    page = browser.get(address).text
    assert "Voer het gesprek." in page
    assert 'enctype="multipart/form-data"' in page
    evidence = (io.BytesIO(a_pdf("verslag")), "verslag.pdf")
    values = {"version": version_on(browser, address)} | data("finish") | {"evidence": evidence}
    reply = browser.post(address, data=values, content_type="multipart/form-data")
    assert reply.status_code == 302, reply.text
    done = next(one for one in thread.fresh(file_id).recommendations if one.id == key)
    assert (str(done.done_on), done.result) == (TODAY, "Gedaan.")
    assert done.evidence_id is not None
    assert browser.get(f"/admin/complaint/details/?id={file_id}").status_code == 403


@pytest.mark.parametrize("who", ["servicedesk", "administrator", "board1"])
def test_nobody_else_finishes_it(app, signed_in, measure, who):
    address = f"/admin/recommendation/edit/?id={measure.id}"
    browser, version = signed_in(who), measure.version
    with nothing_changes():
        reply = browser.post(address, data={"version": version} | data("finish"))
    assert reply.status_code in {302, 403, 404}  # 302: to the file, where the right is asked
    if reply.status_code == 302:
        assert browser.get(reply.location).status_code == 403


@pytest.mark.parametrize(("field", "value"), [("result", ""), ("done_on", "2099-01-01")])
def test_a_result_that_cannot_be(app, signed_in, measure, field, value):
    browser, address = signed_in("team_leader"), f"/admin/recommendation/edit/?id={measure.id}"
    values = {"version": version_on(browser, address)} | data("finish", **{field: value})
    with nothing_changes():
        reply = browser.post(address, data=values)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text


# --- SOD1 -----------------------------------------------------------------------------------


def test_for_whom_it_is_about_no_list_of_measures_names_it(app, signed_in, measure):
    me = user("team_leader")
    a_party(measure.complaint, a_contact(user_id=me.id))
    browser, key = signed_in("team_leader"), measure.id
    for address in ("/admin/recommendation/", "/admin/recommendation/?flt0_acceptance_equals="):
        assert "Voer het gesprek." not in browser.get(address).text
    for address in ("details", "edit"):
        assert browser.get(f"/admin/recommendation/{address}/?id={key}").status_code == 404
    with nothing_changes():
        values = {"version": 1} | data("finish")
        reply = browser.post(f"/admin/recommendation/edit/?id={key}", data=values)
    assert reply.status_code == 404
