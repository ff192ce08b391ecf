"""Other rights for a role: proposed by one administrator, approved by another (SOD13).

Nothing changes until then. Approving counts for the role as it was when it was proposed.
"""

from collections.abc import Mapping

from models import Grant, GrantProposal, Role, db
from operations import access, audit, outbox
from operations.clock import now
from operations.transaction import claim, transaction
from queries import users
from rules import matrix
from rules import vocabulary as v
from rules.errors import Conflict, Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.separation import second_administrator
from rules.vocabulary import DutyMail, Permission, ProposalState, Scope
from rules.wording import told

Wanted = Mapping[Permission, Scope | None]


def propose(actor: Actor, role_id: int, version: int, wanted: Wanted, reason: str) -> int:
    """Offer other rights for a role; what ``wanted`` does not name stays. Returns the id.

    Raises Conflict when the role changed since the form was opened.
    """
    with transaction():
        access.require(actor, Permission.ROLE_MANAGE)
        role = _role(role_id)
        if role.version != version:
            raise Conflict
        changes = _changes(role, wanted)
        if not changes:
            raise Invalid(reason="Je hebt nog niets gewijzigd.")
        if not reason.strip():
            raise Invalid(reason="Zeg waarom. De tweede beheerder leest dit, en het blijft staan.")
        proposal = GrantProposal(
            role_id=role.id,
            base=role.version,
            changes=changes,
            reason=reason.strip(),
            recorded_at=now(),
            recorded_by_id=actor.user_id,
        )
        db.session.add(proposal)
        db.session.flush()
        audit.record(actor, "role:proposed", entity=proposal, role=role.name, changes=changes)
        _tell_seconds(actor, proposal, v.Role(role.name))
        return proposal.id


def _role(key: int) -> Role:
    role = db.session.get(Role, key, with_for_update=True, populate_existing=True)
    if role is None:
        raise NotFound
    return role


def _changes(role: Role, wanted: Wanted) -> dict[str, list[str | None]]:
    """What differs from how it is now; each cell within what the law leaves open."""
    before = {grant.permission: grant.scope for grant in role.grants}
    changes: dict[str, list[str | None]] = {}
    wrong = {}
    for permission, scope in wanted.items():
        was = before.get(permission)
        if was is scope:
            continue
        if obstacle := matrix.obstacle(v.Role(role.name), permission, scope):
            wrong[field_of(permission)] = str(obstacle)
        changes[permission.value] = [was.value if was else None, scope.value if scope else None]
    if wrong:
        raise Invalid(**wrong)
    return changes


def field_of(permission: Permission) -> str:
    """The name of the form field of a permission.

    >>> field_of(Permission.AUDIT_READ)
    'audit_read'
    """
    return permission.value.replace(":", "_")


def _tell_seconds(actor: Actor, proposal: GrantProposal, role: v.Role) -> None:
    for user in users.administrators():
        if user.id != actor.user_id and user.duty_mail is not DutyMail.NONE:
            outbox.post(
                key=f"rights-proposed:{proposal.id}:{user.id}",
                recipient=user.email,
                subject="Een voorstel voor andere rechten wacht op jou",
                body=PROPOSED.format(role=role.label),
                user_id=user.id,
            )


PROPOSED = """Voor de rol “{role}” zijn andere rechten voorgesteld.

Zij gelden pas als een andere beheerder ze bekijkt en goedkeurt. Dat kan in het paneel, onder
Rollen en rechten.
"""
DECIDED = """Je voorstel voor andere rechten van de rol “{role}” is {outcome}.

Door wie en waarom, staat in het paneel onder Rollen en rechten, bij Wijzigingen.
"""


def approve(actor: Actor, proposal_id: int, version: int) -> None:
    """Give the role these rights, from now on. Raises Refusal for whoever proposed it."""
    with transaction():
        proposal = _claim(actor, proposal_id, version)
        if obstacle := second_administrator(actor.user_id, proposal.recorded_by_id):
            raise Refusal(obstacle)
        role = _role(proposal.role_id)
        if role.version != proposal.base:
            raise Refusal(
                "De rechten van deze rol zijn gewijzigd na dit voorstel. Wijs het af; daarna kan "
                "iemand het opnieuw voorstellen."
            )
        _apply(role, proposal)
        role.version += 1
        _decide(actor, proposal, ProposalState.APPROVED)
        audit.record(
            actor, "role:changed", entity=proposal, role=role.name, changes=proposal.changes
        )


def _apply(role: Role, proposal: GrantProposal) -> None:
    wanted = {
        Permission(name): Scope(after) if after else None
        for name, (_, after) in proposal.changes.items()
    }
    # The rules can have become stricter since, with a new version of the panel.
    obstacles = [matrix.obstacle(v.Role(role.name), *one) for one in wanted.items()]
    if found := [one for one in obstacles if one]:
        raise Refusal(*found)
    grants = {grant.permission: grant for grant in role.grants}
    for permission, scope in wanted.items():
        grant = grants.get(permission)
        if scope is None:
            if grant is not None:
                role.grants.remove(grant)
        elif grant is None:
            role.grants.append(Grant(permission=permission, scope=scope))
        else:
            grant.scope = scope


def turn_down(actor: Actor, proposal_id: int, version: int, answer: str = "") -> None:
    """Leave the rights as they are: withdrawn by whoever proposed it, or rejected by another."""
    with transaction():
        proposal = _claim(actor, proposal_id, version)
        own = proposal.recorded_by_id == actor.user_id
        if not own and not answer.strip():
            raise Invalid(answer="Zeg waarom. Wie het voorstelde, leest dat.")
        proposal.answer = "" if own else answer.strip()
        _decide(actor, proposal, ProposalState.WITHDRAWN if own else ProposalState.REJECTED)
        audit.record(
            actor, "role:revoked" if own else "role:rejected", entity=proposal,
            role=proposal.role.name,
        )  # fmt: skip


def _claim(actor: Actor, proposal_id: int, version: int) -> GrantProposal:
    access.require(actor, Permission.ROLE_MANAGE)
    found = db.session.get(GrantProposal, proposal_id)
    if found is None:
        raise NotFound
    proposal = claim(found, version)
    if proposal.state is not ProposalState.PROPOSED:
        raise Refusal(told("Over dit voorstel is al beslist: %(state)s.", state=proposal.state))
    return proposal


def _decide(actor: Actor, proposal: GrantProposal, state: ProposalState) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by_id = state, now(), actor.user_id
    proposer = proposal.recorded_by
    if state is ProposalState.WITHDRAWN or not proposer.active:
        return
    if proposer.duty_mail is not DutyMail.NONE:
        outbox.post(
            key=f"rights-decided:{proposal.id}",
            recipient=proposer.email,
            subject=f"Je voorstel voor andere rechten is {state.label}",
            body=DECIDED.format(role=v.Role(proposal.role.name).label, outcome=state.label),
            user_id=proposer.id,
        )
