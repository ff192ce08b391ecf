"""Letters beside the road to a judgement: elsewhere, settled, withdrawn, reopened, afterwards."""

from datetime import UTC, date, datetime

import pytest

from letters import render
from letters.drafting import build
from models import Step
from operations import filing
from operations.transaction import transaction
from rules.deadlines import AMSTERDAM
from rules.vocabulary import (
    Acceptance,
    Channel,
    DecisionKind,
    Event,
    LetterKind,
    PartyKind,
    RecommendationOrigin,
    RefusalGround,
    State,
    TermBasis,
)
from rules.vocabulary import ScreeningOutcome as Outcome
from tests.factories import a_conduct, a_letter, a_party
from tests.letters.files import (
    NOON,
    SETTINGS,
    a_decision,
    a_document,
    a_file,
    a_postponement,
    a_recommendation,
    a_refused_helper,
    a_step,
    an_extension,
    an_ombudsman_case,
    berg,
    demo,
    graaf,
    labels,
    put,
    refuse,
    rendered,
    screened,
    the_case,
)

pytestmark = pytest.mark.usefixtures("app")


def to_subject(complaint, **facts):
    return the_case(complaint, party=complaint.parties[1], **facts)


def to_nobody(complaint, **facts):
    return the_case(complaint, party=None, signatory=demo("board1"), **facts)


# --- L02a, L02b and L02c --------------------------------------------------------------------


def test_the_automatic_receipt_gives_back_what_was_sent():
    complaint = a_file(
        complainant=berg(email="a@proef.example"), subject="De plaatsing", description="Ik belde.",
        wish="Excuses", received_at=datetime(2026, 3, 2, 13, 32, tzinfo=UTC),
    )  # fmt: skip
    a_document(complaint, "e-mail.pdf", part_of_complaint=True)
    letter = build(LetterKind.L02A, the_case(complaint))
    assert letter.received_at == "maandag 2 maart 2026 om 14.32 uur"
    assert [(one.label, one.value) for one in letter.entered] == [
        ("Naam", "mevrouw A. van den Berg"),
        ("Adres", "Lindelaan 12, 3581 KX  Utrecht"),
        ("E-mail", "a@proef.example"),
        ("Onderwerp", "De plaatsing"),
        ("Wat er gebeurde", "Ik belde."),
        ("Onderdeel 1", "Geen antwoord\nEr kwam geen antwoord.\nOp 31 januari 2026"),
        ("Wat u wilt", "Excuses"),
    ]
    assert letter.file_names == ("e-mail.pdf",)
    assert (letter.signatory_name, labels(letter)) == ("", set())


def test_the_moment_of_receipt_is_that_of_the_netherlands_in_summer():
    complaint = a_file(received_at=datetime(2026, 7, 1, 22, 5, tzinfo=UTC).astimezone(AMSTERDAM))
    letter = build(LetterKind.L02A, the_case(complaint))
    assert letter.received_at == "donderdag 2 juli 2026 om 00.05 uur"


def test_the_sender_reads_when_the_term_began():
    complaint = a_file(
        channel=Channel.EMAIL, forwarded_on=date(2026, 3, 4), term_start_on=date(2026, 3, 4),
        term_basis=TermBasis.FORWARDED, sender_told_on=date(2026, 3, 4),
    )  # fmt: skip
    letter = build(LetterKind.L02B, the_case(complaint))
    assert (letter.channel, letter.forwarded_on, letter.term_start_on, letter.due_on) == (
        "e-mail", "4 maart 2026", "4 maart 2026", "15 april 2026",
    )  # fmt: skip
    assert letter.due_basis == (
        "Dat is zes weken na de dag waarop de klacht bij ons is doorgeleid (art. 2:24 en 9:11 "
        "lid 1 Awb)."
    )


FORM, POST, MAIL = (
    "Met het klachtenformulier op onze website.",
    "Per post naar Postbus 1000, 3500 AA Utrecht.",
    "Per e-mail naar ssrservicedesk@ssr.nl.",
)


@pytest.mark.parametrize(
    ("designated", "ways"),
    [
        (("form", "post"), (FORM, POST)),
        (("form",), (FORM, POST)),
        (("email",), (MAIL, POST)),
        ((), (POST,)),
    ],
)
def test_the_right_channel_is_a_designated_one_and_always_the_post(designated, ways):
    complaint = a_file(channel=Channel.EMAIL, reference_on=date(2026, 3, 1))
    settings = SETTINGS | {"designated_channels": designated}
    letter = build(LetterKind.L02C, the_case(complaint, settings=settings))
    assert letter.channels == ways
    assert letter.lodged_on == "1 maart 2026"
    assert letter.enclosures == ("Klachtenformulier",)


# --- L05b and L05c --------------------------------------------------------------------------


def test_what_is_left_aside_says_what_lacks_and_what_was_asked():
    complaint = a_file(supplement_due_on=date(2026, 3, 20))
    screened(complaint, Outcome.LEFT_ASIDE)
    a_letter(complaint, LetterKind.L03, sent_on=date(2026, 3, 5))
    letter = build(LetterKind.L05B, the_case(complaint, signatory=demo("board1")))
    (conduct,) = letter.left_aside
    assert (conduct.number, conduct.lacking, conduct.reason) == (
        "2", "Er staat geen beschrijving in.", "Dat moet wel.",
    )  # fmt: skip
    assert letter.steps_taken == (
        "Op 5 maart 2026 vroegen wij u om uw klacht aan te vullen, tot en met 20 maart 2026. "
        "Daarop hebben wij niets ontvangen."
    )
    assert letter.subject == "Wij behandelen een deel van uw klacht niet als formele klacht"
    assert [one.number for one in letter.handled] == ["1"]
    assert letter.ombudsman_until == "10 maart 2027"
    assert labels(letter) == set()


def test_a_supplement_that_was_not_enough_is_told():
    complaint = a_file(supplement_received_on=date(2026, 3, 9))
    a_letter(complaint, LetterKind.L03, sent_on=date(2026, 3, 5))
    letter = build(LetterKind.L05B, the_case(complaint))
    assert letter.steps_taken.endswith(
        "Op 9 maart 2026 kregen wij uw antwoord, maar dat was niet genoeg."
    )


def test_what_was_never_asked_is_for_a_person_to_explain():
    complaint = a_file()
    screened(complaint, Outcome.LEFT_ASIDE)
    letter = build(LetterKind.L05B, the_case(complaint, signatory=demo("board1")))
    assert labels(letter) == {"Wat SSR deed"}


def test_without_facts_of_the_decision_the_requirements_of_the_law_are_named():
    complaint = a_file(letter_dated_on=None)
    screened(complaint, Outcome.LEFT_ASIDE, facts="")
    (conduct,) = build(LetterKind.L05B, the_case(complaint)).left_aside
    assert conduct.lacking == (
        "De datum waarop u uw klacht schreef ontbreekt. In een klacht hoort een datum te staan "
        "(art. 9:4 lid 2 onder b Awb)."
    )


def test_the_subject_does_not_read_on_which_ground_the_complaint_is_not_handled():
    complaint = a_file()
    refuse(complaint.conducts[0], ground=RefusalGround.CRIMINAL_CASE, facts="Aangifte in april")
    letter = build(LetterKind.L05C, to_subject(complaint))
    (conduct,) = letter.conducts
    assert conduct.reason == "Het bestuur is niet verplicht dit te behandelen (art. 9:8 Awb)."
    assert labels(letter) == set()


def test_the_subject_reads_only_of_own_parts_that_are_not_handled():
    complaint = a_file()
    subject = complaint.parties[1]
    put(complaint.conducts[0], subjects=[subject])
    other = a_conduct(complaint, title="Iets over een ander", subjects=[a_party(complaint)])
    refuse(complaint.conducts[0])
    refuse(other)
    letter = build(LetterKind.L05C, to_subject(complaint))
    assert [one.number for one in letter.conducts] == ["1"]


# --- L06a, L06b and L06c --------------------------------------------------------------------


def a_forwarded_file():
    complaint = a_file(forwarded_to="Gemeente Utrecht\n- t.a.v. klachten\n\nPostbus 1, Utrecht")
    screened(complaint, Outcome.FORWARDED, reason="Dat beslist de gemeente")
    a_document(complaint, "klacht.pdf", part_of_complaint=True)
    return complaint


def test_the_other_authority_is_addressed_as_recorded():
    letter = build(LetterKind.L06A, to_nobody(a_forwarded_file()))
    assert letter.addressee == ("Gemeente Utrecht", "t.a.v. klachten", "Postbus 1, Utrecht")
    assert letter.salutation == "Geachte heer, mevrouw"
    (conduct,) = letter.conducts
    assert (conduct.number, conduct.reason) == ("2", "Dat beslist de gemeente.")
    assert letter.enclosures == ("klacht.pdf",)
    assert labels(letter) == set()


def test_without_an_address_the_forwarding_misses_it():
    complaint = a_forwarded_file()
    put(complaint, forwarded_to=" \n")
    assert labels(build(LetterKind.L06A, to_nobody(complaint))) == {"Geadresseerde", "Aanhef"}


@pytest.mark.parametrize(
    ("sent_on", "day"), [(date(2026, 3, 9), "9 maart 2026"), (None, "10 maart 2026")],
    ids=["after the letter to the other", "at the same time"],
)  # fmt: skip
def test_the_sender_reads_to_whom_and_when(sent_on, day):
    complaint = a_forwarded_file()
    if sent_on:
        a_letter(complaint, LetterKind.L06A, party=None, sent_on=sent_on)
    letter = build(LetterKind.L06B, the_case(complaint))
    assert letter.forwarded_to == "Gemeente Utrecht, t.a.v. klachten, Postbus 1, Utrecht"
    assert letter.forwarded_on == day
    assert letter.enclosures == ("Kopie van onze brief aan Gemeente Utrecht",)
    assert [one.number for one in letter.handled] == ["1"]
    assert labels(letter) == set()


def test_what_goes_back_goes_back_itself():
    complaint = a_file()
    screened(complaint, Outcome.RETURNED, reason="Dit is niet voor ons")
    assert labels(build(LetterKind.L06C, the_case(complaint))) == {"Bijlagen"}
    a_document(complaint, "brief.pdf", part_of_complaint=True)
    letter = build(LetterKind.L06C, the_case(complaint))
    assert letter.enclosures == ("brief.pdf",)
    assert [one.reason for one in letter.conducts] == ["Dit is niet voor ons."]


@pytest.mark.parametrize("outcome", [Outcome.LEFT_ASIDE, Outcome.FORWARDED, Outcome.RETURNED])
def test_what_is_not_handled_here_is_not_told_as_handled(outcome):
    complaint = a_file()
    screened(complaint, outcome)
    letter = build(LetterKind.L07, to_subject(complaint))
    assert [one.number for one in letter.conducts] == ["1"]


# --- L01c, L12a, L12b and L26 ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "told", "to_the_other"),
    [
        (
            Event.RESUME,
            "U heeft ons laten weten dat u niet tevreden bent met de oplossing (art. 9:5 Awb).",
            "De klager is niet tevreden met de oplossing (art. 9:5 Awb).",
        ),
        (
            Event.RETRACT,
            "De intrekking van uw klacht is teruggedraaid.",
            "De intrekking van de klacht is teruggedraaid.",
        ),
    ],
)
def test_both_sides_read_why_the_handling_goes_on(event, told, to_the_other):
    complaint = a_file()
    a_step(complaint, event)
    letter = build(LetterKind.L01C, the_case(complaint))
    assert (letter.reason, letter.resumed_on) == (told, "10 maart 2026")
    assert letter.due_on == "13 april 2026"
    assert letter.due_basis.startswith("Dat is zes weken")
    other = build(LetterKind.L01C, to_subject(complaint))
    assert (other.reason, other.due_basis, other.to_subject) == (to_the_other, "", True)
    assert labels(letter) == labels(other) == set()


def test_the_day_of_resuming_that_was_recorded_counts():
    complaint = a_file(resumed_on=date(2026, 3, 6))
    a_step(complaint, Event.RETRACT)
    assert build(LetterKind.L01C, the_case(complaint)).resumed_on == "6 maart 2026"


def test_the_day_of_an_earlier_resumption_is_not_told_again():
    complaint = a_file(resumed_on=date(2026, 3, 6))
    a_step(complaint, Event.RETRACT)
    a_step(complaint, Event.RESUME)
    assert build(LetterKind.L01C, the_case(complaint)).resumed_on == "10 maart 2026"


def test_the_other_side_does_not_read_of_a_criminal_case():
    complaint = a_file(resumed_on=date(2026, 3, 6))
    a_step(complaint, Event.RESUME_CASE)
    assert "strafrechtelijk" in build(LetterKind.L01C, the_case(complaint)).reason
    told = build(LetterKind.L01C, to_subject(complaint)).reason
    assert told == "De reden waarom de behandeling stillag, is er niet meer."


@pytest.mark.parametrize("event", [Event.RETRACT, Event.RESUME_CASE])
def test_a_term_that_runs_anew_is_counted_from_the_request(event):
    """Law.md T33, T37: Friday 6 March 2026 plus six weeks; what was postponed before is over."""
    complaint = a_file(received_on=date(2026, 1, 5), resumed_on=date(2026, 3, 6))
    a_postponement(complaint, decided_on=date(2026, 2, 9), notice_complete_on=date(2026, 2, 10))
    with transaction():
        complaint.steps.append(Step(event=event, source=State.F17, target=State.F4, at=NOON))
        filing.settle(complaint)
    letter = build(LetterKind.L01C, the_case(complaint))
    assert letter.due_on == "17 april 2026"
    assert letter.due_basis == (
        "Dat is zes weken na de dag waarop is gevraagd om verder te gaan (art. 9:11 lid 1 Awb)."
    )


def test_the_second_time_it_goes_on_the_newest_term_is_told():
    """Law.md T33, T37: Friday 20 March 2026 plus six weeks."""
    complaint = a_file(received_on=date(2026, 1, 5), resumed_on=date(2026, 3, 6))
    for event, day in ((Event.RETRACT, date(2026, 3, 6)), (Event.RESUME_CASE, date(2026, 3, 20))):
        a_step(complaint, event)
        put(complaint, resumed_on=day)
    letter = build(LetterKind.L01C, the_case(complaint))
    assert (letter.resumed_on, letter.due_on) == ("20 maart 2026", "1 mei 2026")
    assert letter.due_basis == (
        "Dat is zes weken na de dag waarop is gevraagd om verder te gaan (art. 9:11 lid 1 Awb)."
    )


def test_who_goes_on_does_not_promise_that_nothing_is_done_again():
    """After a resumption the file is screened anew (law.md T33, T37)."""
    complaint = a_file(resumed_on=date(2026, 3, 6))
    a_step(complaint, Event.RETRACT)
    text = render.read_text(rendered(LetterKind.L01C, build(LetterKind.L01C, the_case(complaint))))
    assert "hoeft niet opnieuw" not in text
    assert "contactpersoon blijft" not in text


def test_after_reopening_the_board_chose_the_day():
    """Law.md T38"""
    complaint = a_file(own_term_on=date(2026, 6, 1))
    with transaction():
        complaint.steps.append(Step(event=Event.REOPEN, source=State.F12, target=State.F4, at=NOON))
        filing.settle(complaint)
    letter = build(LetterKind.L01C, the_case(complaint))
    assert letter.due_on == "1 juni 2026"
    assert letter.due_basis == (
        "Deze dag koos het bestuur zelf: voor een klacht die is heropend, noemt de wet geen "
        "termijn (art. 9:2 Awb)."
    )


def test_a_file_that_never_stopped_has_nothing_to_resume():
    letter = build(LetterKind.L01C, the_case(a_file()))
    assert labels(letter) == {"Hervat op", "Reden"}


def test_the_request_for_more_time_names_both_days():
    complaint = a_file(
        extension_until=date(2026, 6, 1), extension_reason="Een getuige is ziek",
        extension_answer_by=date(2026, 4, 7),
    )  # fmt: skip
    letter = build(LetterKind.L12A, the_case(complaint))
    assert (letter.due_on, letter.proposed_until, letter.answer_before, letter.reason) == (
        "13 april 2026", "1 juni 2026", "7 april 2026", "Een getuige is ziek.",
    )  # fmt: skip
    assert letter.enclosures == ("Antwoordformulier",)
    assert labels(letter) == set()


def test_only_the_complainant_gets_a_copy_of_the_consent():
    complaint = a_file()
    an_extension(complaint)
    letter = build(LetterKind.L12B, the_case(complaint))
    assert (letter.agreed_until, letter.consent_on) == ("1 juni 2026", "7 april 2026")
    assert letter.enclosures == ("Kopie van uw instemming",)
    other = build(LetterKind.L12B, to_subject(complaint))
    assert (other.enclosures, other.to_subject) == ((), True)
    assert labels(letter) == labels(other) == set()


def test_a_reopened_file_has_a_term_of_its_own():
    complaint = a_file(own_term_on=date(2026, 7, 1))
    a_decision(complaint, DecisionKind.REOPENING, reason="Er zijn nieuwe stukken")
    letter = build(LetterKind.L26, the_case(complaint))
    assert (letter.decided_on, letter.own_term_on) == ("9 april 2026", "1 juli 2026")
    assert letter.reason == "Er zijn nieuwe stukken."
    assert labels(letter) == set()


# --- L16, L16b, L17 and L18 -----------------------------------------------------------------


def test_the_settlement_is_confirmed_with_the_way_back():
    complaint = a_file(
        settled_on=date(2026, 3, 9), settlement="U krijgt een nieuwe plaats",
        satisfaction="Uw e-mail van 9 maart",
    )  # fmt: skip
    letter = build(LetterKind.L16, the_case(complaint))
    assert (letter.settled_on, letter.settlement, letter.satisfaction) == (
        "9 maart 2026", "U krijgt een nieuwe plaats.", "Uw e-mail van 9 maart.",
    )  # fmt: skip
    assert (letter.reply_before, letter.ombudsman_until) == ("24 maart 2026", "10 maart 2027")
    assert labels(letter) == set()


def test_the_subject_does_not_read_what_was_agreed():
    complaint = a_file(settled_on=date(2026, 3, 9), settlement="Geheim")
    letter = build(LetterKind.L16B, to_subject(complaint))
    assert letter.settled_on == "9 maart 2026"
    assert "Geheim" not in str(letter)
    assert labels(letter) == set()


def test_a_withdrawal_says_when_and_how():
    complaint = a_file(withdrawn_on=date(2026, 3, 9), withdrawn_how="per e-mail.")
    letter = build(LetterKind.L17, the_case(complaint))
    assert (letter.withdrawn_on, letter.withdrawn_how) == ("9 maart 2026", "per e-mail")
    assert build(LetterKind.L17, to_subject(complaint)).to_subject is True
    assert labels(letter) == set()


def test_only_what_was_done_is_reported():
    complaint = a_file(state=State.F12, concluded_on=date(2026, 4, 10))
    done = {"acceptance": Acceptance.ACCEPTED, "done_on": date(2026, 6, 1), "result": "Dat gebeurt"}
    a_recommendation(complaint, "Bel terug", **done)
    a_recommendation(complaint, "Nog niet klaar", acceptance=Acceptance.ACCEPTED)
    letter = build(LetterKind.L18, the_case(complaint))
    (measure,) = letter.measures
    assert (measure.words, measure.result, measure.done_on) == (
        "Bel terug.", "Dat gebeurt.", "1 juni 2026",
    )  # fmt: skip
    assert labels(letter) == set()


def test_what_was_done_is_not_said_to_be_promised_or_learned():
    complaint = a_file(state=State.F12, concluded_on=date(2026, 4, 10))
    text = render.read_text(rendered(LetterKind.L18, build(LetterKind.L18, the_case(complaint))))
    assert "beloofden" not in text
    assert "geleerd" not in text
    assert "wat wij naar aanleiding van uw klacht hebben gedaan" in text


# --- L19 and L20 ----------------------------------------------------------------------------


def test_the_questions_of_the_ombudsman_wait_for_an_answer_in_word():
    complaint = a_file(state=State.F12)
    an_ombudsman_case(complaint, "Waarom duurde het lang?", "Wie belde?")
    put(complaint.ombudsman_cases[0].questions[1], answered_on=date(2026, 6, 9))
    letter = build(LetterKind.L19, to_nobody(complaint))
    assert letter.addressee == ("Nationale ombudsman", "Postbus 93122", "2509 AC Den Haag")
    assert (letter.your_reference, letter.opened_on) == ("2026.04711", "1 juni 2026")
    (question,) = letter.questions
    assert (question.question, question.due_on) == ("Waarom duurde het lang?", "22 juni 2026")
    assert labels(letter) == {"Antwoord"}
    assert letter.reply == ""


def test_without_open_questions_the_reply_to_the_findings_is_to_be_written():
    complaint = a_file(state=State.F12)
    an_ombudsman_case(complaint)
    letter = build(LetterKind.L19, to_nobody(complaint))
    assert letter.reply == "[ontbreekt: reactie op de bevindingen]"
    assert letter.subject == "Reactie op uw bevindingen"


@pytest.mark.parametrize("column", ["sensitive", "special_data"])
def test_what_is_sensitive_is_for_the_ombudsman_alone(column):
    complaint = a_file(state=State.F12, **{column: True})
    told = build(LetterKind.L19, to_nobody(complaint)).confidentiality
    assert "uitsluitend u" in told
    plain = build(LetterKind.L19, to_nobody(a_file(state=State.F12))).confidentiality
    assert "voor geen van deze stukken" in plain


def test_the_investigation_that_still_runs_is_answered():
    complaint = a_file(state=State.F12)
    an_ombudsman_case(complaint, reference="loopt")
    an_ombudsman_case(
        complaint, reference="klaar", closed_on=date(2026, 7, 1), outcome="behoorlijk"
    )
    assert build(LetterKind.L19, to_nobody(complaint)).your_reference == "loopt"


@pytest.mark.parametrize(
    ("columns", "answer", "explanation"),
    [
        (
            {"acceptance": Acceptance.ACCEPTED, "due_on": date(2026, 9, 1)},
            "Wij volgen deze aanbeveling.",
            "Wij doen dit uiterlijk op 1 september 2026.",
        ),
        (
            {
                "acceptance": Acceptance.PARTLY,
                "answer_reason": "Alleen bij drukte",
                "done_on": date(2026, 8, 1),
                "result": "Het staat in het bericht",
            },
            "Wij volgen deze aanbeveling voor een deel.",
            (
                "Alleen bij drukte. Het staat in het bericht. Dat was klaar op 1 augustus 2026."
            ),
        ),
        (
            {"acceptance": Acceptance.REJECTED, "answer_reason": "Het kan niet"},
            "Wij volgen deze aanbeveling niet.",
            "Het kan niet.",
        ),
    ],
)  # fmt: skip
def test_each_recommendation_of_the_ombudsman_is_answered(columns, answer, explanation):
    complaint = a_file(state=State.F12)
    an_ombudsman_case(complaint)
    a_recommendation(complaint, "Noem de dag", origin=RecommendationOrigin.OMBUDSMAN, **columns)
    a_recommendation(complaint, "Van de adviseur")
    letter = build(LetterKind.L20, to_nobody(complaint))
    (one,) = letter.recommendations
    assert (one.words, one.answer, one.explanation) == ("Noem de dag.", answer, explanation)
    assert labels(letter) == set()


def test_each_case_of_the_ombudsman_gets_its_own_answer():
    """Art. 9:36 lid 4 Awb: nothing of an earlier case under the reference of the newest."""
    complaint = a_file(state=State.F12)
    first = an_ombudsman_case(complaint, reference="eerste", opened_on=date(2026, 5, 4))
    mine = {"origin": RecommendationOrigin.OMBUDSMAN, "acceptance": Acceptance.ACCEPTED}
    a_recommendation(complaint, "Bel terug", ombudsman_case_id=first.id, **mine)
    second = an_ombudsman_case(complaint, reference="tweede")
    letter = build(LetterKind.L20, to_nobody(complaint))
    assert (letter.your_reference, letter.opened_on) == ("eerste", "4 mei 2026")
    a_recommendation(complaint, "Schrijf terug", ombudsman_case_id=second.id, **mine)
    letter = build(LetterKind.L20, to_nobody(complaint))
    assert (letter.your_reference, letter.opened_on) == ("tweede", "1 juni 2026")
    assert [one.words for one in letter.recommendations] == ["Schrijf terug."]


def test_a_recommendation_is_answered_without_a_report_that_nobody_recorded():
    complaint = a_file(state=State.F12)
    text = render.read_text(rendered(LetterKind.L20, build(LetterKind.L20, to_nobody(complaint))))
    assert "rapport" not in text


# --- L21, L22 and L23 -----------------------------------------------------------------------


def test_the_reporter_reads_who_took_it_up():
    complaint = a_file(
        state=State.I2, subject="De plaatsing", taken_up_on=date(2026, 3, 3), track=None
    )
    letter = build(LetterKind.L21, the_case(complaint))
    assert letter.summary == "Uw melding gaat over “De plaatsing”."
    assert (letter.taken_up_on, letter.handler) == ("3 maart 2026", "Bas Smit, bestuurssecretaris")
    assert labels(letter) == set()


def test_what_was_tried_may_be_nothing():
    complaint = a_file(state=State.I4, track=None)
    letter = build(LetterKind.L22, the_case(complaint))
    assert (letter.tried, letter.enclosures) == ("", ("Klachtenformulier",))
    text = render.read_text(rendered(LetterKind.L22, letter))
    assert "niet gelukt" not in text
    assert labels(letter) == set()


@pytest.mark.parametrize(
    ("columns", "outcome"),
    [
        ({"state": State.I3, "solution": "U bent geplaatst"}, "U bent geplaatst."),
        ({"state": State.I6}, "Het is niet gelukt om samen met u een oplossing te vinden."),
        ({"state": State.I3}, ""),
    ],
)
def test_a_closed_report_says_how_it_ended(columns, outcome):
    complaint = a_file(track=None, **columns)
    assert build(LetterKind.L23, the_case(complaint)).outcome == outcome


# --- L24, L25 and L27 -----------------------------------------------------------------------


def test_helper_and_complainant_both_read_the_refusal():
    complaint = a_file()
    helper = a_refused_helper(complaint)
    to_helper = build(LetterKind.L24, the_case(complaint, party=helper, signatory=demo("board1")))
    assert to_helper.addressee[0] == "De heer B. Visser"
    assert to_helper.to_helper is True
    letter = build(LetterKind.L24, the_case(complaint, signatory=demo("board1")))
    assert letter.addressee[0] == "Mevrouw A. van den Berg"
    assert (letter.to_helper, letter.helper_name, letter.refused_on) == (
        False, "de heer B. Visser", "5 maart 2026",
    )  # fmt: skip
    assert letter.reason == "Hij bedreigde onze medewerkers."
    assert labels(letter) == labels(to_helper) == set()


def test_the_next_helper_reads_on_whose_behalf_and_the_refused_one_does_not():
    complaint = a_file()
    helper = a_refused_helper(complaint)
    to_helper = build(LetterKind.L24, the_case(complaint, party=helper))
    assert to_helper.on_behalf_of == ""
    a_party(complaint, graaf(), kind=PartyKind.REPRESENTATIVE, represents=complaint.parties[0])
    letter = build(LetterKind.L24, the_case(complaint))
    assert letter.addressee[0] == "De heer K. de Graaf"
    text = render.read_text(rendered(LetterKind.L24, letter))
    assert "als gemachtigde van mevrouw A. van den Berg." in text


def test_the_helper_of_a_subject_reads_for_whom_it_was():
    complaint = a_file()
    helper = a_refused_helper(complaint)
    put(helper, represents=complaint.parties[1])
    letter = build(LetterKind.L24, the_case(complaint, party=helper))
    assert letter.represented_name == "de heer K. de Graaf"
    text = render.read_text(rendered(LetterKind.L24, letter))
    assert "Berg" not in text


def test_a_refusal_of_another_helper_is_not_told_to_the_first():
    complaint = a_file()
    first = a_refused_helper(complaint)
    a_party(
        complaint, kind=PartyKind.REPRESENTATIVE, refused_on=date(2026, 3, 6), refusal_reason="Ook"
    )
    letter = build(LetterKind.L24, the_case(complaint, party=first))
    assert letter.refused_on == "5 maart 2026"


def test_a_correction_names_the_newest_letter_to_this_person():
    complaint = a_file()
    a_letter(complaint, LetterKind.L03, sent_on=date(2026, 3, 6))
    a_letter(complaint, LetterKind.L01, sent_on=date(2026, 3, 4))
    a_letter(complaint, LetterKind.L07, party=complaint.parties[1], sent_on=date(2026, 3, 9))
    a_letter(complaint, LetterKind.L11, sent=False)
    letter = build(LetterKind.L25, the_case(complaint))
    assert (letter.corrected_letter, letter.corrected_on) == (
        "Verzoek om aanvulling", "6 maart 2026",
    )  # fmt: skip
    assert letter.subject == "Verbetering van onze brief van 6 maart 2026"
    assert labels(letter) == {"Wat verandert"}


def test_one_file_holds_no_register():
    letter = build(LetterKind.L27, to_nobody(a_file()))
    assert (letter.year, letter.reference) == ("2026", "Klachten 2026")
    assert letter.signatory_name == ""
    assert labels(letter) == {"Cijfers", "Klachten"}
