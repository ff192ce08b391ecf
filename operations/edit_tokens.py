"""Ending what lets someone edit a letter from outside the panel. Part of other acts."""

from sqlalchemy import ColumnElement, delete, select, update

from models import Checkout, DavLock, EditToken, Letter, db
from operations.clock import machine_now
from rules.permissions import Actor


def end(*which: ColumnElement[bool]) -> None:
    """Revoke these addresses and take the locks that were laid from them away."""
    tokens = select(EditToken.id).where(*which)
    db.session.execute(delete(DavLock).where(DavLock.edit_token_id.in_(tokens)))
    over = {"revoked_at": machine_now(), "beside": "", "beside_sha256": None}
    db.session.execute(update(EditToken).where(*which, EditToken.revoked_at.is_(None)).values(over))


def end_of(letter: Letter) -> None:
    """A letter that is no draft any more is edited by nobody."""
    end(EditToken.letter_id == letter.id)
    db.session.execute(delete(Checkout).where(Checkout.letter_id == letter.id))


def end_for(user_id: int) -> None:
    """Whoever signs out, or whose account changed, edits nothing from outside any more."""
    end(EditToken.user_id == user_id)


def check_in(letter: Letter, actor: Actor) -> None:
    """Whoever brings a letter back does not have it along any more."""
    db.session.execute(
        delete(Checkout).where(Checkout.letter_id == letter.id, Checkout.user_id == actor.user_id)
    )
