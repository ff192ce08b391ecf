"""Who may do what (law.md part 6): the policy as it ships, and how a grant reaches a file.

Which role has which permission, and how far, is data that administrators edit; ``POLICY`` is the
data a new installation starts with. What the law forbids stands in ``rules.separation`` and no
grant can switch it off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rules.vocabulary import Permission as P
from rules.vocabulary import Role, Scope

WIDEST_FIRST = (Scope.ALL, Scope.UNIT, Scope.OWN, Scope.INTAKE)
"""Someone with two roles has the wider of the two scopes."""


@dataclass(frozen=True)
class Actor:
    """Who acts: a signed-in user, or the system. All that policy needs, read once per request."""

    user_id: int | None
    name: str
    today: date
    roles: frozenset[Role] = frozenset()
    grants: Mapping[P, Scope] = field(default_factory=lambda: MappingProxyType({}))
    unit_id: int | None = None
    uninvolved: bool = False
    """Known to be involved in no file at all: then a list need not look for it in each."""
    acting_for: int | None = None
    """Someone absent, whom this actor stands in for (vervanging)."""
    viewing: bool = False
    """Only looks at the panel as a role: nothing can be done."""
    only: int | None = None
    """The one file that exists for this actor, to be read in an emergency (noodtoegang)."""

    def may(self, permission: P) -> bool:
        """Whether some grant gives this permission, in whatever scope. No grant means no."""
        return permission in self.grants

    @property
    def handles(self) -> bool:
        """Whether anything in files is this actor's to do; whoever only reads, is written down."""
        return any(permission in self.grants for permission in HANDLING)

    @property
    def persons(self) -> tuple[int | None, ...]:
        """Who acts, and for whom: separation of duty holds for each of them."""
        return (self.user_id,) if self.acting_for is None else (self.user_id, self.acting_for)

    @property
    def desk(self) -> int | None:
        """Whose files and duties these are: the own ones, or of whom the actor stands in for."""
        return self.user_id if self.acting_for is None else self.acting_for

    def scope(self, permission: P) -> Scope | None:
        return self.grants.get(permission)


HANDLING = frozenset(
    {P.COMPLAINT_REGISTER, P.COMPLAINT_SCREEN, P.COMPLAINT_ROUTE, P.HEARING_HOLD, P.REPORT_WRITE}
)


def asks_reason(actor: Actor, *, sensitive: bool, assigned: bool) -> bool:
    """Whether this file opens only when it is said why: for whoever only oversees, and for who
    does not handle it when it is sensitive (law.md part 6, P10). An emergency has its reason.
    """
    oversees = not actor.handles and actor.scope(P.COMPLAINT_READ) is Scope.ALL
    return actor.only is None and (oversees or (sensitive and not assigned))


@dataclass(frozen=True)
class Relation:
    """How an actor stands to one file."""

    involved: bool = False
    assigned: bool = False
    own_unit: bool = False
    own_intake: bool = False


def widest(scopes: Iterable[Scope]) -> Scope:
    """The widest of some scopes.

    >>> widest([Scope.OWN, Scope.ALL]).label
    'alle'
    """
    return min(scopes, key=WIDEST_FIRST.index)


def shared(one: Scope, other: Scope) -> Scope | None:
    """What lies within both scopes, or None when neither holds the other.

    >>> shared(Scope.ALL, Scope.OWN).label
    'eigen en toegewezen'
    >>> shared(Scope.UNIT, Scope.OWN) is None
    True
    """
    if one is other:
        return one
    if Scope.ALL in {one, other}:
        return other if one is Scope.ALL else one
    return Scope.OWN if {one, other} == {Scope.OWN, Scope.INTAKE} else None


def reaches(scope: Scope | None, relation: Relation) -> bool:
    """Whether a grant with this scope reaches a file that stands so to the actor.

    Art. 9:7 lid 1 and 2:4 Awb (SOD1): for whoever is involved, the file does not exist.
    """
    if scope is None or relation.involved:
        return False
    return {
        Scope.ALL: True,
        Scope.UNIT: relation.own_unit,
        Scope.OWN: relation.assigned,
        Scope.INTAKE: relation.own_intake or relation.assigned,
    }[scope]


def _rows(role: Role, scope: Scope, *permissions: P) -> tuple[tuple[Role, P, Scope], ...]:
    return tuple((role, permission, scope) for permission in permissions)


POLICY: tuple[tuple[Role, P, Scope], ...] = (
    *_rows(
        Role.SERVICEDESK, Scope.ALL,
        P.REPORT_READ, P.REPORT_WRITE, P.COMPLAINT_REGISTER, P.CALCULATOR_USE, P.DASHBOARD_READ,
    ),
    *_rows(
        Role.SERVICEDESK, Scope.INTAKE, P.COMPLAINT_READ, P.COMPLAINT_EDIT, P.CONTACT_READ,
        P.CONTACT_EDIT,
    ),
    # The letters of the reports that they took up.
    *_rows(Role.SERVICEDESK, Scope.OWN, P.LETTER_WRITE, P.LETTER_SEND),
    *_rows(Role.TEAM_LEADER, Scope.UNIT, P.REPORT_READ, P.FOLLOW_UP_WRITE, P.DASHBOARD_READ),
    *_rows(Role.TEAM_LEADER, Scope.ALL, P.CALCULATOR_USE),
    *_rows(
        Role.COORDINATOR, Scope.ALL,
        P.COMPLAINT_READ, P.COMPLAINT_EDIT, P.COMPLAINT_REGISTER, P.COMPLAINT_SCREEN,
        P.REPORT_READ, P.REPORT_WRITE, P.CONTACT_READ, P.CONTACT_EDIT,
        P.LETTER_WRITE, P.LETTER_SEND, P.HEARING_HOLD, P.DECISION_DRAFT, P.ADVICE_READ,
        P.FOLLOW_UP_WRITE, P.OMBUDSMAN_WRITE,
        P.COMMITTEE_READ, P.TEMPLATE_READ, P.CALENDAR_READ, P.CALCULATOR_USE,
        P.DASHBOARD_READ, P.REGISTER_READ, P.REGISTER_WRITE,
        P.DESTRUCTION_READ, P.DESTRUCTION_PROPOSE, P.DESTRUCTION_HOLD, P.EMERGENCY_GRANT,
        P.PRIVACY_READ, P.PRIVACY_WRITE,
    ),
    *_rows(
        Role.SECRETARY, Scope.ALL,
        P.COMPLAINT_READ, P.COMPLAINT_EDIT, P.COMPLAINT_REGISTER, P.COMPLAINT_SCREEN,
        P.COMPLAINT_POSTPONE, P.REPORT_READ, P.CONTACT_READ, P.CONTACT_EDIT,
        P.LETTER_WRITE, P.LETTER_SEND, P.HEARING_HOLD, P.DECISION_DRAFT, P.DECISION_RECORD,
        P.ADVICE_READ, P.FOLLOW_UP_WRITE, P.OMBUDSMAN_WRITE,
        P.COMMITTEE_READ, P.COMMITTEE_MANAGE, P.TEMPLATE_READ, P.TEMPLATE_MANAGE, P.CALENDAR_READ,
        P.CALCULATOR_USE, P.DASHBOARD_READ, P.REGISTER_READ, P.REGISTER_WRITE, P.REGISTER_RELEASE,
        P.SUBSTITUTION_MANAGE, P.DESTRUCTION_READ, P.DESTRUCTION_APPROVE, P.DESTRUCTION_HOLD,
        P.EMERGENCY_GRANT, P.PRIVACY_READ, P.PRIVACY_WRITE,
    ),
    *_rows(
        Role.BOARD, Scope.ALL,
        P.COMPLAINT_READ, P.COMPLAINT_DECIDE, P.COMPLAINT_REFUSE, P.COMPLAINT_ROUTE,
        P.COMPLAINT_POSTPONE, P.REPORT_READ, P.CONTACT_READ, P.HEARING_HOLD, P.HEARING_WAIVE,
        P.LETTER_APPROVE, P.ADVICE_READ, P.COMMITTEE_READ, P.COMMITTEE_MANAGE, P.CALCULATOR_USE,
        P.DASHBOARD_READ, P.REGISTER_READ, P.REGISTER_RELEASE,
    ),
    *_rows(
        Role.ADVISER, Scope.OWN,
        P.COMPLAINT_READ, P.CONTACT_READ, P.HEARING_HOLD, P.HEARING_WAIVE,
        P.ADVICE_READ, P.ADVICE_WRITE, P.LETTER_WRITE, P.LETTER_SEND, P.DASHBOARD_READ,
    ),
    *_rows(Role.ADVISER, Scope.ALL, P.CALCULATOR_USE),
    *_rows(
        Role.AUDITOR, Scope.ALL,
        P.COMPLAINT_READ, P.REPORT_READ, P.CONTACT_READ, P.COMMITTEE_READ, P.TEMPLATE_READ,
        P.ADVICE_READ, P.AUDIT_READ, P.USER_READ, P.ROLE_READ, P.SETTING_READ, P.CALENDAR_READ,
        P.DASHBOARD_READ, P.REGISTER_READ, P.CALCULATOR_USE, P.DESTRUCTION_READ, P.PRIVACY_READ,
    ),
    *_rows(
        Role.ADMINISTRATOR, Scope.ALL,
        P.USER_READ, P.USER_MANAGE, P.ROLE_READ, P.ROLE_MANAGE, P.SETTING_READ, P.SETTING_MANAGE,
        P.CALENDAR_READ, P.CALENDAR_MANAGE, P.CATEGORY_MANAGE, P.TEMPLATE_READ, P.TEMPLATE_MANAGE,
        P.CALCULATOR_USE, P.SUBSTITUTION_MANAGE,
    ),
    # Only the chain of events without a complaint: an administrator reads no file (SOD10).
    *_rows(Role.ADMINISTRATOR, Scope.OWN, P.AUDIT_READ),
)  # fmt: skip

CONTENT = (
    "advice", "complaint", "contact", "decision", "emergency", "follow_up", "hearing", "letter",
    "ombudsman", "privacy", "register", "report",
)  # fmt: skip

NEVER = frozenset(
    (Role.ADMINISTRATOR, permission) for permission in P if permission.split(":")[0] in CONTENT
)
"""Grants that no matrix can give: an administrator has no content rights (SOD10; art. 32 AVG)."""

EMERGENCY = (P.COMPLAINT_READ, P.REPORT_READ, P.CONTACT_READ, P.ADVICE_READ)
"""What whoever reads one file in an emergency may do there: what an auditor may, and no more."""


def in_emergency(actor: Actor, complaint_id: int) -> Actor:
    """The same person, for whom this one file exists, to read (noodtoegang, SOD10)."""
    return Actor(
        user_id=actor.user_id,
        name=actor.name,
        today=actor.today,
        roles=actor.roles,
        grants=dict.fromkeys(EMERGENCY, Scope.OWN),
        only=complaint_id,
    )
