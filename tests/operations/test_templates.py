"""A template: proposed by one, activated by another, in force from a day on, never changed."""

from datetime import date

import pytest
from sqlalchemy import func, select

from letters.catalogue import CATALOGUE
from letters.render import read_text
from models import AuditEvent, Letter, LetterTemplate, Mail, User, db
from operations import correspondence, documents, templates, trial_letters
from operations.templates import Unfit
from operations.transaction import transaction
from queries import templates as reading
from queries import timeline
from rules.errors import Conflict, Invalid, NotFound, NotPermitted, Refusal
from rules.vocabulary import DutyMail, LetterKind, Role, State, TemplateState
from tests.factories import a_complaint, a_contact, a_party, a_user
from tests.letters.packages import a_template, replaced
from tests.thread import day, fresh, someone
from tests.views.record import advised, nothing_changes

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
L01 = LetterKind.L01


@pytest.fixture
def monday(app):
    with day(MONDAY):
        yield


def changed(words="Dank voor uw bericht. Op", kind=L01):
    return replaced(kind, "Op {{ received_on }}", words + " {{ received_on }}")


def proposed(words="Dank voor uw bericht. Op", name="brief.docx", who="secretary"):
    return templates.propose(someone(who), L01, name, changed(words))


def row(key):
    db.session.rollback()
    return db.session.get_one(LetterTemplate, key)


def activate(key, valid_from=MONDAY, who="administrator"):
    templates.activate(someone(who), key, row(key).version, valid_from)


def last_event():
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


def registered():
    return a_complaint(state=State.F1, received_on=MONDAY).id


def acknowledged(complaint_id):
    complaint = fresh(complaint_id)
    party = complaint.parties[0].id
    return correspondence.draft(someone("coordinator"), complaint_id, complaint.version, L01, party)


def number_in_force():
    return templates.current(L01, someone("secretary").today).number


# --- proposing ---


def test_a_proposal_waits_and_changes_nothing_yet(monday):
    template = row(proposed())
    assert (template.number, template.state, template.valid_from) == (
        2, TemplateState.PROPOSED, None,
    )  # fmt: skip
    assert template.recorded_by_id == someone("secretary").user_id
    assert documents.read(template.sha256) == changed()
    assert number_in_force() == 1
    assert last_event().verb == "template:proposed"


def test_the_templates_that_came_with_the_panel_are_in_force(app):
    found = db.session.scalars(select(LetterTemplate)).all()
    assert {one.kind for one in found} == set(CATALOGUE)
    assert {(one.number, one.state) for one in found} == {(1, TemplateState.ACTIVATED)}


def test_a_wrong_template_is_reported_logged_and_not_kept(monday):
    kept = db.session.scalar(select(func.count(LetterTemplate.id)))
    wrong = replaced(L01, "{{ received_on }}", "{{ recieved_on }}")
    with pytest.raises(Unfit) as refused:
        templates.propose(someone("secretary"), L01, "brief.docx", wrong)
    (found,) = [one for one in refused.value.findings if one.sentence]
    assert "{{ recieved_on }}" in found.sentence
    assert found.suggestion == "Bedoel je {{ received_on }}?"
    assert db.session.scalar(select(func.count(LetterTemplate.id))) == kept
    event = last_event()
    assert (event.verb, event.entity, event.chain) == ("template:refused", "", 0)
    assert event.data == {"kind": "L01", "count": len(refused.value.findings)}


@pytest.mark.parametrize("name", ["../brief.docx", "C:\\brief.docx", "a\u202excod.docx",
                                  "a\0.docx", "a\nb.docx", "/etc/passwd.docx"])  # fmt: skip
def test_a_name_with_a_path_or_an_invisible_character_is_refused(monday, name):
    with pytest.raises(Unfit, match="De naam van dit bestand"):
        proposed(name=name)
    assert last_event().verb == "template:refused"


def test_another_kind_of_file_is_refused_by_its_name(monday):
    with pytest.raises(Unfit, match="geen Word-document"):
        proposed(name="brief.docm")


def test_what_is_in_force_or_waits_is_not_proposed_again(monday):
    data = CATALOGUE[L01].path.read_bytes()
    with pytest.raises(Refusal, match="versie 1, die nu geldt"):
        templates.propose(someone("secretary"), L01, "brief.docx", data)
    proposed()
    with pytest.raises(Refusal, match="al voorgesteld, als versie 2"):
        proposed()


@pytest.mark.parametrize("who", ["coordinator", "auditor", "board1", "servicedesk"])
def test_who_does_not_manage_templates_does_none_of_it(monday, who):
    key = proposed()
    with nothing_changes():
        for act in (
            lambda: proposed("Anders. Op", who=who),
            lambda: templates.propose_again(someone(who), 1),
            lambda: activate(key, who=who),
            lambda: templates.turn_down(someone(who), key, 1, "Nee."),
        ):
            with pytest.raises(NotPermitted):
                act()


# --- activating ---


def test_a_second_person_activates_it_from_a_day_on(monday):
    key = proposed()
    activate(key, FRIDAY)
    assert number_in_force() == 1
    with day(date(2026, 3, 5)):
        assert number_in_force() == 1
    with day(FRIDAY):
        assert number_in_force() == 2
    template = row(key)
    assert template.decided_by_id == someone("administrator").user_id
    assert last_event().data == {"kind": "L01", "number": 2, "valid_from": "2026-03-06"}


def test_who_proposed_it_does_not_activate_it(monday):
    key = proposed()
    with nothing_changes(), pytest.raises(Refusal, match="Een ander moet het bekijken"):
        activate(key, who="secretary")
    a_user(Role.SECRETARY, email="colleague@demo.example")
    activate(key, who="colleague")
    assert number_in_force() == 2


def test_it_does_not_begin_in_the_past(monday):
    key = proposed()
    with nothing_changes(), pytest.raises(Invalid, match="vandaag of een latere dag"):
        activate(key, date(2026, 3, 1))


def test_of_two_at_once_the_second_is_told(monday):
    key = proposed()
    with pytest.raises(Conflict):
        templates.activate(someone("administrator"), key, 99, MONDAY)


def test_the_later_day_wins_whatever_the_number(monday):
    new_law, repair = proposed("Nieuwe wet. Op"), proposed("Hersteld. Op")
    activate(new_law, FRIDAY)
    activate(repair, TUESDAY)
    with day(TUESDAY):
        assert number_in_force() == 3
    with day(FRIDAY):
        assert number_in_force() == 2


@pytest.mark.parametrize(
    ("who", "state", "verb"),
    [("secretary", TemplateState.WITHDRAWN, "template:revoked"),
     ("administrator", TemplateState.REJECTED, "template:rejected")],
)  # fmt: skip
def test_a_proposal_is_withdrawn_by_its_maker_or_rejected_by_another(monday, who, state, verb):
    key = proposed()
    templates.turn_down(someone(who), key, 1, "De aanhef ontbreekt.")
    assert (row(key).state, last_event().verb) == (state, verb)
    assert documents.read(row(key).sha256) == changed()
    with pytest.raises(Refusal, match="al beslist"):
        activate(key)


def test_a_rejection_says_why_to_whoever_proposed_it(monday):
    key = proposed()
    for nothing in ("", "  "):
        with pytest.raises(Invalid) as told:
            templates.turn_down(someone("administrator"), key, 1, nothing)
        assert "Zeg waarom" in told.value.messages["reason"]
    templates.turn_down(someone("administrator"), key, 1, "De aanhef ontbreekt.")
    assert row(key).reason == "De aanhef ontbreekt."
    (mail,) = mails("template-rejected:")
    assert mail.recipient == "secretary@demo.example"
    assert "aanhef" not in mail.body


def mails(begin):
    db.session.rollback()
    found = select(Mail).where(Mail.key.startswith(begin)).order_by(Mail.id)
    return db.session.scalars(found).all()


def test_a_proposal_tells_each_second_person_and_nobody_else(monday):
    """SOD12: never whoever proposed it; nobody who wants no mail."""
    other = a_user(Role.SECRETARY)
    silent = a_user(Role.ADMINISTRATOR)
    with transaction():
        db.session.get_one(User, silent.id).duty_mail = DutyMail.NONE
    other_mail, silent_mail = other.email, silent.email
    proposed()
    told = [one.recipient for one in mails("template-proposed:")]
    assert {"administrator@demo.example", other_mail} <= set(told)
    assert not {"secretary@demo.example", silent_mail, "coordinator@demo.example"} & set(told)
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("who", "count"), [("administrator", 1), ("secretary", 0), ("coordinator", 0), ("board1", 0)]
)
def test_a_proposal_waits_for_whoever_may_decide_about_it(monday, who, count):
    key = proposed()
    assert reading.waiting_for(someone(who)) == count
    activate(key)
    assert reading.waiting_for(someone(who)) == 0


def test_going_back_is_proposing_the_older_version_again(monday):
    first = templates.current(L01, MONDAY)
    first_id, first_sha256 = first.id, first.sha256
    activate(proposed())
    again = templates.propose_again(someone("secretary"), first_id)
    activate(again)
    assert (row(again).number, row(again).sha256) == (3, first_sha256)
    assert number_in_force() == 3


def test_a_version_of_which_the_law_meanwhile_asks_more_is_not_activated(monday):
    key = proposed()
    with transaction():
        row = db.session.get_one(LetterTemplate, key)
        row.sha256 = documents.put(a_template("{{ reference }}"))
    with pytest.raises(Unfit, match="Deze brief moet"):
        activate(key)
    assert last_event().verb == "template:refused"


def test_running_letters_keep_their_version_and_new_ones_get_the_new(app):
    with day(MONDAY):
        first, other = registered(), registered()
        before = acknowledged(first)
        activate(proposed("Dank voor uw bericht. Op"))
    with day(TUESDAY):
        after = acknowledged(other)
    words = {one: read_text(bytes_of(one)) for one in (before, after)}
    assert "Dank voor uw bericht." not in words[before]
    assert "Dank voor uw bericht." in words[after]
    assert [letter_of(one).template.number for one in (before, after)] == [1, 2]


def letter_of(key):
    db.session.rollback()
    return db.session.get_one(Letter, key)


def bytes_of(key):
    return documents.read(letter_of(key).versions[-1].document.sha256)


# --- trial letters ---


def trial(key, complaint_id, party=None, who="secretary"):
    return trial_letters.with_file(someone(who), key, complaint_id, party)


def test_a_sample_is_for_whoever_may_see_templates(monday):
    name, data = trial_letters.with_sample(someone("administrator"), proposed())
    assert name == "Proef L01 v2 voorbeeld.docx"
    assert "Dank voor uw bericht. Op 9 november 2026" in read_text(data)
    with pytest.raises(NotPermitted):
        trial_letters.with_sample(someone("board1"), 1)


def test_a_real_file_is_filled_in_and_nothing_of_it_is_kept(monday):
    complaint_id, key = registered(), proposed()
    recipients = trial_letters.recipients(someone("secretary"), key, complaint_id)
    (party, label), *_ = recipients
    assert label.endswith(", klager")
    letters = db.session.scalar(select(func.count(Letter.id)))
    stored = set(_stored())
    _, data = trial(key, complaint_id, party)
    assert "Dank voor uw bericht. Op 2 maart 2026" in read_text(data)
    assert fresh(complaint_id).reference in read_text(data)
    assert db.session.scalar(select(func.count(Letter.id))) == letters
    assert set(_stored()) == stored
    assert (last_event().verb, last_event().chain) == ("template:previewed", complaint_id)
    assert timeline.last_change(complaint_id) is None


def _stored():
    return [one.name for one in documents._folder().glob("*/*")]


def test_also_for_who_has_the_letter_already(monday):
    complaint_id, key = registered(), proposed()
    party = fresh(complaint_id).parties[0].id
    acknowledged(complaint_id)
    assert trial(key, complaint_id, party)


def test_it_says_why_this_letter_cannot_be_written_in_this_file(monday):
    complaint_id = registered()
    with pytest.raises(Refusal, match="Deze brief past bij"):
        trial(_first(LetterKind.L15), complaint_id)


def _first(kind):
    return templates.current(kind, MONDAY).id


def test_an_advice_in_the_making_is_not_seen_this_way(app):
    complaint = advised(State.F9)
    key = db.session.scalar(select(LetterTemplate.id).where(LetterTemplate.kind == LetterKind.L14))
    with pytest.raises(Refusal, match="Deze brief maakt wie adviseert"):
        trial(key, complaint.id)


@pytest.mark.parametrize("who", ["administrator", "secretary"])
def test_a_file_that_one_may_not_see_does_not_exist(monday, who):
    complaint_id, key = registered(), proposed()
    if who == "secretary":
        a_party(fresh(complaint_id), a_contact(user_id=someone(who).user_id))
    with pytest.raises(NotFound):
        trial(key, complaint_id, None, who)


def test_who_does_not_get_this_letter_gets_no_trial_letter(monday):
    complaint_id, key = registered(), proposed()
    for party in (None, 999):
        with pytest.raises(NotFound):
            trial(key, complaint_id, party)


def test_a_trial_letter_is_no_version_of_a_letter(monday):
    complaint_id, key = registered(), proposed()
    party = fresh(complaint_id).parties[0].id
    letter = acknowledged(complaint_id)
    _, data = trial(key, complaint_id, party)
    with pytest.raises(Refusal, match="andere brief"):
        correspondence.replace_document(
            someone("coordinator"), letter, letter_of(letter).version, data
        )
