"""From a file to the values of a letter. Expected words and dates are written by hand."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from letters import contexts, render
from letters.catalogue import CATALOGUE
from letters.drafting import BUILDERS, build
from letters.stored import FieldState
from letters.stored import rows as stored_rows
from models import (
    Mandate,
    Unit,
    db,
)
from operations.transaction import transaction
from rules.calendar import Calendar
from rules.terms import DEFAULTS
from rules.vocabulary import (
    Acceptance,
    ContactKind,
    Dating,
    DecisionKind,
    Event,
    HearingForm,
    LetterKind,
    PartyKind,
    RecommendationOrigin,
    RefusalGround,
    State,
    Track,
    WaiverGround,
)
from rules.vocabulary import ScreeningOutcome as Outcome
from tests.factories import a_complaint, a_conduct, a_contact, a_letter, a_party
from tests.letters.files import (
    SETTINGS,
    a_decision,
    a_document,
    a_file,
    a_hearing,
    a_held_hearing,
    a_judged_file,
    a_postponement,
    a_recommendation,
    a_refused_helper,
    a_statement,
    a_step,
    a_waiver,
    advisers,
    an_advice,
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


# --- the term -------------------------------------------------------------------------------


def test_the_acknowledgement_names_six_weeks():
    letter = build(LetterKind.L01, the_case(a_file()))
    assert letter.received_on == "2 maart 2026"
    assert letter.due_on == "13 april 2026"
    assert letter.due_basis == (
        "Dat is zes weken na de dag waarop wij de klacht ontvingen (art. 9:11 lid 1 Awb)."
    )


def test_a_last_day_that_moved_past_easter_says_why():
    letter = build(LetterKind.L01, the_case(a_file(received_on=date(2026, 2, 23))))
    assert letter.due_on == "7 april 2026"
    assert letter.due_basis == (
        "Zes weken na de dag waarop wij de klacht ontvingen is maandag 6 april 2026 (Tweede "
        "Paasdag). De laatste dag is daarom de eerstvolgende werkdag (art. 9:11 lid 1 Awb en "
        "art. 1 lid 1 Algemene termijnenwet)."
    )


def test_a_last_day_on_a_saturday_needs_no_name_of_a_holiday():
    letter = build(LetterKind.L01, the_case(a_file(received_on=date(2026, 3, 7))))
    assert letter.due_on == "20 april 2026"
    assert "is zaterdag 18 april 2026. De laatste dag" in letter.due_basis


def test_a_postponed_term_counts_both_parts():
    complaint = a_file()
    a_postponement(complaint, notice_complete_on=date(2026, 4, 2))
    letter = build(LetterKind.L01, the_case(complaint))
    assert letter.due_on == "11 mei 2026"
    assert letter.due_basis == (
        "Dat is tien weken na de dag waarop wij de klacht ontvingen: zes weken, en vier weken "
        "omdat de afhandeling is verdaagd (art. 9:11 lid 1 en 2 Awb)."
    )


def test_a_spoken_complaint_has_no_last_day():
    letter = build(LetterKind.L01, the_case(a_file(written=False)))
    assert (letter.due_on, letter.due_basis) == ("", "")
    assert labels(letter) == set()
    text = render.read_text(rendered(LetterKind.L01, letter))
    assert "noemt de wet geen termijn (art. 9:4 lid 1 Awb)" in text
    assert "uiterlijk op" not in text
    on_paper = render.read_text(rendered(LetterKind.L01, build(LetterKind.L01, the_case(a_file()))))
    assert "U hoort uiterlijk op 13 april 2026 van ons." in on_paper
    assert "geen termijn" not in on_paper


def test_the_notice_of_postponement_counts_from_the_nominal_end():
    """Received 20 February: six weeks end on Good Friday 3 April, rolled to 7 April."""
    complaint = a_file(received_on=date(2026, 2, 20))
    case = the_case(complaint, postponement=a_postponement(complaint))
    letter = build(LetterKind.L11, case)
    assert (letter.original_due_on, letter.weeks, letter.due_on) == (
        "7 april 2026", "vier weken", "1 mei 2026",
    )  # fmt: skip
    assert letter.reason == "Een van de betrokkenen was ziek."
    assert letter.to_subject is False


def test_a_notice_after_the_term_has_no_new_last_day():
    complaint = a_file()
    case = the_case(
        complaint, postponement=a_postponement(complaint), letter_date=date(2026, 4, 14)
    )
    assert labels(build(LetterKind.L11, case)) == {"Nieuwe einddatum"}


def test_more_than_four_weeks_together_gives_no_new_last_day():
    complaint = a_file()
    a_postponement(complaint, weeks=2, notice_complete_on=date(2026, 4, 2))
    three = a_postponement(complaint, weeks=3)
    assert build(LetterKind.L11, the_case(complaint, postponement=three)).due_on == ""
    two = a_postponement(complaint, weeks=2)
    assert build(LetterKind.L11, the_case(complaint, postponement=two)).due_on == "11 mei 2026"


def test_the_subject_reads_that_it_is_about_them():
    complaint = a_file()
    case = the_case(complaint, postponement=a_postponement(complaint), party=complaint.parties[1])
    assert build(LetterKind.L11, case).to_subject is True


def test_the_extra_rest_days_of_the_authority_count():
    complaint = a_file()
    calendar = Calendar({date(2026, 5, 11): "Brugdag"})
    case = the_case(complaint, postponement=a_postponement(complaint), calendar=calendar)
    assert build(LetterKind.L11, case).due_on == "12 mei 2026"


# --- who gets it ----------------------------------------------------------------------------


def test_the_complainant_is_addressed_in_the_order_of_the_window():
    letter = build(LetterKind.L01, the_case(a_file()))
    assert letter.addressee == ("Mevrouw A. van den Berg", "Lindelaan 12", "3581 KX  Utrecht")
    assert letter.salutation == "Geachte mevrouw Van den Berg"
    assert letter.on_behalf_of == ""


def test_nobody_guesses_how_to_address_someone():
    contact = a_contact(first_name="Anna", infix="", family_name="Berg", salutation="")
    letter = build(LetterKind.L01, the_case(a_file(complainant=contact)))
    assert letter.addressee[0] == "Anna Berg"
    assert letter.salutation == "Geachte Anna Berg"


@pytest.mark.parametrize("for_whom", [0, -1], ids=["complainant", "representative"])
def test_the_representative_gets_the_letter_instead(for_whom):
    complaint = a_file()
    lawyer = a_contact(
        first_name="mr. P.", infix="", family_name="Vos", salutation="heer",
        organisation="Vos Advocaten", street="Gracht", house_number="1", postcode="1011AA",
        town="Amsterdam",
    )  # fmt: skip
    a_party(complaint, lawyer, kind=PartyKind.REPRESENTATIVE, represents=complaint.parties[0])
    letter = build(LetterKind.L08A, the_case(complaint, party=complaint.parties[for_whom]))
    assert letter.addressee == (
        "Vos Advocaten", "t.a.v. de heer mr. P. Vos", "Gracht 1", "1011 AA  Amsterdam",
    )  # fmt: skip
    assert letter.salutation == "Geachte heer Vos"
    assert letter.on_behalf_of == "mevrouw A. van den Berg"


def test_a_refused_representative_gets_nothing():
    complaint = a_file()
    a_party(complaint, kind=PartyKind.REPRESENTATIVE, represents=complaint.parties[0],
            refused_on=date(2026, 3, 3), refusal_reason="ernstige bezwaren")  # fmt: skip
    assert build(LetterKind.L01, the_case(complaint)).addressee[0] == "Mevrouw A. van den Berg"


def test_two_complainants_each_get_their_own_letter():
    complaint = a_file()
    second = a_party(
        complaint,
        a_contact(first_name="J.", infix="", family_name="Bos", salutation="heer"),
        kind=PartyKind.COMPLAINANT,
    )
    first = build(LetterKind.L01, the_case(complaint))
    other = build(LetterKind.L01, the_case(complaint, party=second))
    assert (first.salutation, other.salutation) == (
        "Geachte mevrouw Van den Berg", "Geachte heer Bos",
    )  # fmt: skip
    copy = build(LetterKind.L07, the_case(complaint, party=complaint.parties[1]))
    assert copy.complainant_name == "mevrouw A. van den Berg en de heer J. Bos"


def test_an_address_abroad_ends_with_the_country_in_capitals():
    contact = berg(foreign_address="Rue Neuve 1\n1000 Bruxelles\nBelgië")
    letter = build(LetterKind.L01, the_case(a_file(complainant=contact)))
    assert letter.addressee == (
        "Mevrouw A. van den Berg", "Rue Neuve 1", "1000 Bruxelles", "BELGIË",
    )  # fmt: skip


def test_without_an_address_the_addressee_is_missing():
    contact = a_contact(street="", town="")
    letter = build(LetterKind.L01, the_case(a_file(complainant=contact)))
    assert "Geadresseerde" in labels(letter)
    assert "Uw adres" in letter.still_needed


def test_a_mailbox_is_somewhere_too():
    contact = a_contact(first_name="J.", infix="", family_name="Bos", street="", town="",
                        email="bos@proef.example")  # fmt: skip
    letter = build(LetterKind.L01, the_case(a_file(complainant=contact)))
    assert letter.addressee == ("J. Bos", "per e-mail: bos@proef.example")


def test_a_department_gets_the_letter_at_our_own_address():
    complaint = a_file()
    unit = db.session.scalar(select(Unit).where(Unit.name == "Cursusadministratie"))
    contact = a_contact(
        kind=ContactKind.UNIT, first_name="", infix="", family_name="", street="", town="",
        organisation="Cursusadministratie", unit_id=unit.id,
    )  # fmt: skip
    party = a_party(complaint, contact)
    letter = build(LetterKind.L07, the_case(complaint, party=party))
    assert letter.addressee == (
        "SSR", "Cursusadministratie", "t.a.v. het hoofd van de afdeling",
        "Postbus 1000", "3500 AA Utrecht",
    )  # fmt: skip
    assert letter.salutation == "Geachte heer, mevrouw"


def test_who_left_is_not_reached_at_work():
    complaint = a_file()
    contact = graaf(user_id=demo("servicedesk").id)
    with transaction():
        contact.street = contact.town = ""
    here = a_party(complaint, contact)
    assert build(LetterKind.L07, the_case(complaint, party=here)).addressee == (
        "SSR", "t.a.v. de heer K. de Graaf", "Postbus 1000", "3500 AA Utrecht",
    )  # fmt: skip
    with transaction():
        here.former = True
    assert build(LetterKind.L07, the_case(complaint, party=here)).addressee == ()


# --- who signs ------------------------------------------------------------------------------


def a_mandate(kind=LetterKind.L15, **columns):
    with transaction():
        row = Mandate(**{
            "user_id": demo("secretary").id, "letter_kind": kind, "from_on": date(2026, 1, 1),
            "document": "Mandaatbesluit 2026, art. 4",
            "signature_block": "namens het College van Bestuur van SSR,\nBas Smit\nsecretaris",
        } | columns)  # fmt: skip
        db.session.add(row)
    return row


def signed(letter):
    return (letter.signed_for, letter.signatory_name, letter.signatory_function, letter.mandate)


def test_a_board_member_signs_without_a_mandate():
    letter = build(LetterKind.L15, the_case(a_file(), signatory=demo("board1")))
    assert signed(letter) == (
        "het College van Bestuur van SSR,", "mr. Anna de Wit", "voorzitter College van Bestuur", "",
    )  # fmt: skip


def test_a_mandate_is_named():
    case = the_case(a_file(), signatory=demo("secretary"), mandate=a_mandate())
    assert signed(build(LetterKind.L15, case)) == (
        "namens het College van Bestuur van SSR,", "Bas Smit", "secretaris",
        "Ondertekend krachtens mandaat (art. 10:10 en 10:12 Awb; Mandaatbesluit 2026, art. 4).",
    )  # fmt: skip


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"until_on": date(2026, 3, 9)}, id="ended the day before"),
        pytest.param({"from_on": date(2026, 3, 11)}, id="starts the day after"),
        pytest.param({"kind": LetterKind.L01}, id="for another letter"),
    ],
)
def test_a_mandate_that_does_not_hold_signs_no_decision(columns):
    case = the_case(a_file(), signatory=demo("secretary"), mandate=a_mandate(**columns))
    letter = build(LetterKind.L15, case)
    assert letter.mandate == ""
    assert {"Ondertekenaar", "Functie ondertekenaar"} <= labels(letter)


def test_a_mandate_holds_on_its_last_day():
    mandate = a_mandate(until_on=date(2026, 3, 10))
    case = the_case(a_file(), signatory=demo("secretary"), mandate=mandate)
    assert build(LetterKind.L15, case).signatory_name == "Bas Smit"


def test_a_mandate_is_not_for_someone_else():
    case = the_case(a_file(), signatory=demo("coordinator"), mandate=a_mandate())
    assert "Ondertekenaar" in labels(build(LetterKind.L15, case))


def test_staff_sign_what_decides_nothing():
    assert signed(build(LetterKind.L01, the_case(a_file()))) == (
        "namens het College van Bestuur van SSR,", "Karin Visser", "klachtencoördinator", "",
    )  # fmt: skip


# --- what is missing ------------------------------------------------------------------------


def test_a_complete_acknowledgement_misses_nothing():
    assert labels(build(LetterKind.L01, the_case(a_file()))) == set()


def test_without_a_handler_the_acknowledgement_says_so():
    assert labels(build(LetterKind.L01, the_case(a_file(handler=None)))) == {"Behandelaar"}


def test_a_setting_that_is_still_to_be_confirmed_is_missing():
    letter = build(LetterKind.L01, the_case(a_file(), settings=DEFAULTS))
    assert labels(letter) == {"Bezoekadres", "Retouradres"}


def test_an_invitation_without_a_hearing_misses_all_of_it():
    letter = build(LetterKind.L08A, the_case(a_file()))
    assert {"Wie hoort", "Datum", "Tijd", "Plaats", "Vorm", "Antwoord uiterlijk"} <= labels(letter)


@pytest.mark.parametrize("kind", LetterKind)
def test_an_empty_file_gives_no_error_for_any_letter(kind):
    complaint = a_complaint(state=State.F1, received_on=date(2026, 3, 2))
    for party in (None, complaint.parties[0]):
        context = build(kind, the_case(complaint, party=party))
        assert type(context) is CATALOGUE[kind].context_class


def field_rows(kind, complaint):
    return stored_rows(kind, contexts.values(build(kind, the_case(complaint))))


def test_the_screen_shows_value_source_and_state():
    rows = {row.path: row for row in field_rows(LetterKind.L01, a_file())}
    assert rows["due_on"].value == "13 april 2026"
    assert rows["due_on"].source == "Dossier, termijnen"
    assert rows["due_on"].state is FieldState.FILLED
    assert rows["your_reference"].state.label == "leeg mag"


def test_the_screen_numbers_the_values_of_a_list():
    complaint = a_file()
    rows = field_rows(LetterKind.L15, complaint)
    (findings,) = [row for row in rows if row.path == "conducts.findings"]
    assert findings.label == "Onderdelen 1: Bevindingen"
    assert findings.state.label == "ontbreekt"


def test_the_screen_and_the_check_name_the_same_fields():
    complaint = a_file()
    letter = build(LetterKind.L15, the_case(complaint))
    found = field_rows(LetterKind.L15, complaint)
    shown = [row.path for row in found if row.state is FieldState.MISSING]
    assert sorted(shown) == sorted(card.path for card in contexts.missing(letter))


def test_the_summary_is_in_the_words_of_the_file():
    complaint = a_file(subject="De cursusplaatsing")
    assert build(LetterKind.L01, the_case(complaint)).summary == (
        "Uw klacht gaat over “De cursusplaatsing”. Het gaat u om “Geen antwoord”."
    )
    a_conduct(complaint, title="Te laat geplaatst")
    assert build(LetterKind.L01, the_case(complaint)).summary == (
        "Uw klacht gaat over “De cursusplaatsing”. Wij zien daarin twee onderdelen: “Geen "
        "antwoord” en “Te laat geplaatst”."
    )


def test_a_committee_is_announced():
    complaint = a_file(track=Track.COMMITTEE)
    assert build(LetterKind.L01, the_case(complaint)).adviser_sentence == (
        "Een adviescommissie van drie leden behandelt de klacht en adviseert het College van "
        "Bestuur daarover (art. 9:15 lid 1 Awb)."
    )
    assert build(LetterKind.L01, the_case(a_file())).adviser_sentence == ""


# --- L03, L05a, L07 -------------------------------------------------------------------------


def test_the_supplement_says_what_is_needed_and_why():
    complaint = a_file(
        supplement_items="- uw handtekening\n- machtiging van mevrouw De Vries\n- een kassabon",
        supplement_due_on=date(2026, 3, 24),
    )
    letter = build(LetterKind.L03, the_case(complaint))
    assert [one.what for one in letter.needed] == [
        "Uw handtekening", "Machtiging van mevrouw De Vries", "Een kassabon",
    ]  # fmt: skip
    signature, authorisation, other = (one.why for one in letter.needed)
    assert signature == "Een schriftelijke klacht moet zijn ondertekend (art. 9:4 lid 2 Awb)."
    assert authorisation.endswith("zeker weten dat die dat goedvindt (art. 2:1 lid 3 Awb).")
    assert other == "Daarmee kunnen wij uw klacht beter behandelen."
    assert letter.reply_before == "24 maart 2026"
    assert letter.enclosures == ("Machtigingsformulier",)
    assert "9:5 tot en met 9:12" in letter.consequence


def test_a_missing_signature_alone_never_leaves_the_complaint_aside():
    complaint = a_file(signed=False, supplement_due_on=date(2026, 3, 24))
    letter = build(LetterKind.L03, the_case(complaint))
    assert [one.what for one in letter.needed] == ["Uw handtekening onder de klacht"]
    assert letter.consequence == (
        "Krijgen wij dit niet op tijd, dan behandelen wij uw klacht met wat wij nu hebben."
    )


def test_the_refusal_is_the_last_decision_not_a_proposal():
    complaint = a_file(reference_on=date(2026, 3, 1))
    conduct = a_conduct(complaint, title="De e-mail van 2024")
    refuse(conduct)
    refuse(conduct, proposed=True, ground=RefusalGround.OBJECTION, facts="anders")
    letter = build(LetterKind.L05A, the_case(complaint, signatory=demo("board1")))
    (refused,) = letter.refused
    assert (refused.number, refused.basis) == ("2", "art. 9:8 lid 1 onder b Awb")
    assert refused.ground == (
        "De gedraging vond langer dan een jaar voor het indienen van uw klacht plaats."
    )
    assert refused.facts == "U mailde op 14 april 2024."
    assert refused.reasons == "Het is niet meer na te gaan."
    assert letter.subject == "Wij behandelen een deel van uw klacht niet"
    assert [one.number for one in letter.handled] == ["1"]
    assert letter.handled_explanation == (
        "Over dit onderdeel hoort u uiterlijk op 13 april 2026 van ons."
    )
    assert letter.lodged_on == "1 maart 2026"
    assert letter.ombudsman_until == "10 maart 2027"
    assert contexts.missing(letter) == []


def test_a_refusal_of_everything_handles_nothing():
    complaint = a_file()
    refuse(complaint.conducts[0], ground=RefusalGround.CRIMINAL_CASE, earlier_reference="K1")
    letter = build(LetterKind.L05A, the_case(complaint))
    assert letter.subject == "Wij behandelen uw klacht niet"
    assert (letter.handled, letter.handled_explanation) == ((), "")
    assert "alsnog te behandelen" in letter.refused[0].afterwards
    assert letter.refused[0].facts.endswith("De eerdere klacht heeft kenmerk K1.")


@pytest.mark.parametrize("ground", RefusalGround)
def test_every_ground_has_words(ground):
    complaint = a_file()
    refuse(complaint.conducts[0], ground=ground)
    (refused,) = build(LetterKind.L05A, the_case(complaint)).refused
    assert refused.ground.endswith(".")
    assert refused.basis.startswith("art. 9:8 ")


def test_a_year_to_the_ombudsman_from_a_leap_day():
    case = the_case(a_file(), letter_date=date(2028, 2, 29))
    assert build(LetterKind.L05A, case).ombudsman_until == "28 februari 2029"


def test_the_copy_names_only_what_is_about_the_recipient():
    complaint = a_file()
    subject = complaint.parties[1]
    with transaction():
        complaint.conducts[0].subjects.append(subject)
    a_conduct(complaint, title="Iets over een ander", subjects=[a_party(complaint)])
    a_document(complaint, "klacht.pdf", part_of_complaint=True)
    a_document(complaint, "interne notitie.pdf")
    letter = build(LetterKind.L07, the_case(complaint, party=subject))
    assert [one.summary for one in letter.conducts] == ["Geen antwoord."]
    assert letter.enclosures == ("klacht.pdf",)
    assert letter.withheld_note == ""
    assert letter.reply_before == "24 maart 2026"
    assert contexts.missing(letter) == []


def test_the_copy_names_everything_when_nobody_is_linked():
    complaint = a_file()
    a_conduct(complaint, title="Nog iets")
    letter = build(LetterKind.L07, the_case(complaint, party=complaint.parties[1]))
    assert [one.number for one in letter.conducts] == ["1", "2"]
    assert labels(letter) == {"Bijlagen"}


def test_a_withheld_address_is_said():
    settings = SETTINGS | {"hide_complainant_address": True}
    complaint = a_file()
    letter = build(
        LetterKind.L07, the_case(complaint, party=complaint.parties[1], settings=settings)
    )
    assert "weggelaten" in letter.withheld_note


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"occurred_on": date(2026, 2, 3)}, "op 3 februari 2026"),
        ({"dating": Dating.PERIOD, "occurred_on": None, "started_on": date(2026, 1, 30),
          "ended_on": date(2026, 2, 3)}, "van 30 januari tot en met 3 februari 2026"),
        ({"dating": Dating.ONGOING, "occurred_on": None, "started_on": date(2026, 1, 30)},
         "vanaf 30 januari 2026 en het duurt nog voort"),
        ({"dating": Dating.WINDOW, "occurred_on": None, "earliest_on": date(2025, 12, 1),
          "latest_on": date(2026, 1, 5)},
         "ergens in de periode van 1 december 2025 tot en met 5 januari 2026"),
        ({"dating": Dating.UNKNOWN, "occurred_on": None}, ""),
    ],
)  # fmt: skip
def test_the_day_of_a_conduct_in_words(columns, words):
    complaint = a_file()
    a_conduct(complaint, **columns)
    case = the_case(complaint, party=complaint.parties[1])
    assert build(LetterKind.L07, case).conducts[1].conduct_on == words


# --- hearing --------------------------------------------------------------------------------


def test_a_committee_that_hears_whole_is_named_as_one():
    complaint = a_file(track=Track.COMMITTEE)
    chair = demo("adviser1")
    hearing = a_hearing(complaint, complaint.parties[0], heard_by=chair, heard_by_all=True)
    letter = build(LetterKind.L08A, the_case(complaint, hearing=hearing))
    assert letter.heard_by.startswith(f"de adviescommissie, met als voorzitter {chair.name}")


def test_the_invitation_is_in_dutch_time():
    complaint = a_file()
    hearing = a_hearing(complaint, complaint.parties[0], minutes=60)
    letter = build(LetterKind.L08A, the_case(complaint, hearing=hearing))
    assert letter.hearing_on == "dinsdag 7 april 2026"
    assert letter.hearing_time == "10.00 tot 11.00 uur"
    assert letter.form == "in persoon"
    assert letter.heard_by == "Bas Smit, bestuurssecretaris, namens het College van Bestuur"
    assert letter.reply_before == "31 maart 2026"
    assert contexts.missing(letter) == []


def test_the_invitation_in_winter_is_an_hour_later_than_utc():
    complaint = a_file()
    hearing = a_hearing(
        complaint, complaint.parties[0], planned_at=datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    )
    letter = build(LetterKind.L08A, the_case(complaint, hearing=hearing))
    assert (letter.hearing_on, letter.hearing_time) == ("zondag 29 maart 2026", "00.30 uur")


def test_the_complainant_does_not_read_the_name_of_an_employee():
    complaint = a_file()
    mine = a_hearing(complaint, complaint.parties[0])
    a_hearing(complaint, complaint.parties[1], planned_at=datetime(2026, 4, 8, 8, tzinfo=UTC))
    letter = build(LetterKind.L08A, the_case(complaint, hearing=mine))
    assert letter.others_present == (
        "Degene over wie u klaagt, wordt apart gehoord en is niet bij dit gesprek."
    )


def test_the_subject_reads_when_both_are_heard_together():
    complaint = a_file()
    a_hearing(complaint, complaint.parties[0])
    mine = a_hearing(complaint, complaint.parties[1])
    letter = build(LetterKind.L08B, the_case(complaint, hearing=mine, party=complaint.parties[1]))
    assert letter.others_present == "Ook mevrouw A. van den Berg is bij dit gesprek."


def test_the_subject_already_has_the_copy():
    complaint = a_file()
    subject = complaint.parties[1]
    a_letter(complaint, LetterKind.L07, party=subject, sent_on=date(2026, 3, 5))
    hearing = a_hearing(complaint, subject)
    letter = build(LetterKind.L08B, the_case(complaint, hearing=hearing, party=subject))
    assert "bij onze brief van 5 maart 2026" in letter.papers


def test_the_waiver_names_ground_evidence_and_who_decided():
    complaint = a_file()
    a_waiver(complaint, complaint.parties[0])
    letter = build(LetterKind.L09, the_case(complaint))
    assert letter.ground.startswith("U heeft ons laten weten")
    assert letter.basis == "art. 9:10 lid 2 onder b Awb"
    assert letter.evidence == "Zie de e-mail van 3 april."
    assert (letter.decided_by, letter.decided_on) == (
        "Bas Smit, bestuurssecretaris", "8 april 2026",
    )  # fmt: skip
    assert contexts.missing(letter) == []


def test_the_report_tells_who_what_and_when():
    complaint = a_file()
    report = "Zij belde drie keer.\nV: Hoe laat?\nA: Om negen uur.\nMisschien later.\n\nDat was al."
    hearing = a_held_hearing(complaint, complaint.parties[0], report=report)
    letter = build(LetterKind.L10, the_case(complaint, hearing=hearing, party=None))
    assert letter.subject == "Verslag van het horen van mevrouw A. van den Berg"
    assert (letter.hearing_on, letter.hearing_time) == (
        "dinsdag 7 april 2026", "10.00 tot 10.50 uur",
    )  # fmt: skip
    assert [(one.name, one.role) for one in letter.present] == [
        ("mevrouw A. van den Berg", "klager"), ("Bas Smit", "hoort namens het bestuur"),
    ]  # fmt: skip
    assert letter.statement == "Zij belde drie keer.\n\nDat was al."
    assert [(one.question, one.answer) for one in letter.questions] == [
        ("Hoe laat?", "Om negen uur.\nMisschien later.")
    ]
    assert (letter.author, letter.signatory_name, letter.addressee) == ("Bas Smit", "Bas Smit", ())
    assert letter.comment_before == "24 maart 2026"
    assert contexts.missing(letter) == []


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (HearingForm.PHONE, "06 12345678"),
        (HearingForm.VIDEO, "https://overleg.example/kamer?pwd=geheim"),
    ],
)
def test_the_report_does_not_print_a_number_or_the_way_into_a_meeting(form, place):
    complaint = a_file()
    hearing = a_held_hearing(complaint, complaint.parties[0], form=form, place=place)
    letter = build(LetterKind.L10, the_case(complaint, hearing=hearing, party=None))
    assert (letter.place, letter.form) == ("", form.label)
    text = render.read_text(rendered(LetterKind.L10, letter))
    assert place not in text
    assert "Plaats" not in text


def test_the_report_of_an_adviser_is_signed_by_the_adviser():
    """Afdeling 9.1.3 Awb: who advises does not speak for the board."""
    complaint = a_file(track=Track.ADVISER)
    advisers(complaint, "adviser1")
    hearing = a_held_hearing(complaint, complaint.parties[0], heard_by=demo("adviser1"))
    letter = build(LetterKind.L10, the_case(complaint, hearing=hearing, party=None))
    assert (letter.signed_for, letter.signatory_function) == ("de adviseur,", "adviseur")
    assert letter.signatory_name == demo("adviser1").name


def test_the_notice_of_a_committee_is_signed_by_its_chair():
    complaint = a_file(track=Track.COMMITTEE)
    advisers(complaint, "adviser1", "adviser2", "adviser3")
    a_waiver(complaint, complaint.parties[0])
    letter = build(LetterKind.L09, the_case(complaint, contact=demo("adviser1")))
    assert (letter.signed_for, letter.signatory_function) == ("de adviescommissie,", "voorzitter")


def test_an_adviser_who_was_replaced_since_signs_the_own_report():
    complaint = a_file(track=Track.ADVISER)
    advisers(complaint, "adviser1")
    hearing = a_held_hearing(complaint, complaint.parties[0], heard_by=demo("adviser1"))
    put(complaint.assignments[0], until_on=date(2026, 3, 9))
    letter = build(LetterKind.L10, the_case(complaint, hearing=hearing, party=None))
    assert (letter.signed_for, letter.signatory_function) == ("de adviseur,", "adviseur")


def test_what_staff_sign_in_an_advised_file_stays_in_the_name_of_the_board():
    complaint = a_file(track=Track.ADVISER)
    advisers(complaint, "adviser1")
    letter = build(LetterKind.L11, the_case(complaint, postponement=a_postponement(complaint)))
    assert letter.signed_for == "namens het College van Bestuur van SSR,"


@pytest.mark.parametrize("kind", [LetterKind.L01, LetterKind.L07])
def test_with_an_adviser_the_handler_is_only_who_to_ask(kind):
    complaint = a_file()
    a_document(complaint, "klacht.pdf", part_of_complaint=True)
    case = the_case(complaint, party=complaint.parties[kind is LetterKind.L07])
    assert "wordt behandeld door Bas Smit" in render.read_text(rendered(kind, build(kind, case)))
    put(complaint, track=Track.ADVISER)
    advisers(complaint, "adviser1")
    text = render.read_text(rendered(kind, build(kind, case)))
    assert "wordt behandeld door" not in text
    assert "is uw aanspreekpunt" in text
    assert "Een adviseur behandelt de klacht" in text


def test_a_receipt_gives_back_the_data_of_its_own_sender_only():
    """Art. 2:17 Awb"""
    complaint = a_file()
    other = a_party(
        complaint, a_contact(family_name="Ander", email="ander@proef.example"),
        kind=PartyKind.COMPLAINANT,
    )  # fmt: skip
    letter = build(LetterKind.L02A, the_case(complaint))
    values = " ".join(one.value for one in letter.entered)
    assert "Van den Berg" in values or "van den Berg" in values
    assert "Ander" not in values
    assert "ander@proef.example" not in values
    mine = build(LetterKind.L02A, the_case(complaint, party=other))
    assert "ander@proef.example" in " ".join(one.value for one in mine.entered)


def test_a_final_report_asks_for_no_more_remarks():
    complaint = a_file()
    hearing = a_held_hearing(complaint, complaint.parties[0], report_final_on=date(2026, 4, 9))
    letter = build(LetterKind.L10, the_case(complaint, hearing=hearing, party=None))
    assert letter.comment_before == ""


def test_someone_present_without_a_role_is_noticed():
    complaint = a_file()
    hearing = a_held_hearing(complaint, complaint.parties[0], present="B. Visser")
    letter = build(LetterKind.L10, the_case(complaint, hearing=hearing, party=None))
    assert labels(letter) == {"Rol"}


# --- decisions ------------------------------------------------------------------------------


def test_the_board_decision_names_members_and_statements():
    complaint = a_file()
    a_decision(complaint, DecisionKind.TRACK, track=Track.OWN, reason="De klacht is overzichtelijk")
    a_statement(complaint, "board1")
    a_statement(complaint, "secretary", text="Niet betrokken en zonder persoonlijk belang.")
    letter = build(LetterKind.L13A, the_case(complaint, party=None, signatory=demo("board1")))
    assert [(one.name, one.statement) for one in letter.members] == [
        ("mr. Anna de Wit",
         "Verklaarde op 10 maart 2026 niet betrokken te zijn bij de gedraging."),
        ("mr. Paul Mulder", "Nam geen deel aan het besluit: vakantie."),
    ]  # fmt: skip
    assert letter.handler_statement == "Niet betrokken en zonder persoonlijk belang."
    assert (letter.decided_on, letter.reason) == ("9 april 2026", "De klacht is overzichtelijk.")
    assert contexts.missing(letter) == []


def test_a_member_who_stated_nothing_is_noticed():
    complaint = a_file()
    a_decision(complaint, DecisionKind.TRACK, reason="x")
    letter = build(LetterKind.L13A, the_case(complaint, party=None, signatory=demo("board1")))
    assert labels(letter) == {"Verklaring", "Verklaring behandelaar"}


def test_the_findings_tell_it_all():
    complaint = a_judged_file()
    a_waiver(complaint, complaint.parties[1], WaiverGround.OWN_WISH, "is ziek gemeld")
    letter = build(LetterKind.L15, the_case(complaint, signatory=demo("board1")))
    assert letter.handled_by == (
        "Bas Smit, bestuurssecretaris, heeft uw klacht onderzocht en was niet betrokken bij wat er "
        "is gebeurd."
    )
    (heard,) = letter.hearings
    assert (heard.who, heard.when, heard.by_whom) == (
        "Mevrouw A. van den Berg", "op 7 april 2026, in persoon", "Bas Smit",
    )  # fmt: skip
    assert letter.waivers == (
        "De heer K. de Graaf is niet gehoord. Dat was de eigen wens (art. 9:10 lid 1 Awb).",
    )
    assert letter.documents == (
        "Uw klacht, die wij op 2 maart 2026 ontvingen",
        "klacht.pdf (bij uw klacht)",
        "Het verslag van het horen",
    )
    (conduct,) = letter.conducts
    assert conduct.judgement == "Dit onderdeel van de klacht is gegrond."
    assert (conduct.findings, conduct.reasons, conduct.conclusion) == (
        "Er is niet teruggebeld.", "Dat hoort wel.", "Dit moet beter.",
    )  # fmt: skip
    assert letter.measures == ("Terugbellen", "Vastleggen")
    assert letter.apology == ("Het College van Bestuur biedt u excuses aan voor wat er is gebeurd.")
    assert letter.ombudsman_until == "10 maart 2027"
    assert contexts.missing(letter) == []


def test_the_documents_are_those_that_the_parties_know():
    complaint = a_judged_file()
    a_document(complaint, "reactie.pdf", origin="toegevoegd")
    for origin in ("brief", "besluit", "instemming", "opvolging"):
        a_document(complaint, f"{origin}.pdf", origin=origin)
    letter = build(LetterKind.L15, the_case(complaint))
    assert letter.documents == (
        "Uw klacht, die wij op 2 maart 2026 ontvingen",
        "klacht.pdf (bij uw klacht)",
        "reactie.pdf",
        "Het verslag van het horen",
    )


def test_whoever_was_not_heard_reads_why():
    complaint = a_judged_file()
    a_waiver(complaint, complaint.parties[0])
    (told,) = build(LetterKind.L15, the_case(complaint)).waivers
    assert told == (
        "U bent niet gehoord. U heeft ons laten weten dat u geen gebruik wilt maken van het recht "
        "om te worden gehoord (art. 9:10 lid 2 onder b Awb). Zie de e-mail van 3 april."
    )


def test_nobody_says_not_involved_without_a_statement():
    complaint = a_file(state=State.F11)
    letter = build(LetterKind.L15, the_case(complaint))
    assert letter.handled_by == "Bas Smit, bestuurssecretaris, heeft uw klacht onderzocht."


def test_a_refused_conduct_gets_no_judgement():
    complaint = a_judged_file()
    refuse(a_conduct(complaint, title="Te oud"))
    assert [one.number for one in build(LetterKind.L15, the_case(complaint)).conducts] == ["1"]


def test_the_subject_reads_the_outcome_of_own_conducts():
    complaint = a_judged_file(concluded_on=date(2026, 4, 10))
    subject = complaint.parties[1]
    with transaction():
        complaint.conducts[0].subjects.append(subject)
    letter = build(LetterKind.L15B, the_case(complaint, party=subject))
    assert letter.concluded_on == "10 april 2026"
    assert [one.judgement for one in letter.conducts] == ["Dit onderdeel van de klacht is gegrond."]
    assert letter.measures == ("Terugbellen", "Vastleggen")
    assert letter.enclosures == (
        "Kopie van onze brief aan mevrouw A. van den Berg van 10 april 2026",
    )
    assert contexts.missing(letter) == []


@pytest.mark.parametrize("others", [False, True])
def test_the_copy_of_the_outcome_leaves_out_the_address_of_the_complainant(others):
    complaint = a_judged_file(concluded_on=date(2026, 4, 10))
    if others:
        a_party(complaint)
    hidden = SETTINGS | {"hide_complainant_address": True}
    shown = SETTINGS | {"hide_complainant_address": False}
    subject = complaint.parties[1]
    address = "Het adres, telefoonnummer en e-mailadres van de klager hebben wij"
    told = build(LetterKind.L15B, the_case(complaint, party=subject, settings=hidden))
    assert address in told.withheld_note
    assert ("onleesbaar" in told.withheld_note) is others
    told = build(LetterKind.L15B, the_case(complaint, party=subject, settings=shown))
    assert address not in told.withheld_note


def test_without_a_copy_nothing_is_said_to_be_left_out_of_it():
    complaint = a_judged_file()
    a_party(complaint)
    letter = build(LetterKind.L15B, the_case(complaint, party=complaint.parties[1]))
    assert (letter.enclosures, letter.withheld_note) == ((), "")


def test_an_invitation_with_the_copy_says_that_the_address_is_left_out():
    complaint = a_file()
    a_document(complaint, "klacht.pdf", part_of_complaint=True)
    hearing = a_hearing(complaint, complaint.parties[1])
    settings = SETTINGS | {"hide_complainant_address": True}
    case = the_case(complaint, hearing=hearing, party=complaint.parties[1], settings=settings)
    letter = build(LetterKind.L08B, case)
    assert letter.papers == (
        "De klacht en de stukken die erbij zaten, sturen wij met deze brief mee. Het adres, "
        "telefoonnummer en e-mailadres van de klager hebben wij in het afschrift weggelaten."
    )


def test_an_invitation_does_not_say_that_the_copy_was_sent_before():
    complaint = a_file()
    hearing = a_hearing(complaint, complaint.parties[1])
    letter = build(
        LetterKind.L08B, the_case(complaint, hearing=hearing, party=complaint.parties[1])
    )
    text = render.read_text(rendered(LetterKind.L08B, letter))
    assert "afschrift gekregen" not in text
    assert "een klacht van mevrouw A. van den Berg die over u gaat" in text


def test_with_others_in_the_file_measures_stay_out():
    complaint = a_judged_file(concluded_on=date(2026, 4, 10))
    a_party(complaint)
    letter = build(LetterKind.L15B, the_case(complaint, party=complaint.parties[1]))
    assert letter.measures == ()
    assert "onleesbaar" in letter.withheld_note


# --- as a document --------------------------------------------------------------------------


def test_each_letter_has_a_builder_that_gives_its_context():
    complaint = a_file()
    for kind, definition in CATALOGUE.items():
        assert type(build(kind, the_case(complaint))) is definition.context_class
    assert set(BUILDERS) == set(LetterKind)


def a_whole_file(kind):
    """Everything that any letter could want to know, so that only what is written by hand lacks."""
    complaint = a_judged_file(
        concluded_on=date(2026, 4, 10), supplement_items="Uw adres", taken_up_on=date(2026, 3, 3),
        supplement_due_on=date(2026, 3, 24), forwarded_on=date(2026, 3, 4),
        solution="U bent alsnog geplaatst", settled_on=date(2026, 4, 1), settlement="Excuses",
        satisfaction="Uw e-mail van 1 april 2026", withdrawn_on=date(2026, 4, 2),
        withdrawn_how="per e-mail", forwarded_to="Gemeente Utrecht\nPostbus 1", track=Track.OWN,
        own_term_on=date(2026, 7, 1), resumed_on=date(2026, 4, 8),
        extension_until=date(2026, 6, 1), extension_reason="Iemand is ziek",
        extension_answer_by=date(2026, 4, 9),
    )  # fmt: skip
    refuse(a_conduct(complaint, title="Te oud"))
    for outcome in (Outcome.LEFT_ASIDE, Outcome.FORWARDED, Outcome.RETURNED):
        screened(complaint, outcome)
    track = Track.COMMITTEE if kind in WITH_ADVISERS else Track.OWN
    a_decision(complaint, DecisionKind.TRACK, track=track, reason="Overzichtelijk")
    a_decision(complaint, DecisionKind.REOPENING, reason="Er zijn nieuwe stukken")
    a_statement(complaint, "board1")
    for sent in (LetterKind.L01, LetterKind.L03):
        for party in complaint.parties:
            a_letter(complaint, sent, party=party)
    if kind in WITH_ADVISERS:
        put(complaint, track=track)
        advisers(complaint, "adviser1", "adviser2", "adviser3")
        an_advice(complaint)
    for origin in RecommendationOrigin:
        a_recommendation(
            complaint, origin=origin, acceptance=Acceptance.ACCEPTED, done_on=date(2026, 6, 1),
            result="Dat gebeurt nu",
        )  # fmt: skip
    an_ombudsman_case(complaint, "Waarom duurde het zo lang?")
    a_refused_helper(complaint)
    if kind is LetterKind.L12B:
        an_extension(complaint)
    if kind is LetterKind.L01C:
        a_step(complaint, Event.RESUME)
    if kind is LetterKind.L09:
        a_waiver(complaint, complaint.parties[0])
    return complaint


WITH_ADVISERS = {LetterKind.L01, LetterKind.L01B, LetterKind.L13, LetterKind.L14, LetterKind.L15}
TO_SUBJECT = {
    LetterKind.L05C, LetterKind.L07, LetterKind.L08B, LetterKind.L15B, LetterKind.L16B,
}  # fmt: skip
TO_NO_PARTY = {
    LetterKind.L06A, LetterKind.L10, LetterKind.L13, LetterKind.L13A, LetterKind.L14,
    LetterKind.L19, LetterKind.L20, LetterKind.L27,
}  # fmt: skip
BY_HAND = {
    LetterKind.L19: {"questions.answer"},
    LetterKind.L25: {"change"},
    LetterKind.L27: {"totals", "rows"},
}
"""What no record holds: a person writes it in Word, or the register fills it."""


@pytest.mark.parametrize("kind", LetterKind)
def test_each_letter_of_a_complete_file_misses_only_what_a_person_writes(kind):
    complaint = a_whole_file(kind)
    party = None if kind in TO_NO_PARTY else complaint.parties[kind in TO_SUBJECT]
    case = the_case(
        complaint, party=party, hearing=complaint.hearings[0], signatory=demo("board1"),
        postponement=a_postponement(complaint),
    )  # fmt: skip
    context = build(kind, case)
    assert {card.path for card in contexts.missing(context)} == BY_HAND.get(kind, set())
    assert bool(render.leftovers(rendered(kind, context))) is (kind in BY_HAND)


HOSTILE = 'Jan <script>&amp; "{{ x }}" {% if %} é𝄞'


def test_hostile_words_come_through_as_text():
    complaint = a_file(complainant=berg(organisation=HOSTILE), subject=HOSTILE)
    letter = build(LetterKind.L01, the_case(complaint))
    assert letter.addressee[:2] == (HOSTILE, "t.a.v. mevrouw A. van den Berg")
    assert HOSTILE in letter.summary
    assert HOSTILE in render.read_text(rendered(LetterKind.L01, letter))


def test_what_is_missing_is_visible_in_the_document():
    letter = build(LetterKind.L01, the_case(a_file(handler=None)))
    assert render.leftovers(rendered(LetterKind.L01, letter))
