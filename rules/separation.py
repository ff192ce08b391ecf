"""Separation of duty (functiescheiding): what the law forbids, whatever the roles matrix says.

Each rule is a small function; ``SEPARATIONS`` names them all, with where they are kept. SOD1 (who
is involved sees nothing) is ``permissions.reaches``, SOD5 (who decides not to hear) is
``hearing.decided_by_the_right_one``, SOD10 (no content for administrators) is
``permissions.NEVER``, and in an emergency ``second_in_emergency``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from rules.errors import Obstacle
from rules.law import SCHEME, Citation, archive_act, awb
from rules.vocabulary import CaseRole, Permission, Role
from rules.wording import Dutch


def statement_needed(involved: bool | None) -> Obstacle | None:
    """SOD2: nobody gets a role in a file without having stated not to be involved.

    ``involved`` is what was stated; None when nothing was.
    """
    if involved is None:
        return Obstacle("Leg eerst de verklaring vast: niet betrokken bij de gedraging.",
                        awb("9:7", 1))  # fmt: skip
    if involved:
        return Obstacle("Wie betrokken was bij de gedraging, kan de klacht niet behandelen.",
                        awb("9:7", 1))  # fmt: skip
    return None


def members_left(members: int, involved: int) -> Obstacle | None:
    """SOD3: the board may handle a complaint about itself (art. 9:7 lid 2), without the members
    it is about. With some left that is a warning; with none left an adviser is needed.
    """
    if not involved:
        return None
    if involved < members:
        return Obstacle(
            "De klacht gaat over een bestuurslid. Dat lid beslist niet mee; overweeg een "
            "adviescommissie.",
            awb("2:4", 2),
        )
    return Obstacle(
        "De klacht gaat over alle bestuursleden. Schakel een adviseur of commissie in, of leg uit "
        "waarom het bestuur dit zelf kan.",
        awb("2:4", 2),
        overridable=True,
    )


OF_THE_BOARD = frozenset(
    {
        Permission.COMPLAINT_REFUSE, Permission.COMPLAINT_ROUTE, Permission.COMPLAINT_DECIDE,
        Permission.LETTER_APPROVE,
    }
)  # fmt: skip
"""What only the board decides."""


def whose(permission: Permission, members: int, involved: int) -> Permission:
    """Whose act it is. With every board member involved none of them sees the file (SOD1); what
    the board decides about its own conduct (art. 9:7 lid 2 Awb) is then put on record by the
    secretary (SOD3).
    """
    none_left = 0 < members <= involved
    return Permission.DECISION_RECORD if none_left and permission in OF_THE_BOARD else permission


def advice_untouched(roles: Collection[Role], delivered: bool) -> Obstacle | None:
    """SOD4: what an adviser delivered is not changed or reopened by the board or its secretary."""
    if delivered and {Role.BOARD, Role.SECRETARY} & set(roles):
        return Obstacle(
            "Een uitgebracht advies verandert niet. Stel een vraag ter verduidelijking.",
            awb("9:14", 2),
        )
    return None


def approver_is_not_maker(
    approvers: Collection[int | None], makers: Collection[int | None]
) -> Obstacle | None:
    """SOD6: who made a decision letter does not settle it (vier ogen), not through a substitute
    either: ``approvers`` are whoever settles it and whom that one stands in for.
    """
    if set(approvers) & set(makers):
        return Obstacle(
            "Jij, of degene voor wie je waarneemt, heeft aan deze brief gewerkt. Een ander moet "
            "hem vaststellen."
            if len(approvers) > 1
            else "Je hebt zelf aan deze brief gewerkt. Een ander moet hem vaststellen.",
            awb("2:4", 1),
        )
    return None


def activator_is_not_proposer(activator: int | None, proposer: int | None) -> Obstacle | None:
    """SOD12: a template counts for every letter after it, so a second person looks at it."""
    if activator == proposer:
        return Obstacle(
            "Je hebt dit sjabloon zelf voorgesteld. Een ander moet het bekijken en activeren."
        )
    return None


def second_administrator(decider: int | None, proposer: int | None) -> Obstacle | None:
    """SOD13: rights count for everyone who has the role, so a second administrator looks."""
    if decider == proposer:
        return Obstacle(
            "Je hebt dit zelf voorgesteld. Een andere beheerder moet het bekijken en goedkeuren."
        )
    return None


def destroyer_is_not_proposer(
    approvers: Collection[int | None], proposers: Collection[int | None]
) -> Obstacle | None:
    """SOD14: what is destroyed does not come back, so a second person looks; not through a
    substitute either: ``approvers`` are whoever approves and whom that one stands in for.
    """
    if set(approvers) & set(proposers):
        return Obstacle(
            "Jij, of degene voor wie je waarneemt, heeft deze lijst voorgesteld. Een ander moet "
            "haar goedkeuren."
            if len(approvers) > 1
            else "Je hebt deze lijst zelf voorgesteld. Een ander moet haar bekijken en goedkeuren.",
            archive_act("5"),
        )
    return None


def releaser_is_not_writer(
    releasers: Collection[int | None], writers: Collection[int | None]
) -> Obstacle | None:
    """SOD15: who wrote a public text does not release it, not through a substitute either."""
    if set(releasers) & set(writers):
        return Obstacle(
            "Jij, of degene voor wie je waarneemt, heeft aan deze tekst geschreven. Een ander moet "
            "hem lezen en vrijgeven.",
            awb("9:12a"),
        )
    return None


def second_in_emergency(
    decider: int | None, asker: int | None, *, involved: bool
) -> Obstacle | None:
    """SOD10: an administrator reads a file only when someone else allowed it, and never one in
    which that administrator is involved (SOD1).
    """
    if decider == asker:
        return Obstacle(
            "Je hebt dit zelf gevraagd. Een ander moet het bekijken en toestaan.", awb("2:5", 1)
        )
    if involved:
        return Obstacle(
            "Wie dit vraagt, is zelf bij dit dossier betrokken. Wijs het af.", awb("9:7", 1)
        )
    return None


def not_about_own_handling(handled_report: bool, handling_is_a_conduct: bool) -> Obstacle | None:
    """SOD7: who handled the report does not handle a complaint about that handling."""
    if handled_report and handling_is_a_conduct:
        return Obstacle(
            "De klacht gaat ook over de behandeling van de melding. Wie die melding behandelde, "
            "behandelt de klacht niet.",
            awb("9:7", 1),
        )
    return None


def not_the_units_own_leader(leads_unit: bool, role: CaseRole | None) -> Obstacle | None:
    """SOD8: the team leader of the unit complained about gives facts and follows up, no more."""
    if leads_unit and role is not None:
        return Obstacle(
            "De teamleider van de afdeling waarover wordt geklaagd, behandelt de klacht niet.",
            awb("2:4", 2),
        )
    return None


def committee_access_until(findings_sent_on: date | None, weeks: int) -> date | None:
    """SOD9: last day on which a committee sees its file; None while it is not concluded.

    >>> committee_access_until(date(2026, 11, 2), 4)
    datetime.date(2026, 11, 30)
    """
    return findings_sent_on + timedelta(weeks=weeks) if findings_sent_on else None


def minority(board: Collection[int], took_part: Collection[int]) -> bool:
    """SOD11: fewer members decided than the board has; the decision is marked so.

    >>> minority({1, 2}, {1})
    True
    """
    return len(set(took_part) & set(board)) < len(set(board))


@dataclass(frozen=True)
class Separation:
    """One rule, and where it is kept."""

    code: str
    text: Dutch
    basis: Citation | None
    """None is a rule of the house."""
    kept_in: str


SEPARATIONS: tuple[Separation, ...] = (
    Separation("SOD1", "Wie betrokken is, ziet het dossier niet.", awb("9:7", 1),
               "permissions.reaches"),
    Separation("SOD2", "Geen rol in een dossier zonder verklaring.", awb("9:7", 1),
               "separation.statement_needed"),
    Separation("SOD3", "Een bestuurslid over wie wordt geklaagd, beslist niet mee.",
               awb("9:7", 2), "separation.members_left"),
    Separation("SOD4", "Een uitgebracht advies verandert niet.", awb("9:14", 2),
               "separation.advice_untouched"),
    Separation("SOD5", "Alleen de adviseur of commissie ziet af van horen.", awb("9:15", 3),
               "hearing.decided_by_the_right_one"),
    Separation("SOD6", "Wie een besluitbrief maakt, stelt hem niet vast.", awb("2:4", 1),
               "separation.approver_is_not_maker"),
    Separation("SOD7", "Wie de melding behandelde, behandelt de klacht daarover niet.",
               awb("9:7", 1), "separation.not_about_own_handling"),
    Separation("SOD8", "De teamleider van de afdeling geeft alleen feiten.", awb("2:4", 2),
               "separation.not_the_units_own_leader"),
    Separation("SOD9", "Een commissie ziet alleen eigen dossiers, tot vier weken na de brief.",
               SCHEME, "separation.committee_access_until"),
    Separation("SOD10", "Een beheerder leest geen dossiers.", awb("2:5", 1),
               "permissions.NEVER"),
    Separation("SOD11", "Een besluit door een deel van het bestuur wordt zo gemerkt.",
               awb("2:4", 2), "separation.minority"),
    Separation("SOD12", "Wie een sjabloon voorstelt, activeert het niet.", None,
               "separation.activator_is_not_proposer"),
    Separation("SOD13", "Wie andere rechten voorstelt, keurt ze niet goed.", None,
               "separation.second_administrator"),
    Separation("SOD14", "Wie een vernietiging voorstelt, keurt haar niet goed.",
               archive_act("5"), "separation.destroyer_is_not_proposer"),
    Separation("SOD15", "Wie een openbare tekst schrijft, geeft hem niet vrij.", awb("9:12a"),
               "separation.releaser_is_not_writer"),
)  # fmt: skip
