"""What someone has to sign in with beside the password."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from models import Authenticator, Passkey, RecoveryCode, User, db
from queries import choices
from rules import second_step
from rules.vocabulary import Role


@dataclass(frozen=True)
class Steps:
    """The second steps of one person."""

    apps: Sequence[Authenticator]
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def count(self) -> int:
        """Without the recovery codes: those help out, and are no step of their own."""
        return len(self.apps) + len(self.passkeys)


def of(user_id: int | None) -> Steps:
    apps = select(Authenticator).where(Authenticator.user_id == user_id)
    keys = select(Passkey).where(Passkey.user_id == user_id)
    left = select(func.count()).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return Steps(
        db.session.scalars(apps.order_by(Authenticator.id)).all(),
        db.session.scalars(keys.order_by(Passkey.id)).all(),
        db.session.scalar(left) or 0,
    )


def asked() -> tuple[str, ...]:
    """The roles that sign in with a second step."""
    chosen = choices.setting("second_step_roles")
    return chosen if isinstance(chosen, tuple) else ()


def required(roles: Iterable[Role]) -> bool:
    return second_step.required(roles, asked())


def by_mark(mark: str) -> User | None:
    """The person whose sessions carry this mark, as long as nothing ended them."""
    found = select(User).where(User.fs_uniquifier == mark, User.active)
    return db.session.scalars(found).one_or_none()
