"""Recommendations and measures that someone may see: of visible files, and one's own."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from models import Recommendation, db
from queries import complaints
from rules.permissions import Actor
from rules.vocabulary import Permission


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Those in files one may see, and those one has to carry out, without the file behind it.

    Until an advice is delivered, its recommendations are the adviser's own (SOD4).
    """
    within = complaints.in_visible(Recommendation.complaint_id, actor)
    read = within if actor.may(Permission.ADVICE_READ) else false()
    if actor.user_id is None:
        return read
    own = and_(Recommendation.owner_id == actor.desk, _not_involved(actor))
    return or_(and_(read, _no_draft(actor)), own)


def _no_draft(actor: Actor) -> ColumnElement[bool]:
    return complaints.advice_open(Recommendation.complaint_id, actor)


def _not_involved(actor: Actor) -> ColumnElement[bool]:
    return complaints.not_involving(Recommendation.complaint_id, actor)


def get(actor: Actor, key: int) -> Recommendation | None:
    return db.session.scalar(
        select(Recommendation).where(Recommendation.id == key, visible_to(actor))
    )
