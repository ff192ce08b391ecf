"""Which files are linked."""

from sqlalchemy import and_, or_, select

from models import ComplaintLink, db


def standing(one_id: int, other_id: int) -> int | None:
    """The link between these two, whichever of them was linked to the other."""
    there = and_(ComplaintLink.one_id == one_id, ComplaintLink.other_id == other_id)
    back = and_(ComplaintLink.one_id == other_id, ComplaintLink.other_id == one_id)
    query = select(ComplaintLink.id).where(or_(there, back), ComplaintLink.removed_at.is_(None))
    return db.session.scalar(query)
