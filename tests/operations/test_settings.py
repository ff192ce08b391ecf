"""What the authority chooses; a change of law and of a norm; files of Monday 2 March 2026."""

from datetime import date

import pytest
from sqlalchemy import select

from models import AuditEvent, Complaint, DeadlineLine, SettingVersion, Step, TermChange, db
from operations import clock, correspondence, filing, settings
from operations.effects import Shift
from operations.filing import Yardstick
from operations.incoming import Incoming
from operations.recount import differences
from operations.settings import TermData
from operations.transaction import transaction
from queries import choices, house, timeline
from rules import terms
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import DeadlineKind, Event, LetterKind, State
from tests.factories import a_complaint
from tests.samples import a_pdf
from tests.thread import RECEIVED, day, someone
from tests.views.record import nothing_changes

SIX, EIGHT = date(2026, 4, 13), date(2026, 4, 28)
"""Eight weeks end on Monday 27 April: King's Day, so the Tuesday after it."""
LONGER = TermData("handling", 8, RECEIVED, "Stb. 2026, 1")


@pytest.fixture(autouse=True)
def on_the_day_of_receipt(app):
    with day(RECEIVED):
        yield


def administrator():
    return someone("administrator")


def end(complaint):
    db.session.rollback()
    return db.session.get_one(Complaint, complaint.id).legal_end


# --- a change of law ---


def test_the_preview_names_the_file_with_old_and_new_day(app):
    complaint = a_complaint(state=State.F5)
    with nothing_changes():
        found = settings.preview_term(LONGER, administrator())
    assert found.shifts == (Shift(complaint.reference, DeadlineKind.HANDLING, SIX, EIGHT),)
    assert found.files == 1


def test_a_clock_that_fell_away_before_is_no_effect_of_the_change(app):
    """A reopened file has the day that the board set, and no notice of art. 9:8 any more."""
    complaint = a_complaint(state=State.F1)
    with transaction():
        fresh = db.session.get_one(Complaint, complaint.id)
        fresh.own_term_on = date(2026, 5, 1)
        fresh.steps.append(
            Step(event=Event.REOPEN, source=State.F12, target=State.F1, at=clock.now())
        )
        filing.settle(fresh)
    assert settings.preview_term(TermData("notice", 6, RECEIVED, "x"), administrator()).files == 0


def test_a_file_keeps_the_term_of_the_day_it_came_in(app):
    before = a_complaint(state=State.F5, received_on=date(2026, 2, 27))
    after = a_complaint(state=State.F5)
    settings.add_term(LONGER, administrator())
    assert (end(before), end(after)) == (date(2026, 4, 10), EIGHT)


def test_the_row_before_is_closed_and_the_history_tells_it(app):
    settings.add_term(LONGER, administrator())
    rows = [one for one in choices.calendar().terms if one.key == "handling"]
    assert [(one.value, one.valid_until) for one in rows] == [(6, date(2026, 3, 1)), (8, None)]
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "term:changed")).one()
    assert event.data == {"key": "handling", "after": 8, "day": "2026-03-02"}


def test_what_is_stored_agrees_with_the_rules_afterwards(app):
    complaint = a_complaint(state=State.F5)
    settings.add_term(LONGER, administrator())
    fresh = db.session.get_one(Complaint, complaint.id)
    assert list(differences(fresh, Yardstick.now())) == []
    (item,) = [one for one in timeline.of(fresh) if one.title == "Termijnen opnieuw berekend"]
    assert item.text == (
        "afhandelen: 13-04-2026 wordt 28-04-2026\nReden: een wijziging van de wettelijke termijn"
    )


def test_a_change_that_is_taken_back_gives_the_old_day_again(app):
    complaint = a_complaint(state=State.F5)
    key = settings.add_term(LONGER, administrator())
    (shift,) = settings.preview_without_term(key, administrator()).shifts
    assert (shift.before, shift.after) == (EIGHT, SIX)
    settings.remove_term(key, administrator())
    assert end(complaint) == SIX
    lines = db.session.scalars(
        select(DeadlineLine.legal_end)
        .where(DeadlineLine.kind == DeadlineKind.HANDLING)
        .order_by(DeadlineLine.id)
    ).all()
    assert lines == [SIX, EIGHT, SIX]  # the ledger keeps what held meanwhile


def test_a_longer_postponement_can_be_used(app):
    from rules.deadlines import Postponement, handling_term, postpone

    settings.add_term(TermData("postponement", 6, RECEIVED, "Stb. 2026, 1"), administrator())
    six = Postponement(6, RECEIVED)
    running = handling_term(RECEIVED)
    assert not postpone(running, six).accepted
    assert postpone(running, six, choices.calendar()).accepted


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (TermData("handling", 8, date(1999, 7, 1), "x"), Invalid),
        (TermData("ombudsman", 2, RECEIVED, "x"), NotFound),
        (TermData("supplement", 20, RECEIVED, "x"), NotFound),
    ],
)
def test_what_is_no_change_of_law_is_refused(app, data, wrong):
    with nothing_changes(), pytest.raises(wrong):
        settings.add_term(data, administrator())


def test_one_day_has_one_change(app):
    settings.add_term(LONGER, administrator())
    with pytest.raises(Invalid):
        settings.add_term(LONGER, administrator())
    assert len(db.session.scalars(select(TermChange)).all()) == 1


@pytest.mark.parametrize("who", ["coordinator", "board1", "auditor"])
def test_only_an_administrator_changes_terms(app, who):
    with pytest.raises(NotPermitted):
        settings.add_term(LONGER, someone(who))
    with pytest.raises(NotPermitted):
        settings.preview_term(LONGER, someone(who))


# --- settings ---


def test_another_norm_shows_first_which_days_move(app):
    complaint = a_complaint(state=State.F1)
    key = "acknowledgement_working_days"
    found = settings.preview_setting(key, 5, administrator())
    assert found.shifts == (
        Shift(complaint.reference, DeadlineKind.ACKNOWLEDGEMENT, date(2026, 3, 5),
              date(2026, 3, 9)),
    )  # fmt: skip
    settings.set_setting(key, 5, 0, administrator())
    fresh = db.session.get_one(Complaint, complaint.id)
    assert list(differences(fresh, Yardstick.now())) == []
    assert any("“Werkdagen om de ontvangst" in one.text for one in timeline.of(fresh))


def test_what_moves_no_deadline_needs_no_preview(app):
    assert settings.preview_setting("minimum_cell", 5, administrator()) is None


def test_every_value_stays_to_be_read_also_of_a_text(app):
    settings.set_setting("coordinator_name", "Karin", 0, administrator())
    settings.set_setting("coordinator_name", "", 1, administrator())
    found = house.history("coordinator_name")
    assert [(one.number, one.value, one.by) for one in found] == [
        (2, "", "Femke Bos"), (1, "Karin", "Femke Bos"),
    ]  # fmt: skip
    with pytest.raises(Conflict):
        settings.set_setting("coordinator_name", "Bas", 1, administrator())


def test_every_setting_stands_under_one_heading():
    shown = [key for _, keys in terms.GROUPS for key in keys]
    assert sorted(shown) == sorted(terms.DEFAULTS)


def test_a_letter_that_is_not_in_use_is_not_made(app):
    complaint = a_complaint(state=State.F5)
    settings.set_setting("letters_off", ("L09",), 0, administrator())
    with pytest.raises(Refusal, match="niet in gebruik"):
        correspondence.draft(someone("coordinator"), complaint.id, None, LetterKind.L09, None)


@pytest.mark.parametrize("kind", ["L01", "L05a", "L07", "L15", "L11"])
def test_a_letter_that_the_law_asks_for_stays(app, kind):
    with nothing_changes(), pytest.raises(Invalid, match="verplicht"):
        settings.set_setting("letters_off", (kind,), 0, administrator())


def test_a_colour_without_contrast_is_refused_with_the_figure(app):
    with nothing_changes(), pytest.raises(Invalid, match="3,95"):
        settings.set_setting("colour_light", "#767676", 0, administrator())


# --- texts and logo ---


def test_an_own_text_keeps_its_versions_and_can_go_back(app):
    settings.set_text("text:privacy:nl", "# Van ons", 0, administrator())
    assert house.own_text("text:privacy:nl") == "# Van ons"
    settings.set_text("text:privacy:nl", "", 1, administrator())
    assert house.own_text("text:privacy:nl") == ""
    assert [one.value for one in house.history("text:privacy:nl")] == ["", "# Van ons"]
    with pytest.raises(NotFound):
        settings.set_text("text:zomaar:nl", "x", 0, administrator())


def picture(data=b"x", media_type="image/png"):
    return Incoming("logo.png", media_type, data, None)


def test_a_logo_is_a_small_picture(app):
    settings.set_logo(picture(b"beeld"), 0, administrator())
    assert house.logo() == ("image/png", b"beeld")
    with pytest.raises(Invalid, match="200 kB"):
        settings.set_logo(picture(b"x" * 200_001), 1, administrator())
    with pytest.raises(Invalid, match="png of jpg"):
        settings.set_logo(picture(a_pdf(), "application/pdf"), 1, administrator())
    settings.set_logo(None, 1, administrator())
    assert house.logo() is None


def test_versions_are_never_changed(app):
    settings.set_setting("coordinator_name", "Karin", 0, administrator())
    version = db.session.scalars(select(SettingVersion)).one()
    assert (version.key, version.number, version.value) == ("coordinator_name", 1, "Karin")
