"""What checks look at: the whole record, for the system only and not for someone's eyes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, not_, null, or_, select, union
from sqlalchemy.orm import selectinload

from models import (
    AuditChain,
    AuditEvent,
    Complaint,
    Conduct,
    DeadlineLine,
    Document,
    DraftFile,
    EditToken,
    JobRun,
    Letter,
    LetterTemplate,
    Mail,
    Mandate,
    OmbudsmanCase,
    Role,
    SearchText,
    Setting,
    User,
    db,
)
from rules.vocabulary import HELD, DeadlineKind, ScanState
from rules.vocabulary import Role as RoleName

BATCH = 500

CLOCKS = (
    selectinload(Complaint.deadlines),
    selectinload(Complaint.steps),
    selectinload(Complaint.decisions),
    selectinload(Complaint.postponements),
    selectinload(Complaint.extensions),
    selectinload(Complaint.conducts).selectinload(Conduct.screenings),
    selectinload(Complaint.letters).selectinload(Letter.deliveries),
    selectinload(Complaint.letters).selectinload(Letter.hearing),
    selectinload(Complaint.hearings),
    selectinload(Complaint.advices),
    selectinload(Complaint.recommendations),
    selectinload(Complaint.ombudsman_cases).selectinload(OmbudsmanCase.questions),
    selectinload(Complaint.submissions),
    selectinload(Complaint.duties),
)
"""Everything that clocks and duties depend on, in a fixed number of statements a batch."""


def complaint_count() -> int:
    """How many files are kept."""
    query = select(func.count()).select_from(Complaint).where(Complaint.destroyed_on.is_(None))
    return db.session.scalar(query) or 0


def complaints(*where: ColumnElement[bool]) -> Iterator[Sequence[Complaint]]:
    """Every file that is kept, in batches of which only one is in memory."""
    kept = (*where, Complaint.destroyed_on.is_(None))
    query = select(Complaint).where(*kept).order_by(Complaint.id).limit(BATCH).options(*CLOCKS)
    last, before = 0, set(db.session)
    while batch := db.session.scalars(query.where(Complaint.id > last)).all():
        last = batch[-1].id
        yield batch
        if db.session.info.get("writing"):
            db.session.flush()
        for record in set(db.session) - before:
            if record in db.session:  # some go with the record they belong to
                db.session.expunge(record)


RUNNING = Complaint.open.is_(True)
"""Files in which something can still run out."""


def touched_by(days: Iterable[date]) -> ColumnElement[bool]:
    """Files of which a last day may move when one of these days starts or stops being a rest day:
    it lies within a term. The ombudsman's year never moves (art. 4 Atw).
    """
    lines = select(DeadlineLine.complaint_id).where(
        DeadlineLine.kind != DeadlineKind.OMBUDSMAN,
        or_(*(and_(DeadlineLine.start_on <= day, DeadlineLine.legal_end >= day) for day in days)),
    )
    return Complaint.id.in_(lines)


def started_since(day: date) -> ColumnElement[bool]:
    """Files with a clock that started on this day or later."""
    lines = select(DeadlineLine.complaint_id).where(DeadlineLine.start_on >= day)
    return Complaint.id.in_(lines)


def newest_complaints(most: int) -> Sequence[Complaint]:
    kept = select(Complaint).where(Complaint.destroyed_on.is_(None))
    query = kept.order_by(Complaint.id.desc()).limit(most).options(*CLOCKS)
    return db.session.scalars(query).all()


def settings() -> dict[str, object]:
    """What an administrator chose, unknown keys too."""
    return {row.key: row.value for row in db.session.execute(select(Setting.key, Setting.value))}


def trail_size() -> tuple[int, int]:
    """How many chains and how many events the trail has."""
    chains = db.session.scalar(select(func.count()).select_from(AuditChain)) or 0
    return chains, db.session.scalar(select(func.count()).select_from(AuditEvent)) or 0


def loose_tips() -> Sequence[int]:
    """Chains whose tip is not the last event: a line was cut off or added behind the panel."""
    last = select(AuditEvent.chain, func.max(AuditEvent.seq).label("seq")).group_by(
        AuditEvent.chain
    )
    ends = last.subquery()
    query = (
        select(AuditChain.chain)
        .outerjoin(ends, ends.c.chain == AuditChain.chain)
        .outerjoin(AuditEvent, and_(AuditEvent.chain == ends.c.chain, AuditEvent.seq == ends.c.seq))
        .where(
            or_(
                func.coalesce(ends.c.seq, 0) != AuditChain.seq,
                func.coalesce(AuditEvent.mac, "") != AuditChain.mac,
            )
        )
        .order_by(AuditChain.chain)
    )
    return db.session.scalars(query).all()


NAMING = (
    Document.sha256, DraftFile.sha256, LetterTemplate.sha256, Letter.sent_sha256,
    EditToken.beside_sha256,
)  # fmt: skip
"""Where a row names a file of the document store."""


def named_files() -> Sequence[str]:
    """The sha256 of every file that some row names, each once."""
    every = union(*(select(column).where(column.is_not(None)) for column in NAMING))
    return sorted(db.session.scalars(every))


def stored_hashes() -> Iterator[tuple[str, int | None]]:
    """The sha256 of every file that a row names, with its size where the row knows it."""
    for source in (
        select(Document.sha256, Document.size).distinct(),
        select(LetterTemplate.sha256, null().label("size")).distinct(),
    ):
        for row in db.session.execute(source.execution_options(yield_per=1000)):
            yield row.sha256, row.size


def held_files() -> list[tuple[ScanState, int]]:
    """How many files nobody can open, and why."""
    query = select(Document.scan, func.count()).where(Document.scan.in_(HELD))
    found = db.session.execute(query.group_by(Document.scan).order_by(Document.scan))
    return [(state, count) for state, count in found if state is not None]


def stuck_mails(before: datetime) -> tuple[int, int]:
    """How many messages failed, and how many wait since before this moment."""
    failed = select(func.count()).select_from(Mail).where(Mail.failed_at.is_not(None))
    waiting = select(func.count()).where(
        Mail.sent_at.is_(None), Mail.failed_at.is_(None), Mail.next_try_at < before
    )
    return db.session.scalar(failed) or 0, db.session.scalar(waiting) or 0


def waiting_mails() -> int:
    """How many messages still have to go out."""
    query = select(func.count()).where(Mail.sent_at.is_(None), Mail.failed_at.is_(None))
    return db.session.scalar(query) or 0


def job_runs() -> dict[str, JobRun]:
    """The last time that each job ran."""
    return {one.name: one for one in db.session.scalars(select(JobRun))}


def administrators() -> int:
    """How many people can give rights and change settings."""
    query = select(func.count()).where(
        User.active, User.roles.any(Role.name == RoleName.ADMINISTRATOR)
    )
    return db.session.scalar(query) or 0


def mandates(today: date) -> int:
    """How many mandates hold today."""
    holds = or_(Mandate.until_on.is_(None), Mandate.until_on >= today)
    query = select(func.count()).select_from(Mandate).where(Mandate.from_on <= today, holds)
    return db.session.scalar(query) or 0


def ending_mandates(today: date, before: date) -> Sequence[tuple[str, date]]:
    """Whose mandate ends soon, and when."""
    query = (
        select(User.name, func.max(Mandate.until_on))
        .join(User, User.id == Mandate.user_id)
        .where(Mandate.until_on.between(today, before))
        .group_by(User.id, User.name)
        .order_by(User.name)
    )
    return [(name, until) for name, until in db.session.execute(query) if until]


def not_searchable() -> int:
    """How many files have no row in the search index."""
    known = exists().where(SearchText.id == Complaint.id)
    kept = Complaint.destroyed_on.is_(None)
    query = select(func.count()).select_from(Complaint).where(not_(known), kept)
    return db.session.scalar(query) or 0
