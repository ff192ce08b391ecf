"""``flask deadlines check``, ``audit verify``, ``check`` and ``nightly``: what they find."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, text, update

from models import (
    Attempt,
    CalendarDay,
    Complaint,
    Conduct,
    Document,
    Duty,
    JobRun,
    SearchText,
    Setting,
    User,
    WebSession,
    db,
)
from operations import clock
from operations.transaction import transaction
from rules.vocabulary import State, TimeOutcome
from tests.factories import a_complaint, a_letter


@pytest.fixture
def complaint(app):
    return a_complaint(received_on=date(2026, 3, 2))


@pytest.fixture
def handled(app):
    """A file with one duty."""
    return a_complaint(received_on=date(2026, 3, 2), state=State.F5)


def change(table, **columns):
    with transaction():
        db.session.execute(update(table).values(**columns))


def test_a_sound_record_has_no_differences(run, complaint):
    a_letter(a_complaint(state=State.F12))
    a_complaint(state=State.I0)
    result = run("deadlines", "check")
    assert (result.exit_code, result.output) == (0, "3 dossiers nagerekend, 0 verschillen\n")


def test_a_fact_changed_behind_the_panel_shows_with_its_reference(run, complaint):
    change(Complaint, received_on=date(2026, 3, 3), term_start_on=date(2026, 3, 3))
    result = run("deadlines", "check")
    assert result.exit_code == 1
    assert f"{complaint.reference}: afhandelen hoort 14-04-2026 te zijn" in result.output


def test_a_duty_that_the_facts_do_not_give_is_found(run, handled):
    change(Duty, kind="conclude")
    output = run("deadlines", "check").output
    assert f"{handled.reference}: taak handling ontbreekt" in output
    assert f"{handled.reference}: taak conclude hoort er niet te zijn" in output


def test_a_duty_with_another_day_is_found(run, handled):
    change(Duty, due_on=date(2027, 1, 1))
    assert "taak handling zegt niet wat de feiten zeggen" in run("deadlines", "check").output


@pytest.mark.parametrize("column", ["target_on", "legal_end", "notice_due_on", "due_on"])
def test_a_stale_list_copy_is_found(run, complaint, column):
    change(Complaint, **{column: date(2027, 1, 1)})
    result = run("deadlines", "check")
    assert (result.exit_code, f"lijstkolom {column}" in result.output) == (1, True)


def test_a_file_that_lists_call_closed_is_found(run, complaint):
    change(Complaint, open=False)
    assert "lijstkolom open" in run("deadlines", "check").output


def test_a_stale_twelve_month_test_is_found(run, complaint):
    change(Conduct, time_outcome=TimeOutcome.OLDER)
    assert "onderdeel 1 hoort “binnen twaalf maanden” te zijn" in run("deadlines", "check").output


def test_a_new_rest_day_that_nobody_applied_is_found(run, complaint):
    with transaction():
        db.session.add(CalendarDay(day=date(2026, 4, 13), name="proefdag", source="proef"))
    assert "hoort 14-04-2026 te zijn" in run("deadlines", "check").output


def test_checking_changes_nothing(run, complaint):
    change(Complaint, legal_end=date(2027, 1, 1))
    assert run("deadlines", "check").output == run("deadlines", "check").output


def test_an_untouched_trail_is_counted(run):
    result = run("audit", "verify")
    assert (result.exit_code, "0 afwijkingen" in result.output) == (0, True)


def test_a_sound_installation_passes(run, complaint):
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "fout" not in result.output


def test_an_unconfirmed_setting_is_a_note_and_no_fault(run):
    with transaction():
        db.session.execute(delete(Setting).where(Setting.key == "authority_address"))
    assert "let op  instelling authority_address" in run("check").output


def test_a_document_without_its_file_is_a_fault(run, complaint):
    with transaction():
        db.session.add(
            Document(
                complaint_id=complaint.id, sha256="a" * 64, name="brief.docx", media_type="x",
                size=3, origin="proef", recorded_at=clock.now(),
            )
        )  # fmt: skip
    result = run("check")
    assert (result.exit_code, f"document {'a' * 64} ontbreekt" in result.output) == (1, True)


def test_a_difference_in_one_file_leaves_the_rest_to_be_checked(run, complaint):
    a_complaint()
    change(Complaint, legal_end=date(2027, 1, 1))
    result = run("check")
    assert result.exit_code == 1
    assert result.output.count("lijstkolom legal_end") == 2
    assert "gesloten ketens" in result.output


def test_a_cut_trail_is_a_fault(run):
    change_tip = text("UPDATE audit_chain SET seq = seq + 1 WHERE chain = 0")
    with transaction():
        db.session.execute(change_tip)
    assert "fout    logboek: het einde van keten 0 klopt niet" in run("check").output


def test_nightly_sweeps_once(run, app):
    long_ago = clock.now() - timedelta(days=1)
    with transaction():
        db.session.add(Attempt(bucket="account:x", at=long_ago))
        db.session.add(WebSession(key_hash="x", data=b"", created_at=long_ago, seen_at=long_ago))
    first, second = run("nightly"), run("nightly")
    for result, gone in ((first, 1), (second, 0)):
        lines = result.output.splitlines()
        assert f"{gone} verlopen sessies opgeruimd" in lines
        assert f"{gone} oude mislukte pogingen opgeruimd" in lines
    assert (first.exit_code, second.exit_code) == (0, 0)


def test_without_a_mail_server_sending_says_so_and_the_mail_waits(run):
    result = run("mail", "send")
    assert result.exit_code == 1
    assert "SMTP_HOST" in result.output


def test_two_nights_in_one_plan_the_same_mail(run, app):
    a_complaint(state=State.F4)

    def mails():
        db.session.rollback()
        return db.session.execute(text("SELECT key, body FROM mail ORDER BY id")).all()

    assert run("nightly").exit_code == 0
    once = mails()
    assert run("nightly").exit_code == 0
    assert mails() == once != []


def test_a_night_that_ran_is_known_and_one_long_ago_is_told(run, app):
    assert "let op  nachtwerk: nog nooit gelopen" in run("check").output
    assert "let op  geen back-up bekend" in run("check").output
    run("nightly")
    assert "ok      nachtwerk liep op" in run("check").output
    change(JobRun, started_at=clock.now() - timedelta(hours=31))
    assert "let op  nachtwerk liep voor het laatst op" in run("check").output
    change(JobRun, finished_at=None)
    assert "let op  nachtwerk brak af op" in run("check").output


def test_one_administrator_is_a_note(run, app):
    assert "geen tweede beheerder" not in run("check").output
    change_user("administrator2", active=False)
    assert "let op  er is geen tweede beheerder" in run("check").output


def change_user(code, **columns):
    with transaction():
        whose = update(User).where(User.email == f"{code}@demo.example")
        db.session.execute(whose.values(**columns))


def test_a_letter_without_a_template_in_use_is_named(run, app):
    from models import LetterTemplate
    from tests.views.record import user

    with transaction():
        template = db.session.scalars(
            select(LetterTemplate).where(LetterTemplate.kind == "L01")
        ).one()
        db.session.add(
            LetterTemplate(
                kind="L01", number=2, state="activated", sha256=template.sha256, file_name="x",
                recorded_at=clock.now(), recorded_by_id=user("secretary").id,
                decided_at=clock.now(), valid_from=date(2099, 1, 1),
            )
        )  # fmt: skip
    output = run("check").output
    assert "is niet geactiveerd" not in output  # the older one is still in force
    assert "39 sjablonen zijn geactiveerd" in output


def test_a_file_that_search_does_not_know_is_a_fault(run, complaint):
    change_rows = delete(SearchText)
    with transaction():
        db.session.execute(change_rows)
    result = run("check")
    assert result.exit_code == 1
    assert "dossiers die zoeken niet vindt: 1" in result.output
