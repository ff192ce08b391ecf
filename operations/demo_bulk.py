"""Files by the hundred thousand, to see how the panel does with them.

They are rows, not acts: no letters, no hearings, one event in the trail. What checks look at is as
the rules make it: numbers, ledger, tests, list copies, search text, trail. Made in the order in
which they came in, a few thousand at a time; memory does not grow with their number.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from sqlalchemy import func, insert, select, text, update

from models import (
    AuditChain,
    AuditEvent,
    Base,
    Category,
    Complaint,
    Conduct,
    ConductSubject,
    Contact,
    Counter,
    DeadlineLine,
    Document,
    Duty,
    Party,
    SearchText,
    Step,
    Unit,
    User,
    db,
)
from operations import audit, clock, documents, filing, indexing
from operations.demo_words import THEMES, Theme, person
from operations.transaction import transaction
from queries import cases
from rules import duties
from rules.admissibility import ConductDates, twelve_month_test
from rules.calendar import Calendar
from rules.deadlines import Deadline
from rules.ledger import CHAINS, ledger, running
from rules.procedure import TRANSITIONS
from rules.vocabulary import (
    NOT_HANDLED,
    UNCONFIRMED,
    Channel,
    Dating,
    DeadlineKind,
    Event,
    Judgement,
    Kind,
    PartyKind,
    ReferenceBasis,
    ScreeningOutcome,
    SearchKind,
    State,
    TermBasis,
    TimeOutcome,
    Track,
)

BATCH = 2000
A_YEAR = 10_000
"""So many files a year, while there are enough of them."""
RARE = "orgeldraaier"
"""A word that stands in one in five thousand files, to search for."""

NUMBERED = (Complaint, Contact, Party, Conduct, Document, DeadlineLine, Duty, Step, AuditEvent)
TABLES: tuple[type[Base], ...] = (
    Contact, Complaint, Party, Conduct, ConductSubject, Document, DeadlineLine, Duty, Step,
    SearchText, AuditChain, AuditEvent,
)  # fmt: skip
"""In the order in which their keys allow."""

PATH: tuple[tuple[Event, State], ...] = (
    (Event.RECEIVE, State.F0), (Event.REGISTER, State.F1), (Event.ACKNOWLEDGE, State.F2),
    (Event.SCREEN, State.F4), (Event.HANDLE_OWN, State.F5), (Event.START_HEARING, State.F8),
    (Event.COMPLETE_INQUIRY, State.F9), (Event.PREPARE_DECISION, State.F11),
    (Event.CONCLUDE, State.F12), (Event.CLOSE, State.F19),
)  # fmt: skip
REFUSED = (*PATH[:4], (Event.REFUSE, State.F13))
BASIS = {row.event: str(row.basis) for row in TRANSITIONS}
OPEN_AT = (
    (2, State.F0), (4, State.F1), (8, State.F2), (14, State.F4), (18, State.F5), (30, State.F8),
    (36, State.F9), (40, State.F11),
)  # fmt: skip
"""Where a file stands when it is no older than so many days."""


def path_to(state: State) -> tuple[tuple[Event, State], ...]:
    """The steps that lead to a state."""
    if state is State.F13:
        return REFUSED
    return PATH[: 1 + next(n for n, (_, target) in enumerate(PATH) if target is state)]


@dataclass(frozen=True)
class Clocks:
    """What the ledger and the list copies say of files with the same facts."""

    lines: tuple[dict[str, Any], ...]
    copies: dict[str, Any]
    ends: dict[DeadlineKind, Deadline]


class Writer:
    """Makes the rows of one file after another."""

    def __init__(self, count: int, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # the same seed gives the same data
        self.count, self.today = count, clock.today()
        self.days = 365 * max(1, min(20, count // A_YEAR))
        self.yardstick = filing.Yardstick.now()
        self.units = dict(_pairs(Unit.name, Unit.id))
        self.categories = dict(_pairs(Category.name, Category.id))
        self.users = dict(_pairs(User.email, User.id))
        self.numbers = dict(_pairs(Counter.year, Counter.last, Counter.series == "K"))
        self.next_id = {
            model: 1 + (db.session.scalar(select(func.max(model.id))) or 0) for model in NUMBERED
        }
        self.clocks = lru_cache(maxsize=4096)(self._clocks)
        self.stored = lru_cache(maxsize=256)(lambda text: documents.put(text.encode()))

    def write(self) -> Iterator[tuple[int, int]]:
        for start in range(0, self.count, BATCH):
            until = min(start + BATCH, self.count)
            rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
            for place in range(start, until):
                self.one(place, rows)
            with transaction():
                _prepare()
                for model in TABLES:
                    if rows[model]:
                        _insert(model, rows[model])
                self._numbered()
            yield until, self.count

    def _numbered(self) -> None:
        """Counters and key sequences go on where the rows ended."""
        known = {year for year, _ in _pairs(Counter.year, Counter.last, Counter.series == "K")}
        for year, last in self.numbers.items():
            if year in known:
                where = (Counter.series == "K", Counter.year == year)
                db.session.execute(update(Counter).where(*where).values(last=last))
            else:
                db.session.add(Counter(series="K", year=year, last=last))
        if db.engine.dialect.name == "postgresql":
            for model in NUMBERED:
                db.session.execute(
                    text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :next, false)"),
                    {"name": model.__tablename__, "next": self.next_id[model]},
                )

    def key(self, model: Any) -> int:
        key = self.next_id[model]
        self.next_id[model] += 1
        return key

    # --- one file ---

    def one(self, place: int, rows: dict[type[Base], list[dict[str, Any]]]) -> None:
        theme = self.theme(place)
        received = self.received(place)
        state = self.state(received)
        ended = None
        if state in {State.F12, State.F13, State.F19}:
            ended = received + timedelta(days=21 if state is State.F13 else self.lasted())
        found = self.clocks(received, state, ended)
        at = datetime.combine(received, time(8, 30), clock.AMSTERDAM)
        complaint_id = self.key(Complaint)
        year = received.year
        self.numbers[year] = self.numbers.get(year, 0) + 1
        reference = f"K{year}-{self.numbers[year]:04d}"
        words = f" De {RARE} op de gang hoorde alles." if place % 5000 == 1234 else ""
        description = theme.description + words
        people = [self.contact(rows, place + n, at) for n in range(2)]
        names = [cases.display_name(one) for _, one in people]
        parties: list[dict[str, Any]] = [
            {"id": self.key(Party), "complaint_id": complaint_id, "contact_id": key, "kind": kind,
             "capacity": capacity}
            for (key, _), kind, capacity in zip(
                people, (PartyKind.COMPLAINANT, PartyKind.SUBJECT), ("", theme.capacity),
                strict=True)
        ]  # fmt: skip
        rows[Party] += parties
        handler = self.users[HANDLERS[place % len(HANDLERS)]]
        rows[Complaint].append({
            "id": complaint_id, "reference": reference, "kind": Kind.FORMAL, "state": state,
            "subject": theme.subject, "description": description, "wish": theme.wish,
            "category_id": self.categories[theme.category], "unit_id": self.units[theme.unit],
            "handler_id": None if state in UNCONFIRMED else handler,
            "channel": Channel.FORM, "received_at": at, "received_on": received,
            "reference_on": received, "reference_basis": ReferenceBasis.RECEIVED,
            "term_start_on": received, "letter_dated_on": received,
            "track": Track.OWN if (Event.HANDLE_OWN, State.F5) in path_to(state) else None,
            "ended_on": ended, "concluded_on": None if state is State.F13 else ended,
            "late_cause": self.late_cause(ended, found.copies["legal_end"]),
            "complainant_names": names[0], "subject_names": names[1],
            "recorded_at": at, "recorded_by_id": handler, **found.copies,
        })  # fmt: skip
        title = theme.conducts[place % len(theme.conducts)]
        conduct = self.conduct(rows, complaint_id, parties[1]["id"], title, received, state)
        self.duties(rows, complaint_id, rows[Complaint][-1], conduct, found)
        self.lines(rows, complaint_id, found, at)
        self.steps(rows, complaint_id, state, received, ended, handler)
        text = f"{description} {theme.wish} {title}"
        rows[SearchText].append(
            indexing.file_row(
                complaint_id, reference, [one for _, one in people], theme.subject, text
            )
        )
        self.letter(rows, complaint_id, theme, at)
        self.event(rows, complaint_id, at, handler)

    def received(self, place: int) -> date:
        """Spread evenly over the years, ending today; nothing comes in on a rest day."""
        ago = self.days - self.days * (place + 1) // self.count
        return CALENDAR.last_working_day_on_or_before(self.today - timedelta(days=ago))

    def state(self, received: date) -> State:
        age = (self.today - received).days
        for days, state in OPEN_AT:
            if age <= days:
                return state
        draw = self.chance.random()
        if draw < 0.02 and age < 120:
            return State.F11
        if draw < 0.1:
            return State.F13
        return State.F19 if age > 500 else State.F12 if age > 42 else State.F11

    # What a smaller set chooses otherwise.

    def theme(self, place: int) -> Theme:
        return THEMES[place * 7 % len(THEMES)]

    def lasted(self) -> int:
        """Days until the end; always in time."""
        return self.chance.choice(LASTED)

    def judgement(self) -> Judgement:
        return Judgement.FOUNDED

    def late_cause(self, ended: date | None, legal_end: date) -> str:
        """Closing late asks for the cause."""
        return self.cause() if ended is not None and ended > legal_end else ""

    def cause(self) -> str:
        return "Het onderzoek duurde langer."

    def contact(
        self, rows: dict[type[Base], list[dict[str, Any]]], number: int, at: datetime
    ) -> tuple[int, Contact]:
        known = person(number)
        contact, key = Contact(**known, organisation=""), self.key(Contact)
        rows[Contact].append({**known, **indexing.name_keys(contact), "id": key, "recorded_at": at})
        return key, contact

    def letter(
        self, rows: dict[type[Base], list[dict[str, Any]]], complaint_id: int, theme: Theme,
        at: datetime,
    ) -> None:  # fmt: skip
        """What the complainant sent; the same file in the store for the same words."""
        text, key = f"{theme.subject}\n\n{theme.description}\n\n{theme.wish}\n", self.key(Document)
        rows[Document].append({
            "id": key, "complaint_id": complaint_id, "sha256": self.stored(text),
            "name": "klaagschrift.txt", "media_type": "text/plain", "size": len(text.encode()),
            "origin": "toegevoegd", "part_of_complaint": True, "recorded_at": at,
        })  # fmt: skip
        rows[SearchText].append(indexing.row(
            complaint_id, SearchKind.DOCUMENT, key, ("klaagschrift.txt",), text, document_id=key,
        ))  # fmt: skip

    def conduct(
        self,
        rows: dict[type[Base], list[dict[str, Any]]],
        complaint_id: int,
        subject_id: int,
        title: str,
        received: date,
        state: State,
    ) -> dict[str, Any]:
        on = received - timedelta(days=self.chance.choice(CONDUCT_AGES))
        test = twelve_month_test(ConductDates.on(on), received)
        reached = {target for _, target in path_to(state)}
        judged = State.F12 in reached
        screening = None
        if State.F13 in reached:
            screening = ScreeningOutcome.REFUSED
        elif State.F5 in reached:
            screening = ScreeningOutcome.TAKEN_UP
        key = self.key(Conduct)
        rows[Conduct].append({
            "id": key, "complaint_id": complaint_id, "position": 1, "title": title,
            "dating": Dating.DAY, "occurred_on": on, "time_outcome": test.outcome,
            "time_flags": list(test.flags), "screening": screening,
            "judgement": self.judgement() if judged else None,
            "judgement_reason": "Dit had anders gemoeten." if judged else "",
        })  # fmt: skip
        rows[ConductSubject].append({"conduct_id": key, "party_id": subject_id})
        return rows[Conduct][-1]

    def duties(
        self,
        rows: dict[type[Base], list[dict[str, Any]]],
        complaint_id: int,
        complaint: dict[str, Any],
        conduct: dict[str, Any],
        found: Clocks,
    ) -> None:
        left = duties.ConductLeft(
            conduct["id"],
            conduct["position"],
            older_undecided=conduct["time_outcome"] is TimeOutcome.OLDER
            and conduct["screening"] is None,
            judged=conduct["judgement"] is not None,
        )
        handled = conduct["screening"] not in NOT_HANDLED
        facts = duties.FileFacts(
            state=complaint["state"],
            handler_id=complaint["handler_id"],
            ends=found.ends,
            refused_untold=not handled,
            conducts=(left,) if handled else (),
        )
        rows[Duty] += [
            {"id": self.key(Duty), "complaint_id": complaint_id, **values}
            for values in filing.columns(duties.of(facts))
        ]

    def lines(
        self,
        rows: dict[type[Base], list[dict[str, Any]]],
        complaint_id: int,
        found: Clocks,
        at: datetime,
    ) -> None:
        last: dict[DeadlineKind, int] = {}
        for line in found.lines:
            key, kind = self.key(DeadlineLine), line["kind"]
            supersedes = last.get(kind) if kind in CHAINS else None
            rows[DeadlineLine].append(
                {**line, "id": key, "complaint_id": complaint_id, "supersedes_id": supersedes,
                 "recorded_at": at}
            )  # fmt: skip
            last[kind] = key

    def steps(
        self,
        rows: dict[type[Base], list[dict[str, Any]]],
        complaint_id: int,
        state: State,
        received: date,
        ended: date | None,
        by_id: int,
    ) -> None:
        source = None
        way = path_to(state)
        length = ((ended or min(self.today, received + timedelta(days=40))) - received).days
        for place, (event, target) in enumerate(way):
            on = received + timedelta(days=length * place // len(way))
            if event in {Event.CONCLUDE, Event.REFUSE} and ended:
                on = ended
            elif event is Event.CLOSE and ended:
                on = ended + timedelta(days=370)
            rows[Step].append({
                "id": self.key(Step), "complaint_id": complaint_id, "event": event,
                "source": source, "target": target, "basis": BASIS[event], "by_id": by_id,
                "at": datetime.combine(on, time(14), clock.AMSTERDAM),
            })  # fmt: skip
            source = target

    def event(
        self,
        rows: dict[type[Base], list[dict[str, Any]]],
        complaint_id: int,
        at: datetime,
        by_id: int,
    ) -> None:
        fields = {
            "chain": complaint_id, "seq": 1, "at": at.astimezone(UTC), "actor_id": by_id,
            "verb": "complaint:receive", "entity": "complaint", "entity_id": complaint_id,
            "data": {"basis": BASIS[Event.RECEIVE], "made": "demonstration"},
        }  # fmt: skip
        mac = audit.mac("", AuditEvent(**fields))
        rows[AuditEvent].append({**fields, "id": self.key(AuditEvent), "mac": mac})
        rows[AuditChain].append({"chain": complaint_id, "seq": 1, "mac": mac})

    def _clocks(self, received: date, state: State, ended: date | None) -> Clocks:
        """Asked of the same rules as for any file, with a file that is never kept."""
        complaint = Complaint(
            kind=Kind.FORMAL, state=state, received_on=received, term_start_on=received,
            term_basis=TermBasis.RECEIVED, written=True, ended_on=ended,
            steps=[Step(event=event, target=target) for event, target in path_to(state)],
        )  # fmt: skip
        facts = cases.clock_facts(complaint, self.yardstick.norms)
        derived = ledger(facts, self.yardstick.calendar)
        clocks = running(facts)
        filing.copy_for_lists(complaint, derived, clocks)
        lines = tuple(
            {
                "kind": line.kind, "start_on": line.start, "nominal_end": line.nominal_end,
                "legal_end": line.legal_end, "target_on": line.target_on,
                "basis": str(line.basis), "explanation": line.explanation,
                "flags": list(line.flags),
            }
            for line in derived
        )  # fmt: skip
        names = ("open", "target_on", "legal_end", "notice_due_on", "due_on", "take_up_due_on")
        ends = {line.kind: line for line in derived if line.kind in clocks}
        return Clocks(lines, {name: getattr(complaint, name) for name in names}, ends)


CALENDAR = Calendar()
LASTED = (20, 33, 39, 41)
CONDUCT_AGES = (3, 12, 25, 60, 150, 390)
HANDLERS = ("coordinator@demo.example", "secretary@demo.example")


def _prepare() -> None:
    """PostgreSQL checks foreign keys with plans made for the size that tables had: small."""
    if db.engine.dialect.name == "postgresql":
        for statement in (
            "DISCARD PLANS", "SET LOCAL enable_seqscan = off", "SET LOCAL statement_timeout = 0"
        ):  # fmt: skip
            db.session.execute(text(statement))


def _insert(model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Many rows of one table; PostgreSQL takes them five times as fast as a copy."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(insert(model), rows)
        return
    dialect = db.engine.dialect
    columns = [one for one in model.__table__.columns if one.name in rows[0] or one.default]
    bound = [one.type.dialect_impl(dialect).bind_processor(dialect) for one in columns]
    usual = [one.default.arg if one.default else None for one in columns]
    cursor = db.session.connection().connection.cursor()
    names = ", ".join(f'"{one.name}"' for one in columns)
    with cursor.copy(f'COPY "{model.__tablename__}" ({names}) FROM STDIN') as copy:
        for row in rows:
            values = (row.get(one.name, other) for one, other in zip(columns, usual, strict=True))
            copy.write_row(
                [make(value) if make else value for make, value in zip(bound, values, strict=True)]
            )


def _pairs(key: Any, value: Any, *where: Any) -> list[tuple[Any, Any]]:
    return [(one, other) for one, other in db.session.execute(select(key, value).where(*where))]


def write(count: int, seed: int) -> Iterator[tuple[int, int]]:
    """So many files; gives how many are made, of how many."""
    yield from written(Writer(count, seed))


def written(writer: Writer) -> Iterator[tuple[int, int]]:
    yield from writer.write()
    with transaction():
        # The planner of the database must know how the tables have grown.
        db.session.execute(text("ANALYZE"))
