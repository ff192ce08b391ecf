"""What each cell of the roles matrix can hold: what the law leaves to whoever gives rights.

``closed`` says why a cell cannot hold a scope; no proposal passes it. ``CLASHES`` are rights that
one role, or one person with several roles, had better not have together: allowed, and told.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rules.errors import Obstacle
from rules.law import SCHEME, Citation, awb
from rules.permissions import HANDLING, NEVER
from rules.separation import OF_THE_BOARD
from rules.vocabulary import Permission as P
from rules.vocabulary import Role, Scope
from rules.wording import Dutch

IN_FILES = frozenset(
    {
        "advice", "complaint", "contact", "dashboard", "decision", "follow_up", "hearing", "letter",
        "ombudsman", "report",
    }
)  # fmt: skip
"""Subjects of rights that reach a file, so that it matters which."""

SENSIBLE = {
    P.AUDIT_READ: (Scope.ALL, Scope.OWN),
    P.DASHBOARD_READ: (Scope.ALL, Scope.UNIT, Scope.OWN),
}
"""How far a right can reach, where that is neither all or nothing nor just any scope."""

KEPT = frozenset({P.USER_MANAGE, P.ROLE_MANAGE})
"""What the administrator's role never loses, or nobody could give rights any more."""


@dataclass(frozen=True)
class Closed:
    """A rule of separation of duty that closes cells."""

    code: str
    text: Dutch
    basis: Citation


CONTENT = Closed("SOD10", "Een beheerder leest geen dossiers.", awb("2:5", 1))
GIVING = Closed("SOD10", "Alleen een beheerder geeft rechten, want die leest geen dossiers.",
                awb("2:5", 1))  # fmt: skip
ADVISING = Closed("SOD4", "Alleen een adviseur of commissie adviseert.", awb("9:14", 2))
ASSIGNED = Closed("SOD9", "Een adviseur ziet alleen de eigen dossiers.", SCHEME)
DECIDING = Closed("SOD6", "Alleen het bestuur besluit en stelt besluitbrieven vast.", awb("2:4", 1))


def in_files(permission: P) -> bool:
    """Whether the right reaches files."""
    return permission.split(":")[0] in IN_FILES


def closed(role: Role, permission: P, scope: Scope) -> Closed | None:
    """Why this role cannot have this right so far; None when it can."""
    if (role, permission) in NEVER:
        return CONTENT
    if permission in KEPT and role is not Role.ADMINISTRATOR:
        return GIVING
    if permission is P.ADVICE_WRITE and role is not Role.ADVISER:
        return ADVISING
    if permission in OF_THE_BOARD and role is not Role.BOARD:
        return DECIDING
    if role is Role.ADVISER and in_files(permission) and scope is not Scope.OWN:
        return ASSIGNED
    return None


def scopes(role: Role, permission: P) -> tuple[Scope, ...]:
    """What the cell can hold, besides nothing.

    >>> scopes(Role.ADMINISTRATOR, P.COMPLAINT_READ)
    ()
    >>> [scope.label for scope in scopes(Role.AUDITOR, P.TEMPLATE_READ)]
    ['alle']
    """
    usual = tuple(Scope) if in_files(permission) else (Scope.ALL,)
    sensible = SENSIBLE.get(permission, usual)
    return tuple(scope for scope in sensible if closed(role, permission, scope) is None)


def obstacle(role: Role, permission: P, scope: Scope | None) -> Obstacle | None:
    """What keeps a proposal from putting this in the cell."""
    if scope is None:
        if role is Role.ADMINISTRATOR and permission in KEPT:
            return Obstacle("Zonder dit recht kan niemand meer rechten geven.")
        return None
    if found := closed(role, permission, scope):
        return Obstacle(found.text, found.basis)
    if scope not in scopes(role, permission):
        return Obstacle("Dit bereik past niet bij dit recht.")
    return None


@dataclass(frozen=True)
class Clash:
    """Two rights that had better not be together, what that breaks, and what still holds."""

    one: P
    other: P
    text: Dutch
    basis: Citation | None = None


CLASHES = (
    Clash(P.LETTER_WRITE, P.LETTER_APPROVE,
          "Wie besluitbrieven maakt, kan ze hiermee ook vaststellen. Voor een brief waaraan iemand "
          "zelf werkte, weigert het paneel dat.", awb("2:4", 1)),
    Clash(P.DECISION_DRAFT, P.COMPLAINT_DECIDE,
          "Wie het oordeel voorbereidt, beslist hiermee ook.", awb("2:4", 1)),
    Clash(P.COMPLAINT_SCREEN, P.COMPLAINT_REFUSE,
          "Wie voorstelt om niet te behandelen, besluit dat hiermee ook.", awb("2:4", 1)),
    Clash(P.ADVICE_WRITE, P.COMPLAINT_DECIDE,
          "Wie adviseert, beslist hiermee ook over dat advies.", awb("9:14", 2)),
    Clash(P.ADVICE_WRITE, P.DECISION_DRAFT,
          "Wie adviseert, bereidt hiermee ook het besluit over dat advies voor.", awb("9:14", 2)),
    *(Clash(P.AUDIT_READ, permission, "Wie toezicht houdt, werkt hiermee ook zelf in dossiers.")
      for permission in sorted(HANDLING)),
)  # fmt: skip


def clashes(grants: Mapping[P, Scope] | Collection[P]) -> Iterator[Clash]:
    """Which of them these rights have; of one kind of clash only the first."""
    told = set()
    for one in CLASHES:
        if one.one in grants and one.other in grants and one.text not in told:
            told.add(one.text)
            yield one
