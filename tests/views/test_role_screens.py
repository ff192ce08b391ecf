"""Roles and rights on screen: proposing, approving, looking on as a role, and standing in."""

import re

import pytest
from sqlalchemy import select

from models import AuditEvent, Complaint, Grant, GrantProposal, Role, User, db
from operations import clock, grant_proposals, substitutions
from operations.substitutions import SubstitutionData
from rules.vocabulary import Permission, Scope, State
from rules.vocabulary import Role as RoleName
from tests.factories import a_complaint, a_user, acting, an_assignment
from tests.habits.test_no_address_breaks import examples
from tests.statements import counted
from tests.views.record import in_hearing, nothing_changes


def user(code):
    return db.session.scalars(select(User).where(User.email == f"{code}@demo.example")).one()


def role(name):
    return db.session.scalars(select(Role).where(Role.name == name)).one()


def form_of(name, **changed):
    """What the page of a role posts, with something changed."""
    of = role(name)
    kept = {grant.permission.value.replace(":", "_"): grant.scope.value for grant in of.grants}
    return kept | {"version": str(of.version), "reason": "Nodig voor de vakantie."} | changed


def propose(browser, name="coordinator", **changed):
    address = f"/admin/role/edit/?id={role(name).id}"
    return browser.post(address, data=form_of(name, **changed))


def decide(browser, key, act, **data):
    return browser.post(f"/admin/role/proposal/{key}/{act}", data={"version": "1"} | data)


def rights():
    return {(one.role_id, one.permission, one.scope) for one in db.session.scalars(select(Grant))}


# --- the matrix ---


def test_the_matrix_shows_every_right(app, signed_in):
    html = signed_in("auditor").get("/admin/role/").text
    assert len(re.findall(r'<td><span class="chip (?:green|blue)">', html)) == len(rights())
    assert "edit/?id=" not in html


def test_a_proposal_is_shown_and_approved_by_another(app, signed_in):
    mine, other = signed_in("administrator"), signed_in("administrator2")
    browser, before = signed_in("coordinator"), rights()
    assert browser.get("/admin/user/").status_code == 403
    reply = propose(mine, user_read="all")
    assert reply.status_code == 302
    key = db.session.scalars(select(GrantProposal.id)).one()
    assert rights() == before
    assert 'class="chip changed" href="proposal/' in mine.get("/admin/role/").text
    assert "Goedkeuren" not in mine.get(f"/admin/role/proposal/{key}").text
    assert decide(mine, key, "approve").status_code == 409
    assert rights() == before
    assert "Rechten waarover jij beslist" in other.get("/admin/").text
    page = other.get(f"/admin/role/proposal/{key}").text
    assert "Nodig voor de vakantie." in page
    assert decide(other, key, "approve").status_code == 302
    assert browser.get("/admin/user/").status_code == 200
    history = signed_in("auditor").get("/admin/role/changes/").text
    assert "Nodig voor de vakantie." in history
    assert user("administrator2").name in history


def test_a_scope_that_does_not_exist_or_does_not_fit_changes_nothing(app, signed_in):
    browser, before = signed_in("administrator"), rights()
    for posted in ({"user_read": "everything"}, {"user_read": "own"}, {"complaint_read": "1"}):
        assert propose(browser, **posted).status_code == 422
    assert db.session.scalars(select(GrantProposal)).all() == []
    assert rights() == before


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("administrator", "complaint_read"), ("administrator", "role_manage"),
        ("secretary", "complaint_decide"), ("secretary", "advice_write"),
        ("coordinator", "role_manage"), ("coordinator", "letter_approve"),
    ],
)  # fmt: skip
def test_what_the_law_shuts_is_not_offered_and_not_read(app, signed_in, name, field):
    browser = signed_in("administrator")
    html = browser.get(f"/admin/role/edit/?id={role(name).id}").text
    assert f'name="{field}"' not in html
    assert propose(browser, name, **{field: "own"}).status_code == 422  # nothing else changed
    assert db.session.scalars(select(GrantProposal)).all() == []


def test_without_a_reason_nothing_is_proposed_and_the_choice_stays(app, signed_in):
    reply = propose(signed_in("administrator"), user_read="all", reason="")
    assert reply.status_code == 422
    assert 'class="grant changed"' in reply.text
    assert "Zeg waarom." in reply.text


def test_rights_that_clash_are_told_with_a_link_to_the_cell(app, signed_in):
    propose(signed_in("administrator"), "board", letter_write="all")
    key = db.session.scalars(select(GrantProposal.id)).one()
    browser = signed_in("administrator2")
    html = browser.get(f"/admin/role/proposal/{key}").text
    cell = f"c{role('board').id}-letter_approve"
    assert f'href="/admin/role/#{cell}"' in html
    assert decide(browser, key, "approve").status_code == 302
    matrix = browser.get("/admin/role/").text
    assert f'href="#{cell}"' in matrix
    assert f'id="{cell}"' in matrix


def test_the_only_administrator_is_told_how_to_get_a_second(app, signed_in):
    from operations.transaction import transaction

    with transaction():
        user("administrator2").active = False
    browser = signed_in("administrator")
    html = browser.get("/admin/role/").text
    assert "Je bent de enige beheerder." in html
    assert 'href="/admin/user/new/"' in html
    propose(browser, user_read="all")
    key = db.session.scalars(select(GrantProposal.id)).one()
    assert "Je bent de enige beheerder." in browser.get(f"/admin/role/proposal/{key}").text
    assert decide(browser, key, "approve").status_code == 409


def test_rejecting_needs_a_reason_beside_its_field(app, signed_in):
    propose(signed_in("administrator"), user_read="all")
    key = db.session.scalars(select(GrantProposal.id)).one()
    browser = signed_in("administrator2")
    reply = decide(browser, key, "turn_down")
    assert reply.status_code == 422
    assert "Zeg waarom" in reply.text
    assert decide(browser, key, "turn_down", answer="Te ruim.").status_code == 302
    assert decide(browser, key, "approve", version="2").status_code == 409


@pytest.mark.parametrize("address", ["", "people/", "changes/"])
def test_a_page_of_roles_takes_few_statements(app, signed_in, address):
    browser = signed_in("administrator")
    propose(browser, user_read="all")
    with counted() as seen:
        assert browser.get(f"/admin/role/{address}").status_code == 200
    assert len(seen) <= 10


def test_who_has_a_role_and_what_someone_may_do(app, signed_in):
    browser, both = signed_in("administrator"), a_user(RoleName.BOARD, RoleName.ADVISER)
    people = browser.get("/admin/role/people/").text
    assert f'<a href="/admin/user/details/?id={both.id}">{both.name}</a>' in people
    assert "Wie adviseert, beslist hiermee ook" in people
    page = browser.get(f"/admin/user/details/?id={both.id}").text
    assert "Wie adviseert, beslist hiermee ook" in page
    row = re.search(r"Klachtdossiers zien</th>.*?</tr>", page, re.DOTALL).group()
    assert "alle" in row
    assert "College van Bestuur" in row
    assert "adviseur" not in row


# --- looking on as a role ---


def look_on(browser, name):
    return browser.post("/admin/role/as/", data={"role": name})


def addresses(app):
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.rule.startswith("/admin/"):
            for values in examples(rule):
                url = urls.build(rule.endpoint, values, method="GET")
                yield f"{url}?id=1" if rule.rule.endswith(("/details/", "/edit/")) else url


LOOKED_ON = [
    pytest.param(one.value, marks=pytest.mark.slow) for one in RoleName
    if one is not RoleName.COORDINATOR
]  # fmt: skip


@pytest.mark.parametrize("name", [RoleName.COORDINATOR.value, *LOOKED_ON])
def test_who_looks_on_as_a_role_sees_no_file(app, signed_in, name):
    """SOD10: whoever gives rights reads no files, through no role."""
    in_hearing()
    files = [a_complaint(state=state) for state in (State.F4, State.I1)]
    hidden = {one.reference for one in files} | {files[0].subject, "Proef"}
    hidden |= set(db.session.scalars(select(Complaint.reference)))
    browser = signed_in("administrator")
    assert look_on(browser, name).status_code == 302
    for address in addresses(app):
        reply = browser.get(address)
        assert reply.status_code < 500, address
        assert [one for one in hidden if one in reply.text] == [], address


def test_who_looks_on_sees_the_menu_of_the_role_and_a_banner(app, signed_in):
    browser = signed_in("administrator")
    look_on(browser, "coordinator")
    html = browser.get("/admin/").text
    assert "Je bekijkt het paneel als klachtencoördinator." in html
    assert 'href="/admin/complaint/"' in html
    assert 'href="/admin/setting/"' not in html
    assert browser.get("/admin/setting/").status_code == 403


def test_nothing_can_be_written_while_looking_on(app, signed_in):
    browser = signed_in("administrator")
    look_on(browser, "administrator")
    data = {"name": "Afdeling X", "active": "1"}
    with nothing_changes():
        reply = browser.post("/admin/unit/new/", data=data)
    assert reply.status_code == 403
    assert "Stop daarmee" in reply.text
    assert propose(browser, user_read="all").status_code == 403


def test_looking_on_is_written_down_and_stops(app, signed_in):
    browser = signed_in("administrator")
    look_on(browser, "board")
    assert browser.post("/mode/stop").status_code == 302
    assert browser.get("/admin/setting/").status_code == 200
    verbs = ("role:viewed", "role:left")
    query = select(AuditEvent).where(AuditEvent.verb.in_(verbs)).order_by(AuditEvent.id)
    events = [(one.verb, one.data["role"], one.actor_id) for one in db.session.scalars(query)]
    me = user("administrator").id
    assert events == [("role:viewed", "board", me), ("role:left", "board", me)]


def test_looking_on_ends_with_the_session(app, signed_in):
    browser = signed_in("administrator")
    look_on(browser, "board")
    browser.post("/logout")
    assert db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "role:left")).one()
    data = {"email": "administrator@demo.example", "password": "Proef-wachtwoord-2026"}
    browser.post("/login", data=data)
    assert browser.get("/admin/setting/").status_code == 200


@pytest.mark.parametrize("code", ["coordinator", "auditor", "board1"])
def test_only_an_administrator_looks_on(app, signed_in, code):
    browser = signed_in(code)
    assert look_on(browser, "administrator").status_code == 403
    assert browser.get("/admin/setting/edit/?id=supplement_days").status_code == 403


def test_a_role_that_does_not_exist_cannot_be_looked_on_as(app, signed_in):
    assert look_on(signed_in("administrator"), "king").status_code == 404


# --- standing in ---


def test_working_for_an_absent_colleague_from_the_start_page(app, signed_in):
    absent = user("adviser1")
    file = an_assignment(a_complaint(state=State.F6), absent).complaint
    browser = signed_in("adviser2")
    page = f"/admin/complaint/details/?id={file.id}"
    assert browser.get(page).status_code == 404
    today = clock.today()
    key = substitutions.plan(acting(absent), SubstitutionData(user("adviser2").id, today, today))
    assert f"Werken namens {absent.name}" in browser.get("/admin/").text
    assert browser.get(page).status_code == 404
    assert browser.post(f"/admin/substitution/{key}/begin").status_code == 302
    html = browser.get(page).text
    assert f"Je werkt namens {absent.name}." in html
    assert "Ik ben niet betrokken" in html
    assert browser.post(f"/admin/substitution/stated/{file.id}").status_code == 302
    assert "Ik ben niet betrokken" not in browser.get(page).text
    assert browser.post("/mode/stop").status_code == 302
    assert browser.get(page).status_code == 404
    verbs = db.session.scalars(select(AuditEvent.verb).where(AuditEvent.for_id == absent.id)).all()
    assert {"substitution:begun", "substitution:stopped"} <= set(verbs)
    assert (
        f"{user('adviser2').name} namens {absent.name}"
        in signed_in("auditor").get("/admin/audit/").text
    )


def test_someone_arranges_the_own_absence_and_only_that(app, signed_in):
    browser = signed_in("coordinator")
    html = browser.get("/admin/substitution/new/").text
    assert "absent_id" not in html
    substitute, today = a_user(RoleName.COORDINATOR), clock.today()
    data = {
        "substitute_id": str(substitute.id), "from_on": today.isoformat(),
        "until_on": today.isoformat(), "absent_id": str(user("secretary").id),
    }  # fmt: skip
    assert browser.post("/admin/substitution/new/", data=data).status_code == 302
    html = browser.get("/admin/substitution/").text
    assert substitute.name in html
    assert user("secretary").name not in html.partition("<table")[2]


def test_nobody_begins_or_ends_what_is_not_theirs(app, signed_in):
    absent, today = user("adviser1"), clock.today()
    key = substitutions.plan(acting(absent), SubstitutionData(user("adviser2").id, today, today))
    browser = signed_in("adviser3")
    assert browser.post(f"/admin/substitution/{key}/begin").status_code == 404
    assert browser.post(f"/admin/substitution/{key}/end", data={"version": "1"}).status_code == 404


def test_a_right_that_the_absent_loses_is_lost_for_the_substitute_at_once(app, signed_in):
    absent, substitute = user("coordinator"), a_user(RoleName.COORDINATOR)
    today = clock.today()
    substitutions.plan(acting(absent), SubstitutionData(substitute.id, today, today))
    of = role("coordinator")
    changed = {Permission.COMPLAINT_READ: None, Permission.REPORT_READ: Scope.OWN}
    key = grant_proposals.propose(acting(user("administrator")), of.id, of.version, changed, "x")
    grant_proposals.approve(acting(user("administrator2")), key, 1)
    from queries import substitutions as reading

    found = reading.between(substitute.id, absent.id, today)
    assert Permission.COMPLAINT_READ not in reading.standing_in(found, today).grants
