"""Text blocks (tekstblokken) in use, by where they are offered."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true

from models import TextBlock, db
from rules.vocabulary import LetterKind


def for_grounds() -> Sequence[TextBlock]:
    """Reasons why a conduct is not handled, by ground."""
    return _offered(TextBlock.ground.is_not(None))


def for_template(kind: LetterKind) -> Sequence[TextBlock]:
    """What the text of this letter may want: closings, and of L05a the reasons too."""
    return _offered(true() if kind is LetterKind.L05A else TextBlock.ground.is_(None))


def _offered(where: ColumnElement[bool]) -> Sequence[TextBlock]:
    query = select(TextBlock).where(TextBlock.active, where)
    return db.session.scalars(query.order_by(TextBlock.ground.nulls_last(), TextBlock.title)).all()
