"""Worked cases as tests (``flask rules verify``): a lawyer's row against what the rules compute.

A row has id, kind, inputs and expected (both JSON) and source. Every key of ``expected`` must be
equal; more may be computed. A row that cannot be read is a failed case, never a crash.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rules.admissibility import (
    ConductDates,
    TimeTest,
    complaint_time,
    reference_date,
    twelve_month_test,
)
from rules.calendar import plus_twelve_months
from rules.deadlines import (
    AMSTERDAM,
    ATW,
    HANDLING_TERM,
    Deadline,
    Ending,
    EndingKind,
    Extension,
    Flag,
    Moved,
    Postponement,
    TrackChoice,
    alternative_if_counted_from_rolled_end,
    change_track,
    days_overdue_before_consent,
    due_status,
    extend,
    handling_term,
    legal_sent_on,
    needs_supplementary_acknowledgement,
    notice_not_taken_up,
    ombudsman_if_undecided,
    ombudsman_term,
    postpone,
    received_on,
    sent_in_time,
    set_date,
    take_up,
    term_start,
)
from rules.law import awb
from rules.terms import term
from rules.vocabulary import DeadlineKind, Track

Json = Any
Inputs = Mapping[str, Json]
Answer = dict[str, Json]

COLUMNS = ("id", "kind", "inputs", "expected")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Result:
    """One worked case: what differs, or why it could not be read; nothing when it passed."""

    id: str
    kind: str
    differences: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.differences


# --- reading inputs --------------------------------------------------------------------------


def _day(inputs: Inputs, key: str) -> date:
    return date.fromisoformat(inputs[key])


def _day_or_none(inputs: Inputs, *keys: str) -> date | None:
    """The first of these keys that has a value."""
    return next((_day(inputs, key) for key in keys if inputs.get(key)), None)


def _local_day(inputs: Inputs, key: str) -> date | None:
    if not inputs.get(key):
        return None
    zone = ZoneInfo(inputs["zone"]) if "zone" in inputs else AMSTERDAM
    moment = datetime.fromisoformat(inputs[key])
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)  # as the key says
    return received_on(moment) if zone == AMSTERDAM else moment.astimezone(zone).date()


def _received_on(inputs: Inputs) -> date:
    day = _day_or_none(inputs, "received_on") or _local_day(inputs, "received_at_utc")
    return day or _day(inputs, "received_on")


def _track(inputs: Inputs, key: str = "track") -> Track:
    given = inputs.get(key) or Track.OWN
    if given not in tuple(Track):
        raise ValueError(f"onbekende wijze van behandeling {given!r}")
    return next(track for track in Track if track == given)


def _handling(inputs: Inputs) -> Deadline:
    start = _day_or_none(inputs, "term_start") or _received_on(inputs)
    return handling_term(start, _track(inputs))


def _ends(deadline: Deadline) -> Answer:
    return {
        "legal_end": deadline.legal_end,
        "nominal_end": deadline.nominal_end,
        "target_date": deadline.target_on,
        "roll_over_disputed": Flag.ROLL_OVER_DISPUTED in deadline.flags,
    }


# --- one function per kind -------------------------------------------------------------------


def _non_working_day(inputs: Inputs) -> Answer:
    day = _day(inputs, "date")
    return {
        "non_working": ATW.is_rest_day(day),
        "reason": ATW.reason(day),  # None for a plain Saturday or Sunday: `weekday` tells
        "weekday": WEEKDAYS[day.weekday()],
    }


def _receipt_date(inputs: Inputs) -> Answer:
    return {"received_on": _local_day(inputs, "received_at_utc")}


def _handling_term(inputs: Inputs) -> Answer:
    return _ends(_handling(inputs))


def _notice_not_taken_up(inputs: Inputs) -> Answer:
    return _ends(notice_not_taken_up(_received_on(inputs)))


def _used_weeks(inputs: Inputs) -> int:
    """Weeks postponed before, in any of the ways a lawyer may write that."""
    for key in ("earlier_weeks", "previous_weeks", "weeks_used", "already_adjourned_weeks"):
        if key in inputs:
            return _weeks(inputs[key] or 0)
    return 0


def _weeks(given: Json) -> int:
    """A number of whole weeks, or a list of them."""
    weeks = sum(given) if isinstance(given, list) else given
    if not isinstance(weeks, int):
        raise ValueError(f"geen heel aantal weken: {given!r}")
    return weeks


def _adjournment(inputs: Inputs) -> Answer:
    running, used = _handling(inputs), _used_weeks(inputs)
    if used:
        earlier = postpone(running, Postponement(used, running.start))
        if not earlier.accepted:
            return _moved(earlier) | {"latest_notice_date": running.legal_end}
        running = earlier.deadline
    weeks = _weeks(inputs["weeks"])
    moved = postpone(running, Postponement(weeks, _day(inputs, "notice_sent_on")), used_weeks=used)
    answer = _moved(moved) | {"latest_notice_date": running.legal_end}
    if moved.accepted:
        other_reading = alternative_if_counted_from_rolled_end(running, weeks)
        answer["alternative_if_counted_from_rolled_end"] = other_reading
    return answer


def _moved(moved: Moved) -> Answer:
    answer: Answer = {"accepted": moved.accepted, "error": moved.error}
    return answer | (_ends(moved.after) if moved.after else {})


def _further_postponement(inputs: Inputs) -> Answer:
    end = _day(inputs, "current_legal_end")
    running = set_date(DeadlineKind.HANDLING, end, end, awb("9:11", 1), "lopende termijn", ATW)
    extension = Extension(_day(inputs, "agreed_until"), _day_or_none(inputs, "written_consent_on"))
    moved = extend(running, extension)
    warnings = moved.after.flags if moved.after else ()
    return _moved(moved) | {
        "warning": warnings[0] if warnings else None,
        "warnings": list(warnings),
        "days_overdue_before_consent": days_overdue_before_consent(running, extension),
    }


def _supplement_no_suspension(inputs: Inputs) -> Answer:
    return _ends(_handling(inputs)) | {
        "notice_not_taken_up_by": notice_not_taken_up(_received_on(inputs)).legal_end,
        "suspended_days": 0,
    }


def _term_start(inputs: Inputs) -> Answer:
    start = term_start(
        _day_or_none(inputs, "reached_system_on") or _received_on(inputs),
        channel_designated=bool(inputs.get("channel_designated", True)),
        forwarded_on=_day_or_none(inputs, "forwarded_internally_on"),
        sender_told_on=_day_or_none(inputs, "sender_told_on"),
    )
    return _ends(handling_term(start.on, _track(inputs))) | {"term_start": start.on}


def _letter_sent_date(inputs: Inputs) -> Answer:
    sent_on = legal_sent_on(
        _day_or_none(inputs, "first_send"),
        _day_or_none(inputs, "bounced_on"),
        _day_or_none(inputs, "second_send"),
    )
    in_time = sent_in_time(sent_on, _day(inputs, "current_legal_end"))
    return {"legal_sent_on": sent_on, "in_time": in_time}


def _track_change(inputs: Inputs) -> Answer:
    previous, used = _track(inputs, "from"), _used_weeks(inputs)
    choice = TrackChoice(_track(inputs, "to"), _day(inputs, "designated_on"))
    before = handling_term(_day_or_none(inputs, "term_start") or _received_on(inputs), previous)
    if used:
        before = postpone(before, Postponement(used, before.start)).deadline
    after = change_track(before, previous, choice, used_weeks=used)
    return _ends(after) | {
        "late_switch": Flag.LATE_SWITCH in after.flags,
        "legal_end_if_shorter": _shorter_end(before.start, choice.track),
        "supplementary_acknowledgement_required": needs_supplementary_acknowledgement(
            previous, choice, _day_or_none(inputs, "acknowledged_on", "acknowledgement_sent_on")
        ),
    }


def _shorter_end(start: date, track: Track) -> date:
    """The other reading of a change back to the board."""
    return ATW.end_of_statutory_period(start + term(HANDLING_TERM[track], start).period)


def _due_status(inputs: Inputs) -> Answer:
    status = due_status(_day(inputs, "legal_end"), _day(inputs, "today"))
    days = (_day(inputs, "today") - _day(inputs, "legal_end")).days
    return {"status": status.value, "days_overdue": max(days, 0)}


def _servicedesk_two_working_days(inputs: Inputs) -> Answer:
    received = _received_on(inputs)
    return {"take_up_by": take_up(received, term("take_up", received).value).legal_end}


def _conduct_dates(behaviour: Inputs) -> ConductDates:
    if behaviour.get("unknown"):
        return ConductDates.unknown()
    if "earliest" in behaviour or "latest" in behaviour:
        return ConductDates.window(_day(behaviour, "earliest"), _day(behaviour, "latest"))
    if "start" in behaviour or "ongoing" in behaviour:
        start, end = _day_or_none(behaviour, "start"), _day_or_none(behaviour, "end")
        if behaviour.get("ongoing") or end is None or start is None:
            return ConductDates.ongoing(start)
        return ConductDates.period(start, end)
    return ConductDates.on(_day(behaviour, "date"))


def _reference_on(inputs: Inputs) -> date:
    return reference_date(
        _day_or_none(inputs, "postmark", "postmark_on"),
        _day_or_none(inputs, "submitted_on"),
        _day_or_none(inputs, "submitted_elsewhere_on"),
        _day_or_none(inputs, "received_on"),
        _local_day(inputs, "sent_at_utc"),
        _local_day(inputs, "received_at_utc"),
    )


def _admissibility_time(inputs: Inputs) -> Answer:
    test: TimeTest = twelve_month_test(_conduct_dates(inputs["behaviour"]), _reference_on(inputs))
    return {
        "outcome": test.outcome,
        "flags": list(test.flags),
        "reference_date": test.reference_on,
        "twelve_months_on": test.twelve_months_on,
        "ssr_condition_met": test.scheme_condition_met,
        "awb_9_8_1_b_ground_available": test.over_a_year,
        "outcome_if_earliest": test.if_earliest,
        "outcome_if_latest": test.if_latest,
    }


def _admissibility_complaint(inputs: Inputs) -> Answer:
    reference_on = _reference_on(inputs)
    tests = [twelve_month_test(_conduct_dates(one), reference_on) for one in inputs["behaviours"]]
    outcomes = [test.outcome for test in tests]
    return {
        "complaint": complaint_time(outcomes),
        "per_behaviour": outcomes,
        "reference_date": reference_on,
    }


ENDINGS = {
    "notified_on": EndingKind.FINDINGS,
    "withdrawn_or_settled_on": EndingKind.SETTLED,
    "withdrawn_on": EndingKind.WITHDRAWN,
    "settled_on": EndingKind.SETTLED,
    "refused_on": EndingKind.REFUSED,
}


def _ombudsman_term(inputs: Inputs) -> Answer:
    for key, kind in ENDINGS.items():
        if inputs.get(key):
            return {"last_day": ombudsman_term(Ending(kind, _day(inputs, key))).legal_end}
    if behaviour_on := _day_or_none(inputs, "behaviour_on", "behaviour_date"):
        # Art. 9:24 lid 2: no internal complaint can be asked, so the conduct itself counts.
        return {"last_day": plus_twelve_months(behaviour_on)[0]}
    if legal_end := _day_or_none(inputs, "agreed_until", "legal_end", "current_legal_end"):
        return {"last_day": plus_twelve_months(legal_end)[0]}
    handling, weeks = _handling(inputs), inputs.get("adjourned_weeks") or inputs.get("weeks")
    if weeks:
        handling = postpone(handling, Postponement(_weeks(weeks), handling.start)).deadline
    return {"last_day": ombudsman_if_undecided(handling).legal_end}


KINDS: dict[str, Callable[[Inputs], Answer]] = {
    "non_working_day": _non_working_day,
    "receipt_date": _receipt_date,
    "handling_term": _handling_term,
    "notice_not_taken_up": _notice_not_taken_up,
    "adjournment": _adjournment,
    "further_postponement": _further_postponement,
    "supplement_no_suspension": _supplement_no_suspension,
    "term_start": _term_start,
    "letter_sent_date": _letter_sent_date,
    "track_change": _track_change,
    "due_status": _due_status,
    "servicedesk_two_working_days": _servicedesk_two_working_days,
    "admissibility_time": _admissibility_time,
    "admissibility_complaint": _admissibility_complaint,
    "ombudsman_term": _ombudsman_term,
}


# --- comparing -------------------------------------------------------------------------------


def compute(kind: str, inputs: Inputs) -> Answer:
    """What the rules say, in the words of the worked cases.

    >>> compute("due_status", {"legal_end": "2027-01-04", "today": "2027-01-05"})
    {'status': 'overdue', 'days_overdue': 1}
    """
    return {key: _plain(value) for key, value in KINDS[kind](inputs).items()}


def _plain(value: Json) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    return [str(one) for one in value] if isinstance(value, list) else value


def _check(row: Mapping[str | None, Any]) -> tuple[str, ...]:
    missing = [column for column in COLUMNS if not row.get(column)]
    if missing:
        return (f"kolom ontbreekt of is leeg: {', '.join(missing)}",)
    if row["kind"] not in KINDS:
        return (f"onbekende soort {row['kind']!r}; bekend zijn: {', '.join(KINDS)}",)
    inputs, expected = json.loads(row["inputs"]), json.loads(row["expected"])
    if not isinstance(inputs, dict) or not isinstance(expected, dict):
        return ("inputs en expected moeten JSON-objecten zijn",)
    computed = compute(row["kind"], inputs)
    return tuple(
        f"{key}: verwacht {json.dumps(value)}, berekend {json.dumps(computed.get(key))}"
        for key, value in expected.items()
        if computed.get(key) != value
    )


def verify_row(row: Mapping[str | None, Any]) -> Result:
    """One worked case, whatever is wrong with it."""
    case_id, kind = str(row.get("id") or "?"), str(row.get("kind") or "?")
    try:
        return Result(case_id, kind, _check(row))
    except KeyError as error:
        return Result(case_id, kind, (f"invoer {error.args[0]!r} ontbreekt",))
    # A file from outside may hold anything; each row must get its own verdict.
    except Exception as error:
        return Result(case_id, kind, (f"niet te lezen: {type(error).__name__}: {error}",))


def _rows(path: Path) -> Iterator[Mapping[str | None, Any]]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    header, _, _ = text.partition("\n")
    # A Dutch Excel separates by semicolons.
    delimiter = ";" if header.count(";") > header.count(",") else ","
    yield from csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)


def verify(path: Path | str) -> list[Result]:
    """All worked cases of a file, in order. Blank lines are skipped."""
    results: list[Result] = []
    try:
        for row in _rows(Path(path)):
            results.append(verify_row(row))  # noqa: PERF401 (what was read must survive an error)
    except csv.Error as error:
        results.append(Result("?", "?", (f"geen leesbare CSV: {error}",)))
    return results
