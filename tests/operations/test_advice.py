"""Advising: report, answers, recommendations, delivery, and what the board does with it."""

from datetime import date

import pytest

from models import AuditEvent, Conduct, Letter, Recommendation, db
from operations import (
    advising,
    correspondence,
    documents,
    editing,
    enclosures,
    follow_up,
    judging,
    letter_files,
)
from operations.follow_up import AnswerData
from queries import letters as seen_letters
from queries import recommendations
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.law import SCHEME, awb
from rules.vocabulary import (
    Acceptance,
    Event,
    Judgement,
    LetterKind,
    PartyKind,
    RecommendationKind,
    SendChannel,
    State,
)
from tests import thread
from tests.factories import a_letter
from tests.made_once import made_once
from tests.operations.conftest import at_screening
from tests.samples import a_pdf
from tests.thread import day, decided, fresh, someone, step, user_id

MONDAY = date(2026, 3, 9)


@made_once
def before_a_committee():
    key = at_screening()
    thread.to_committee(key)
    thread.letter("coordinator", key, LetterKind.L01B, to=PartyKind.COMPLAINANT)
    thread.to_hearing(key)
    return key


@made_once
def with_an_inquiry():
    with day(date(2026, 3, 9)):
        key = before_a_committee()
        held = [thread.plan(key, kind, by="adviser1")
                for kind in (PartyKind.COMPLAINANT, PartyKind.SUBJECT)]  # fmt: skip
    for hearing in held:
        thread.hold(hearing, by="adviser1")
    step("adviser1", key, Event.COMPLETE_INQUIRY)
    return key


@made_once
def with_an_advice():
    key = with_an_inquiry()
    recommend(key)
    thread.advise(key)
    deliver(key)
    step("secretary", key, Event.PREPARE_DECISION)
    return key


@pytest.fixture
def file(app):
    """A committee hears it: everyone was heard on 23 March 2026."""
    with day(date(2026, 3, 9)):
        yield before_a_committee()


@pytest.fixture
def inquired(app):
    """The inquiry is complete; the advice is to be written."""
    with day(date(2026, 3, 24)):
        yield with_an_inquiry()


def deliver(complaint_id: int) -> int:
    return thread.letter("adviser1", complaint_id, LetterKind.L14, channel=SendChannel.FILE)


def the_conduct(complaint_id: int) -> Conduct:
    return fresh(complaint_id).conducts[0]


def recommend(complaint_id: int) -> int:
    return advising.recommend(
        someone("adviser1"), complaint_id, fresh(complaint_id).version,
        RecommendationKind.PREVENTION, "Leg belafspraken vast.",
    )  # fmt: skip


# --- writing --------------------------------------------------------------------------------


def test_only_who_advises_writes_the_advice(file):
    for code in ("board1", "secretary", "coordinator"):
        with pytest.raises((NotPermitted, Refusal)):
            advising.write_report(someone(code), file, fresh(file).version, "Bevindingen.")
    advising.write_report(someone("adviser2"), file, fresh(file).version, "Bevindingen.")
    assert fresh(file).advices[0].report == "Bevindingen."


def test_an_adviser_of_another_file_does_not_see_this_one(app):
    with day(MONDAY):
        complaint_id = thread.register()
        thread.to_screening(complaint_id)
        thread.to_adviser(complaint_id)
        version = fresh(complaint_id).version
        with pytest.raises(NotFound):
            advising.write_report(someone("adviser2"), complaint_id, version, "Bevindingen.")


@pytest.mark.parametrize("report", ["", "  \n"])
def test_an_empty_report_is_none(file, report):
    with pytest.raises(Invalid) as wrong:
        advising.write_report(someone("adviser1"), file, fresh(file).version, report)
    assert set(wrong.value.messages) == {"report"}


def test_an_answer_comes_with_its_reason(file):
    conduct = the_conduct(file)
    with pytest.raises(Invalid):
        advising.advise(someone("adviser1"), conduct.id, conduct.version,
                        advising.Answers(True, Judgement.FOUNDED, " "))  # fmt: skip


def test_the_advice_is_not_delivered_before_every_question_is_answered(inquired):
    advising.write_report(someone("adviser1"), inquired, fresh(inquired).version, "Bevindingen.")
    with pytest.raises(Refusal, match="nog geen advies over"):
        deliver(inquired)


def test_putting_the_report_in_the_file_delivers_the_advice(inquired):
    thread.advise(inquired)
    deliver(inquired)
    complaint = fresh(inquired)
    assert (complaint.state, complaint.advices[0].delivered_on) == (State.F10, date(2026, 3, 24))


# --- SOD4: no drafts for the board, no changes after ----------------------------------------


def test_the_board_sees_no_draft_of_the_advice(inquired):
    thread.advise(inquired)
    letter_id = correspondence.draft(
        someone("adviser1"), inquired, fresh(inquired).version, LetterKind.L14, None
    )
    document_id = db.session.get_one(Letter, letter_id).versions[0].document_id
    for code in ("board1", "secretary", "coordinator"):
        assert not seen_letters.exists_for(someone(code), letter_id)
        with pytest.raises(NotFound):
            letter_files.open_version(someone(code), letter_id, 1)
        with pytest.raises(NotFound):
            documents.open_document(someone(code), inquired, document_id)
    assert seen_letters.exists_for(someone("adviser3"), letter_id)


def test_the_report_of_a_hearing_is_of_who_advises_until_the_advice_is_there(inquired):
    """SOD4: nobody else makes that letter (art. 9:14 lid 2 Awb)."""
    with pytest.raises(Refusal, match="maakt wie adviseert"):
        thread.letter("coordinator", inquired, LetterKind.L10, to=PartyKind.COMPLAINANT)
    thread.letter("adviser1", inquired, LetterKind.L10, to=PartyKind.COMPLAINANT)


def test_a_delivered_advice_is_there_for_the_board(inquired):
    thread.advise(inquired)
    letter_id = deliver(inquired)
    assert seen_letters.exists_for(someone("board1"), letter_id)


def test_recommendations_show_to_the_board_once_the_advice_is_delivered(inquired):
    key = recommend(inquired)
    thread.advise(inquired)
    assert recommendations.get(someone("board1"), key) is None
    deliver(inquired)
    assert recommendations.get(someone("board1"), key) is not None


@pytest.mark.parametrize("code", ["board1", "secretary", "adviser1"])
def test_sod4_a_delivered_advice_does_not_change(inquired, code):
    thread.advise(inquired)
    deliver(inquired)
    with pytest.raises((Refusal, NotPermitted)):
        advising.write_report(someone(code), inquired, fresh(inquired).version, "Anders.")
    assert fresh(inquired).advices[0].report == "Beide kanten gehoord."


def test_the_board_asks_nothing_while_the_committee_works(inquired):
    with pytest.raises(Refusal) as refused:
        advising.ask(someone("board1"), inquired, fresh(inquired).version, "Waarom zo lang?")
    assert refused.value.obstacles[0].basis == awb("9:14", 2)


def test_a_question_about_a_delivered_advice_is_logged_and_answered(inquired):
    thread.advise(inquired)
    deliver(inquired)
    advising.ask(
        someone("board1"), inquired, fresh(inquired).version, "Wat bedoelt u met “stroef”?"
    )
    asked = fresh(inquired).clarifications[0]
    with pytest.raises(NotPermitted):
        advising.answer(someone("secretary"), asked.id, "Kortaf.")
    advising.answer(someone("adviser1"), asked.id, "Kortaf.")
    with pytest.raises(Refusal, match="al beantwoord"):
        advising.answer(someone("adviser1"), asked.id, "Nog eens.")
    trail = db.session.query(AuditEvent).filter(AuditEvent.verb.like("clarification:%")).all()
    assert [(one.verb, one.data) for one in trail] == [
        ("clarification:asked", {}), ("clarification:answered", {}),
    ]  # fmt: skip


# --- the decision ---------------------------------------------------------------------------


@pytest.fixture
def advised(app):
    """Advice: founded, with one recommendation; the decision is being prepared."""
    with day(date(2026, 3, 24)):
        yield with_an_advice()


def judge(complaint_id: int, judgement: Judgement, deviation: str = "") -> None:
    conduct = the_conduct(complaint_id)
    judging.judge(
        someone("secretary"), conduct.id, conduct.version,
        judging.JudgementData("De docent bevestigt het.", judgement, "Zo hoort het niet.",
                              "Aangesproken.", deviation),
    )  # fmt: skip


def conclude(complaint_id: int) -> None:
    judging.conclude(someone("board1"), complaint_id, fresh(complaint_id).version, decided())


def answer(complaint_id: int, **given: object) -> None:
    one = fresh(complaint_id).recommendations[0]
    data = {"acceptance": Acceptance.ACCEPTED, "owner_id": user_id("team_leader"),
            "due_on": date(2026, 6, 1)} | given  # fmt: skip
    follow_up.answer(someone("board1"), one.id, one.version, AnswerData(**data))


def test_g11_departing_from_the_advice_without_a_reason_is_refused(advised):
    answer(advised)
    judge(advised, Judgement.UNFOUNDED)
    with pytest.raises(Refusal) as refused:
        conclude(advised)
    assert refused.value.obstacles[0].basis == awb("9:16")
    judge(advised, Judgement.UNFOUNDED, "De docent had het vooraf uitgelegd.")
    conclude(advised)


def test_the_reason_for_departing_is_printed_in_the_letter(advised):
    answer(advised)
    judge(advised, Judgement.UNFOUNDED, "De docent had het vooraf uitgelegd.")
    conclude(advised)
    letter_id = draft(advised)
    fields = db.session.get_one(Letter, letter_id).fields
    assert "De docent had het vooraf uitgelegd." in str(fields["deviations"])


def draft(complaint_id: int) -> int:
    complaint = fresh(complaint_id)
    party = next(one.id for one in complaint.parties if one.kind is PartyKind.COMPLAINANT)
    return correspondence.draft(
        someone("secretary"), complaint_id, complaint.version, LetterKind.L15, party
    )


def test_who_advises_reads_no_decision_before_it_went_out(advised):
    """Law.md part 6: a draft of the decision is not for who advises."""
    made = [a_letter(fresh(advised), LetterKind.L15, sent=sent).id for sent in (False, True)]
    for code, seen in {"adviser1": [False, True], "auditor": [True, True]}.items():
        assert [seen_letters.exists_for(someone(code), key) for key in made] == seen
    with pytest.raises(NotFound):
        correspondence.finish(someone("adviser1"), made[0], 1)


@pytest.mark.parametrize("kind", [LetterKind.L07, LetterKind.L25])
def test_who_advises_writes_no_letter_of_the_authority(inquired, kind):
    """Law.md part 6: an adviser writes L08 to L10, and the advice (art. 9:15 Awb)."""
    with pytest.raises(Refusal) as refused:
        thread.letter("adviser1", inquired, kind, to=PartyKind.SUBJECT)
    assert refused.value.obstacles[0].basis == awb("9:15")


def test_who_advises_changes_and_sends_no_letter_of_the_authority(inquired):
    complaint = fresh(inquired)
    party = next(one.id for one in complaint.parties if one.kind is PartyKind.COMPLAINANT)
    letter_id = correspondence.draft(
        someone("coordinator"), inquired, complaint.version, LetterKind.L25, party
    )
    acts = {
        "finish": lambda: thread.finish("adviser1", letter_id),
        "send": lambda: thread.send("adviser1", letter_id),
        "open": lambda: editing.open_letter(someone("adviser1"), letter_id),
        "enclose": lambda: enclosures.add(
            someone("adviser1"),
            letter_id,
            db.session.get_one(Letter, letter_id).version,
            ("brief.pdf", a_pdf("een bijlage")),
        ),
    }
    for name, act in acts.items():
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.obstacles[0].basis == awb("9:15"), name


def test_following_the_advice_forgets_an_earlier_reason_to_depart(advised):
    judge(advised, Judgement.UNFOUNDED, "Omdat.")
    judge(advised, Judgement.FOUNDED, "Omdat.")
    assert the_conduct(advised).deviation_reason == ""


def test_the_board_answers_every_recommendation_before_it_concludes(advised):
    judge(advised, Judgement.FOUNDED)
    with pytest.raises(Refusal) as refused:
        conclude(advised)
    assert refused.value.obstacles[0].basis == SCHEME
    answer(advised)
    conclude(advised)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"owner_id": None}, "owner_id"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2026, 3, 23)}, "due_on"),
        ({"acceptance": Acceptance.PARTLY}, "answer_reason"),
        ({"acceptance": Acceptance.REJECTED}, "answer_reason"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused_at_its_field(advised, given, field):
    with pytest.raises(Invalid) as wrong:
        answer(advised, **given)
    assert set(wrong.value.messages) == {field}


def test_what_is_rejected_has_no_owner(advised):
    answer(advised, acceptance=Acceptance.REJECTED, answer_reason="Dat gebeurt al.")
    one = db.session.query(Recommendation).one()
    assert (one.owner_id, one.due_on) == (None, None)


def test_g12_the_letter_goes_with_the_advice_enclosed_or_not_at_all(advised):
    answer(advised)
    judge(advised, Judgement.FOUNDED)
    conclude(advised)
    letter_id = draft(advised)
    thread.finish("board2", letter_id)
    version = db.session.get_one(Letter, letter_id).version
    bare = correspondence.Sending(date(2026, 3, 24), SendChannel.POST, enclosed=False)
    with pytest.raises(Invalid) as wrong:
        correspondence.mark_sent(someone("secretary"), letter_id, version, bare)
    assert set(wrong.value.messages) == {"enclosed"}
    thread.send("secretary", letter_id)
    assert fresh(advised).state is State.F12


def test_the_committee_sees_the_file_for_four_weeks_more(advised):
    answer(advised)
    judge(advised, Judgement.FOUNDED)
    conclude(advised)
    letter_id = draft(advised)
    thread.finish("board2", letter_id)
    thread.send("secretary", letter_id)
    ends = {one.until_on for one in fresh(advised).assignments if one.seat}
    assert ends == {date(2026, 4, 21)}
