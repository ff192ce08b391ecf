"""What must hold of a file after every act (law.md 3.5 and 4.3), read from the record by hand."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, select

from models import AuditEvent, Base, Complaint, Contact, Letter, User, db
from operations import audit, clock, documents
from operations.filing import Yardstick
from operations.recount import differences
from queries import agenda, cases, complaints, duties, letters, recommendations
from queries.actors import actor_for
from rules.vocabulary import (
    NOT_HANDLED,
    DeadlineKind,
    Event,
    HearingStatus,
    Kind,
    LetterKind,
    LetterState,
    PartyKind,
    ScreeningOutcome,
    State,
    Track,
    VersionOrigin,
)
from tests.thread import fresh

TABLES = Base.metadata.tables
OF_A_FILE = [one for one in TABLES.values() if "complaint_id" in one.c]
INSIDE: list[tuple[Table, str, Table]] = [
    (table, column.name, key.column.table)
    for table in TABLES.values()
    if "complaint_id" not in table.c
    for column in table.c
    for key in column.foreign_keys
    if key.column.table in OF_A_FILE
]
"""Tables of which the rows belong to a row of a file, and by which column."""

Print = dict[str, Any]


def fingerprint(file_id: int) -> Print:
    """Every row of a file, and its trail."""
    found: Print = {"complaint": _rows(TABLES["complaint"], TABLES["complaint"].c.id == file_id)}
    for table in OF_A_FILE:
        found[table.name] = _rows(table, table.c.complaint_id == file_id)
    for table, column, owner in INSIDE:
        own = select(owner.c.id).where(owner.c.complaint_id == file_id)
        found[f"{table.name}.{column}"] = _rows(table, table.c[column].in_(own))
    for name in ("audit_event", "audit_chain"):
        found[name] = _rows(TABLES[name], TABLES[name].c.chain == file_id)
    return found


def shared() -> Print:
    """What all files have together: numbers given out, and how many people and files there are."""
    models = (Complaint, Contact)
    counts = [db.session.scalar(select(func.count()).select_from(one)) for one in models]
    return {"counter": _rows(TABLES["counter"], None), "counts": counts}


def _rows(table: Table, where: Any) -> list[tuple[Any, ...]]:
    query = select(table).order_by(*table.primary_key.columns)
    query = query if where is None else query.where(where)
    return [tuple(row) for row in db.session.execute(query)]


@dataclass
class Known:
    """What was seen of one file before, and may not change any more."""

    rows: Print = field(default_factory=dict)
    lines: list[tuple[Any, ...]] = field(default_factory=list)
    sent: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    steps: int = 0
    held: frozenset[int] = frozenset()
    delivered: frozenset[int] = frozenset()
    decided: frozenset[int] = frozenset()
    seq: int = 0
    mac: str = ""


def check(file_id: int, known: Known) -> None:
    """Everything that must hold of this file now."""
    complaint = fresh(file_id)
    for invariant in OF_THE_FILE:
        invariant(complaint)
    for remembered in AGAINST_BEFORE:
        remembered(complaint, known)
    db.session.rollback()
    known.rows = fingerprint(file_id)


# --- law.md 4.3 -----------------------------------------------------------------------------


def received_on_is_the_local_day(complaint: Complaint) -> None:
    """4.3 (6)."""
    assert complaint.received_on == complaint.received_at.astimezone(clock.AMSTERDAM).date()


def every_conduct_ended_before_closing(complaint: Complaint) -> None:
    """4.3 (1): judged, refused, 9:4, forwarded, settled or withdrawn before F19."""
    if complaint.state is not State.F19:
        return
    before = complaint.steps[-1].source if complaint.steps[-1].target is State.F19 else None
    before = before or next(one.source for one in reversed(complaint.steps)
                            if one.event is Event.CLOSE)  # fmt: skip
    if before in {State.F16, State.F17}:
        return
    for one in complaint.conducts:
        assert one.judgement is not None or one.screening in NOT_HANDLED


def who_is_complained_about_has_no_role(complaint: Complaint) -> None:
    """4.3 (4); who handles a complaint was not involved in it (art. 9:7 lid 1)."""
    about = {one.contact.user_id for one in complaint.parties if one.kind is PartyKind.SUBJECT}
    today = clock.today()
    roles = {
        one.user_id
        for one in complaint.assignments
        if one.ended_at is None and (one.until_on is None or one.until_on > today)
    }
    assert not about & (roles | {complaint.handler_id}) - {None}


def the_ledger_is_a_chain(complaint: Complaint) -> None:
    """4.3 (5): a line supersedes at most one, an earlier one of the same clock."""
    kinds: dict[int, DeadlineKind] = {}
    superseded = Counter(one.supersedes_id for one in complaint.deadlines if one.supersedes_id)
    assert all(times == 1 for times in superseded.values())
    for line in complaint.deadlines:
        assert line.supersedes_id is None or kinds[line.supersedes_id] is line.kind
        kinds[line.id] = line.kind


ENDS = {
    State.F12: LetterKind.L15, State.F13: LetterKind.L05A, State.F14: LetterKind.L05B,
    State.F16: LetterKind.L16, State.F17: LetterKind.L17,
}  # fmt: skip


def the_last_letter_ends_the_clock(complaint: Complaint) -> None:
    """4.3 (2): the day that counts of the letter that ended it, also after it came back."""
    kind = ENDS.get(complaint.state)
    if kind is None:
        return
    begun = max((one.at for one in complaint.steps if one.event in cases.REOPENING), default=None)
    own = [
        one
        for one in complaint.letters
        if one.kind is kind
        and one.state is LetterState.SENT
        and (begun is None or one.recorded_at >= begun)
    ]
    assert own, f"{complaint.state} without a sent {kind}"
    days = [cases.legally_sent_on(one) for one in own]
    if all(days):
        assert complaint.ended_on >= max(days)
        assert not complaint.open or kind is LetterKind.L15  # a part refusal can be back as well
    elif kind in {LetterKind.L15, LetterKind.L05A}:
        assert complaint.open
    if complaint.state is State.F12 and all(days):
        assert complaint.concluded_on == max(days)


# --- law.md 3.5: what can never be ----------------------------------------------------------


def concluded_only_when_whole(complaint: Complaint) -> None:
    """Judged with a reason on each taken-up conduct, advised where someone advises, all told."""
    if complaint.state is not State.F12:
        return
    facts = cases.facts(complaint, actor_for(_a_user(), clock.today()))
    for one in complaint.conducts:
        assert one.screening in NOT_HANDLED or (one.judgement and one.judgement_reason)
    this_time = _since_reopening(complaint)
    assert Event.START_HEARING in this_time
    assert Event.COMPLETE_INQUIRY in this_time
    if complaint.track in {Track.ADVISER, Track.COMMITTEE}:
        assert Event.DELIVER_ADVICE in this_time
        assert facts.advice_delivered
        for one in complaint.conducts:
            departs = one.advised is not None and one.judgement not in {one.advised, None}
            assert not departs or one.deviation_reason
    to = {one.party_id for one in complaint.letters
          if one.kind is LetterKind.L15 and one.state is LetterState.SENT}  # fmt: skip
    assert {one.id for one in facts.recipients} <= to


def _since_reopening(complaint: Complaint) -> list[Event]:
    events = [one.event for one in complaint.steps]
    last = max((place for place, one in enumerate(events) if one in cases.REOPENING), default=0)
    return events[last:]


def _a_user() -> User:
    return db.session.scalars(select(User).order_by(User.id).limit(1)).one()


def no_more_than_four_weeks_postponed(complaint: Complaint) -> None:
    """Art. 9:11 lid 2: 28 days, all postponements together; more only with consent (lid 3)."""
    lines = [one for one in complaint.deadlines if one.kind is DeadlineKind.HANDLING]
    if not lines or complaint.extensions or complaint.own_term_on:
        return
    ever_advised = any(one.track in {Track.ADVISER, Track.COMMITTEE} for one in complaint.decisions)
    weeks = 10 if ever_advised else 6
    assert lines[-1].nominal_end <= lines[-1].start_on + timedelta(weeks=weeks, days=28)


def the_maker_did_not_approve(complaint: Complaint) -> None:
    """SOD6."""
    for one in complaint.letters:
        settled = one.state in {LetterState.FINAL, LetterState.SENT}
        if one.kind in {LetterKind.L05A, LetterKind.L15} and settled:
            assert one.approved_by_id is not None
            made = (two for two in one.versions if two.origin is not VersionOrigin.CLEANED)
            assert one.approved_by_id not in {version.by_id for version in made}


def who_is_involved_finds_nothing(complaint: Complaint) -> None:
    """SOD1: for whoever is a party or said to be involved, the file does not exist."""
    involved = {one.contact.user_id for one in complaint.parties}
    involved |= {one.user_id for one in complaint.statements if one.involved}
    for user_id in sorted(involved - {None}):
        actor = actor_for(db.session.get_one(User, user_id), clock.today())
        assert complaints.get(actor, complaint.id) is None
        assert cases.load(actor, complaint.id) is None
        assert complaints.find(actor, complaint.reference, 9) == []
        assert not any(letters.exists_for(actor, one.id) for one in complaint.letters)
        assert not any(recommendations.get(actor, one.id) for one in complaint.recommendations)
        seen = [*duties.soonest(actor, 500), *agenda.hearings(actor, clock.now())]
        assert complaint.id not in {one.complaint_id for one in seen}


def derived_is_what_the_rules_say(complaint: Complaint) -> None:
    """Ledger, twelve-month test, list copies and duties: as ``flask deadlines check`` has it."""
    assert list(differences(complaint, Yardstick.now())) == []
    open_cases = any(one.closed_on is None for one in complaint.ombudsman_cases)
    assert complaint.with_ombudsman is open_cases


def the_state_is_where_the_last_step_led(complaint: Complaint) -> None:
    assert complaint.steps[-1].target is complaint.state
    assert complaint.state.startswith("F") == (complaint.kind is Kind.FORMAL)


def what_is_refused_has_its_ground(complaint: Complaint) -> None:
    """Art. 9:8 lid 1 onder b only for what is over a year old (law.md T16)."""
    for conduct in complaint.conducts:
        decided = [one for one in conduct.screenings if not one.proposed]
        if conduct.screening is ScreeningOutcome.REFUSED:
            assert decided
            assert decided[-1].ground
            assert decided[-1].reason.strip()


OF_THE_FILE = (
    received_on_is_the_local_day,
    every_conduct_ended_before_closing,
    who_is_complained_about_has_no_role,
    the_ledger_is_a_chain,
    the_last_letter_ends_the_clock,
    concluded_only_when_whole,
    no_more_than_four_weeks_postponed,
    the_maker_did_not_approve,
    who_is_involved_finds_nothing,
    derived_is_what_the_rules_say,
    the_state_is_where_the_last_step_led,
    what_is_refused_has_its_ground,
)

# --- compared with what was there before ----------------------------------------------------


def the_ledger_only_grows(complaint: Complaint, known: Known) -> None:
    """4.3 (5): and a supplement that is asked moves no other deadline (law.md 3.5, R023)."""
    lines = _rows(TABLES["deadline_line"], TABLES["deadline_line"].c.complaint_id == complaint.id)
    assert lines[: len(known.lines)] == known.lines
    added = complaint.deadlines[len(known.lines) :]
    steps = complaint.steps[known.steps :]
    if any(State.F3 in {one.source, one.target} and one.event in SUPPLEMENT for one in steps):
        assert {one.kind for one in added} <= {DeadlineKind.SUPPLEMENT}
    known.lines, known.steps = lines, len(complaint.steps)


SUPPLEMENT = frozenset({Event.ASK_SUPPLEMENT, Event.SCREEN})


def what_was_sent_stays(complaint: Complaint, known: Known) -> None:
    """Art. 2:12: neither the row nor the bytes of a sent letter ever change."""
    table = TABLES["letter"]
    rows = _rows(table, (table.c.complaint_id == complaint.id) & (table.c.state == "sent"))
    place = list(table.c).index(table.c.id)
    sent = {row[place]: row for row in rows}
    for key, row in known.sent.items():
        assert sent.get(key) == row
    for key in sent.keys() - known.sent.keys():
        right_bytes(db.session.get_one(Letter, key))
    known.sent = sent


def right_bytes(letter: Letter) -> None:
    """What lies in the store is what went out."""
    assert letter.sent_sha256 == letter.versions[-1].document.sha256
    data = documents.read(letter.versions[-1].document.sha256)
    assert hashlib.sha256(data).hexdigest() == letter.sent_sha256


def a_committee_is_whole(complaint: Complaint, known: Known) -> None:
    """4.3 (3): a chair and two members at the moment of hearing and of advice."""
    held = frozenset(one.id for one in complaint.hearings if one.status is HearingStatus.HELD)
    delivered = frozenset(one.id for one in complaint.advices if one.delivered_on)
    if complaint.track is Track.COMMITTEE and (held - known.held or delivered - known.delivered):
        seats = [one.seat.value for one in cases.advising(complaint, clock.today()) if one.seat]
        assert sorted(seats) == ["chair", "member", "member"]
    known.held, known.delivered = held, delivered


def who_decided_was_free_to(complaint: Complaint, known: Known) -> None:
    """SOD3: nobody decides about himself, unless about every member. SOD11: who was absent, why."""
    involved = {one.contact.user_id for one in complaint.parties}
    involved |= {one.user_id for one in complaint.statements if one.involved}
    for one in complaint.decisions:
        if one.id not in known.decided:
            deciders = {member.user_id for member in one.members if member.took_part}
            assert deciders
            assert not deciders & involved or {member.user_id for member in one.members} <= involved
            assert all(member.took_part or member.reason.strip() for member in one.members)
    known.decided = frozenset(one.id for one in complaint.decisions)


def the_trail_is_whole(complaint: Complaint, known: Known) -> None:
    """Each act that changed the file added lines, and every line is chained to the one before."""
    query = select(AuditEvent).where(AuditEvent.chain == complaint.id, AuditEvent.seq > known.seq)
    for event in db.session.scalars(query.order_by(AuditEvent.seq)):
        assert event.seq == known.seq + 1
        assert event.mac == audit.mac(known.mac, event)
        known.seq, known.mac = event.seq, event.mac


AGAINST_BEFORE = (
    the_ledger_only_grows, what_was_sent_stays, a_committee_is_whole, who_decided_was_free_to,
    the_trail_is_whole,
)  # fmt: skip
