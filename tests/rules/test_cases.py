"""The worked cases of the lawyers, and what happens with a row that cannot be read."""

import csv
import json
from pathlib import Path

import pytest

from rules.cases import KINDS, compute, verify, verify_row

SAMPLE = Path(__file__).with_name("legal_cases.csv")
with SAMPLE.open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened))


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_worked_case_comes_out_as_the_lawyers_say(row):
    assert verify_row(row).differences == ()


def test_the_sample_holds_every_kind():
    assert {row["kind"] for row in ROWS} == set(KINDS)


def test_a_whole_file_gives_one_result_per_row():
    results = verify(SAMPLE)
    assert len(results) == 71
    assert all(result.passed for result in results)


def a_row(kind="due_status", inputs=None, expected=None):
    inputs = inputs or {"legal_end": "2027-01-04", "today": "2027-01-04"}
    expected = expected or {"status": "due_today"}
    return {
        "id": "X1",
        "kind": kind,
        "inputs": json.dumps(inputs),
        "expected": json.dumps(expected),
    }


def test_a_difference_names_both_values():
    (difference,) = verify_row(a_row(expected={"status": "running"})).differences
    assert difference == 'status: verwacht "running", berekend "due_today"'


def test_every_difference_is_named():
    row = a_row(expected={"status": "running", "colour": "red"})
    assert len(verify_row(row).differences) == 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (a_row(kind="horoscope"), "onbekende soort"),
        (a_row(inputs={"today": "2027-01-04"}), "'legal_end' ontbreekt"),
        (a_row(inputs={"legal_end": "4 januari", "today": "2027-01-04"}), "niet te lezen"),
        (a_row(inputs={"legal_end": 5, "today": []}), "niet te lezen"),
        (a_row() | {"inputs": "{"}, "niet te lezen"),
        (a_row() | {"inputs": "[]"}, "JSON-objecten"),
        (a_row() | {"expected": ""}, "expected"),
        ({}, "kolom ontbreekt"),
        ({"id": None, None: ["te", "veel"]}, "kolom ontbreekt"),
        (a_row("handling_term", {"received_on": "2026-11-23", "track": "x"}), "behandeling 'x'"),
        (a_row("handling_term", {"received_on": "9999-12-31"}), "niet te lezen"),
        (a_row("adjournment", {"received_on": "2026-11-23", "weeks": 1.5}), "weken"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_failed_case(row, message):
    result = verify_row(row)
    assert not result.passed
    assert message in result.differences[0]


def test_a_file_from_a_dutch_spreadsheet_is_read(tmp_path):
    file = tmp_path / "gevallen.csv"
    row = a_row()
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(row), delimiter=";")
        writer.writeheader()
        writer.writerow(row)
    assert [result.passed for result in verify(file)] == [True]


def test_a_file_that_is_no_table_gives_failed_cases(tmp_path):
    file = tmp_path / "foto.csv"
    file.write_bytes(b"\xff\xd8\x00\n\x80\x81,,,\n\x00")
    assert not any(result.passed for result in verify(file))


OWN = {"received_on": "2026-11-23", "track": "own"}


@pytest.mark.parametrize(
    ("kind", "inputs", "expected"),
    [
        (
            "term_start",
            {
                "channel_designated": False,
                "forwarded_internally_on": "2026-11-06",
                "reached_system_on": "2026-11-03",
                "sender_told_on": None,
                "track": "own",
            },
            {"term_start": "2026-11-03", "legal_end": "2026-12-15"},
        ),
        (
            "track_change",
            {
                "designated_on": "2027-01-05",
                "from": "own",
                "to": "adviser",
                "received_on": "2026-11-23",
            },
            {
                "late_switch": True,
                "legal_end": "2027-01-04",
                "supplementary_acknowledgement_required": True,
            },
        ),
        (
            "track_change",
            {
                "designated_on": "2026-12-10",
                "from": "committee",
                "to": "own",
                "received_on": "2026-11-23",
            },
            {
                "late_switch": False,
                "legal_end": "2027-02-01",
                "legal_end_if_shorter": "2027-01-04",
                "supplementary_acknowledgement_required": False,
            },
        ),
        (
            "letter_sent_date",
            {
                "letter": "L15",
                "first_send": "2027-01-04",
                "bounced_on": None,
                "current_legal_end": "2027-01-04",
            },
            {"in_time": True, "legal_sent_on": "2027-01-04"},
        ),
        (
            "adjournment",
            OWN | {"notice_sent_on": "2027-01-11", "weeks": 2, "earlier_weeks": 2},
            {"accepted": True, "latest_notice_date": "2027-01-18", "legal_end": "2027-02-01"},
        ),
        (
            "adjournment",
            OWN | {"notice_sent_on": "2027-01-11", "weeks": 3, "earlier_weeks": [1, 1]},
            {"accepted": False, "error": "max_4_weeks"},
        ),
        (
            "supplement_no_suspension",
            {
                "received_on": "2026-11-02",
                "supplement_received_on": None,
                "supplement_requested_on": "2026-11-04",
                "track": "committee",
            },
            {"legal_end": "2027-01-11", "suspended_days": 0},
        ),
        (
            "non_working_day",
            {"date": "2026-11-22"},
            {"non_working": True, "reason": None, "weekday": "Sun"},
        ),
        ("ombudsman_term", {"refused_on": "2028-02-29"}, {"last_day": "2029-02-28"}),
        (
            "ombudsman_term",
            {"not_decided": True, "received_on": "2026-11-22", "track": "committee"},
            {"last_day": "2028-02-01"},
        ),
        (
            "admissibility_time",
            {"behaviour": {"date": "2025-11-20"}, "received_at_utc": "2026-11-20T22:59:00Z"},
            {"outcome": "BOUNDARY", "reference_date": "2026-11-20"},
        ),
        (
            "admissibility_time",
            {"behaviour": {"date": "2025-11-20"}, "received_at_utc": "2026-11-20T23:00:00Z"},
            {"outcome": "OLDER", "reference_date": "2026-11-21"},
        ),
        (
            "admissibility_complaint",
            {
                "behaviours": [{"unknown": True}, {"date": "2024-01-01"}],
                "submitted_on": "2026-11-22",
            },
            {"complaint": "UNDETERMINED", "per_behaviour": ["UNDETERMINED", "OLDER"]},
        ),
    ],
)
def test_other_cases_of_the_same_kinds(kind, inputs, expected):
    computed = compute(kind, inputs)
    assert {key: computed[key] for key in expected} == expected
