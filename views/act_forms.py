"""What the pages of a file ask: one form each, with the words beside its fields."""

from typing import Any

from operations import (
    clock,
)
from queries import committees, complaints, contacts, reference, users
from rules.admissibility import Requirement
from rules.vocabulary import (
    Acceptance,
    Answer,
    Channel,
    CommitteeRole,
    ContactChannel,
    Direction,
    HearingForm,
    Judgement,
    LinkKind,
    PartyKind,
    ReadingReason,
    RecommendationKind,
    RefusalGround,
    ScreeningOutcome,
)
from rules.wording import Dutch
from views import forms
from views.session import current_actor

Values = dict[str, Any]

CONTACTS = forms.Lookup(
    lambda words, most: contacts.find(current_actor(), words, most),
    lambda key: contacts.name_of(current_actor(), key),
)
COMPLAINTS = forms.Lookup(
    lambda words, most: complaints.find(current_actor(), words, most),
    lambda key: complaints.name_of(current_actor(), key),
)


def made(base: type[forms.PanelForm], **fields: Any) -> type[forms.PanelForm]:
    """The form with fields whose choices belong to this file."""
    return type(base.__name__, (base,), fields) if fields else base


class Reason(forms.PanelForm):
    reason = forms.TextArea("Reden", longest=4000, required=True)


class Supplement(forms.PanelForm):
    items = forms.TextArea(
        "Wat ontbreekt er", required=True, longest=4000, help="Eén ding per regel."
    )
    due_on = forms.DateField(
        "Aanvullen uiterlijk",
        required=True,
        help="De termijnen van de klacht lopen gewoon door (art. 9:11 Awb).",
    )


class SupplementIn(forms.PanelForm):
    received_on = forms.DateField("Aanvulling ontvangen op", help="Leeg als er niets kwam.")
    reason = forms.TextArea("Toelichting", longest=4000, rows=3)


class BoardDecision(forms.PanelForm):
    parts = (
        ("", (
            "adviser_id", "committee_id", "advisers_stated", "own_term_on", "decided_on", "members",
            "absence", "stated", "reason", "weighed", "measures", "apology", "document",
        )),
    )  # fmt: skip
    """First what is decided, then by whom, then why."""

    decided_on = forms.DateField("Datum van het besluit", required=True)
    absence = forms.TextField(
        "Waarom niet alle leden meebeslisten", longest=300, help="Alleen als iemand ontbrak."
    )
    reason = forms.TextArea("Toelichting", longest=4000, rows=4)


class TrackDecision(BoardDecision):
    document = forms.IncomingField("Het besluit als bestand")
    stated = forms.Check(
        "De leden verklaren niet betrokken te zijn en geen persoonlijk belang te hebben "
        "(art. 2:4 Awb)"
    )


WEIGHED = forms.TextArea(
    "Afweging", longest=4000, rows=3, depends=True,
    help="Alleen als het paneel iets meldt om te wegen: waarom is dat geen bezwaar?",
)  # fmt: skip


class ExplainedDecision(TrackDecision):
    reason = forms.TextArea(
        "Waarom", longest=4000, rows=4, required=True, help="De klager krijgt dit te lezen."
    )


class AdviserDecision(ExplainedDecision):
    weighed = WEIGHED
    adviser_id = forms.EntitySelect("Wie adviseert", users.advisers, required=True)
    advisers_stated = forms.Check(
        "De adviseur verklaart niet betrokken te zijn bij de gedraging (art. 9:7 Awb)"
    )


class CommitteeDecision(ExplainedDecision):
    weighed = WEIGHED
    committee_id = forms.EntitySelect("Commissie", committees.in_use, required=True)
    advisers_stated = forms.Check(
        "Voorzitter en leden verklaren niet betrokken te zijn en geen (recente) binding te hebben "
        "(Klachtenregeling; art. 9:7 Awb)"
    )


class Reopening(BoardDecision):
    own_term_on = forms.DateField(
        "Eigen termijn: klaar uiterlijk op", required=True, help="De wet noemt hier geen termijn."
    )
    reason = forms.TextArea("Waarom heropenen", longest=4000, rows=4, required=True)


class Resumption(Reason):
    requested_on = forms.DateField("Verzoek gedaan op", required=True)


class Replacement(forms.PanelForm):
    user_id = forms.EntitySelect("Nieuw", users.advisers, blank="Nog niemand")
    seat = forms.EnumSelect("Functie van de nieuwe", CommitteeRole, blank="Zoals wie vertrekt")
    stated = forms.Check("De nieuwe verklaart niet betrokken te zijn (art. 9:7 Awb)")
    reason = forms.TextArea("Reden", longest=2000, rows=3, required=True)


class Report(forms.PanelForm):
    report = forms.TextArea(
        "Rapport van bevindingen", required=True, rows=14,
        help="Het bestuur ziet dit pas als het advies is uitgebracht.",
    )  # fmt: skip


class Advise(forms.PanelForm):
    admissible = forms.ChoiceField(
        "Mag de klacht worden behandeld", [("1", "Ja, ontvankelijk"), ("0", "Nee")], required=True
    )
    advised = forms.EnumSelect("Is de klacht gegrond", Judgement, required=True)
    reason = forms.TextArea("Waarom", longest=8000, rows=6, required=True)


class Recommend(forms.PanelForm):
    kind = forms.EnumSelect("Waarvoor", RecommendationKind, required=True)
    text = forms.TextArea("Aanbeveling", longest=2000, rows=4, required=True)


class Measure(forms.PanelForm):
    kind = forms.EnumSelect("Waarvoor", RecommendationKind, required=True)
    text = forms.TextArea("Wat moet er gebeuren", longest=2000, rows=4, required=True)


class AnswerRecommendation(forms.PanelForm):
    acceptance = forms.EnumSelect("Antwoord van het bestuur", Acceptance, required=True)
    answer_reason = forms.TextArea(
        "Reden", longest=2000, rows=3, help="Nodig als het bestuur het niet helemaal overneemt.",
        depends=True,
    )  # fmt: skip
    owner_id = forms.EntitySelect("Wie doet het", users.owners, blank="Niemand", depends=True)
    due_on = forms.DateField("Klaar uiterlijk op", depends=True)


class FinishRecommendation(forms.PanelForm):
    result = forms.TextArea("Wat is er gedaan", longest=4000, rows=4, required=True)
    done_on = forms.DateField("Klaar op", required=True)
    late_reason = forms.TextField("Waarom later dan afgesproken", longest=300, depends=True)
    evidence = forms.IncomingField("Bewijs")


class Question(forms.PanelForm):
    question = forms.TextArea(
        "Vraag", longest=4000, rows=4, required=True,
        help="Een vraag om uitleg, geen aanwijzing: de adviseur is onafhankelijk (art. 9:14 Awb).",
    )  # fmt: skip


class Clarification(forms.PanelForm):
    answer = forms.TextArea("Antwoord", longest=8000, rows=6, required=True)


class Settlement(forms.PanelForm):
    settled_on = forms.DateField("Opgelost op", required=True)
    settlement = forms.TextArea("Wat is afgesproken", longest=4000, rows=4, required=True)
    satisfaction = forms.TextArea(
        "Waaruit blijkt dat de klager tevreden is", longest=4000, rows=3, required=True
    )
    settlement_confirmed = forms.Check("De klager heeft dit zelf bevestigd")


class Withdrawal(forms.PanelForm):
    withdrawn_on = forms.DateField("Ingetrokken op", required=True)
    how = forms.TextField(
        "Hoe", longest=200, required=True,
        help="Schriftelijk, of mondeling. Intrekken is een vrije keuze van de klager.",
    )  # fmt: skip


class Hold(forms.PanelForm):
    reason = forms.TextArea(
        "Waarom, en tot wanneer", longest=2000, rows=3, required=True,
        help="Bijvoorbeeld een schadeclaim of een onderzoek dat nog loopt.",
    )  # fmt: skip


class AskExtension(forms.PanelForm):
    until = forms.DateField("Voorstel: afhandelen uiterlijk op", required=True)
    answer_by = forms.DateField("Antwoord vragen uiterlijk op", required=True)
    reason = forms.TextArea("Waarom is meer tijd nodig", longest=2000, rows=3, required=True)


class OmbudsmanCase(forms.PanelForm):
    reference = forms.TextField("Kenmerk van de ombudsman", longest=80, required=True)
    opened_on = forms.DateField("Geopend op", required=True)


class OmbudsmanQuestion(forms.PanelForm):
    question = forms.TextArea("Vraag of bevindingen", longest=8000, rows=4, required=True)
    due_on = forms.DateField("Antwoord uiterlijk op", required=True)


class OmbudsmanAnswered(forms.PanelForm):
    answered_on = forms.DateField("Beantwoord op", required=True)


class OmbudsmanOutcome(forms.PanelForm):
    outcome = forms.TextArea("Uitkomst", longest=4000, rows=4, required=True)
    closed_on = forms.DateField("Gesloten op", required=True)


class Conclusion(BoardDecision):
    measures = forms.TextArea(
        "Maatregelen", longest=8000, rows=4, help="Eén per regel; staan zo in de brief."
    )
    apology = forms.Check("Het bestuur biedt excuses aan")


class Postpone(forms.PanelForm):
    weeks = forms.IntegerField("Aantal weken", least=1, most=52, required=True)
    reason = forms.TextArea(
        "Reden", longest=2000, required=True, help="Staat in het bericht aan klager en betrokkene."
    )


class Extend(forms.PanelForm):
    agreed_until = forms.DateField("Afgesproken tot en met", required=True)
    consent_on = forms.DateField("Klager stemde schriftelijk in op", required=True)
    consent = forms.IncomingField("De schriftelijke instemming", required=True)
    reason = forms.TextArea("Reden", longest=2000, required=True)


class ExtendAgreed(forms.PanelForm):
    parts = (
        ("", ("consent_submission_id", "consent", "agreed_until", "consent_on", "reason")),
    )  # fmt: skip
    consent = forms.IncomingField("Of een bestand met de instemming", depends=True)
    reason = forms.TextArea("Reden", longest=2000, required=True)


class Screening(forms.PanelForm):
    outcome = forms.EnumSelect("Voorstel of besluit", ScreeningOutcome, required=True)
    ground = forms.EnumSelect(
        "Grond (art. 9:8 Awb)", RefusalGround, blank="Geen: de klacht wordt behandeld", depends=True
    )
    facts = forms.TextArea("Feiten en data", longest=4000, rows=4, depends=True)
    reason = forms.TextArea(
        "Waarom", longest=4000, rows=4, depends=True,
        help="Het bestuur mag ook behandelen als er een grond is. Leg de keuze uit.",
    )  # fmt: skip
    earlier_reference = forms.TextField(
        "Kenmerk van het eerdere dossier", longest=20, help="Alleen bij “eerder behandeld”."
    )
    about_deciding_too_late = forms.Check("De klacht gaat over te laat beslissen")
    criminal_case_running = forms.Check(
        "Het strafrechtelijk onderzoek of de vervolging loopt nog (bij lid 1 onder f)"
    )
    requirement = forms.EnumSelect(
        "Wat ontbreekt (art. 9:4)", Requirement, blank="Alleen bij “buiten behandeling”"
    )
    forwarded_to = forms.TextArea(
        "Doorzenden aan", longest=400, rows=3,
        help="Naam en adres van de organisatie die erover gaat (art. 2:3 Awb).",
    )  # fmt: skip


class Assign(forms.PanelForm):
    user_id = forms.EntitySelect("Behandelaar", users.handlers, required=True)
    stated = forms.Check(
        "Deze medewerker verklaart niet betrokken te zijn bij de gedraging en geen persoonlijk "
        "belang te hebben (art. 9:7 en 2:4 Awb)"
    )


class Involved(forms.PanelForm):
    text = forms.TextArea("Hoe ben je betrokken", longest=2000, required=True, rows=3)


class Judge(forms.PanelForm):
    findings = forms.TextArea("Bevindingen", required=True, help="Wat is vastgesteld?")
    judgement = forms.EnumSelect("Oordeel", Judgement, required=True)
    reason = forms.TextArea("Redenen", required=True, help="Waarom is dit het oordeel?")
    conclusion = forms.TextArea("Conclusie", longest=4000, rows=3)


class JudgeAdvised(Judge):
    deviation = forms.TextArea(
        "Waarom het bestuur afwijkt van het advies", longest=4000, rows=3,
        help="Nodig bij een ander oordeel dan het advies; staat zo in de brief (art. 9:16 Awb).",
        depends=True,
    )  # fmt: skip


class PlanHearing(forms.PanelForm):
    parts = (
        ("", ("party_id", "planned_at", "minutes", "form", "place", "heard_by_id", "participants",
              "reply_by", "reason")),
    )  # fmt: skip
    planned_at = forms.MomentField("Datum en tijd", required=True)
    minutes = forms.IntegerField("Duur in minuten", least=5, most=600, required=True)
    form = forms.EnumSelect("Vorm", HearingForm, required=True)
    place = forms.TextField("Plaats, telefoonnummer of link", longest=200, required=True)
    participants = forms.TextArea(
        "Deelnemers", longest=2000, rows=3,
        help="Eén per regel: naam, rol. Leeg: alleen wie wordt gehoord.",
    )  # fmt: skip
    reply_by = forms.DateField(
        "Reactie vragen uiterlijk",
        help="Is de termijn korter dan twee weken, dan telt zwijgen van de klager niet als afzien "
        "(art. 9:10 lid 2 onder c Awb).",
    )


class MoveHearing(PlanHearing):
    reason = forms.TextArea("Waarom wordt het gesprek verzet", longest=2000, rows=3, required=True)


class Answered(forms.PanelForm):
    answer = forms.EnumSelect("Antwoord", Answer, required=True)
    answered_on = forms.DateField("Ontvangen op", required=True)


class NotHeld(forms.PanelForm):
    reason = forms.TextArea("Reden", longest=2000, rows=3, required=True)


class HoldHearing(forms.PanelForm):
    parts = (("", ("held_at", "minutes", "heard_by_id", "present", "report", "comments", "final")),)
    held_at = forms.MomentField("Gehouden op", required=True)
    minutes = forms.IntegerField("Duur in minuten", least=1, most=600, required=True)
    present = forms.TextArea(
        "Aanwezig", longest=2000, rows=4, required=True, help="Eén per regel: naam, rol."
    )
    report = forms.TextArea(
        "Verslag", rows=10, required=True,
        help="Verzend daarna de brief Verslag van horen om opmerkingen te vragen.",
    )  # fmt: skip
    comments = forms.TextArea(
        "Opmerkingen van wie is gehoord", longest=8000, rows=3,
        help="Is erom gevraagd en zijn ze er niet? Schrijf dan: geen opmerkingen.",
    )  # fmt: skip
    final = forms.Check("Het verslag is vastgesteld en verandert niet meer")


class Waive(forms.PanelForm):
    evidence = forms.TextArea("Waaruit blijkt dit", longest=4000, rows=4, required=True)
    declared_on = forms.DateField("Verklaard op", help="Bij een eigen verklaring.")


class Party(forms.PanelForm):
    kind = forms.EnumSelect("Is in dit dossier", PartyKind, required=True)
    contact_id = forms.Combobox(
        "Bestaand contact", CONTACTS, help="Leeg laten en hieronder invullen voor iemand nieuw."
    )
    first_name = forms.TextField("Voornaam of voorletters", longest=80)
    infix = forms.TextField("Tussenvoegsel", longest=30)
    family_name = forms.TextField("Achternaam", longest=120, depends=True)
    organisation = forms.TextField("Organisatie of afdeling", longest=160, depends=True)
    street = forms.TextField("Straat", longest=160)
    house_number = forms.TextField("Huisnummer en toevoeging", longest=20)
    postcode = forms.TextField("Postcode", longest=12)
    town = forms.TextField("Plaats", longest=120)
    email = forms.EmailField("E-mailadres")
    unit_id = forms.EntitySelect("Werkt bij afdeling", reference.units, blank="Geen")
    capacity = forms.TextField("Hoedanigheid", longest=120, help="Bijvoorbeeld docent.")
    phone = forms.TextField("Telefoonnummer", longest=40)
    former = forms.Check("Werkt hier niet meer")
    board_member = forms.Check("Is lid van het bestuur")
    lawyer = forms.Check("Is advocaat")
    authorised_on = forms.DateField("Machtiging ontvangen op", help="Alleen bij een gemachtigde.")
    refused_on = forms.DateField("Gemachtigde geweigerd op", help="Nooit een advocaat (art. 2:2).")
    refusal_reason = forms.TextField("Reden van de weigering", longest=300)


class PartyRole(forms.PanelForm):
    capacity = forms.TextField("Hoedanigheid", longest=120, help="Bijvoorbeeld docent.")


class SubjectRole(PartyRole):
    former = forms.Check("Werkt hier niet meer")
    board_member = forms.Check("Is lid van het bestuur")


class RepresentativeRole(PartyRole):
    lawyer = forms.Check("Is advocaat")
    authorised_on = forms.DateField("Machtiging ontvangen op")
    refused_on = forms.DateField("Gemachtigde geweigerd op", help="Nooit een advocaat (art. 2:2).")
    refusal_reason = forms.TextField("Reden van de weigering", longest=300)


class RemoveParty(forms.PanelForm):
    reason = forms.TextArea("Waarom hoort deze persoon niet in het dossier", longest=2000, rows=3,
                            required=True)  # fmt: skip


class DealtWith(forms.PanelForm):
    text = forms.TextArea(
        "Wat is ermee gedaan", longest=4000, rows=4, required=True,
        help="Blijft in het dossier. Wie het stuurde, ziet alleen dat het is verwerkt.",
    )  # fmt: skip


class SupplementDealtWith(DealtWith):
    part_of_complaint = forms.Check(
        "De bestanden horen bij de klacht: ze gaan mee met het afschrift (art. 9:9 Awb)"
    )


class Link(forms.PanelForm):
    parts = (("", ("kind", "other_id", "reason")),)
    kind = forms.EnumSelect("Dit dossier", LinkKind, required=True)
    other_id = forms.Combobox(
        "Het andere dossier", COMPLAINTS, required=True, help="Zoek op kenmerk, naam of woorden."
    )
    reason = forms.TextArea("Toelichting", longest=2000, rows=3)


class ReasonForm(forms.PanelForm):
    reason = forms.EnumSelect(
        "Waarom open je dit dossier", ReadingReason, required=True,
        help="Je reden komt in het logboek van dit dossier.",
    )  # fmt: skip


class NoteForm(forms.PanelForm):
    text = forms.TextArea(
        "Interne notitie", longest=8000, required="Schrijf eerst iets op.", rows=2,
        help="Alleen voor behandelaars van dit dossier. Niet zichtbaar voor klager of betrokkene.",
    )  # fmt: skip


class Contact(forms.PanelForm):
    at = forms.MomentField("Wanneer", required=True)
    direction = forms.EnumSelect("Wie nam contact op", Direction, required=True,
                                 help="Uitgaand: wij. Inkomend: de ander.")  # fmt: skip
    channel = forms.EnumSelect("Hoe", ContactChannel, required=True)
    with_whom = forms.TextField("Met wie", longest=160, required=True)
    summary = forms.TextArea(
        "Wat is besproken", longest=8000, required=True, rows=4,
        help="Kort. Deze regel verandert later niet meer.",
    )  # fmt: skip


class Solve(forms.PanelForm):
    solution = forms.TextArea(
        "Wat is de oplossing", longest=4000, required=True, rows=4,
        help="Wat is afgesproken of gedaan. Staat zo in de bevestiging aan de melder.",
    )  # fmt: skip
    satisfaction = forms.TextArea(
        "Waaruit blijkt dat de melder tevreden is", longest=2000, required=True, rows=3,
        help="Bijvoorbeeld: zei dit op 3 maart aan de telefoon. Stilte is geen tevredenheid.",
    )  # fmt: skip
    settled_on = forms.DateField("Tevreden sinds", required=True, default=clock.today)


class PointOn(forms.PanelForm):
    reason = forms.TextArea(
        "Wat is er geprobeerd", longest=4000, required=True, rows=4,
        help="De melder krijgt uitleg over de formele klacht. Een nieuwe poging bij de Servicedesk "
        "is daarvoor niet nodig.",
    )  # fmt: skip


class CloseReport(forms.PanelForm):
    reason = forms.TextArea("Waarom sluit de melding", longest=4000, required=True, rows=3)


class Refer(forms.PanelForm):
    forwarded_to = forms.TextField("Naar wie verwijs je de melder", longest=200, required=True)
    reason = forms.TextArea("Toelichting", longest=4000, rows=3)


class Convert(forms.PanelForm):
    received_at = forms.MomentField(
        "Nieuw formulier of bericht ontvangen op", depends=True,
        help="Alleen als de termijn daar begint.",
    )  # fmt: skip
    channel = forms.EnumSelect(
        "Hoe kwam dat binnen", Channel, depends=True, blank="Geen nieuw stuk"
    )
    signed = forms.Check("Het stuk is ondertekend (art. 9:4 lid 2 Awb)")
    about_handling = forms.Check(
        "De klacht gaat ook over hoe de melding is behandeld (art. 9:7 lid 1 Awb)"
    )
    reason = forms.TextArea(
        "Waarom vanaf dit stuk", longest=2000, required=True, rows=3,
        help="De vroegste dag die te verdedigen is, staat al gekozen.",
    )  # fmt: skip


SPECIAL = "Bevat bijzondere persoonsgegevens"
UNSEARCHED: Dutch = (
    "Over gezondheid, afkomst, geloof, vakbond of politiek (art. 9 AVG). Buiten het dossier wordt "
    "er dan niet in gezocht."
)


class Upload(forms.PanelForm):
    file = forms.FileField("Bestand", required=True, help=forms.TAKEN)
    part_of_complaint = forms.Check(
        "Hoort bij de klacht: gaat mee met het afschrift (art. 9:9 Awb)"
    )
    special_data = forms.Check(SPECIAL, help=UNSEARCHED)


class Mark(forms.PanelForm):
    special_data = forms.Check(SPECIAL, help=UNSEARCHED)
