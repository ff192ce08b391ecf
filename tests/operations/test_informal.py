"""The informal track (law.md T01 to T08; R003, R005, R024; G16, G18, G24)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from models import AuditEvent, Complaint, Mail, db
from operations import clock, contacts, documents, handover, intake, outbox
from operations.conversion import Conversion
from operations.transaction import transaction
from queries.actors import system
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    CaseRole,
    Channel,
    ClockStart,
    DeadlineKind,
    Direction,
    Event,
    Kind,
    LetterKind,
    PartyKind,
    Role,
    State,
)
from tests import thread
from tests.factories import a_complaint, a_document, a_letter, a_user
from tests.habits.test_append_only import run
from tests.samples import a_pdf
from tests.thread import (
    day,
    fresh,
    message,
    person,
    report,
    solved,
    someone,
    speak,
    step,
    unit_id,
    user_id,
)

THURSDAY = date(2026, 12, 24)
TUESDAY = date(2026, 12, 29)
WEDNESDAY = date(2026, 12, 30)


@pytest.fixture(autouse=True)
def before_christmas(app):
    with day(THURSDAY):
        yield


def take_up(key: int, who: str = "servicedesk") -> int:
    step(who, key, Event.TAKE_UP)
    return key


def wrong(act) -> set[str]:
    with pytest.raises(Invalid) as refused:
        act()
    return set(refused.value.messages)


def line(complaint: Complaint, kind: DeadlineKind) -> date | None:
    found = [one.legal_end for one in complaint.deadlines if one.kind is kind]
    return found[-1] if found else None


def events(complaint: Complaint) -> list[Event]:
    return [one.event for one in complaint.steps]


def mails() -> list[Mail]:
    db.session.rollback()
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))


# --- registering ----------------------------------------------------------------------------


def test_registering_a_telephone_call_takes_two_steps_in_one_act():
    made = fresh(report())
    assert (made.kind, made.state, made.reference) == (Kind.REPORT, State.I1, "M2026-0001")
    assert events(made) == [Event.REPORT, Event.REGISTER_REPORT]


def test_without_a_unit_it_waits_to_be_registered():
    made = fresh(report(unit_id=None))
    assert (made.state, events(made)) == (State.I0, [Event.REPORT])
    assert mails() == []


def test_a_report_waits_for_the_unit_that_it_is_about():
    key = report(unit_id=None)
    with pytest.raises(Refusal) as refused:
        step("servicedesk", key, Event.REGISTER_REPORT)
    assert [one.repair for one in refused.value.obstacles] == ["edit"]
    assert fresh(key).state is State.I0


def test_the_team_leader_is_told_at_once():
    key = report(unit_id=unit_id("Servicedesk"))
    (mail,) = mails()
    assert (mail.recipient, mail.complaint_id) == ("team_leader@demo.example", key)
    assert mail.sent_at is None


def test_mail_carries_the_reference_and_nothing_of_the_case():
    report(unit_id=unit_id("Servicedesk"))
    (mail,) = mails()
    text = mail.subject + mail.body
    assert "M2026-0001" in text
    for secret in ("Dijk", "Horst", "Geen antwoord", "mailde"):
        assert secret not in text


def test_the_team_leader_of_another_unit_is_not_told():
    report(unit_id=unit_id("Opleidingen"))
    assert mails() == []


def test_a_team_leader_whom_it_is_about_is_not_told():
    leader = contacts.create(
        replace(person("Hendriks"), user_id=user_id("team_leader")), system(clock.today())
    )
    report(
        who="coordinator",
        unit_id=unit_id("Servicedesk"),
        parties=(
            intake.PartyData(PartyKind.COMPLAINANT, person=person("Dijk")),
            intake.PartyData(PartyKind.SUBJECT, contact_id=leader),
        ),
    )
    assert mails() == []


def test_every_team_leader_of_the_unit_is_told():
    unit = unit_id("Servicedesk")
    a_user(Role.TEAM_LEADER, unit_id=unit, email="tweede@demo.example")
    a_user(Role.TEAM_LEADER, unit_id=unit, email="weg@demo.example", active=False)
    report(unit_id=unit)
    assert {one.recipient for one in mails()} == {
        "team_leader@demo.example", "tweede@demo.example",
    }  # fmt: skip


def test_registering_later_tells_the_team_leader_too():
    key = report(unit_id=None)
    correct(key, unit_id=unit_id("Servicedesk"))
    assert mails() == []
    step("servicedesk", key, Event.REGISTER_REPORT)
    assert [one.recipient for one in mails()] == ["team_leader@demo.example"]


def test_moved_to_another_unit_its_team_leader_is_told():
    key = report(unit_id=unit_id("Opleidingen"))
    correct(key, unit_id=unit_id("Servicedesk"))
    assert [one.recipient for one in mails()] == ["team_leader@demo.example"]


def correct(key: int, **described: object) -> None:
    known = fresh(key)
    description = {name: getattr(known, name) for name in intake.Description.__dataclass_fields__}
    intake.correct(
        someone("servicedesk"), key, known.version, intake.receipt_of(known),
        intake.Description(**description | described),
    )  # fmt: skip


def test_a_message_is_written_once():
    for text in ("een", "twee"):
        with transaction():
            outbox.post(key="melding:1", recipient="a@b.example", subject=text, body=text)
    assert [one.subject for one in mails()] == ["een"]


def test_a_report_cannot_be_received_tomorrow():
    tomorrow = datetime(2026, 12, 24, 23, 30, tzinfo=UTC)  # half past midnight on the 25th here
    assert wrong(lambda: report(received_at=tomorrow)) == {"received_at"}


def test_a_report_cannot_be_received_later_today():
    assert wrong(lambda: report(received_at=clock.now() + timedelta(hours=1))) == {"received_at"}


def test_a_report_of_this_very_moment_is_received():
    assert fresh(report(received_at=clock.now())).received_on == THURSDAY


@pytest.mark.parametrize("who", ["team_leader", "secretary", "board1", "auditor", "administrator"])
def test_a_report_is_registered_by_the_servicedesk_and_the_coordinator_only(who):
    with pytest.raises(NotPermitted):
        report(who)
    assert report("coordinator")


def test_the_same_form_registers_once():
    assert report(form_token="a" * 32) == report(form_token="a" * 32)


# --- who reports ----------------------------------------------------------------------------

ABOUT = (intake.PartyData(PartyKind.SUBJECT, person=person("Horst")),)


def test_a_report_needs_a_name_or_the_wish_to_be_anonymous():
    assert wrong(lambda: report(parties=ABOUT)) == {"family_name"}


def test_nobody_is_anonymous_and_named():
    assert wrong(lambda: report(anonymous=True)) == {"anonymous"}


def test_an_anonymous_written_report_is_a_signal_with_no_term_but_the_two_working_days():
    """G24: without a name it is no complaint, and no legal term runs (artikel 9:4)."""
    made = fresh(report(channel=Channel.POST, parties=ABOUT, anonymous=True))
    assert {one.kind for one in made.deadlines} == {DeadlineKind.TAKE_UP}
    assert (made.legal_end, made.due_on) == (None, TUESDAY)


def test_once_there_is_a_name_the_shadow_term_runs_from_receipt():
    key = report(channel=Channel.POST, parties=ABOUT, anonymous=True)
    with day(WEDNESDAY):
        intake.add_party(
            someone("servicedesk"), key,
            intake.PartyData(PartyKind.COMPLAINANT, person=person("Dijk")),
        )  # fmt: skip
    assert fresh(key).legal_end == date(2027, 2, 4)


# --- the clocks -----------------------------------------------------------------------------


def test_received_on_christmas_eve_it_is_taken_up_by_the_29th():
    made = fresh(report())
    assert line(made, DeadlineKind.TAKE_UP) == TUESDAY
    assert (made.take_up_due_on, made.due_on) == (TUESDAY, TUESDAY)


def test_an_oral_report_has_no_shadow_term():
    assert line(fresh(report()), DeadlineKind.HANDLING) is None


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.POST, Channel.FORM, Channel.HAND])
def test_what_is_written_has_a_shadow_term_whatever_the_box_says(channel):
    made = fresh(report(channel=channel, written=False))
    assert line(made, DeadlineKind.HANDLING) == date(2027, 2, 4)
    assert [one.flags for one in made.deadlines if one.kind is DeadlineKind.HANDLING] == [
        ["shadow"]
    ]


def test_a_letter_brought_along_on_a_visit_is_written():
    made = fresh(report(channel=Channel.VISIT, written=True))
    assert line(made, DeadlineKind.HANDLING) == date(2027, 2, 4)


@pytest.mark.parametrize("on", [TUESDAY, WEDNESDAY])
def test_taking_up_is_never_refused_for_being_late(on):
    key = report()
    with day(on):
        take_up(key)
        made = fresh(key)
    assert (made.state, made.taken_up_on, made.take_up_due_on) == (State.I2, on, TUESDAY)
    assert made.due_on is None


def test_who_takes_it_up_handles_it():
    made = fresh(take_up(report()))
    mine = user_id("servicedesk")
    assert made.handler_id == mine
    assert [(one.user_id, one.role) for one in made.assignments] == [(mine, CaseRole.HANDLER)]


def test_after_taking_up_the_shadow_term_is_what_is_due():
    assert fresh(take_up(report(channel=Channel.EMAIL))).due_on == date(2027, 2, 4)


def test_an_ended_report_is_due_no_more():
    key = take_up(report(channel=Channel.EMAIL))
    step("servicedesk", key, Event.SOLVE, **solved())
    made = fresh(key)
    assert (made.open, made.due_on, made.ended_on) == (False, None, THURSDAY)
    assert made.retention_from == THURSDAY


# --- solving --------------------------------------------------------------------------------


def test_a_solved_report_keeps_the_solution_and_how_satisfaction_appeared():
    key = take_up(report())
    step("servicedesk", key, Event.SOLVE, **solved())
    made = fresh(key)
    assert made.state is State.I3
    assert made.solution == made.settlement == "De docent heeft alsnog geantwoord."
    assert made.satisfaction == "Zei aan de telefoon tevreden te zijn."


def test_silence_is_no_satisfaction():
    key = take_up(report())
    assert wrong(lambda: step("servicedesk", key, Event.SOLVE, **solved(satisfaction=" "))) == {
        "satisfaction"
    }
    assert fresh(key).state is State.I2


def test_a_solved_report_has_a_solution():
    key = take_up(report())
    assert wrong(lambda: step("servicedesk", key, Event.SOLVE, **solved(solution=""))) == {
        "solution"
    }


@pytest.mark.parametrize(
    ("on", "fits"),
    [
        (THURSDAY - timedelta(days=1), False), (THURSDAY, True),
        (THURSDAY + timedelta(days=1), False), (None, False),
    ],
)  # fmt: skip
def test_satisfied_between_receipt_and_today(on, fits):
    key = take_up(report())
    data = solved(settled_on=on)
    if fits:
        step("servicedesk", key, Event.SOLVE, **data)
    else:
        assert wrong(lambda: step("servicedesk", key, Event.SOLVE, **data)) == {"settled_on"}


def test_what_was_not_taken_up_cannot_be_solved():
    key = report()
    with pytest.raises(Refusal):
        step("servicedesk", key, Event.SOLVE, **solved())


# --- other ends -----------------------------------------------------------------------------


def test_pointing_on_says_what_was_tried():
    key = take_up(report())
    assert wrong(lambda: step("servicedesk", key, Event.POINT_ON)) == {"reason"}
    step("servicedesk", key, Event.POINT_ON, reason="Twee keer gebeld.")
    made = fresh(key)
    assert (made.state, made.open) == (State.I4, True)
    assert made.steps[-1].reason == "Twee keer gebeld."


def test_without_a_solution_it_closes_only_after_a_reminder():
    key = take_up(report())
    with pytest.raises(Refusal) as refused:
        step("servicedesk", key, Event.CLOSE_REPORT, reason="Geen reactie.")
    assert [one.repair for one in refused.value.obstacles] == ["contact_moment"]


def test_what_the_reporter_says_is_no_reminder():
    key = take_up(report())
    speak(key, direction=Direction.INCOMING)
    with pytest.raises(Refusal):
        step("servicedesk", key, Event.CLOSE_REPORT, reason="Geen reactie.")


def test_after_a_reminder_it_closes_with_a_reason():
    key = take_up(report())
    speak(key)
    assert wrong(lambda: step("servicedesk", key, Event.CLOSE_REPORT)) == {"reason"}
    step("servicedesk", key, Event.CLOSE_REPORT, reason="Geen reactie.")
    assert (fresh(key).state, fresh(key).ended_on) == (State.I6, THURSDAY)


def test_a_report_is_referred_to_someone():
    key = report()
    assert wrong(lambda: step("servicedesk", key, Event.REFER)) == {"forwarded_to"}
    step("servicedesk", key, Event.REFER, forwarded_to="Rechtbank Utrecht")
    assert (fresh(key).state, fresh(key).forwarded_to) == (State.I7, "Rechtbank Utrecht")


@pytest.mark.parametrize("who", ["team_leader", "secretary", "board1", "auditor"])
def test_who_only_reads_reports_takes_no_step(who):
    key = report(unit_id=unit_id("Servicedesk"))
    with pytest.raises(NotPermitted):
        step(who, key, Event.TAKE_UP)
    assert fresh(key).state is State.I1


def test_a_report_of_another_unit_does_not_exist_for_the_team_leader():
    key = report(unit_id=unit_id("Opleidingen"))
    with pytest.raises(NotFound):
        step("team_leader", key, Event.TAKE_UP)


# --- the contact log ------------------------------------------------------------------------


def test_a_contact_is_written_down_with_who_and_what():
    key = report()
    speak(key, summary="Terugbelverzoek.")
    (moment,) = fresh(key).contact_moments
    assert (moment.with_whom, moment.summary) == ("A. van Dijk", "Terugbelverzoek.")
    assert moment.by_id == user_id("servicedesk")


def test_the_trail_keeps_no_names_of_a_contact():
    key = report()
    speak(key)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "contact:logged")).one()
    assert event.data == {"direction": "outgoing", "channel": "phone"}


def test_a_contact_of_a_complaint_is_written_down_too():
    complaint = a_complaint(state=State.F4)
    speak(complaint.id, "coordinator")
    assert len(fresh(complaint.id).contact_moments) == 1


@pytest.mark.parametrize(("minutes", "fits"), [(-600_000, True), (0, True), (5, True), (6, False)])
def test_a_contact_lies_in_the_past(minutes, fits):
    key = report()
    at = clock.now() + timedelta(minutes=minutes)
    if fits:
        assert speak(key, at=at)
    else:
        assert wrong(lambda: speak(key, at=at)) == {"at"}


@pytest.mark.parametrize(
    "change", ["UPDATE contact_moment SET summary = 'anders'", "DELETE FROM contact_moment"]
)
def test_a_contact_that_was_written_down_stays(change):
    speak(report())
    with pytest.raises(DBAPIError, match=r"append-only|refuses this change"):
        run(change)


@pytest.mark.parametrize("field", ["with_whom", "summary"])
def test_a_contact_is_with_someone_about_something(field):
    key = report()
    assert wrong(lambda: speak(key, **{field: "  "})) == {field}


@pytest.mark.parametrize("who", ["team_leader", "secretary", "auditor"])
def test_who_only_reads_logs_no_contact(who):
    key = report(unit_id=unit_id("Servicedesk"))
    with pytest.raises(NotPermitted):
        speak(key, who)


# --- converting -----------------------------------------------------------------------------

FROM_REPORT = Conversion(ClockStart.REPORT, signed=True)


def convert(key: int, data: Conversion, **how: str) -> Complaint:
    return fresh(thread.convert(key, data, **how))


@pytest.mark.parametrize("data", [FROM_REPORT, None], ids=["report", "message"])
@pytest.mark.parametrize("flags", [(True, False), (False, True), (False, False)])
def test_what_asks_for_care_in_a_report_does_so_in_its_complaint(in_november, data, flags):
    """The words of the report go along, so its marks do (law.md P3; art. 9 AVG)."""
    marks = dict(zip(("sensitive", "special_data"), flags, strict=True))
    key = report(channel=Channel.EMAIL, **marks)
    made = convert(key, data or message())
    assert (made.sensitive, made.special_data) == flags


def test_converting_makes_a_complaint_and_ends_the_report():
    key = report(channel=Channel.EMAIL)
    made = convert(key, FROM_REPORT)
    assert (made.kind, made.state, made.reference) == (Kind.FORMAL, State.F0, "K2026-0001")
    old = fresh(key)
    assert (old.state, old.open) == (State.I5, False)


@pytest.mark.parametrize("state", ["I0", "I1", "I2", "I4"])
def test_converting_is_never_refused_for_want_of_an_informal_step(state):
    key = report(unit_id=None) if state == "I0" else report()
    if state in {"I2", "I4"}:
        take_up(key)
    if state == "I4":
        step("servicedesk", key, Event.POINT_ON, reason="Gebeld.")
    assert fresh(key).state.value == state
    assert convert(key, message()).state is State.F0


def test_what_is_known_of_the_report_goes_along():
    key = report(channel=Channel.EMAIL)
    made, old = convert(key, FROM_REPORT), fresh(key)
    assert (made.subject, made.description, made.unit_id) == (
        old.subject, old.description, old.unit_id,
    )  # fmt: skip
    assert [(one.kind, one.contact_id) for one in made.parties] == [
        (one.kind, one.contact_id) for one in old.parties
    ]
    assert [one.title for one in made.conducts] == ["Geen antwoord"]
    assert (made.complainant_names, made.subject_names) == ("A. van Dijk", "A. ter Horst")


def test_the_conducts_are_about_the_same_people():
    key = report(channel=Channel.EMAIL)
    made = convert(key, FROM_REPORT)
    (subject,) = made.conducts[0].subjects
    assert (subject.complaint_id, subject.kind) == (made.id, PartyKind.SUBJECT)


def test_a_representative_speaks_for_the_same_person():
    key = report(channel=Channel.EMAIL)
    reporter = next(one.id for one in fresh(key).parties if one.kind is PartyKind.COMPLAINANT)
    lawyer = intake.PartyData(
        PartyKind.REPRESENTATIVE, person=person("Raad"), represents_id=reporter, lawyer=True
    )
    intake.add_party(someone("servicedesk"), key, lawyer)
    made = convert(key, FROM_REPORT)
    speaks_for = next(one.represents for one in made.parties if one.represents)
    assert (speaks_for.complaint_id, speaks_for.kind) == (made.id, PartyKind.COMPLAINANT)


def test_the_documents_go_along_with_the_same_bytes():
    key = report(channel=Channel.EMAIL)
    documents.add(someone("servicedesk"), key, a_pdf("mail"), "mail.pdf", part_of_complaint=True)
    made, old = convert(key, FROM_REPORT), fresh(key)
    assert [(one.sha256, one.name, one.part_of_complaint) for one in made.documents] == [
        (old.documents[0].sha256, "mail.pdf", True)
    ]
    assert [one.name for one in old.documents] == ["mail.pdf"]


def test_of_the_letters_what_was_sent_goes_along():
    key = report(channel=Channel.EMAIL)
    sent, concept = (documents.put(text) for text in (b"verzonden", b"concept"))
    for sha256, name in ((sent, "verzonden.docx"), (concept, "concept.docx")):
        a_document(fresh(key), origin="brief", sha256=sha256, name=name)
    a_letter(fresh(key), LetterKind.L22, sent_sha256=sent)
    made = fresh(convert(key, FROM_REPORT).id)
    assert [(one.name, one.origin) for one in made.documents] == [
        ("verzonden.docx", "melding M2026-0001")
    ]


def test_from_the_written_report_the_term_runs_from_its_receipt():
    key = report(channel=Channel.EMAIL)
    with day(date(2027, 1, 11)):
        made = convert(key, FROM_REPORT)
    assert (made.received_on, made.channel, made.legal_end) == (
        THURSDAY, Channel.EMAIL, date(2027, 2, 4),
    )  # fmt: skip


def test_from_the_new_form_the_term_runs_from_that():
    key = report(channel=Channel.EMAIL)
    with day(date(2027, 1, 11)):
        made = convert(key, message())
    assert (made.received_on, made.channel, made.legal_end) == (
        date(2027, 1, 11), Channel.FORM, date(2027, 2, 22),
    )  # fmt: skip
    assert made.reference == "K2027-0001"


def test_a_report_that_was_only_said_starts_no_term():
    key = report()
    assert wrong(lambda: convert(key, FROM_REPORT)) == {"clock_start"}
    assert fresh(key).state is State.I1


def test_an_anonymous_report_starts_no_term():
    key = report(channel=Channel.POST, parties=ABOUT, anonymous=True)
    assert wrong(lambda: convert(key, FROM_REPORT)) == {"clock_start"}
    assert convert(key, message()).state is State.F0


def test_the_choice_of_the_start_has_a_reason():
    key = report(channel=Channel.EMAIL)
    assert wrong(lambda: convert(key, FROM_REPORT, reason=" ")) == {"reason"}
    made = convert(key, FROM_REPORT, reason="De e-mail was al een klaagschrift.")
    assert made.clock_reason == "De e-mail was al een klaagschrift."


def test_a_new_message_has_a_day():
    key = report()
    assert wrong(lambda: convert(key, Conversion(ClockStart.MESSAGE))) == {"received_at"}


def test_a_new_message_does_not_come_tomorrow():
    key = report()
    tomorrow = message(received_at=clock.now() + timedelta(days=1))
    assert wrong(lambda: convert(key, tomorrow)) == {"received_at"}


def test_without_a_choice_nothing_is_converted():
    key = report()
    assert wrong(lambda: step("servicedesk", key, Event.CONVERT, reason="Zo.")) == {
        "clock_start", "received_at",
    }  # fmt: skip
    assert fresh(key).state is State.I1


def test_a_report_is_converted_once():
    key = report()
    convert(key, message())
    with pytest.raises(Refusal):
        convert(key, message())


@pytest.mark.parametrize("taken_up", [True, False])
def test_the_complaint_says_whether_it_was_tried_informally(taken_up):
    key = take_up(report()) if taken_up else report()
    assert convert(key, message()).informal_tried is taken_up


def test_the_servicedesk_registers_the_complaint_that_it_converted():
    made = convert(report(channel=Channel.EMAIL), FROM_REPORT).id
    step("servicedesk", made, Event.REGISTER)
    assert fresh(made).state is State.F1


def test_a_paper_letter_with_everything_is_a_complaint_at_once():
    """G16: nobody is sent back to a form or to the Servicedesk (art. 2:7 lid 2 Awb)."""
    key = thread.register(received_at=datetime(2026, 12, 24, 9, tzinfo=UTC))
    step("coordinator", key, Event.REGISTER)
    assert (fresh(key).kind, fresh(key).state) == (Kind.FORMAL, State.F1)


# --- who handles what was converted (SOD7) ---------------------------------------------------


def about_handling(who: str, *, marked: bool) -> int:
    """A complaint out of a report that this user handled."""
    key = take_up(report(who), who)
    data = replace(message(), about_handling=marked)
    made = thread.convert(key, data, "coordinator")
    step("coordinator", made, Event.REGISTER)
    return made


def assign(complaint_id: int, who: str) -> None:
    version = fresh(complaint_id).version
    handover.assign(someone("coordinator"), complaint_id, version, user_id(who), stated=True)


def test_a_complaint_about_the_handling_has_a_conduct_for_it():
    made = fresh(about_handling("coordinator", marked=True))
    assert [(one.title, one.about_report) for one in made.conducts] == [
        ("Geen antwoord", False), ("De behandeling van melding M2026-0001", True),
    ]  # fmt: skip


def test_who_handled_the_report_does_not_handle_the_complaint_about_that():
    made = about_handling("coordinator", marked=True)
    with pytest.raises(Refusal, match="behandeling van de melding"):
        assign(made, "coordinator")
    assert fresh(made).handler_id is None


def test_another_handles_the_complaint_about_the_handling():
    made = about_handling("coordinator", marked=True)
    assign(made, "secretary")
    assert fresh(made).handler_id == user_id("secretary")


def test_who_handled_the_report_handles_a_complaint_about_something_else():
    made = about_handling("coordinator", marked=False)
    assign(made, "coordinator")
    assert fresh(made).handler_id == user_id("coordinator")


def test_a_complaint_that_turns_to_the_handling_later_is_handed_over_first():
    made = about_handling("coordinator", marked=False)
    assign(made, "coordinator")
    conduct = intake.ConductData("De Servicedesk belde niet terug", about_report=True)
    with pytest.raises(Refusal) as refused:
        intake.add_conduct(someone("coordinator"), made, conduct)
    assert [one.repair for one in refused.value.obstacles] == ["assign"]
    assert len(fresh(made).conducts) == 1
