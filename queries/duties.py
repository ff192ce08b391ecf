"""What someone has to do: the duties of an actor, within the files that exist for the actor."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, false, func, not_, or_, select
from sqlalchemy.orm import contains_eager

from models import Complaint, Duty, Unit, User, db
from queries.complaints import involving, visible_to, within_scope
from queries.listing import CAP
from rules.permissions import Actor
from rules.vocabulary import Kind, Permission, Scope
from rules.wording import told

SOON = timedelta(days=7)


def mine(actor: Actor) -> ColumnElement[bool]:
    """The duties of this actor: the own ones, and those of nobody that the actor's rights reach.

    A team leader sees no formal file, but does see the measures that are the own to finish.
    """
    if actor.user_id is None:
        return false()
    own = Duty.user_id == actor.desk
    within = _file_where(visible_to(actor), or_(own, _reached(actor)))
    begun = or_(Duty.from_on.is_(None), Duty.from_on <= actor.today)
    measure = and_(
        own,
        Duty.permission == Permission.FOLLOW_UP_WRITE,
        _file_where(not_(involving(actor))),
    )
    return and_(begun, or_(within, measure))


def _file_where(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    file = select(Complaint.id).where(Complaint.id == Duty.complaint_id, *conditions)
    # Also where the file itself is read along.
    return file.correlate(Duty).exists()


def _reached(actor: Actor) -> ColumnElement[bool]:
    """Nobody's in particular, and within the reach of a right of the actor."""
    by_scope: defaultdict[Scope, list[Permission]] = defaultdict(list)
    for permission, scope in actor.grants.items():
        by_scope[scope].append(permission)
    reached = [
        and_(Duty.permission.in_(permissions), within_scope(actor, scope))
        for scope, permissions in by_scope.items()
    ]
    return and_(Duty.user_id.is_(None), or_(false(), *reached))


def of_reference(words: str) -> ColumnElement[bool]:
    """Duties in files whose reference has these words."""
    reference = Complaint.reference.contains(words.upper(), autoescape=True)
    return Duty.complaint_id.in_(select(Complaint.id).where(reference))


def count(actor: Actor) -> ScalarSelect[int]:
    """How many there are, counting no further than the cap; for a tile."""
    found = select(Duty.id).where(mine(actor)).limit(CAP + 1).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def one(actor: Actor, key: int) -> Duty | None:
    """One duty of the actor with its file, or None when it does not exist for the actor."""
    return db.session.scalar(_with_file(actor).where(Duty.id == key))


def soonest(actor: Actor, most: int) -> Sequence[Duty]:
    """The first duties of the actor, with their files; what has no day comes last."""
    order = Duty.due_on.asc().nulls_last()
    return db.session.scalars(_with_file(actor).order_by(order, Duty.id).limit(most)).all()


def between(actor: Actor, since: date, until: date) -> Sequence[Duty]:
    """The duties of the actor with a last day in this period, with their files."""
    within = Duty.due_on.between(since, until)
    return db.session.scalars(_with_file(actor).where(within).order_by(Duty.id)).all()


def _with_file(actor: Actor) -> Select[Duty]:
    query = select(Duty).join(Duty.complaint).where(mine(actor))
    return query.options(contains_eager(Duty.complaint))


def open_reports(actor: Actor, most: int) -> Sequence[Complaint]:
    """The reports of the actor's own unit that are not ended, oldest first."""
    query = (
        select(Complaint)
        .where(
            Complaint.open,
            Complaint.kind == Kind.REPORT,
            Complaint.unit_id == actor.unit_id,
            visible_to(actor),
        )
        .order_by(Complaint.received_on, Complaint.id)
        .limit(most)
    )
    return db.session.scalars(query).all()


def reports_by_unit(actor: Actor) -> Sequence[tuple[str, int]]:
    """How many reports are open in each unit: figures, without anyone's name."""
    name = func.coalesce(Unit.name, told("Zonder afdeling"))
    query = (
        select(name, func.count())
        .select_from(Complaint)
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .where(Complaint.open, Complaint.kind == Kind.REPORT, visible_to(actor))
        .group_by(name)
        .order_by(name)
    )
    return [(unit, count) for unit, count in db.session.execute(query)]


def people() -> Sequence[int]:
    """Everyone who has an account that works."""
    return db.session.scalars(select(User.id).where(User.active).order_by(User.id)).all()
