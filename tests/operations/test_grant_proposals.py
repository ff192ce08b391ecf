"""Other rights: proposed by one administrator, approved by another, and until then nothing."""

import threading

import pytest
from sqlalchemy import select

from models import AuditEvent, Grant, GrantProposal, Mail, Role, User, db
from operations import administration, grant_proposals
from rules.errors import Conflict, Invalid, NotPermitted, Refusal
from rules.matrix import scopes
from rules.vocabulary import Permission, ProposalState, Scope
from rules.vocabulary import Role as RoleName
from tests.factories import a_user, acting

READ_USERS = {Permission.USER_READ: Scope.ALL}


def who(code):
    return acting(
        db.session.scalars(select(User).where(User.email == f"{code}@demo.example")).one()
    )


def role(name="coordinator"):
    return db.session.scalars(select(Role).where(Role.name == name)).one()


def grants(name="coordinator"):
    query = select(Grant.permission, Grant.scope).join(Role).where(Role.name == name)
    return dict(db.session.execute(query).all())


def propose(wanted=None, name="coordinator", reason="Zij beantwoordt vragen over accounts."):
    wanted = READ_USERS if wanted is None else wanted
    of = role(name)
    return grant_proposals.propose(who("administrator"), of.id, of.version, wanted, reason)


def test_nothing_changes_until_another_approves(app):
    before = grants()
    key = propose()
    assert grants() == before
    grant_proposals.approve(who("administrator2"), key, 1)
    assert grants() == before | READ_USERS
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "role:changed")).one()
    assert event.data == {"role": "coordinator", "changes": {"user:read": [None, "all"]}}
    assert event.actor_id == who("administrator2").user_id


def test_a_right_can_be_narrowed_and_taken_away(app):
    wanted = {Permission.COMPLAINT_READ: Scope.OWN, Permission.OMBUDSMAN_WRITE: None}
    grant_proposals.approve(who("administrator2"), propose(wanted), 1)
    assert grants()[Permission.COMPLAINT_READ] is Scope.OWN
    assert Permission.OMBUDSMAN_WRITE not in grants()


def test_who_proposed_it_does_not_approve_it(app):
    key, before = propose(), grants()
    with pytest.raises(Refusal, match="andere beheerder"):
        grant_proposals.approve(who("administrator"), key, 1)
    assert grants() == before


@pytest.mark.parametrize("name", [one.value for one in RoleName if one != "administrator"])
def test_only_administrators_propose_and_decide(app, name):
    key, other = propose(), acting(a_user(RoleName(name)))
    for act in (
        lambda: grant_proposals.propose(other, role().id, role().version, READ_USERS, "x"),
        lambda: grant_proposals.approve(other, key, 1),
        lambda: grant_proposals.turn_down(other, key, 1, "x"),
    ):
        with pytest.raises(NotPermitted):
            act()


@pytest.mark.parametrize("name", list(RoleName), ids=lambda one: one.value)
def test_no_proposal_gives_what_the_law_shuts(app, name):
    """SOD4, SOD6, SOD9 and SOD10, for every cell and every scope."""
    for permission in Permission:
        for scope in set(Scope) - set(scopes(name, permission)):
            with pytest.raises(Invalid):
                propose({permission: scope}, name.value)
    assert db.session.scalars(select(GrantProposal)).all() == []


def test_a_rule_that_became_stricter_holds_for_what_was_proposed_before(app, monkeypatch):
    key = propose()
    monkeypatch.setattr(grant_proposals.matrix, "closed", lambda *_: grant_proposals.matrix.GIVING)
    with pytest.raises(Refusal, match="Alleen een beheerder"):
        grant_proposals.approve(who("administrator2"), key, 1)


def test_a_proposal_needs_a_reason_and_a_change(app):
    with pytest.raises(Invalid, match="Zeg waarom"):
        propose(reason="  ")
    with pytest.raises(Invalid, match="nog niets"):
        propose({Permission.COMPLAINT_READ: Scope.ALL})


def test_of_a_role_that_changed_since_nothing_is_approved(app):
    first, second = propose(), propose({Permission.ROLE_READ: Scope.ALL})
    grant_proposals.approve(who("administrator2"), first, 1)
    with pytest.raises(Refusal, match="gewijzigd na dit voorstel"):
        grant_proposals.approve(who("administrator2"), second, 1)
    assert Permission.ROLE_READ not in grants()
    grant_proposals.turn_down(who("administrator2"), second, 1, "Verouderd.")


def test_a_form_of_an_older_matrix_is_told(app):
    of = role()
    key, version = of.id, of.version
    grant_proposals.approve(who("administrator2"), propose(), 1)
    with pytest.raises(Conflict):
        grant_proposals.propose(who("administrator"), key, version, READ_USERS, "x")


def test_rejecting_needs_a_reason_and_withdrawing_none(app):
    key, other = propose(), propose({Permission.ROLE_READ: Scope.ALL})
    with pytest.raises(Invalid, match="Zeg waarom"):
        grant_proposals.turn_down(who("administrator2"), key, 1)
    grant_proposals.turn_down(who("administrator2"), key, 1, "Te ruim.")
    grant_proposals.turn_down(who("administrator"), other, 1)
    states = {one.id: (one.state, one.answer) for one in db.session.scalars(select(GrantProposal))}
    assert states == {
        key: (ProposalState.REJECTED, "Te ruim."),
        other: (ProposalState.WITHDRAWN, ""),
    }
    with pytest.raises(Refusal, match="al beslist"):
        grant_proposals.approve(who("administrator2"), key, 2)


def test_the_second_administrator_and_then_the_first_are_told_by_mail(app):
    key = propose()
    told = {one.recipient: one.body for one in db.session.scalars(select(Mail))}
    assert told.keys() == {"administrator2@demo.example"}
    assert "klachtencoördinator" in told["administrator2@demo.example"]
    grant_proposals.approve(who("administrator2"), key, 1)
    mail = db.session.scalars(select(Mail).where(Mail.key == f"rights-decided:{key}")).one()
    assert (mail.recipient, mail.subject) == (
        "administrator@demo.example", "Je voorstel voor andere rechten is goedgekeurd",
    )  # fmt: skip


def test_of_two_approvals_at_once_one_wins(app):
    a_third = a_user(RoleName.ADMINISTRATOR)
    key, seconds = propose(), (who("administrator2"), acting(a_third))
    start, results = threading.Barrier(2), []

    def one(actor):
        with app.app_context():
            start.wait()
            try:
                grant_proposals.approve(actor, key, 1)
                results.append("done")
            except (Conflict, Refusal) as error:
                results.append(type(error).__name__)
            finally:
                db.session.remove()

    db.session.remove()
    workers = [threading.Thread(target=one, args=(actor,)) for actor in seconds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(results) == ["Conflict", "done"]
    changed = select(AuditEvent).where(AuditEvent.verb == "role:changed")
    assert len(db.session.scalars(changed).all()) == 1


def test_the_other_administrators_hear_of_a_new_one(app):
    data = administration.UserData(
        "Nieuw", "nieuw@demo.example", ("administrator",), password="een heel lang wachtwoord"
    )
    administration.create_user(data, who("administrator"))
    mail = db.session.scalars(select(Mail)).one()
    assert mail.recipient == "administrator2@demo.example"
    assert "Nieuw" not in mail.body
