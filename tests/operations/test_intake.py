"""Receiving and correcting a complaint (law.md T10, T11; art. 2:3, 2:7, 2:24 and 9:4 Awb)."""

import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import Complaint, Contact, Note, db
from operations import clock, documents, handover, incoming, intake
from operations.contacts import ContactData
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import (
    Channel,
    ContactKind,
    Dating,
    DeadlineKind,
    Event,
    PartyKind,
    ReferenceBasis,
    State,
    TermBasis,
    TimeOutcome,
)
from tests import thread
from tests.factories import a_complaint, a_user
from tests.samples import a_pdf
from tests.thread import RECEIVED, day, person, someone

PDF = a_pdf("scan")
COMPLAINANT, SUBJECT = PartyKind.COMPLAINANT, PartyKind.SUBJECT


@pytest.fixture(autouse=True)
def on_monday(app):
    with day(RECEIVED):
        yield


def a_receipt(**facts: object) -> intake.Receipt:
    return intake.Receipt(
        **{"received_at": datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "channel": Channel.POST} | facts
    )


def received(
    receipt: intake.Receipt | None = None,
    *,
    parties: tuple[intake.PartyData, ...] = (
        intake.PartyData(COMPLAINANT, person=person("Berg")),
        intake.PartyData(SUBJECT, person=person("Horst")),
    ),
    conducts: tuple[intake.ConductData, ...] = (
        intake.ConductData("De toets", "Wat er gebeurde.", dating=Dating.DAY,
                           first_on=date(2026, 1, 12)),
    ),
    by: str = "coordinator",
) -> Complaint:  # fmt: skip
    made = intake.Intake(receipt or a_receipt(), intake.Description("Toets"), parties, conducts)
    return thread.fresh(intake.register(someone(by), made))


def wrong_fields(receipt: intake.Receipt) -> set[str]:
    with pytest.raises(Invalid) as refused:
        received(receipt)
    return set(refused.value.messages)


def ends(complaint: Complaint, kind: DeadlineKind) -> list[date]:
    return [line.legal_end for line in complaint.deadlines if line.kind is kind]


# --- dates ----------------------------------------------------------------------------------


def test_a_complaint_cannot_be_received_tomorrow():
    tomorrow = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight on 3 March here
    assert wrong_fields(a_receipt(received_at=tomorrow)) == {"received_at"}


def test_a_complaint_cannot_be_received_later_today():
    assert wrong_fields(a_receipt(received_at=clock.now() + timedelta(hours=1))) == {"received_at"}


def test_a_complaint_of_this_very_moment_is_received():
    assert received(a_receipt(received_at=clock.now())).received_on == RECEIVED


AFTER = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("postmark_on", AFTER),
        ("sent_at", datetime(2026, 3, 2, 23, 30, tzinfo=UTC)),
        ("received_elsewhere_on", AFTER),
        ("letter_dated_on", AFTER),
        ("forwarded_on", date(2026, 3, 1)),
    ],
)
def test_an_impossible_day_is_refused_at_its_own_field(field, value):
    assert wrong_fields(a_receipt(**{field: value})) == {field}


def test_all_impossible_days_are_named_at_once():
    assert wrong_fields(a_receipt(postmark_on=AFTER, letter_dated_on=AFTER)) == {
        "postmark_on", "letter_dated_on",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "on", "basis"),
    [
        pytest.param({}, date(2026, 3, 2), ReferenceBasis.RECEIVED, id="receipt"),
        pytest.param(
            {"letter_dated_on": date(2026, 2, 1)}, date(2026, 3, 2), ReferenceBasis.RECEIVED,
            id="never the date on the letter",
        ),
        pytest.param(
            {"postmark_on": date(2026, 2, 27)}, date(2026, 2, 27), ReferenceBasis.POSTMARK,
            id="AGE17 postmark",
        ),
        pytest.param(
            {"sent_at": datetime(2026, 3, 1, 22, 58, tzinfo=UTC)}, date(2026, 3, 1),
            ReferenceBasis.SENT, id="AGE18 sent at 23:58",
        ),
        pytest.param(
            {"sent_at": datetime(2026, 3, 1, 23, 1, tzinfo=UTC)}, date(2026, 3, 2),
            ReferenceBasis.RECEIVED, id="AGE18 sent at 00:01",
        ),
        pytest.param(
            {"received_elsewhere_on": date(2026, 2, 9), "postmark_on": date(2026, 2, 27)},
            date(2026, 2, 9), ReferenceBasis.ELSEWHERE, id="AGE19 another body, the earliest",
        ),
        pytest.param(
            {"postmark_on": date(2026, 3, 2)}, date(2026, 3, 2), ReferenceBasis.RECEIVED,
            id="the same day",
        ),
    ],
)  # fmt: skip
def test_the_earliest_provable_day_counts_as_lodging(facts, on, basis):
    complaint = received(a_receipt(**facts))
    assert (complaint.reference_on, complaint.reference_basis) == (on, basis)
    assert complaint.received_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("conduct_on", "outcome"),
    [
        (date(2025, 2, 26), TimeOutcome.OLDER),
        (date(2025, 2, 27), TimeOutcome.BOUNDARY),
        (date(2025, 2, 28), TimeOutcome.ADMISSIBLE),
    ],
)
def test_the_twelve_months_count_back_from_the_postmark(conduct_on, outcome):
    conduct = intake.ConductData("Toets", dating=Dating.DAY, first_on=conduct_on)
    complaint = received(a_receipt(postmark_on=date(2026, 2, 27)), conducts=(conduct,))
    assert complaint.conducts[0].time_outcome is outcome


@pytest.mark.parametrize(
    ("facts", "start", "end"),
    [
        pytest.param({}, date(2026, 2, 23), date(2026, 4, 7), id="receipt; Easter Monday"),
        pytest.param(
            {"channel_designated": False, "forwarded_on": date(2026, 2, 26),
             "sender_told_on": date(2026, 2, 27)},
            date(2026, 2, 26), date(2026, 4, 9), id="forwarded and told the next day",
        ),
        pytest.param(
            {"channel_designated": False, "forwarded_on": date(2026, 2, 26),
             "sender_told_on": date(2026, 3, 2)},
            date(2026, 2, 23), date(2026, 4, 7), id="told too late",
        ),
        pytest.param(
            {"channel_designated": False, "forwarded_on": date(2026, 2, 26)},
            date(2026, 2, 23), date(2026, 4, 7), id="STA02 not told",
        ),
        pytest.param(
            {"forwarded_on": date(2026, 2, 26), "sender_told_on": date(2026, 2, 26)},
            date(2026, 2, 23), date(2026, 4, 7), id="STA03 designated channel",
        ),
    ],
)  # fmt: skip
def test_the_term_starts_at_receipt_or_at_forwarding_that_was_told(facts, start, end):
    receipt = a_receipt(received_at=datetime(2026, 2, 23, 10, tzinfo=UTC), **facts)
    complaint = received(receipt)
    assert (complaint.term_start_on, complaint.legal_end) == (start, end)
    moved = start != date(2026, 2, 23)
    assert complaint.term_basis is (TermBasis.FORWARDED if moved else TermBasis.RECEIVED)


# --- who and what ---------------------------------------------------------------------------


def test_several_complainants_and_conducts_make_one_file():
    complaint = received(
        parties=(
            intake.PartyData(COMPLAINANT, person=person("Berg")),
            intake.PartyData(COMPLAINANT, person=person("Dijk")),
            intake.PartyData(SUBJECT, person=person("Horst")),
            intake.PartyData(SUBJECT, person=person("Elst")),
        ),
        conducts=(intake.ConductData("Een"), intake.ConductData("Twee")),
    )
    assert [one.position for one in complaint.conducts] == [1, 2]
    assert [len(one.subjects) for one in complaint.conducts] == [2, 2]
    assert len([one for one in complaint.parties if one.kind is COMPLAINANT]) == 2
    for name in ("Berg", "Dijk"):
        assert name in complaint.complainant_names


def test_an_organisation_may_complain():
    """G15: the scheme says natural persons, the Awb says everyone."""
    firm = ContactData(kind=ContactKind.LEGAL, organisation="Stichting Recht", town="Zwolle")
    complaint = received(parties=(intake.PartyData(COMPLAINANT, person=firm),))
    assert complaint.complainant_names == "Stichting Recht"
    assert complaint.legal_end == date(2026, 4, 13)


def test_a_paper_letter_is_a_formal_complaint():
    """G16: nobody is sent back to the form."""
    complaint = received(a_receipt(channel=Channel.POST))
    assert (complaint.reference[0], complaint.state) == ("K", State.F0)


def test_a_conduct_without_date_is_undetermined_and_no_defect():
    """G17"""
    complaint = received(conducts=(intake.ConductData("Toets", "Wat er gebeurde."),))
    assert complaint.conducts[0].time_outcome is TimeOutcome.UNDETERMINED
    thread.step("coordinator", complaint.id, Event.REGISTER)
    assert thread.fresh(complaint.id).state is State.F1


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (intake.ConductData("Toets", dating=Dating.DAY), "first_on"),
        (intake.ConductData("T", dating=Dating.PERIOD, first_on=date(2026, 1, 2)), "last_on"),
        (
            intake.ConductData("T", dating=Dating.WINDOW, first_on=date(2026, 1, 2),
                               last_on=date(2026, 1, 1)),
            "last_on",
        ),
    ],
)  # fmt: skip
def test_a_way_of_dating_needs_its_days(data, field):
    with pytest.raises(Invalid) as refused:
        received(conducts=(data,))
    assert set(refused.value.messages) == {field}


def test_a_period_of_one_day_is_a_period():
    data = intake.ConductData("Toets", dating=Dating.PERIOD, first_on=date(2026, 1, 2),
                              last_on=date(2026, 1, 2))  # fmt: skip
    assert received(conducts=(data,)).conducts[0].time_outcome is TimeOutcome.ADMISSIBLE


def test_nobody_is_twice_the_same_in_one_file():
    complaint = received()
    again = intake.PartyData(COMPLAINANT, contact_id=complaint.parties[0].contact_id)
    with pytest.raises(Invalid):
        intake.add_party(someone("coordinator"), complaint.id, again)


def test_whoever_handles_the_file_becomes_no_party_to_it():
    complaint = received()
    handover.assign(someone("coordinator"), complaint.id, complaint.version,
                     thread.user_id("coordinator"), stated=True)  # fmt: skip
    involved = person("Visser", user_id=thread.user_id("coordinator"))
    with pytest.raises(Refusal) as refused:
        intake.add_party(
            someone("secretary"), complaint.id, intake.PartyData(SUBJECT, person=involved)
        )
    assert refused.value.obstacles[0].repair == "assign"


def test_who_does_not_work_on_the_file_can_be_complained_about():
    complaint = received()
    colleague = person("Smit", user_id=thread.user_id("secretary"))
    intake.add_party(
        someone("coordinator"), complaint.id, intake.PartyData(SUBJECT, person=colleague)
    )
    assert len(thread.fresh(complaint.id).parties) == 3


def test_someone_may_be_refused_as_representative_only_with_the_reason():
    complaint = received()
    data = intake.PartyData(PartyKind.REPRESENTATIVE, person=person("Raad"), refused_on=RECEIVED)
    with pytest.raises(Invalid, match="2:2"):
        intake.add_party(someone("coordinator"), complaint.id, data)


def test_who_is_named_nowhere_is_not_kept_when_the_complaint_is_refused():
    nameless = intake.PartyData(SUBJECT, person=ContactData(first_name="Piet"))
    with pytest.raises(Invalid):
        received(parties=(intake.PartyData(COMPLAINANT, person=person("Berg")), nameless))
    assert db.session.scalars(select(Contact)).all() == []


def test_a_board_member_does_not_register():
    with pytest.raises(NotPermitted):
        received(by="board1")


# --- numbers --------------------------------------------------------------------------------


def test_numbers_follow_the_year_of_receipt():
    last_year = a_receipt(received_at=datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    new_year = a_receipt(received_at=datetime(2025, 12, 31, 23, 1, tzinfo=UTC))
    numbers = [received(one).reference for one in (last_year, new_year, a_receipt())]
    assert numbers == ["K2025-0001", "K2026-0001", "K2026-0002"]


def test_a_complaint_that_was_refused_uses_no_number():
    received()
    with pytest.raises(Invalid):
        received(conducts=(intake.ConductData("Toets", dating=Dating.DAY),))
    assert received().reference == "K2026-0002"


def test_eight_at_once_get_eight_numbers_without_gap(app):
    made: list[str] = []
    start = threading.Barrier(8)
    moment = clock.now()

    def register() -> None:
        with app.app_context(), clock.at(moment):
            start.wait()
            made.extend(received().reference for _ in range(3))
            db.session.remove()

    workers = [threading.Thread(target=register) for _ in range(8)]
    db.session.remove()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(made) == [f"K2026-{number:04d}" for number in range(1, 25)]


# --- corrections ----------------------------------------------------------------------------


def correct(complaint: Complaint, version: int | None = None, **facts: object) -> Complaint:
    description = intake.Description(complaint.subject, complaint.description)
    version = version or complaint.version
    receipt = a_receipt(**facts)
    intake.correct(someone("coordinator"), complaint.id, version, receipt, description)
    return thread.fresh(complaint.id)


def test_another_day_of_receipt_appends_to_the_ledger_and_keeps_the_old_lines():
    complaint = received()
    first = [line.id for line in complaint.deadlines]
    complaint = correct(complaint, received_at=datetime(2026, 2, 23, 9, tzinfo=UTC))
    assert [line.id for line in complaint.deadlines][: len(first)] == first
    assert ends(complaint, DeadlineKind.HANDLING) == [date(2026, 4, 13), date(2026, 4, 7)]
    assert ends(complaint, DeadlineKind.NOTICE) == [date(2026, 3, 30), date(2026, 3, 23)]
    assert (complaint.legal_end, complaint.notice_due_on) == (date(2026, 4, 7), date(2026, 3, 23))


def test_the_new_line_names_the_one_it_replaces():
    complaint = received()
    complaint = correct(complaint, received_at=datetime(2026, 2, 23, 9, tzinfo=UTC))
    old, new = [one for one in complaint.deadlines if one.kind is DeadlineKind.HANDLING]
    assert (old.supersedes_id, new.supersedes_id) == (None, old.id)


def test_a_correction_without_other_days_leaves_the_ledger_alone():
    complaint = received()
    lines = len(complaint.deadlines)
    assert len(correct(complaint, signed=False).deadlines) == lines


def test_back_to_the_first_day_appends_once_more():
    complaint = received()
    complaint = correct(complaint, received_at=datetime(2026, 2, 23, 9, tzinfo=UTC))
    complaint = correct(complaint)
    assert ends(complaint, DeadlineKind.HANDLING) == [
        date(2026, 4, 13), date(2026, 4, 7), date(2026, 4, 13),
    ]  # fmt: skip


def test_a_postmark_found_later_changes_the_test_on_twelve_months():
    conduct = intake.ConductData("Toets", dating=Dating.DAY, first_on=date(2025, 3, 1))
    complaint = received(conducts=(conduct,))
    assert complaint.conducts[0].time_outcome is TimeOutcome.OLDER
    complaint = correct(complaint, postmark_on=date(2026, 2, 28))
    assert complaint.conducts[0].time_outcome is TimeOutcome.ADMISSIBLE


def test_an_oral_complaint_has_no_term_and_keeps_its_history():
    complaint = correct(received(), written=False)
    assert (complaint.legal_end, complaint.due_on) == (None, None)
    assert ends(complaint, DeadlineKind.HANDLING) == [date(2026, 4, 13)]


def test_a_correction_on_an_old_page_is_a_conflict():
    complaint = received()
    version = complaint.version
    correct(complaint, signed=False)
    with pytest.raises(Conflict):
        correct(thread.fresh(complaint.id), version=version)


def test_a_correction_to_tomorrow_changes_nothing():
    complaint = received()
    with pytest.raises(Invalid):
        correct(complaint, received_at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    assert thread.fresh(complaint.id).received_on == RECEIVED


def test_a_corrected_conduct_is_tested_anew():
    conduct = received().conducts[0]
    data = intake.ConductData(conduct.title, dating=Dating.DAY, first_on=date(2025, 3, 1))
    intake.change_conduct(someone("coordinator"), conduct.id, conduct.version, data)
    assert thread.fresh(conduct.complaint_id).conducts[0].time_outcome is TimeOutcome.OLDER


@pytest.mark.parametrize("state", [State.F12, State.F13])
def test_what_is_over_gets_no_new_conduct(state):
    complaint = a_complaint(state=state)
    with pytest.raises(Refusal, match="geëindigd"):
        intake.add_conduct(someone("coordinator"), complaint.id, intake.ConductData("Nog iets"))


def test_until_the_board_decided_a_conduct_can_be_added():
    complaint = a_complaint(state=State.F11)
    intake.add_conduct(someone("coordinator"), complaint.id, intake.ConductData("Nog iets"))
    assert len(thread.fresh(complaint.id).conducts) == 2


# --- notes ----------------------------------------------------------------------------------


def test_a_note_is_kept_with_who_and_when():
    complaint = received()
    intake.add_note(someone("secretary"), complaint.id, "Gebeld met klager.")
    note = db.session.scalars(select(Note)).one()
    assert (note.text, note.by.name, note.at) == ("Gebeld met klager.", "Bas Smit", clock.now())


def test_a_note_does_not_make_the_page_of_another_old():
    complaint = received()
    version = complaint.version
    intake.add_note(someone("secretary"), complaint.id, "Gebeld.")
    assert thread.fresh(complaint.id).version == version


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_note_is_refused(text):
    with pytest.raises(Invalid):
        intake.add_note(someone("secretary"), received().id, text)


def test_the_board_may_write_a_note_and_the_auditor_not():
    complaint = received()
    intake.add_note(someone("board1"), complaint.id, "Bestuurlijk besproken.")
    with pytest.raises(NotPermitted):
        intake.add_note(someone("auditor"), complaint.id, "Gezien.")


def test_who_is_complained_about_can_add_nothing():
    user = a_user()
    complaint = a_complaint(subject_user=user)
    actor = replace(someone("coordinator"), user_id=user.id)
    with pytest.raises(NotFound):
        intake.add_note(actor, complaint.id, "Dit klopt niet.")


# --- everything in one act ------------------------------------------------------------------


def taken_in(**parts: object) -> Complaint:
    made = intake.Intake(a_receipt(), intake.Description("Toets"), **parts)
    return thread.fresh(intake.register(someone("coordinator"), made))


def test_a_representative_speaks_for_the_one_complainant():
    complaint = taken_in(
        parties=(
            intake.PartyData(COMPLAINANT, person=person("Berg")),
            intake.PartyData(PartyKind.REPRESENTATIVE, person=person("Raad"), lawyer=True),
        )
    )
    assert complaint.parties[1].represents is complaint.parties[0]


def test_of_two_complainants_nobody_guesses_for_whom_a_representative_speaks():
    people = [intake.PartyData(COMPLAINANT, person=person(name)) for name in ("Berg", "Bos")]
    speaker = intake.PartyData(PartyKind.REPRESENTATIVE, person=person("Raad"))
    assert taken_in(parties=(*people, speaker)).parties[2].represents is None


def test_each_conduct_is_about_its_own_persons_and_else_about_all():
    complaint = taken_in(
        parties=tuple(intake.PartyData(SUBJECT, person=person(one)) for one in ("Horst", "Bos")),
        conducts=(
            intake.ConductData("De les", about=(1,)),
            intake.ConductData("De gang"),
            intake.ConductData("De brief", about=(7,)),
        ),
    )
    about = [[one.contact.family_name for one in conduct.subjects]
             for conduct in complaint.conducts]  # fmt: skip
    assert about == [["Bos"], ["Horst", "Bos"], ["Horst", "Bos"]]


def test_what_is_wrong_is_told_in_the_words_of_the_form():
    wrong = intake.ConductData("De les", dating=Dating.DAY, boxes="{}_2")
    with pytest.raises(Invalid) as refused:
        taken_in(conducts=(wrong,))
    assert set(refused.value.messages) == {"first_on_2"}


def test_files_that_were_kept_become_part_of_the_complaint():
    kept = documents.store(incoming.receive(PDF, "../scan.pdf"))
    complaint = taken_in(files=(kept, kept))
    (one,) = complaint.documents
    assert (one.name, one.part_of_complaint, one.media_type) == (
        "scan.pdf", True, "application/pdf",
    )  # fmt: skip
    assert documents.read(one.sha256) == PDF


def test_a_file_that_no_act_took_along_is_swept_and_then_missed(app):
    kept = documents.store(incoming.receive(PDF, "scan.pdf"))
    with day(RECEIVED + timedelta(days=2)):
        os.utime(documents._place(kept.sha256), (0, 0))
        assert documents.sweep() >= 1
    with pytest.raises(Invalid, match="niet meer bewaard"):
        taken_in(files=(kept,))
    assert db.session.scalars(select(Complaint)).all() == []
