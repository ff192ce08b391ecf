"""All clocks of one complaint (law.md 3.6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.deadlines import (
    Ending,
    EndingKind,
    Extension,
    Postponement,
    TermStart,
    TrackChoice,
)
from rules.law import awb
from rules.ledger import Asked, ClockFacts, Measure, current, explain, ledger, running
from rules.vocabulary import DeadlineKind, Kind, Track

RECEIVED = date(2026, 11, 23)
FORMAL = ClockFacts(RECEIVED)
COMMITTEE = replace(FORMAL, tracks=(TrackChoice(Track.COMMITTEE, date(2026, 12, 10)),))


def ends(facts, kind):
    return [line.legal_end.isoformat() for line in ledger(facts) if line.kind is kind]


def test_a_formal_complaint_starts_four_clocks():
    assert [(line.kind.value, line.legal_end.isoformat()) for line in ledger(FORMAL)] == [
        ("acknowledgement", "2026-11-26"),
        ("notice", "2026-12-21"),
        ("handling", "2027-01-04"),
        ("ombudsman", "2028-01-04"),
    ]


def test_an_oral_report_has_only_the_promise_of_the_servicedesk():
    report = ClockFacts(RECEIVED, kind=Kind.REPORT, written=False)
    assert [line.kind for line in ledger(report)] == [DeadlineKind.TAKE_UP]


def test_a_written_report_has_a_shadow_deadline():
    report = ClockFacts(RECEIVED, kind=Kind.REPORT)
    take_up, shadow = ledger(report)
    assert take_up.legal_end == date(2026, 11, 25)
    assert (shadow.legal_end, shadow.flags) == (date(2027, 1, 4), ("shadow",))


def test_an_oral_complaint_has_no_statutory_clock():
    assert ledger(ClockFacts(RECEIVED, written=False)) == ()


def test_the_handling_clock_is_a_chain_that_ends_with_what_holds():
    facts = replace(
        COMMITTEE,
        postponements=(Postponement(4, date(2027, 1, 25)),),
        extensions=(Extension(date(2027, 4, 5), date(2027, 2, 22)),),
    )
    assert ends(facts, DeadlineKind.HANDLING) == [
        "2027-01-04",
        "2027-02-01",
        "2027-03-01",
        "2027-04-05",
    ]


def test_each_step_of_the_chain_cites_its_lid():
    facts = replace(
        FORMAL,
        postponements=(Postponement(4, date(2026, 12, 28)),),
        extensions=(Extension(date(2027, 3, 15), date(2027, 1, 28)),),
    )
    lines = [line for line in ledger(facts) if line.kind is DeadlineKind.HANDLING]
    assert [line.basis.lid for line in lines] == [1, 2, 3]


def test_the_ombudsman_year_follows_the_handling_term_until_the_letter():
    ended = replace(COMMITTEE, ending=Ending(EndingKind.FINDINGS, date(2027, 1, 20)))
    assert ends(ended, DeadlineKind.OMBUDSMAN) == ["2028-01-04", "2028-02-01", "2028-01-20"]


def test_advice_is_due_two_weeks_before_the_end():
    assert ends(FORMAL, DeadlineKind.ADVICE) == []
    assert ends(COMMITTEE, DeadlineKind.ADVICE) == ["2027-01-18"]
    assert current(ledger(COMMITTEE), DeadlineKind.ADVICE).start == date(2026, 12, 10)


def test_a_late_postponement_adds_no_line():
    late = replace(FORMAL, postponements=(Postponement(4, date(2027, 1, 5)),))
    assert ledger(late) == ledger(FORMAL)


def test_postponements_together_stop_at_four_weeks():
    facts = replace(
        FORMAL,
        postponements=(Postponement(3, date(2026, 12, 28)), Postponement(2, date(2027, 1, 4))),
    )
    assert ends(facts, DeadlineKind.HANDLING) == ["2027-01-04", "2027-01-25"]


def test_a_late_track_adds_a_line_with_the_same_end():
    late = replace(FORMAL, tracks=(TrackChoice(Track.COMMITTEE, date(2027, 1, 5)),))
    assert ends(late, DeadlineKind.HANDLING) == ["2027-01-04", "2027-01-04"]


def test_choosing_the_board_itself_adds_no_line():
    own = replace(FORMAL, tracks=(TrackChoice(Track.OWN, date(2026, 12, 1)),))
    assert ledger(own) == ledger(FORMAL)


def test_a_supplement_moves_no_other_clock():
    asked = replace(FORMAL, supplements=(Asked(date(2026, 11, 25)),))
    others = [line for line in ledger(asked) if line.kind is not DeadlineKind.SUPPLEMENT]
    assert tuple(others) == ledger(FORMAL)
    assert ends(asked, DeadlineKind.SUPPLEMENT) == ["2026-12-09"]


def test_a_supplement_that_ends_near_the_notice_is_flagged():
    fine = replace(FORMAL, supplements=(Asked(RECEIVED, date(2026, 12, 18)),))
    near = replace(FORMAL, supplements=(Asked(RECEIVED, date(2026, 12, 19)),))
    assert current(ledger(fine), DeadlineKind.SUPPLEMENT).flags == ()
    assert current(ledger(near), DeadlineKind.SUPPLEMENT).flags == ("supplement_ends_late",)


def test_every_invitation_has_its_own_reply_day():
    asked = (Asked(date(2026, 12, 1)), Asked(date(2026, 12, 1), date(2026, 12, 10)))
    facts = replace(FORMAL, invitations=asked)
    assert ends(facts, DeadlineKind.HEARING_REPLY) == ["2026-12-15", "2026-12-10"]


def test_the_portal_and_the_measures_have_their_clocks():
    facts = replace(
        FORMAL,
        portal_placed_at=(datetime(2026, 11, 23, 9, 0, tzinfo=UTC),),
        measures=(Measure(date(2027, 1, 4), date(2027, 6, 1)),),
    )
    assert ends(facts, DeadlineKind.PORTAL_NOTICE) == ["2026-11-25"]
    assert ends(facts, DeadlineKind.FOLLOW_UP) == ["2027-06-01"]


def test_a_start_at_forwarding_moves_the_handling_and_not_the_notice():
    start = TermStart(date(2026, 11, 26), awb("2:24"), "interne doorgeleiding")
    facts = replace(FORMAL, start=start)
    assert ends(facts, DeadlineKind.HANDLING) == ["2027-01-07"]
    assert ends(facts, DeadlineKind.NOTICE) == ["2026-12-21"]


def test_what_is_done_no_longer_runs_and_its_line_stays():
    done = replace(FORMAL, acknowledged_on=date(2026, 11, 24), refusal_possible=False)
    assert ledger(done) == ledger(FORMAL)
    assert not {DeadlineKind.ACKNOWLEDGEMENT, DeadlineKind.NOTICE} & running(done)
    assert DeadlineKind.HANDLING in running(done)


def test_after_the_ending_only_the_ombudsman_and_the_follow_up_run():
    ended = replace(FORMAL, ending=Ending(EndingKind.FINDINGS, date(2026, 12, 30)))
    assert DeadlineKind.HANDLING not in running(ended)
    assert {DeadlineKind.OMBUDSMAN, DeadlineKind.FOLLOW_UP} <= running(ended)


def test_the_last_line_of_a_clock_holds():
    assert current(ledger(COMMITTEE), DeadlineKind.HANDLING).legal_end == date(2027, 2, 1)
    assert current(ledger(COMMITTEE), DeadlineKind.SUPPLEMENT) is None


def test_the_explanation_names_articles_and_warns_beyond_the_decrees():
    text = explain(ledger(ClockFacts(date(2028, 12, 1))))
    assert "art. 9:11 lid 1 Awb" in text
    assert "geen gelijkgestelde dagen bekend" in text
    assert "gelijkgestelde" not in explain(ledger(ClockFacts(date(2026, 1, 5))))


HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(["track", "postpone", "extend", "ask", "invite"]), st.integers(1, 30)
    ),
    max_size=6,
)


def with_happening(facts, what, day, size):
    """One more fact, later than those before."""
    match what:
        case "track":
            chosen = TrackChoice(list(Track)[size % 3], day)
            return replace(facts, tracks=(*facts.tracks, chosen))
        case "postpone":
            notice = Postponement(size % 5, day)
            return replace(facts, postponements=(*facts.postponements, notice))
        case "extend":
            agreed = Extension(day + timedelta(days=5 * size), day)
            return replace(facts, extensions=(*facts.extensions, agreed))
        case "ask":
            return replace(facts, supplements=(*facts.supplements, Asked(day)))
    return replace(facts, invitations=(*facts.invitations, Asked(day)))


@settings(max_examples=60)
@given(st.dates(date(2014, 1, 1), date(2034, 12, 31)), HAPPENINGS)
def test_the_ledger_only_grows(received, happenings):
    facts, day = ClockFacts(received), received
    for what, size in happenings:
        day += timedelta(days=size)
        grown = with_happening(facts, what, day, size)
        for kind in DeadlineKind:
            before = [line for line in ledger(facts) if line.kind is kind]
            after = [line for line in ledger(grown) if line.kind is kind]
            assert after[: len(before)] == before
        facts = grown


@settings(max_examples=60)
@given(st.dates(date(2014, 1, 1), date(2034, 12, 31)), HAPPENINGS)
def test_the_handling_end_never_comes_nearer(received, happenings):
    facts, day = ClockFacts(received), received
    for what, size in happenings:
        day += timedelta(days=size)
        facts = with_happening(facts, what, day, size)
    lines = [line.legal_end for line in ledger(facts) if line.kind is DeadlineKind.HANDLING]
    assert lines == sorted(lines)
