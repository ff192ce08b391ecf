"""Destroying: proposed by one, approved by another, and then nothing of a person is left."""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import JSON, Boolean, Date, Enum, Integer, LargeBinary, String, func, select, text

import models as m
from models import (
    AuditChain,
    AuditEvent,
    Complaint,
    ComplaintLink,
    Contact,
    Destruction,
    DestructionItem,
    LegalHold,
    Mail,
    SearchText,
    Utc,
    db,
)
from operations import (
    audit,
    clock,
    contact_log,
    destroyed,
    destruction,
    documents,
    indexing,
    intake,
    legal_holds,
    nightly,
    settings,
)
from operations.destruction import KEPT, REMOVED
from operations.transaction import transaction
from queries import register_figures, retention
from queries.actors import system
from rules import periods
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    ContactChannel,
    ContactKind,
    DestructionState,
    Direction,
    Event,
    Judgement,
    LetterKind,
    LinkKind,
    PartyKind,
    PutOff,
    RequestKind,
    RequestOutcome,
    State,
    Track,
)
from tests import thread
from tests.factories import (
    a_complaint,
    a_contact,
    a_document,
    a_letter,
    a_party,
    an_ombudsman_case,
)
from tests.samples import a_pdf
from tests.thread import fresh, someone

ENDED, TODAY = date(2026, 4, 20), date(2036, 4, 21)
"""The first day on which what ended then may be destroyed: ten years and a day later."""


@pytest.fixture(autouse=True)
def on_the_day(app) -> Iterator[None]:
    place = destroyed.place()
    place.unlink(missing_ok=True)
    with thread.day(TODAY):
        yield
    place.unlink(missing_ok=True)


def closed(*, ended_on: date = ENDED, state: State = State.F19, **columns: Any) -> int:
    """A file of which the term counts from that day."""
    received = {"received_on": date(2026, 3, 2), "retention_from": ended_on}
    return a_complaint(state=state, **received | columns).id


def propose(*chosen: int) -> int:
    return destruction.propose(someone("coordinator"), chosen, "Termijn om.")


def approve(key: int, who: str = "secretary") -> None:
    destruction.approve(someone(who), key, 1)


def destroy(*chosen: int) -> int:
    key = propose(*chosen)
    approve(key)
    return key


def listed() -> dict[int, tuple[PutOff, ...]]:
    found = retention.candidates(someone("coordinator"))
    return {one.complaint.id: one.put_off for one in found}


def events(*verbs: str) -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.verb.in_(verbs)).order_by(AuditEvent.id)
    return list(db.session.scalars(query))


# --- what is counted stays ---------------------------------------------------------------------


def ended_so(judgement: Judgement | None, **columns: Any) -> int:
    key = closed(ended_on=ENDED, **columns)
    with transaction():
        file = db.session.get_one(Complaint, key)
        file.ended_on = ENDED
        file.concluded_on = ENDED if judgement else None
        file.legal_end = date(2026, 4, 13)
        if judgement:
            file.conducts[0].judgement, file.conducts[0].judgement_reason = judgement, "Zo is het."
    return key


def test_the_figures_of_a_year_stay_when_its_files_go(app):
    keys = [
        ended_so(Judgement.FOUNDED, track=Track.OWN),
        ended_so(Judgement.UNFOUNDED, track=Track.ADVISER),
        ended_so(None, withdrawn_on=date(2026, 4, 18)),
    ]
    asked = periods.series(periods.year(2026, TODAY), TODAY)

    def counted() -> dict[str, dict[str, Any]]:
        return {
            one.key: {str(line.label): line.numbers for line in one.lines if any(line.numbers)}
            for one in register_figures.of(asked).parts
        }

    before = counted()
    assert [numbers[-1] for numbers in before["balance"].values()] == [3, 3]
    assert {name: numbers[-1] for name, numbers in before["outcome"].items()} == {
        "gegrond": 1, "ongegrond": 1, "ingetrokken": 1,
    }  # fmt: skip
    destroy(*keys)
    assert all(fresh(key).destroyed_on == TODAY for key in keys)
    after = counted()
    # Whoever was a party is gone, and with that person how each was heard (ADR 23).
    assert {key for key in before if after[key] != before[key]} == {"complainants"}


# --- everything goes -------------------------------------------------------------------------

MARK = "ꙮ"
"""Nobody writes this sign. Of its trigrams none is shared with another word, so that the search
index has it as it is.
"""
TRACES = ((MARK * 2).encode(), json.dumps(MARK * 2).strip('"').encode())
"""As text, and as JSON escapes it."""

number = count(1)


def marked(longest: int | None = None) -> str:
    return f"{MARK * 4}{next(number)}"[:longest]


def value_of(column: Any, keys: dict[str, int]) -> Any:
    """Something for a column, with the mark wherever there is room for words."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return keys.get(key.column.table.name)
    match column.type:
        case Enum():
            return next(iter(column.type.enum_class))
        case JSON():
            return {marked(): marked()}
        case Boolean():
            return False
        case Integer():
            return next(number)
        case Date():
            return ENDED
        case Utc():
            return clock.now()
        case LargeBinary():
            return marked().encode()
        case String() if column.name.endswith("sha256"):
            return f"{next(number):064}"
        case _:
            return marked(getattr(column.type, "length", None))


SPECIAL: dict[str, dict[str, Any]] = {
    "dav_lock": {},
    "emergency_access": {"decided_at": None, "decided_by_id": None, "until": None,
                         "ended_at": None},
    "letter": {"kind": LetterKind.L15, "state": "draft", "sent_on": None, "sent_by_id": None,
               "channel": None, "sent_sha256": None},
    "party": {"kind": PartyKind.REPRESENTATIVE, "represents_id": None},
    "postponement": {"weeks": 2},
    "public_text": {"released_at": None, "released_by_id": None},
    "complaint_link": {"one_id": 0, "other_id": 0},
    "screening": {"outcome": "taken_up", "ground": None},
    "hearing": {"moved_from_id": None},
    "deadline_line": {"supersedes_id": None},
    "legal_hold": {"lifted_by_id": 1},
    "submission": {"kind": "supplement", "choice": None},
    "search_text": {"id": -1, "letter_id": None, "document_id": None},
}  # fmt: skip
"""Where not every value fits."""


def one_of_everything(complaint_id: int) -> None:
    """A row in each table that goes, with the mark in every column for words."""
    keys = {"complaint": complaint_id, "user": 1, "unit": 1, "letter_template": 1}
    keys["contact"] = a_contact(family_name=marked(), email="iemand@" + MARK * 3).id
    keys["conduct"] = db.session.scalar(
        select(m.Conduct.id).where(m.Conduct.complaint_id == complaint_id)
    )
    with transaction():
        asked = m.DataRequest(
            number="P2026-0001", kind=RequestKind.ACCESS, contact_id=keys["contact"],
            received_on=ENDED, due_on=ENDED, asked=marked(), identity=marked(),
            prolonged_on=ENDED, prolonged_until=ENDED, prolonged_reason=marked(),
            outcome=RequestOutcome.REFUSED, answered_on=ENDED, limits=[], reason=marked(),
            recorded_at=clock.now(), recorded_by_id=1,
        )  # fmt: skip
        astray = m.DataBreach(
            number="D2026-0001", complaint_id=complaint_id, noticed_at=clock.now(),
            due_at=clock.now(), what=marked(), measures=marked(), reason=marked(),
            recorded_at=clock.now(), recorded_by_id=1,
        )  # fmt: skip
        db.session.add_all([asked, astray])
        db.session.flush()
        keys["data_request"] = asked.id
    other = closed(state=State.F12)
    for one in reversed(REMOVED):
        table = one.model.__table__
        special = SPECIAL.get(table.name, {})
        if table.name == "complaint_link":
            special = {"one_id": complaint_id, "other_id": other, "removed_at": clock.now()}
        values = {
            column.key: special.get(column.key, value_of(column, keys))
            for column in table.columns
            if column.key in special
            or not (column.primary_key and not column.foreign_keys and column.name == "id")
        }
        with transaction():
            exists = select(func.count()).select_from(table)
            if table.name in {"mail_document", "complaint_link"} and table.name in keys:
                continue
            db.session.scalar(exists)
            made = db.session.execute(table.insert().values(values))
            keys[table.name] = made.inserted_primary_key[0]
    assert {one.model.__tablename__ for one in REMOVED} <= keys.keys()


def old(path: Any) -> None:
    """As if it was put there long ago: what is put this minute, the night looks at."""
    os.utime(path, (0, 0))


@pytest.fixture
def file(app) -> SimpleNamespace:
    """A file that people worked in, with the mark wherever something is typed or kept."""
    with thread.day(date(2026, 3, 2)):
        complaint_id = thread.register()
        complaint = fresh(complaint_id)
        with transaction():
            contact = fresh_contact(complaint)
            contact.family_name = contact.street = contact.email = marked()
            for column in ("subject", "description", "wish", "about_whom", "late_cause"):
                setattr(fresh_in(complaint_id), column, marked())
            indexing.refresh(fresh_in(complaint_id))
        thread.to_screening(complaint_id)
        coordinator = someone("coordinator")
        intake.add_note(coordinator, complaint_id, f"Notitie over {marked()}")
        moment = contact_log.Moment(
            clock.now(), Direction.INCOMING, ContactChannel.PHONE, marked(), marked()
        )
        contact_log.log(coordinator, complaint_id, moment)
        shared = a_document(fresh(complaint_id), sha256=documents.put(b"shared"), name=marked()).id
        own = documents.put(f"own {MARK * 3}".encode())
        a_document(fresh(complaint_id), sha256=own, name=marked())
    one_of_everything(complaint_id)
    other = closed(state=State.F12)
    a_document(fresh(other), sha256=documents.put(b"shared"))
    with transaction():
        complaint = fresh_in(complaint_id)
        complaint.state, complaint.retention_from = State.F19, ENDED
        complaint.concluded_on = complaint.ended_on = ENDED
        complaint.open, complaint.legal_hold = False, False
        for conduct in complaint.conducts:
            conduct.judgement, conduct.judgement_reason = Judgement.FOUNDED, marked()
            conduct.findings = conduct.title = conduct.description = marked()
    store = current_app.extensions["wederhoor"].document_store
    for path in store.glob("??/*"):
        old(path)
    return SimpleNamespace(id=complaint_id, own=own, shared=shared, store=store)


def fresh_in(complaint_id: int) -> Complaint:
    return db.session.get_one(Complaint, complaint_id)


def fresh_contact(complaint: Complaint) -> Contact:
    return db.session.get_one(Complaint, complaint.id).parties[0].contact


def left_in_tables() -> dict[str, int]:
    """In which tables the mark still stands, asked of every row as text."""
    found = {}
    for table in m.Base.metadata.sorted_tables:
        columns = [f'CAST("{one.name}" AS TEXT)' for one in table.columns]
        row = " || ".join(f"COALESCE({one}, '')" for one in columns)
        query = f'SELECT count(*) FROM "{table.name}" WHERE {row} LIKE :text OR {row} LIKE :json'  # noqa: S608  # names of our own tables
        escaped = json.dumps(MARK).strip('"').replace("\\", "\\\\")
        values = {"text": f"%{MARK}%", "json": f"%{escaped}%"}
        if db.engine.dialect.name == "sqlite":
            values["json"] = values["json"].replace("\\\\", "\\")
        if number_of := db.session.scalar(text(query), values):
            found[table.name] = number_of
    db.session.rollback()
    return found


def raw(app: Any, store: Any) -> dict[str, bytes]:
    """Every byte on the disk: the record with its log, the documents, and the ledger."""
    home = current_app.extensions["wederhoor"].home
    paths = [*home.glob("wederhoor.db*"), *store.glob("??/*"), home / "destroyed.jsonl"]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def traces(files: dict[str, bytes]) -> int:
    """How often the mark stands in these bytes, in either way of writing."""
    return sum(data.count(one) for data in files.values() for one in TRACES)


def test_nothing_of_a_person_is_left(app, file, record_property):
    """The mark stood in every table that hangs on a file, and afterwards nowhere."""
    marked_tables = {one.model.__tablename__ for one in REMOVED} - {
        "conduct_subject", "decision_member", "mail_document", "submission_document", "placement",
        "letter_version", "assignment", "checkout", "draft_key", "delivery", "legal_hold",
    }  # fmt: skip
    before = left_in_tables()
    assert marked_tables - before.keys() <= {"screening", "submission_outcome", "step"}
    sqlite = db.engine.dialect.name == "sqlite"
    there = traces(raw(app, file.store))
    assert there

    key = destroy(file.id)

    assert left_in_tables() == {}
    searched = raw(app, file.store)
    assert traces(searched) == 0
    record_property("privacy: tables with markers before", len(before))
    record_property("privacy: markers in the bytes before", there)
    record_property("privacy: bytes searched afterwards", sum(map(len, searched.values())))
    record_property("privacy: markers in the bytes afterwards", traces(searched))
    for one in REMOVED:
        query = select(func.count()).select_from(one.model).where(one.of(file.id))
        assert db.session.scalar(query) == 0, one.model.__name__
    assert sqlite or db.engine.dialect.name == "postgresql"

    left = fresh(file.id)
    assert (left.state, left.destroyed_on, left.subject) == (State.F20, TODAY, "")
    assert (left.received_on, left.concluded_on) == (date(2026, 3, 2), ENDED)
    assert [one.judgement for one in left.conducts] == [Judgement.FOUNDED]
    assert [one.title for one in left.conducts] == [""]
    item = db.session.scalars(select(DestructionItem)).one()
    assert item.destroyed_at == clock.now()
    assert item.counts["letter"] >= 1
    assert item.counts["contact"] == 3

    assert not (file.store / file.own[:2] / file.own).exists()
    assert documents.read(hashlib.sha256(b"shared").hexdigest()) == b"shared"
    assert db.session.get_one(Destruction, key).state is DestructionState.DONE
    assert list(audit.breaks()) == []
    tip = db.session.get_one(AuditChain, file.id)
    assert tip.seq == len(events_of(file.id)) > 5
    assert events_of(file.id)[-1].verb == "complaint:destroyed"


def events_of(chain: int) -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.chain == chain).order_by(AuditEvent.seq)
    return list(db.session.scalars(query))


# --- what may go, and what not ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended_on", "there"),
    [(date(2026, 4, 20), True), (date(2026, 4, 21), False)],
    ids=["its last day was yesterday", "its last day is today"],
)
def test_a_file_can_be_listed_from_the_day_after_its_term(ended_on, there):
    key = closed(ended_on=ended_on)
    assert (key in listed()) is there
    if not there:
        with pytest.raises(Invalid, match="kan niet meer op de lijst"):
            propose(key)


def test_reports_go_sooner_and_a_written_one_later():
    oral = closed(state=State.I3, ended_on=date(2034, 4, 20), written=False)
    written = closed(state=State.I3, ended_on=date(2034, 4, 20))
    assert listed() == {oral: ()}
    assert fresh(written).retention_from == date(2034, 4, 20)


def test_a_file_that_is_not_closed_is_no_candidate():
    closed(state=State.F12)
    assert listed() == {}


def held(key: int) -> PutOff:
    legal_holds.put(someone("coordinator"), key, "Een schadeclaim.")
    return PutOff.HOLD


def at_the_ombudsman(key: int) -> PutOff:
    an_ombudsman_case(fresh(key))
    return PutOff.OMBUDSMAN


def linked_to_a_running_file(key: int) -> PutOff:
    other = a_complaint(state=State.F4).id
    with transaction():
        db.session.add(
            ComplaintLink(one_id=other, other_id=key, kind=LinkKind.RELATED, at=clock.now(),
                          by_id=thread.user_id("coordinator"))
        )  # fmt: skip
    return PutOff.LINK


REASONS = [held, at_the_ombudsman, linked_to_a_running_file]


@pytest.mark.parametrize("why", REASONS)
def test_what_puts_a_file_off_is_shown_and_refused(why):
    key = closed()
    reason = why(key)
    assert listed() == {key: (reason,)}
    with pytest.raises(Invalid, match="kan niet meer op de lijst"):
        propose(key)


@pytest.mark.parametrize("why", REASONS)
def test_what_came_after_the_proposal_is_respected(why):
    key, other = closed(), closed()
    made = propose(key, other)
    reason = why(key)
    approve(made)
    assert fresh(key).destroyed_on is None
    assert fresh(other).destroyed_on == TODAY
    items = db.session.scalars(select(DestructionItem)).all()
    assert {one.complaint_id: one.put_off for one in items} == {key: [reason.value], other: []}
    (event,) = events("complaint:put_off")
    assert (event.chain, event.data["cause"]) == (key, [reason.value])
    assert listed() == {key: (reason,)}


def test_a_report_stays_as_long_as_the_complaint_that_it_became():
    report = closed(state=State.I5, written=False, ended_on=date(2028, 1, 1))
    made = closed(source_id=report)
    assert listed() == {report: (PutOff.COMPLAINT,), made: ()}
    destroy(made)
    assert listed() == {report: ()}
    destroy(report)
    assert (fresh(report).state, fresh(report).destroyed_on) == (State.I5, TODAY)


def test_a_hold_is_lifted_again():
    key = closed()
    held(key)
    with pytest.raises(Refusal, match="al vastgelegd"):
        held(key)
    legal_holds.lift(someone("secretary"), key)
    assert listed() == {key: ()}
    assert [one.chain for one in events("legal_hold:recorded", "legal_hold:ended")] == [key, key]
    (hold,) = db.session.scalars(select(LegalHold))
    assert hold.lifted_by_id == thread.user_id("secretary")


def test_a_hold_needs_a_reason_and_the_right():
    key = closed()
    with pytest.raises(Invalid):
        legal_holds.put(someone("coordinator"), key, "  ")
    with pytest.raises(NotPermitted):
        legal_holds.put(someone("auditor"), key, "Een schadeclaim.")


# --- two people ------------------------------------------------------------------------------


def test_nothing_goes_before_a_second_person_approves():
    key = closed()
    made = propose(key)
    assert fresh(key).destroyed_on is None
    assert listed() == {}
    with pytest.raises(Invalid):
        propose(key)
    told = db.session.scalars(select(Mail.recipient)).all()
    assert told == ["secretary@demo.example"]
    approve(made)
    assert fresh(key).destroyed_on == TODAY
    of = db.session.get_one(Destruction, made)
    assert (of.number, of.state) == ("V2036-0001", DestructionState.DONE)
    assert (of.recorded_by_id, of.decided_by_id) == (
        thread.user_id("coordinator"), thread.user_id("secretary"),
    )  # fmt: skip
    verbs = ["destruction:proposed", "destruction:approved", "complaint:destroyed",
             "destruction:done"]  # fmt: skip
    assert [one.verb for one in events(*verbs)] == verbs


def test_who_proposed_it_does_not_approve_it():
    """SOD14, also when one person has both rights."""
    key = closed()
    made = propose(key)
    with transaction():
        user = db.session.get_one(m.User, thread.user_id("coordinator"))
        user.roles.append(
            db.session.scalars(select(m.Role).where(m.Role.name == "secretary")).one()
        )
    with pytest.raises(Refusal, match="zelf voorgesteld"):
        approve(made, "coordinator")
    assert fresh(key).destroyed_on is None


@pytest.mark.parametrize("who", ["coordinator", "board1", "auditor", "administrator"])
def test_approving_needs_the_right(who):
    made = propose(closed())
    with pytest.raises(NotPermitted):
        approve(made, who)


def test_a_list_is_decided_about_once():
    made = propose(closed())
    with pytest.raises(Conflict):
        destruction.approve(someone("secretary"), made, 2)
    destruction.turn_down(someone("coordinator"), made, 1)
    assert db.session.get_one(Destruction, made).state is DestructionState.WITHDRAWN
    with pytest.raises(Refusal, match="al beslist"):
        destruction.approve(someone("secretary"), made, 2)


def test_a_rejected_list_says_why_and_its_files_can_be_listed_again():
    key = closed()
    made = propose(key)
    with pytest.raises(Invalid, match="Zeg waarom"):
        destruction.turn_down(someone("secretary"), made, 1)
    destruction.turn_down(someone("secretary"), made, 1, "Eerst de claim afwachten.")
    assert listed() == {key: ()}
    assert events("destruction:rejected")[0].data == {"number": "V2036-0001"}


def test_a_file_that_the_approver_may_not_see_stays():
    """SOD1: whoever is involved does not see it, and so does not decide about it."""
    key = closed()
    made = propose(key)
    secretary = db.session.get_one(m.User, thread.user_id("secretary"))
    a_party(fresh(key), a_contact(user_id=secretary.id))
    approve(made)
    assert fresh(key).destroyed_on is None
    assert db.session.scalars(select(DestructionItem)).one().put_off == [PutOff.UNSEEN.value]


def test_what_broke_off_goes_on_where_it_was(monkeypatch):
    first, second = closed(), closed()
    made, real = propose(first, second), destruction._emptied

    def broken(complaint: Complaint, on: date) -> Any:
        if complaint.id == second:
            raise RuntimeError("the power went off")
        return real(complaint, on)

    monkeypatch.setattr(destruction, "_emptied", broken)
    with pytest.raises(RuntimeError):
        approve(made)
    assert (fresh(first).destroyed_on, fresh(second).destroyed_on) == (TODAY, None)
    assert fresh(second).description != ""
    monkeypatch.setattr(destruction, "_emptied", real)
    assert destruction.carry_on_all(system(TODAY)) == 1
    assert fresh(second).destroyed_on == TODAY
    assert destruction.carry_on_all(system(TODAY)) == 0
    with pytest.raises(Refusal, match="al uitgevoerd"):
        destruction.carry_on(someone("secretary"), made)


# --- what stays ------------------------------------------------------------------------------


def test_a_person_in_another_file_stays_and_a_department_too():
    person, unit = a_contact(), a_contact(kind=ContactKind.UNIT, organisation="Opleidingen")
    key = closed(complainant=person)
    a_party(fresh(key), unit)
    loose = a_party(fresh(key)).contact_id
    closed(complainant=person, state=State.F12)
    destroy(key)
    assert db.session.get(Contact, person.id) is not None
    assert db.session.get(Contact, unit.id) is not None
    assert db.session.get(Contact, loose) is None


def test_what_is_left_of_a_file_takes_no_acts(run):
    key = closed()
    destroy(key)
    with pytest.raises(NotFound):
        documents.add(someone("coordinator"), key, a_pdf("x"), "a.pdf", part_of_complaint=False)
    with pytest.raises(NotFound):
        intake.add_note(someone("coordinator"), key, "Nog iets")
    for command in (("deadlines", "check"), ("audit", "verify"), ("check",)):
        assert run(*command).exit_code == 0, run(*command).output


def test_a_term_that_was_chosen_later_leaves_ended_files_alone():
    """The rule of the day on which it ended stays with the file."""
    with thread.day(date(2026, 3, 9)):
        settings.set_setting("retention_report_years", 9, 0, someone("administrator"))
        report = thread.report()
        thread.step("servicedesk", report, Event.TAKE_UP)
        thread.step("servicedesk", report, Event.SOLVE, **thread.solved())
    assert fresh(report).retention_rule == "report 9 2026-03-09"
    settings.set_setting("retention_report_years", 1, 1, someone("administrator"))
    with thread.day(date(2035, 3, 9)):
        assert listed() == {}
    with thread.day(date(2035, 3, 10)):
        assert listed() == {report: ()}


# --- after a restore -------------------------------------------------------------------------


def test_the_ledger_names_nobody(app):
    key = closed()
    destroy(key)
    (line,) = destroyed.lines()
    assert line == {
        "number": "V2036-0001", "complaint_id": key, "reference": "K2026-0001", "kind": "formal",
        "received_on": "2026-03-02", "ended_on": "2026-04-20", "rule": "unjudged 10 1999-07-01",
        "kept_until": "2036-04-20", "counts": line["counts"],
        "proposed_at": "2036-04-21T14:00:00+00:00", "proposed_by": thread.user_id("coordinator"),
        "approved_at": "2036-04-21T14:00:00+00:00", "approved_by": thread.user_id("secretary"),
        "destroyed_at": "2036-04-21T14:00:00+00:00",
    }  # fmt: skip
    assert destroyed.place().stat().st_mode & 0o777 == 0o600


def test_a_line_that_broke_off_is_no_line(app):
    destroyed.write_down({"number": "V2036-0001"})
    with destroyed.place().open("a") as ledger:
        ledger.write('{"number": "V20')
    assert [one["number"] for one in destroyed.lines()] == ["V2036-0001"]


def test_the_night_destroys_again_what_an_older_copy_brought_back(app):
    """The ledger is there and its file is not destroyed: as after a copy put back by hand."""
    key = closed()
    reference = fresh(key).reference
    destroyed.write_down(
        {
            "number": "V2036-0007", "complaint_id": key, "reference": reference, "kind": "formal",
            "received_on": "2026-03-02", "ended_on": "2026-04-20", "rule": "formal",
            "kept_until": "2036-04-20", "counts": {}, "proposed_at": "2036-04-21T09:00:00+00:00",
            "proposed_by": None, "approved_at": "2036-04-21T10:00:00+00:00", "approved_by": None,
            "destroyed_at": "2036-04-21T10:00:00+00:00",
        }
    )  # fmt: skip
    assert "1 dossiers opnieuw vernietigd" in [str(one) for one in nightly.run()]
    assert (fresh(key).destroyed_on, fresh(key).description) == (TODAY, "")
    assert "0 dossiers opnieuw vernietigd" in [str(one) for one in nightly.run()]


@pytest.mark.parametrize("application", ["sqlite"], indirect=True)
@pytest.mark.parametrize("proposed_before", [False, True], ids=["no list", "list proposed"])
def test_what_was_destroyed_stays_so_after_a_restore(app, tmp_path, proposed_before):
    """An older record is put back; the ledger is not."""
    key = closed()
    own = a_document(fresh(key), sha256=documents.put(b"own"))
    path = documents._place(own.sha256)
    old(path)
    database, backup = app.extensions["record"], tmp_path / "backup.db"
    made = propose(key) if proposed_before else 0
    release()
    backup.write_bytes(database.path.read_bytes())
    made = made or propose(key)
    approve(made)
    release()
    database.become(backup)  # without the destruction, and with the file
    path.write_bytes(b"own")
    old(path)
    assert fresh(key).description != ""

    assert destruction.replay(system(clock.today())) == 1

    left = fresh(key)
    assert (left.destroyed_on, left.description, left.state) == (TODAY, "", State.F20)
    assert not path.exists()
    (of,) = db.session.scalars(select(Destruction))
    assert (of.number, of.state) == ("V2036-0001", DestructionState.DONE)
    assert of.decided_by_id == thread.user_id("secretary")
    (item,) = of.items
    assert item.destroyed_at == datetime(2036, 4, 21, 14, tzinfo=UTC)
    assert [one.chain for one in events("complaint:destroyed_again")] == [key]
    assert list(audit.breaks()) == []
    assert destruction.replay(system(clock.today())) == 0
    assert db.session.get_one(Destruction, propose(closed())).number == "V2036-0002"


def test_a_copy_of_the_ledger_is_taken_over_once(app, tmp_path):
    """On a new machine the ledger comes from where it was copied to."""
    key, copy = closed(), tmp_path / "destroyed.jsonl"
    destroy(key)
    destroyed.place().rename(copy)
    for _ in range(2):
        assert destruction.replay(system(clock.today()), copy) == 0
        assert [one["complaint_id"] for one in destroyed.lines()] == [key]


def release() -> None:
    """Close every connection, so that the log is in the file."""
    db.session.remove()
    db.engine.dispose()


def test_the_ledger_of_another_record_destroys_nothing(app):
    key = closed()
    own = {"number": "V2030-0001", "complaint_id": key, "received_on": "2026-03-02"}
    destroyed.write_down(own | {"reference": "K1999-0001"})
    destroyed.write_down(own | {"reference": fresh(key).reference, "received_on": "2025-03-02"})
    assert destruction.replay(system(clock.today())) == 0
    assert fresh(key).destroyed_on is None


# --- the record guards itself ----------------------------------------------------------------


def test_what_protects_the_record_gives_way_only_to_destruction():
    """Art. 2:12 Awb: a sent letter never goes by itself; with its file it does."""
    key = closed()
    a_letter(fresh(key))
    for table in ("deadline_line", "letter"):
        statement = text(f"DELETE FROM {table} WHERE complaint_id = :key")  # noqa: S608  # our tables
        with pytest.raises(Exception, match=r"append-only|never changes|refuses"), transaction():
            db.session.execute(statement, {"key": key})
    destroy(key)
    for change in ("destroyed_on = NULL", "subject = 'terug'"):
        statement = text(f"UPDATE complaint SET {change} WHERE id = :key")  # noqa: S608  # our own
        with pytest.raises(Exception, match=r"never changes|refuses"), transaction():
            db.session.execute(statement, {"key": key})
    for table in ("destruction", "destruction_item"):
        with pytest.raises(Exception, match=r"never changes|refuses"), transaction():
            db.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608  # our tables


def test_search_finds_nothing_of_it():
    key = closed()
    destroy(key)
    query = select(SearchText.id).where(SearchText.complaint_id == key)
    assert db.session.scalars(query).all() == []
    assert KEPT.keys() == {DestructionItem}
