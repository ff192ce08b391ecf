"""Letters of a complaint on which someone advises (afdeling 9.1.3 Awb, Klachtenregeling SSR)."""

from datetime import date

import pytest

from letters.drafting import build
from rules.vocabulary import (
    Acceptance,
    DecisionKind,
    Judgement,
    LetterKind,
    RecommendationKind,
    RecommendationOrigin,
    Track,
)
from tests.factories import a_conduct
from tests.letters.files import (
    a_decision,
    a_file,
    a_held_hearing,
    a_judged_file,
    a_postponement,
    a_recommendation,
    advisers,
    an_advice,
    demo,
    labels,
    put,
    the_case,
)

pytestmark = pytest.mark.usefixtures("app")


def an_advised_file(*codes, judged=True, **columns):
    """Received on 2 March: ten weeks end on 11 May 2026, the advice is due two weeks before."""
    track = Track.COMMITTEE if len(codes) > 1 else Track.ADVISER
    complaint = (a_judged_file if judged else a_file)(track=track, **columns)
    a_decision(
        complaint, DecisionKind.TRACK, track=track, reason="Het gaat om een hele afdeling",
        decided_on=date(2026, 3, 4),
    )  # fmt: skip
    put(complaint)
    advisers(complaint, *codes)
    return complaint


ONE, THREE = ("adviser1",), ("adviser1", "adviser2", "adviser3")


# --- L01 and L01b ---------------------------------------------------------------------------


ANNOUNCED = (
    "{} behandelt de klacht en adviseert het College van Bestuur daarover (art. 9:15 lid 1 Awb). {}"
)


@pytest.mark.parametrize(
    ("codes", "who", "names"),
    [
        (ONE, "Een adviseur", "Dat is prof. mr. Els Jacobs (adviseur)."),
        (
            THREE,
            "Een adviescommissie van drie leden",
            (
                "Dat zijn prof. mr. Els Jacobs (voorzitter), mr. Ruud van Dam (lid) en drs. Noor "
                "el Idrissi (lid)."
            ),
        ),
    ],
)
def test_the_acknowledgement_names_who_advises(codes, who, names):
    complaint = an_advised_file(*codes, judged=False)
    told = build(LetterKind.L01, the_case(complaint)).adviser_sentence
    assert told == ANNOUNCED.format(who, names)


def test_whoever_no_longer_advises_is_not_named():
    complaint = an_advised_file(*ONE, judged=False)
    put(complaint.assignments[0], until_on=date(2026, 3, 9))
    assert "Jacobs" not in build(LetterKind.L01, the_case(complaint)).adviser_sentence
    put(complaint.assignments[0], until_on=date(2026, 3, 10))
    assert "Jacobs" in build(LetterKind.L01, the_case(complaint)).adviser_sentence


def test_the_second_acknowledgement_gives_ten_weeks_and_the_reason():
    letter = build(LetterKind.L01B, the_case(an_advised_file(*THREE, judged=False)))
    assert letter.due_on == "11 mei 2026"
    assert letter.due_basis == (
        "Dat is tien weken na de dag waarop wij de klacht ontvingen (art. 9:11 lid 1 Awb)."
    )
    assert (letter.decided_on, letter.reason) == ("4 maart 2026", "Het gaat om een hele afdeling.")
    assert [(one.name, one.role) for one in letter.advisers] == [
        ("prof. mr. Els Jacobs", "voorzitter"), ("mr. Ruud van Dam", "lid"),
        ("drs. Noor el Idrissi", "lid"),
    ]  # fmt: skip
    assert labels(letter) == set()


def test_a_notice_of_postponement_that_came_too_late_is_no_part_of_the_ten_weeks():
    """Art. 9:11 lid 2 Awb: ten weeks end on 11 May 2026; the notice was complete the day after."""
    complaint = an_advised_file(*ONE, judged=False)
    row = a_postponement(complaint)
    put(row, notice_complete_on=date(2026, 5, 12))
    put(complaint)
    letter = build(LetterKind.L01B, the_case(complaint))
    assert letter.due_on == "11 mei 2026"
    assert letter.due_basis == (
        "Dat is tien weken na de dag waarop wij de klacht ontvingen (art. 9:11 lid 1 Awb)."
    )


# --- L13 ------------------------------------------------------------------------------------


def test_a_committee_is_appointed_with_its_statements_and_the_day_of_the_advice():
    case = the_case(an_advised_file(*THREE), party=None, signatory=demo("board1"))
    letter = build(LetterKind.L13, case)
    assert letter.addressee == (
        "Adviescommissie", "prof. mr. Els Jacobs, voorzitter", "mr. Ruud van Dam, lid",
        "drs. Noor el Idrissi, lid",
    )  # fmt: skip
    assert letter.salutation == "Geachte leden van de commissie"
    assert letter.subject == "Aanwijzing als adviescommissie voor een klacht"
    assert letter.advisers[0].statement == (
        "Verklaarde op 10 maart 2026 niet betrokken te zijn bij de gedraging. Verklaarde op "
        "3 maart 2026 geen (recente) binding met SSR te hebben."
    )
    assert (letter.advice_before, letter.due_on) == ("27 april 2026", "11 mei 2026")
    assert letter.committee is True
    assert letter.enclosures == (f"Het dossier {case.complaint.reference}",)
    assert labels(letter) == set()


def test_one_adviser_is_addressed_by_name_and_has_no_seat():
    case = the_case(an_advised_file(*ONE), party=None, signatory=demo("board1"))
    letter = build(LetterKind.L13, case)
    assert letter.addressee == ("prof. mr. Els Jacobs, adviseur",)
    assert letter.salutation == "Geachte prof. mr. Els Jacobs"
    assert letter.committee is False
    assert labels(letter) == set()


def test_an_appointment_of_nobody_misses_whom_it_is_for():
    complaint = a_file(track=Track.ADVISER)
    letter = build(LetterKind.L13, the_case(complaint, party=None, signatory=demo("board1")))
    assert {"Geadresseerde", "Aanhef", "Wie adviseert"} <= labels(letter)


# --- L14 ------------------------------------------------------------------------------------


def test_the_report_answers_per_conduct_and_names_the_hearing_reports():
    complaint = an_advised_file(*THREE)
    a_held_hearing(complaint, complaint.parties[1])
    an_advice(complaint, Judgement.PARTLY_FOUNDED, delivered_on=None)
    a_recommendation(complaint, "Bied excuses aan", kind=RecommendationKind.REPAIR)
    a_recommendation(complaint, "Iets anders", origin=RecommendationOrigin.BOARD)
    letter = build(LetterKind.L14, the_case(complaint, party=None))
    assert letter.addressee == ("College van Bestuur",)
    assert letter.report == "Zij belde drie keer."
    (conduct,) = letter.conducts
    assert conduct.admissible == "Dit onderdeel is ontvankelijk: het kan worden behandeld."
    assert conduct.founded == "Dit onderdeel is deels gegrond."
    assert conduct.reasons == "Het gesprek was kort."
    assert [(one.kind, one.words) for one in letter.recommendations] == [
        ("Herstel", "Bied excuses aan."),
    ]  # fmt: skip
    assert letter.enclosures == (
        "Verslag van het horen van mevrouw A. van den Berg",
        "Verslag van het horen van de heer K. de Graaf",
    )
    assert (letter.signed_for, letter.signatory_name, letter.signatory_function) == (
        "namens de adviescommissie,", "prof. mr. Els Jacobs", "voorzitter",
    )  # fmt: skip
    assert labels(letter) == set()


def test_nobody_signs_the_report_in_the_name_of_the_board():
    complaint = an_advised_file(*ONE)
    put(complaint.assignments[0], until_on=date(2026, 3, 9))
    letter = build(LetterKind.L14, the_case(complaint, party=None, signatory=demo("board1")))
    assert (letter.signed_for, letter.signatory_name) == ("namens de adviseur,", "")


def test_a_part_without_an_answer_is_missing_in_the_report():
    complaint = an_advised_file(*ONE)
    an_advice(complaint, delivered_on=None)
    a_conduct(complaint, title="Nog iets")
    letter = build(LetterKind.L14, the_case(complaint, party=None))
    assert {"Ontvankelijk", "Gegrond", "Redenen"} == labels(letter)


# --- L15 ------------------------------------------------------------------------------------


def findings(complaint, **facts):
    return build(LetterKind.L15, the_case(complaint, signatory=demo("board1"), **facts))


def test_the_closing_letter_tells_the_advice_and_encloses_it_also_when_followed():
    complaint = an_advised_file(*THREE)
    an_advice(complaint)
    letter = findings(complaint)
    assert letter.handled_by == (
        "De adviescommissie heeft uw klacht onderzocht: prof. mr. Els Jacobs (voorzitter), mr. "
        "Ruud van Dam (lid) en drs. Noor el Idrissi (lid). Niemand van hen was betrokken bij wat "
        "er is gebeurd."
    )
    assert letter.adviser_sentence == (
        "De adviescommissie bracht op 13 april 2026 advies uit aan het College van Bestuur (art. "
        "9:15 lid 4 Awb)."
    )
    (conduct,) = letter.conducts
    assert conduct.advice == "De adviescommissie vindt dit onderdeel gegrond. Het gesprek was kort."
    assert letter.deviations == ()
    assert letter.enclosures == (
        "Rapport van bevindingen en advies van 13 april 2026",
        "Verslag van het horen van mevrouw A. van den Berg",
    )
    assert labels(letter) == set()


def test_a_deviation_is_told_with_its_reason():
    complaint = an_advised_file(*ONE)
    an_advice(complaint, Judgement.UNFOUNDED)
    put(complaint.conducts[0], deviation_reason="De adviseur kende de e-mail niet")
    (deviation,) = findings(complaint).deviations
    assert deviation.point == "Onderdeel 1, Geen antwoord"
    assert deviation.advice == "De adviseur vindt dit onderdeel ongegrond."
    assert deviation.view == "Het College van Bestuur vindt dit onderdeel gegrond."
    assert deviation.reason == "De adviseur kende de e-mail niet."


def test_a_deviation_without_a_reason_is_an_empty_place():
    complaint = an_advised_file(*ONE)
    an_advice(complaint, Judgement.NO_JUDGEMENT)
    letter = findings(complaint)
    assert letter.deviations[0].advice == "De adviseur geeft over dit onderdeel geen oordeel."
    assert labels(letter) == {"Reden"}


@pytest.mark.parametrize(
    ("acceptance", "view"),
    [
        (Acceptance.REJECTED, "Het College van Bestuur neemt deze aanbeveling niet over."),
        (Acceptance.PARTLY, "Het College van Bestuur neemt deze aanbeveling voor een deel over."),
    ],
)
def test_a_recommendation_that_is_not_taken_over_is_a_deviation(acceptance, view):
    complaint = an_advised_file(*ONE)
    an_advice(complaint)
    a_recommendation(complaint, "Bel elke dag", acceptance=acceptance, answer_reason="Te duur")
    letter = findings(complaint)
    (deviation,) = letter.deviations
    assert (deviation.advice, deviation.view, deviation.reason) == (
        "Bel elke dag.",
        view,
        "Te duur.",
    )
    assert letter.measures == ("Terugbellen", "Vastleggen")


def test_a_recommendation_that_is_taken_over_is_a_measure_and_none_is_told_twice():
    complaint = an_advised_file(*ONE)
    an_advice(complaint)
    for words in ("Leg alles vast", "terugbellen."):
        a_recommendation(complaint, words, acceptance=Acceptance.ACCEPTED)
    a_recommendation(
        complaint, "Iets later", acceptance=Acceptance.ACCEPTED,
        origin=RecommendationOrigin.OMBUDSMAN,
    )  # fmt: skip
    assert findings(complaint).measures == ("terugbellen.", "Vastleggen", "Leg alles vast")


def test_an_advice_of_an_earlier_handling_is_not_told_on_the_own_track():
    complaint = a_judged_file()
    an_advice(complaint, Judgement.UNFOUNDED)
    letter = findings(complaint)
    assert letter.conducts[0].advice == ""
    assert (letter.deviations, letter.enclosures, letter.adviser_sentence) == ((), (), "")


def test_whoever_advises_is_said_not_to_be_involved_only_when_that_was_stated():
    complaint = a_judged_file(track=Track.ADVISER)
    advisers(complaint, "adviser1")
    assert "Die was niet betrokken" in findings(complaint).handled_by
    put(complaint.statements[-1], involved=True)
    assert "betrokken" not in findings(complaint).handled_by


def test_the_subject_reads_the_measures_that_were_taken_over():
    complaint = an_advised_file(*ONE, concluded_on=date(2026, 4, 20))
    a_recommendation(complaint, "Bel terug", acceptance=Acceptance.ACCEPTED)
    letter = build(LetterKind.L15B, the_case(complaint, party=complaint.parties[1]))
    assert letter.measures == ("Terugbellen", "Vastleggen", "Bel terug")


@pytest.mark.parametrize(("whole", "words"), [(True, "de adviescommissie"), (False, "Bas Smit")])
def test_who_was_heard_by_the_whole_committee_reads_so(whole, words):
    complaint = an_advised_file(*THREE)
    put(complaint.hearings[0], heard_by_all=whole)
    (heard,) = findings(complaint).hearings
    assert heard.by_whom == words
