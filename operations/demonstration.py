"""Demonstration data: invented people, every state that can be reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask_security import hash_password
from sqlalchemy import select

from models import Complaint, Role, Setting, Unit, User, db
from operations import (
    administration,
    audit,
    clock,
    committees,
    demo_bulk,
    demo_files,
    demo_history,
    grant_proposals,
    intake,
    linking,
    practice,
    reference,
    search_texts,
    substitutions,
    templates,
)
from operations.transaction import transaction
from queries.actors import actor_for, system
from rules import vocabulary as v
from rules.errors import Refusal
from rules.permissions import Actor

USERS = (
    ("servicedesk", v.Role.SERVICEDESK, "Sanne Bakker", "medewerker Servicedesk", "Servicedesk"),
    ("team_leader", v.Role.TEAM_LEADER, "Tom Hendriks", "teamleider", "Servicedesk"),
    ("coordinator", v.Role.COORDINATOR, "Karin Visser", "klachtencoördinator", "Bestuur"),
    ("secretary", v.Role.SECRETARY, "Bas Smit", "bestuurssecretaris", "Bestuur"),
    ("board1", v.Role.BOARD, "mr. Anna de Wit", "voorzitter College van Bestuur", "Bestuur"),
    ("board2", v.Role.BOARD, "mr. Paul Mulder", "vicevoorzitter College van Bestuur", "Bestuur"),
    ("adviser1", v.Role.ADVISER, "prof. mr. Els Jacobs", "adviseur", None),
    ("adviser2", v.Role.ADVISER, "mr. Ruud van Dam", "commissielid", None),
    ("adviser3", v.Role.ADVISER, "drs. Noor el Idrissi", "commissielid", None),
    ("auditor", v.Role.AUDITOR, "Daan Peters", "privacy officer", None),
    ("administrator", v.Role.ADMINISTRATOR, "Femke Bos", "functioneel beheerder", None),
    ("administrator2", v.Role.ADMINISTRATOR, "Ivo Kok", "functioneel beheerder", None),
)


def users(password: str) -> None:
    """The demonstration users of design.md, all with one password."""
    actor = system(clock.today())
    with transaction():
        hashed = hash_password(password)
        units = {unit.name: unit for unit in db.session.scalars(select(Unit))}
        roles = {role.name: role for role in db.session.scalars(select(Role))}
        for code, role, name, title, unit in USERS:
            db.session.add(
                User(
                    email=f"{code}@demo.example",
                    name=name,
                    job_title=title,
                    password=hashed,
                    # Not secret: it names the session's user, and changes when sessions must end.
                    fs_uniquifier=f"demo-{code}",
                    created_at=clock.now(),
                    unit=units.get(unit or ""),
                    roles=[roles[role]],
                )
            )
        audit.record(actor, "demonstration:users")


ADDRESS = "Postbus 1000, 3500 AA  Utrecht"
"""Invented: the scheme names no postal address."""


def prepare() -> None:
    """What letters need: the templates, and the address that the authority has to confirm.

    Whoever tries the panel signs in with the password alone; real records begin with a second step.
    """
    actor = system(clock.today())
    templates.install(actor)
    with transaction():
        for key, value in (("authority_address", ADDRESS), ("second_step_roles", [])):
            db.session.add(Setting(key=key, value=value))
            audit.record(actor, "setting:changed", key=key)


MANDATED = (v.LetterKind.L01, v.LetterKind.L03, v.LetterKind.L07, v.LetterKind.L08A)
YEARS = timedelta(days=365)


def _someone(code: str) -> Actor:
    user = db.session.scalars(select(User).where(User.email == f"{code}@demo.example")).one()
    return actor_for(user, clock.today())


def _mandates(since: date) -> None:
    """What the coordinator signs for the board."""
    coordinator, administrator = _someone("coordinator"), _someone("administrator")
    for kind in MANDATED:
        data = administration.MandateData(
            user_id=coordinator.user_id or 0,
            letter_kind=kind,
            from_on=since,
            document="Mandaatbesluit klachtbehandeling, artikel 2",
            signature_block="Namens het College van Bestuur,\nKarin Visser\nklachtencoördinator",
        )
        administration.save_mandate(None, data, None, administrator)


@dataclass(frozen=True)
class Seat:
    """A place on a committee, and the tie that ended so many years ago."""

    code: str
    role: v.CommitteeRole
    tie: v.TieKind | None = None
    years: int = 0
    judged: str = ""
    """Why the board does not hold a recent tie against this member."""


COMMITTEES: dict[str, tuple[Seat, ...]] = {
    demo_files.COMMITTEE: (
        Seat("adviser1", v.CommitteeRole.CHAIR, v.TieKind.TRAINEE, 22),
        Seat("adviser2", v.CommitteeRole.MEMBER),
        Seat("adviser3", v.CommitteeRole.MEMBER, v.TieKind.TEACHER, 2,
             "Gaf één gastcollege en kent de afdelingen niet."),
    ),
    "Commissie integriteit (in oprichting)": (
        Seat("adviser2", v.CommitteeRole.CHAIR),
        Seat("adviser3", v.CommitteeRole.MEMBER, v.TieKind.TEACHER, 2),
    ),
}  # fmt: skip
"""The committee that can advise, and one that cannot yet: a member short, a tie not weighed."""


def _committees(since: date) -> None:
    secretary = _someone("secretary")
    for name, seats in COMMITTEES.items():
        data = committees.CommitteeData(name, since, since, "Besluit instelling adviescommissie")
        committee_id = committees.save_committee(None, data, None, secretary)
        for seat in seats:
            _seat(committee_id, seat, since, secretary)


def _seat(committee_id: int, seat: Seat, since: date, secretary: Actor) -> None:
    user_id = _someone(seat.code).user_id or 0
    member = committees.MemberData(
        committee_id, user_id, seat.role, since, declared_independent_on=since
    )
    member_id = committees.save_member(None, member, None, secretary)
    if seat.tie is None:
        return
    ended = clock.today() - seat.years * YEARS
    tie = committees.TieData(
        member_id, seat.tie, "Eerder verbonden aan de opleiding.", ended - 3 * YEARS, ended,
        judged_not_recent_on=since if seat.judged else None, judged_reason=seat.judged,
    )  # fmt: skip
    committees.save_tie(None, tie, None, secretary)


Progress = Iterator[tuple[int, int]]
"""How far it is: so much done, of so much."""


def fill(password: str, seed: int = 1) -> Progress:
    """Users, templates, committee and files, in an empty database. Nothing happens until it is
    walked through.

    Raises Refusal when someone works here already: invented files never mix with real ones.
    """
    if not reference.is_empty():
        raise Refusal("De database is niet leeg; demonstratiegegevens horen in een eigen database.")
    today = clock.today()
    reference.ensure(system(today))
    with transaction():
        practice.mark()
    # A year and a half ago, so that the oldest files find their templates and mandates.
    with clock.at(clock.now() - timedelta(days=550)):
        users(password)
        prepare()
        _mandates(clock.today())
        _committees(clock.today())
    for _ in demo_history.write(seed):
        pass  # a second's work; the stories are what one waits for
    yield from demo_files.play(seed)
    _in_hand()
    _together()
    search_texts.catch_up()


def _in_hand() -> None:
    """What waits for a second administrator, and who stands in for whom."""
    role = db.session.scalars(select(Role).where(Role.name == v.Role.COORDINATOR.value)).one()
    grant_proposals.propose(
        _someone("administrator"),
        role.id,
        role.version,
        {v.Permission.USER_READ: v.Scope.ALL},
        "De coördinator beantwoordt vragen over wie er werkt.",
    )
    absent, substitute, today = _someone("adviser1"), _someone("adviser2"), clock.today()
    data = substitutions.SubstitutionData(
        substitute.user_id or 0, today, today + timedelta(days=14)
    )
    substitutions.plan(absent, data)


NOTE = (
    "Betrokkene is ziek gemeld tot en met volgende week. Voorstel: een gesprek via video, en de "
    "klager vragen of dat uitkomt.\nDe tweede klacht over dezelfde bijeenkomst is verbonden."
)


def _together() -> None:
    """Files that have to do with each other, and a note on the one that is looked at first."""
    coordinator = _someone("coordinator")
    query = select(Complaint.id).where(
        Complaint.kind == v.Kind.FORMAL, Complaint.open, Complaint.handler_id == coordinator.user_id
    )
    files = db.session.scalars(query.order_by(Complaint.legal_end, Complaint.id).limit(4)).all()
    for one, other in zip(files[::2], files[1::2], strict=False):
        reason = "Twee cursisten over dezelfde bijeenkomst."
        linking.link(coordinator, one, other, v.LinkKind.SAME_EVENT, reason)
        intake.add_note(coordinator, one, NOTE)


def is_demonstration() -> bool:
    """Whether this record was begun as one."""
    return practice.is_on()


def grow(complaints: int, seed: int = 1) -> Progress:
    """Many more files as rows, to see how the panel does with them."""
    if not is_demonstration():
        raise Refusal("Dit is geen demonstratiedatabase; er komen geen verzonnen dossiers bij.")
    yield from demo_bulk.write(complaints, seed)
