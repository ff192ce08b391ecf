"""Pages that record something in a file: one row each, with its form and its operation.

A page is reached from the file, asks only for what the act needs, and goes back to the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import abort

from models import Complaint, Conduct, Hearing
from operations import (
    advising,
    clock,
    contact_log,
    documents,
    endings,
    follow_up,
    hearings,
    intake,
    judging,
    ombudsman,
    parties,
    routing,
    screening,
)
from operations.contacts import ContactData
from operations.conversion import Conversion
from operations.handling import StepData
from queries import cases, choices, committees, contacts, reference, users
from rules import deadlines, procedure
from rules.admissibility import GROUNDS, Requirement
from rules.case import CaseFacts
from rules.errors import Invalid, Obstacle
from rules.hearing import COMPLAINANT_GROUNDS, FOLLOWS
from rules.law import SCHEME, Citation, awb
from rules.permissions import Actor, Relation, reaches
from rules.procedure import FORMAL_RUNNING, SETTLED
from rules.vocabulary import (
    ADVICE_WEIGHED,
    ADVISING,
    AFTER_HANDLING,
    INQUIRY,
    ORAL,
    OVER,
    RUNNING,
    UNCLOSED,
    UNCONFIRMED,
    Acceptance,
    AfterHearing,
    Answer,
    Channel,
    ClockStart,
    CommitteeRole,
    ContactChannel,
    Direction,
    Event,
    HearingForm,
    HearingStatus,
    Judgement,
    PartyKind,
    Permission,
    RecommendationKind,
    RefusalGround,
    ScreeningOutcome,
    State,
    Track,
    WaiverGround,
)
from views import forms
from views.session import current_actor
from views.terms import weekday

Values = dict[str, Any]

CONTACTS = forms.Lookup(
    lambda words, most: contacts.find(current_actor(), words, most),
    lambda key: contacts.name_of(current_actor(), key),
)


def made(base: type[forms.PanelForm], **fields: Any) -> type[forms.PanelForm]:
    """The form with fields whose choices belong to this file."""
    return type(base.__name__, (base,), fields) if fields else base


# --- forms ----------------------------------------------------------------------------------


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
    document = forms.FileField("Het besluit als bestand")
    stated = forms.Check(
        "De leden verklaren niet betrokken te zijn en geen persoonlijk belang te hebben "
        "(art. 2:4 Awb)"
    )


WEIGHED = forms.TextArea(
    "Afweging", longest=4000, rows=3, depends=True,
    help="Alleen als het panel iets meldt om te wegen: waarom is dat geen bezwaar?",
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
    evidence = forms.FileField("Bewijs")


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
    weeks = forms.IntegerField("Aantal weken", least=1, most=4, required=True)
    reason = forms.TextArea(
        "Reden", longest=2000, required=True, help="Staat in het bericht aan klager en betrokkene."
    )


class Extend(forms.PanelForm):
    agreed_until = forms.DateField("Afgesproken tot en met", required=True)
    consent_on = forms.DateField("Klager stemde schriftelijk in op", required=True)
    file = forms.FileField("De schriftelijke instemming", required=True)
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


class Upload(forms.PanelForm):
    file = forms.FileField("Bestand", required=True)
    part_of_complaint = forms.Check(
        "Hoort bij de klacht: gaat mee met het afschrift (art. 9:9 Awb)"
    )


# --- the acts -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """One page: what it is called, what it asks, and the operation behind it."""

    title: str
    form: Callable[[Actor, Complaint, Any], type[forms.PanelForm]]
    call: Callable[[Actor, Complaint, Any, Values, int], Any]
    permissions: tuple[Permission, ...]
    basis: Citation | None = None
    states: frozenset[State] | None = None
    of: str = ""
    """What the page is about inside the file, as ``find`` knows it; empty is the file itself."""
    starting: Callable[[Actor, Complaint, Any], Values] = lambda _actor, _file, _of: {}
    intro: str = ""
    words: str = "Vastleggen"
    rare: bool = False
    """Kept out of the way of what comes next in most files."""
    when: Callable[[CaseFacts], bool] = lambda _facts: True
    """Whether the file offers it; the operation behind it decides."""
    closed: Callable[[Actor, Complaint], Obstacle | None] = lambda _actor, _file: None
    """Why the act is not this actor's, whatever the roles say."""


def takes_answers(actor: Actor, complaint: Complaint) -> Obstacle | None:
    """What someone answers or declares comes in at whoever keeps the file, or whoever hears."""
    theirs = cases.who_hears(actor, complaint)
    return None if actor.may(Permission.COMPLAINT_EDIT) else theirs


def of_the_board(
    permission: Permission, text: str, basis: Citation
) -> Callable[[Actor, Complaint], Obstacle | None]:
    """What the board decides; about every member, the secretary records it (SOD3)."""

    def closed(actor: Actor, complaint: Complaint) -> Obstacle | None:
        needed = procedure.whose(permission, cases.facts(complaint, actor))
        return None if actor.may(needed) else Obstacle(text, basis)

    return closed


def plain(form: type[forms.PanelForm]) -> Callable[[Actor, Complaint, Any], type[forms.PanelForm]]:
    return lambda _actor, _complaint, _of: form


def board_form(base: type[forms.PanelForm]) -> Callable[..., type[forms.PanelForm]]:
    def build(actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
        free = users.deciding(complaint, actor.today)
        members = [(str(one.id), one.name) for one in free or users.board()]
        checks = forms.Checks("Wie namen deel aan het besluit", members, required=True)
        return made(base, members=checks)

    return build


def decision(values: Values) -> judging.BoardDecision:
    members = tuple(int(one) for one in values["members"])
    return judging.BoardDecision(**{**values, "members": members})


def party_choices(complaint: Complaint, *kinds: PartyKind) -> list[tuple[str, str]]:
    return [
        (str(one.id), f"{cases.display_name(one.contact)} ({one.kind.label})")
        for one in complaint.parties
        if one.kind in kinds
    ]


def heard_form(
    base: type[forms.PanelForm], *kinds: PartyKind, words: str = "Wie", **more: Any
) -> Callable[..., type[forms.PanelForm]]:
    def build(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
        choice = forms.ChoiceField(words, party_choices(complaint, *kinds), required=True)
        return made(base, party_id=choice, **more)

    return build


HEARD = (PartyKind.COMPLAINANT, PartyKind.SUBJECT)


def party_form(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    """A representative speaks for someone in this very file."""
    people = party_choices(complaint, *HEARD)
    return made(Party, represents_id=forms.ChoiceField("Gemachtigde van", people, blank="Niemand"))


def role_form(_actor: Actor, complaint: Complaint, party: Any) -> type[forms.PanelForm]:
    """What can be said of someone of this kind."""
    if party.kind is PartyKind.SUBJECT:
        return SubjectRole
    if party.kind is PartyKind.COMPLAINANT:
        return PartyRole
    people = party_choices(complaint, *HEARD)
    represented = forms.ChoiceField("Gemachtigde van", people, blank="Niemand")
    return made(RepresentativeRole, represents_id=represented)


WHOLE = "all"
"""The choice of a committee that hears whole (art. 9:15 lid 2 Awb)."""


def hearers(
    base: type[forms.PanelForm], words: str = "Wie hoort"
) -> Callable[..., type[forms.PanelForm]]:
    """Who may hear: whoever stated not to be involved, and advises when someone does."""

    def build(actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
        allowed = cases.may_hear(complaint, actor.today)
        people = [(str(key), name) for key, name in users.names_of(allowed)]
        if complaint.track is Track.COMMITTEE:
            people.insert(0, (WHOLE, "De hele commissie"))
        return made(base, heard_by_id=forms.ChoiceField(words, people, required=True))

    return build


def heard_by(values: Values) -> Values:
    """The choice as operations take it: a user, or None for the whole committee."""
    chosen = values["heard_by_id"]
    return {**values, "heard_by_id": None if chosen == WHOLE else int(chosen)}


def plan_form(actor: Actor, complaint: Complaint, of: Any) -> type[forms.PanelForm]:
    form = hearers(PlanHearing)(actor, complaint, of)
    return heard_form(form, *HEARD, words="Wie wordt gehoord")(actor, complaint, of)


def plan_start(actor: Actor, complaint: Complaint, _of: Any) -> Values:
    """The reasonable time to answer, and the one who usually hears."""
    days = timedelta(days=choices.norms().hearing_reply_days)
    usual = WHOLE if complaint.track is Track.COMMITTEE else str(complaint.handler_id or "")
    return {"reply_by": actor.today + days, "minutes": 60, "heard_by_id": usual}


def move_start(actor: Actor, complaint: Complaint, of: Hearing) -> Values:
    """The hearing as it stood, without its moment."""
    known = {name: getattr(of, name) for name in ("form", "place", "participants")}
    minutes = {"minutes": of.minutes} if of.minutes else {}
    return plan_start(actor, complaint, of) | known | minutes | _heard_by(of)


def hold_start(actor: Actor, complaint: Complaint, of: Hearing) -> Values:
    """What was written down before; else the hearing as it was planned."""
    known = {name: getattr(of, name) for name in ("minutes", "report", "comments")}
    return known | {
        "held_at": of.held_at or of.planned_at,
        "present": of.present or of.participants,
        **_heard_by(of),
    }


def _heard_by(of: Hearing) -> Values:
    if of.heard_by_id is None:
        return {}
    return {"heard_by_id": WHOLE if of.heard_by_all else str(of.heard_by_id)}


def over_form(status: HearingStatus) -> Callable[..., type[forms.PanelForm]]:
    """What can follow; whether it can for this person, the rule says."""

    def build(_actor: Actor, _complaint: Complaint, of: Hearing) -> type[forms.PanelForm]:
        unfit = AfterHearing.GO_ON if of.party.kind is PartyKind.COMPLAINANT else None
        follows = [(one.value, one.label) for one in FOLLOWS[status] if one is not unfit]
        return made(NotHeld, follows=forms.ChoiceField("Wat volgt nu", follows, required=True))

    return build


def add_party(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    values["represents_id"] = int(values["represents_id"] or 0) or None
    party = person_party(values, values["kind"])
    if party is None:
        raise Invalid(family_name="Kies een bestaand contact, of vul een naam in.")
    intake.add_party(actor, complaint.id, party, version)


def change_party(actor: Actor, complaint: Complaint, of: Any, values: Values, version: int) -> None:
    if "represents_id" in values:
        values["represents_id"] = int(values["represents_id"] or 0) or None
    role = intake.PartyData(of.kind, **role_of(actor, complaint, of) | values)
    parties.change(actor, complaint.id, of.id, version, role)


def role_of(_actor: Actor, _complaint: Complaint, party: Any) -> Values:
    """What someone is to the file now."""
    return {name: getattr(party, name) for name in parties.ROLE}


def remove_party(actor: Actor, complaint: Complaint, of: Any, values: Values, version: int) -> None:
    parties.remove(actor, complaint.id, of.id, version, values["reason"])


ROLE_IN_FILE = tuple(name for name in parties.ROLE if name != "capacity")
PERSON = (
    "first_name", "infix", "family_name", "organisation", "street", "house_number", "postcode",
    "town", "email", "phone", "unit_id",
)  # fmt: skip


def person_party(values: Values, kind: PartyKind) -> intake.PartyData | None:
    """The party that a form names: an existing contact, someone new, or nobody."""
    person = {name: values[name] for name in PERSON if name in values}
    named = person["family_name"] or person.get("organisation")
    if not values.get("contact_id") and not named:
        return None
    return intake.PartyData(
        kind=kind,
        contact_id=values.get("contact_id"),
        person=None if values.get("contact_id") else ContactData(**person),
        capacity=values.get("capacity", ""),
        **{name: values[name] for name in ROLE_IN_FILE if values.get(name)},
    )


def upload(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    name, data = values["file"]
    documents.add(actor, complaint.id, data, name, part_of_complaint=values["part_of_complaint"])


def assign(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    screening.assign(actor, complaint.id, version, values["user_id"], stated=values["stated"])


def screen(actor: Actor, _complaint: Complaint, of: Conduct, values: Values, version: int) -> None:
    screening.screen(actor, of.id, version, screening.ScreeningData(**values))


def judge_form(_actor: Actor, _complaint: Complaint, of: Conduct) -> type[forms.PanelForm]:
    return JudgeAdvised if of and of.advised else Judge


def replacement_form(actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    """Who advises now can leave; each by name."""
    now = [(one.user_id, one.seat) for one in cases.advising(complaint, actor.today)]
    names = dict(users.names_of([user_id for user_id, _ in now]))
    people = [
        (str(user_id), f"{names[user_id]}, {seat.label}" if seat else names[user_id])
        for user_id, seat in now
    ]
    return made(Replacement, leaving_id=forms.ChoiceField("Wie vertrekt", people, blank="Niemand"))


def replace_adviser(
    actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int
) -> None:
    leaving = int(values.pop("leaving_id") or 0) or None
    user_id = values.pop("user_id")
    routing.replace_adviser(actor, complaint.id, version, leaving, user_id, **values)


def write_report(
    actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int
) -> None:
    advising.write_report(actor, complaint.id, version, values["report"])


def advise(actor: Actor, _complaint: Complaint, of: Conduct, values: Values, version: int) -> None:
    answers = advising.Answers(values["admissible"] == "1", values["advised"], values["reason"])
    advising.advise(actor, of.id, version, answers)


def recommend(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    advising.recommend(actor, complaint.id, version, values["kind"], values["text"])


def clarify(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    advising.ask(actor, complaint.id, version, values["question"])


def clarified(actor: Actor, _complaint: Complaint, of: Any, values: Values, _version: int) -> None:
    advising.answer(actor, of.id, values["answer"])


def settle(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    endings.settle(actor, complaint.id, version, endings.Settlement(**values))


def withdraw(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    endings.record_withdrawal(actor, complaint.id, version, values["withdrawn_on"], values["how"])


def ask_extension(
    actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int
) -> None:
    endings.ask_extension(actor, complaint.id, version, **values)


def answer_recommendation(
    actor: Actor, _complaint: Complaint, of: Any, values: Values, version: int
) -> None:
    follow_up.answer(actor, of.id, version, follow_up.AnswerData(**values))


def finish_recommendation(
    actor: Actor, _complaint: Complaint, of: Any, values: Values, version: int
) -> None:
    follow_up.finish(actor, of.id, version, follow_up.Result(**values))


def add_measure(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    case_id = int(values.pop("ombudsman_case_id", None) or 0) or None
    follow_up.add(actor, complaint.id, version, values["kind"], values["text"], case_id)


def measure_form(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    cases_ = [(str(one.id), one.reference) for one in complaint.ombudsman_cases]
    if not cases_:
        return Measure
    whose = forms.ChoiceField("Van de ombudsman", cases_, blank="Nee: van het bestuur zelf")
    return made(Measure, ombudsman_case_id=whose)


def open_ombudsman(
    actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int
) -> None:
    ombudsman.open_case(actor, complaint.id, version, **values)


def ask_ombudsman(
    actor: Actor, _complaint: Complaint, of: Any, values: Values, version: int
) -> None:
    ombudsman.ask(actor, of.id, version, **values)


def answer_ombudsman(
    actor: Actor, _complaint: Complaint, of: Any, values: Values, version: int
) -> None:
    ombudsman.answered(actor, of.id, version, values["answered_on"])


def close_ombudsman(
    actor: Actor, _complaint: Complaint, of: Any, values: Values, version: int
) -> None:
    ombudsman.close_case(actor, of.id, version, **values)


def judge(actor: Actor, _complaint: Complaint, of: Conduct, values: Values, version: int) -> None:
    judging.judge(actor, of.id, version, judging.JudgementData(**values))


def conclude(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    judging.conclude(actor, complaint.id, version, decision(values))


def plan(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    values = heard_by(values) | {"party_id": int(values["party_id"])}
    hearings.plan(actor, complaint.id, hearings.Plan(**values), version)


def move(actor: Actor, _complaint: Complaint, of: Hearing, values: Values, version: int) -> None:
    values = heard_by(values) | {"party_id": of.party_id}
    reason = values.pop("reason")
    hearings.move(actor, of.id, version, hearings.Plan(**values), reason)


def answer(actor: Actor, _complaint: Complaint, of: Hearing, values: Values, version: int) -> None:
    hearings.answer(actor, of.id, version, values["answer"], values["answered_on"])


def hold(actor: Actor, _complaint: Complaint, of: Hearing, values: Values, version: int) -> None:
    hearings.record(actor, of.id, version, hearings.Record(**heard_by(values)))


def over(values: Values) -> hearings.Over:
    return hearings.Over(values["reason"], AfterHearing(values["follows"]))


def cancel(actor: Actor, _complaint: Complaint, of: Hearing, values: Values, version: int) -> None:
    hearings.cancel(actor, of.id, version, over(values))


def no_show(actor: Actor, _complaint: Complaint, of: Hearing, values: Values, version: int) -> None:
    hearings.no_show(actor, of.id, version, over(values))


def waive(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    data = {**values, "party_id": int(values["party_id"]), "ground": WaiverGround(values["ground"])}
    hearings.waive(actor, complaint.id, hearings.Waiver(**data), version)


def contact(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    contact_log.log(actor, complaint.id, contact_log.Moment(**values))


def just_now(_actor: Actor, complaint: Complaint, _of: Any) -> Values:
    """Most conversations are written down at once, and most are our own calls."""
    return {
        "at": clock.now(),
        "direction": Direction.OUTGOING,
        "channel": ContactChannel.PHONE,
        "with_whom": complaint.complainant_names[:160],
    }


def convert_form(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    """The earliest message that can be defended is chosen already (law.md T06)."""
    starts = deadlines.clock_starts(written=complaint.written, named=not cases.anonymous(complaint))
    received = {ClockStart.REPORT: f", ontvangen op {complaint.received_on:%d-%m-%Y}"}
    choice = forms.ChoiceField(
        "Vanaf welk stuk loopt de termijn",
        [(one.value, f"{one.label}{received.get(one, '')}") for one in starts],
        required=True,
        default=starts[0].value,
    )
    choice.creation_counter = 0  # fields stand in the order in which they were made: this one first
    return made(Convert, clock_start=choice)


def conversion(values: Values) -> Conversion:
    at, channel = values["received_at"], values["channel"]
    start = ClockStart(values["clock_start"])
    if start is ClockStart.MESSAGE and channel is None:
        raise Invalid(channel="Kies: hoe kwam dat binnen.")
    message = intake.Receipt(at, channel, written=channel not in ORAL) if at and channel else None
    return Conversion(start, message, values["signed"], values["about_handling"])


def involved(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    screening.declare_involved(actor, complaint.id, values["text"])


FORMAL = frozenset(state for state in UNCLOSED if state.startswith("F"))
NEEDS = " ".join(f"{one.label[0].upper()}{one.label[1:]}: {one.needs}." for one in GROUNDS)

ACTS: dict[str, Act] = {
    "party": Act(
        "Partij toevoegen", party_form, add_party, (Permission.COMPLAINT_EDIT,),
        awb("9:4", 2, "a"), RUNNING, words="Toevoegen",
    ),
    "party_role": Act(
        "Rol in dit dossier wijzigen", role_form, change_party, (Permission.COMPLAINT_EDIT,),
        awb("2:1", 2), RUNNING, "party", starting=role_of, words="Opslaan",
        intro="Naam en adres wijzig je bij het contact.",
    ),
    "remove_party": Act(
        "Uit het dossier halen", plain(RemoveParty), remove_party, (Permission.COMPLAINT_EDIT,),
        None, RUNNING, "party", words="Uit het dossier halen",
        intro="Alleen voor wie er bij vergissing in kwam. Het contact blijft bestaan.",
    ),
    "document": Act(
        "Document toevoegen", plain(Upload), upload, (Permission.COMPLAINT_EDIT,), None, UNCLOSED,
        words="Toevoegen",
    ),
    "contact": Act(
        "Contact vastleggen", plain(Contact), contact, (Permission.COMPLAINT_EDIT,), None,
        starting=just_now,
    ),
    "assign": Act(
        "Behandelaar aanwijzen", plain(Assign), assign,
        (Permission.COMPLAINT_ROUTE, Permission.COMPLAINT_SCREEN), awb("9:7", 1), FORMAL,
        words="Aanwijzen",
    ),
    "involved": Act(
        "Ik ben betrokken", plain(Involved), involved,
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        awb("9:7", 1), UNCLOSED,
        intro="Na deze verklaring zie je het dossier niet meer.", words="Verklaren",
    ),
    "screening": Act(
        "Onderdeel toetsen", plain(Screening), screen,
        (Permission.COMPLAINT_REFUSE, Permission.COMPLAINT_SCREEN), awb("9:8"),
        frozenset({State.F4}), "conduct", intro=NEEDS,
    ),
    "hearing": Act(
        "Hoorgesprek plannen", plan_form, plan,
        (Permission.HEARING_HOLD,), awb("9:10", 1), INQUIRY, starting=plan_start, words="Plannen",
        closed=cases.who_hears,
    ),
    "answer": Act(
        "Antwoord op de uitnodiging", plain(Answered), answer, (Permission.HEARING_HOLD,),
        awb("9:10", 1), INQUIRY, "hearing", closed=takes_answers,
        starting=lambda actor, _file, of: {
            "answer": of.answer, "answered_on": of.answered_on or actor.today,
        },
    ),
    "move": Act(
        "Hoorgesprek verzetten", hearers(MoveHearing), move, (Permission.HEARING_HOLD,),
        awb("9:10", 1), INQUIRY, "hearing", starting=move_start, closed=cases.who_hears,
        intro="De eerdere datum blijft zichtbaar. Maak daarna een nieuwe uitnodiging.",
        words="Verzetten",
    ),
    "hold": Act(
        "Hoorgesprek en verslag vastleggen", hearers(HoldHearing, "Gehoord door"), hold,
        (Permission.HEARING_HOLD,), awb("9:10", 3), INQUIRY, "hearing", starting=hold_start,
        closed=cases.who_hears,
    ),
    "cancel": Act(
        "Hoorgesprek afzeggen", over_form(HearingStatus.CANCELLED), cancel,
        (Permission.HEARING_HOLD,), awb("9:10", 1), INQUIRY, "hearing", closed=cases.who_hears,
        intro="Het gesprek blijft in de historie. Laat het de uitgenodigde zelf weten, tenzij die "
        "instemde met e-mail: dan gaat er een afzegging uit.",
        words="Afzeggen",
    ),
    "no_show": Act(
        "Niet verschenen", over_form(HearingStatus.NO_SHOW), no_show,
        (Permission.HEARING_HOLD,), awb("9:10", 1), INQUIRY, "hearing", closed=cases.who_hears,
        intro="Wie wordt gehoord, kwam niet. Een klager die op de uitnodiging reageerde, zweeg "
        "niet: plan dan opnieuw. Betrokkene die was uitgenodigd, had de gelegenheid.",
    ),
    "waive": Act(
        "Afzien van horen", heard_form(
            Waive, PartyKind.COMPLAINANT,
            ground=forms.ChoiceField(
                "Grond",
                [(one.value, one.label) for one in WaiverGround if one in COMPLAINANT_GROUNDS],
                required=True,
            ),
        ),
        waive, (Permission.HEARING_WAIVE,), awb("9:10", 2), INQUIRY, closed=cases.who_waives,
    ),
    "decline": Act(
        "Betrokkene wil niet worden gehoord", heard_form(
            Waive, PartyKind.SUBJECT,
            ground=forms.ChoiceField(
                "Grond", [(WaiverGround.OWN_WISH.value, WaiverGround.OWN_WISH.label)],
                required=True,
            ),
        ),
        waive, (Permission.HEARING_HOLD,), awb("9:10", 1), INQUIRY, closed=takes_answers,
    ),
    "judge": Act(
        "Oordeel voorbereiden", judge_form, judge,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_DRAFT), awb("9:12", 1),
        frozenset({State.F11}), "conduct",
        starting=lambda _actor, _file, of: {
            "findings": of.findings, "judgement": of.judgement,
            "reason": of.judgement_reason, "conclusion": of.conclusion,
            "deviation": of.deviation_reason,
        },
    ),
    "replace": Act(
        "Adviseur of lid vervangen", replacement_form, replace_adviser,
        (Permission.COMPLAINT_ROUTE, Permission.DECISION_RECORD), awb("9:14", 1),
        ADVISING, when=lambda facts: facts.advised,
        closed=of_the_board(
            Permission.COMPLAINT_ROUTE, "Het bestuur kiest wie adviseert.", awb("9:14", 1)
        ),
        intro="Wie vertrekt, ziet het dossier vanaf dit moment niet meer.", rare=True,
    ),
    "advice": Act(
        "Rapport van bevindingen schrijven", plain(Report), write_report,
        (Permission.ADVICE_WRITE,), awb("9:15", 4), ADVISING,
        when=lambda facts: facts.advised,
        starting=lambda _actor, file, _of: {
            "report": advice.report if (advice := cases.current_advice(file)) else ""
        },
    ),
    "advise": Act(
        "Adviseren over een onderdeel", plain(Advise), advise, (Permission.ADVICE_WRITE,),
        awb("9:15", 4), ADVISING, "conduct",
        starting=lambda _actor, _file, of: {
            "admissible": {True: "1", False: "0"}.get(of.advised_admissible, ""),
            "advised": of.advised, "reason": of.advised_reason,
        },
    ),
    "recommend": Act(
        "Aanbeveling toevoegen", plain(Recommend), recommend, (Permission.ADVICE_WRITE,),
        SCHEME, ADVISING, when=lambda facts: facts.advised, words="Toevoegen",
    ),
    "clarify": Act(
        "Vraag over het advies stellen", plain(Question), clarify,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_DRAFT), awb("9:14", 2),
        ADVICE_WEIGHED, when=lambda facts: facts.advice_delivered,
        words="Vragen",
    ),
    "clarified": Act(
        "Vraag over het advies beantwoorden", plain(Clarification), clarified,
        (Permission.ADVICE_WRITE,), awb("9:14", 2), ADVICE_WEIGHED,
        "clarification", words="Beantwoorden",
    ),
    "settlement": Act(
        "Informele oplossing vastleggen", plain(Settlement), settle,
        (Permission.LETTER_WRITE,), awb("9:5"), SETTLED,
        intro="Daarna past de bevestiging (L16). Als die is verzonden, eindigt de behandeling; "
        "is de klager toch niet tevreden, dan gaat zij verder met dezelfde termijn.", rare=True,
    ),
    "withdrawal": Act(
        "Intrekking vastleggen", plain(Withdrawal), withdraw, (Permission.LETTER_WRITE,),
        awb("9:12a"), FORMAL_RUNNING,
        intro="Daarna past de bevestiging (L17); als die is verzonden, eindigt de behandeling.",
        rare=True,
    ),
    "ask_extension": Act(
        "Verder uitstel voorstellen", plain(AskExtension), ask_extension,
        (Permission.COMPLAINT_POSTPONE,), awb("9:11", 3), FORMAL_RUNNING - UNCONFIRMED,
        intro="Daarna past het instemmingsverzoek (L12a). De klager is vrij om nee te zeggen.",
        words="Voorstellen", rare=True,
    ),
    "measure": Act(
        "Maatregel of aanbeveling toevoegen", measure_form, add_measure,
        (Permission.COMPLAINT_DECIDE, Permission.OMBUDSMAN_WRITE), SCHEME,
        OVER | {State.F11}, words="Toevoegen", rare=True,
    ),
    "answer_recommendation": Act(
        "Aanbeveling beantwoorden", plain(AnswerRecommendation), answer_recommendation,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_DRAFT), SCHEME, UNCLOSED,
        "recommendation",
        starting=lambda _actor, _file, of: {
            "acceptance": of.acceptance, "answer_reason": of.answer_reason,
            "owner_id": of.owner_id, "due_on": of.due_on,
        },
    ),
    "finish": Act(
        "Maatregel afronden", plain(FinishRecommendation), finish_recommendation,
        (Permission.FOLLOW_UP_WRITE,), SCHEME, UNCLOSED, "recommendation",
    ),
    "ombudsman": Act(
        "Zaak van de ombudsman vastleggen", plain(OmbudsmanCase), open_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:18", 1), AFTER_HANDLING, rare=True,
    ),
    "ombudsman_question": Act(
        "Vraag van de ombudsman vastleggen", plain(OmbudsmanQuestion), ask_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:31", 1), UNCLOSED | {State.F19}, "ombudsman_case",
    ),
    "ombudsman_answer": Act(
        "Antwoord aan de ombudsman vastleggen", plain(OmbudsmanAnswered), answer_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:31", 1), UNCLOSED | {State.F19}, "ombudsman_question",
    ),
    "ombudsman_close": Act(
        "Zaak van de ombudsman sluiten", plain(OmbudsmanOutcome), close_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:27", 1), UNCLOSED | {State.F19}, "ombudsman_case",
    ),
    "conclude": Act(
        "Besluit van het bestuur vastleggen", board_form(Conclusion), conclude,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_RECORD), awb("9:12", 1),
        frozenset({State.F11}),
        closed=of_the_board(
            Permission.COMPLAINT_DECIDE, "Het bestuur besluit.", awb("9:12", 1)
        ),
    ),
}  # fmt: skip
"""Every act that is no step: facts are recorded, the file stays where it is."""


PLANNED = frozenset({HearingStatus.PLANNED})
HEARING_LINKS: tuple[tuple[str, str, frozenset[HearingStatus]], ...] = (
    ("answer", "Antwoord vastleggen", PLANNED),
    ("hold", "Gesprek en verslag vastleggen", PLANNED | {HearingStatus.HELD}),
    ("move", "Verzetten", PLANNED),
    ("cancel", "Afzeggen", PLANNED),
    ("no_show", "Niet verschenen", PLANNED),
)
"""What can be done with a hearing, by how far it has come."""


def hearing_links(actor: Actor, complaint: Complaint, relation: Relation) -> Callable[..., Any]:
    """For the page of a file: the acts on one hearing that are open to the actor now."""
    theirs = {
        name
        for name, _, _ in HEARING_LINKS
        if complaint.state in INQUIRY
        and any(reaches(actor.scope(one), relation) for one in ACTS[name].permissions)
        and ACTS[name].closed(actor, complaint) is None
    }

    def links(of: Hearing) -> list[tuple[str, str]]:
        ahead = of.planned_at > clock.now()
        return [
            (name, words)
            for name, words, statuses in HEARING_LINKS
            if name in theirs
            and of.status in statuses
            and not of.report_final_on
            and not (name == "no_show" and ahead)
        ]

    return links


# --- forms of steps -------------------------------------------------------------------------

STEP_FORMS: dict[Event, Callable[[Actor, Complaint, Any], type[forms.PanelForm]]] = {
    Event.ASK_SUPPLEMENT: plain(Supplement),
    Event.HANDLE_OWN: board_form(TrackDecision),
    Event.APPOINT_ADVISER: board_form(AdviserDecision),
    Event.APPOINT_COMMITTEE: board_form(CommitteeDecision),
    Event.RESUME_OWN: board_form(ExplainedDecision),
    Event.RESUME: plain(Reason),
    Event.RETRACT: plain(Resumption),
    Event.RESUME_CASE: plain(Resumption),
    Event.REOPEN: board_form(Reopening),
    Event.POSTPONE: plain(Postpone),
    Event.EXTEND: plain(Extend),
    Event.SOLVE: plain(Solve),
    Event.POINT_ON: plain(PointOn),
    Event.CLOSE_REPORT: plain(CloseReport),
    Event.REFER: plain(Refer),
    Event.CONVERT: convert_form,
}


def step_form(
    actor: Actor, complaint: Complaint, event: Event, *, asks_reason: bool
) -> type[forms.PanelForm] | None:
    """What a step asks; None when a button is enough."""
    if event is Event.SCREEN and complaint.state is State.F3:
        return SupplementIn
    if build := STEP_FORMS.get(event):
        form = build(actor, complaint, None)
        name = "weighed" if "decided_on" in form.names() else "reason"
        return made(form, **{name: Reason.reason}) if asks_reason else form
    return Reason if asks_reason else None


OF_THE_STEP = ("adviser_id", "committee_id", "own_term_on")
"""What a decision of the board is about; the rest of its form is the decision itself."""


def step_data(event: Event, values: Values) -> StepData:
    """The form of a step as its operation takes it."""
    if event is Event.CONVERT:
        return StepData(reason=values["reason"], conversion=conversion(values))
    if "decided_on" in values:
        own = {name: values.pop(name) for name in OF_THE_STEP if name in values}
        weighed = values.pop("weighed", "")
        return StepData(reason=weighed, decision=decision(values), **own)
    if event is Event.EXTEND:
        name, data = values.pop("file")
        return StepData(**values, consent_name=name, consent_file=data)
    return StepData(**values)


def prefilled(form: type[forms.PanelForm], arguments: Mapping[str, str]) -> Values:
    """What a link already says: ``party/?kind=complainant``."""
    if "kind" in form.names() and arguments.get("kind") in set(PartyKind):
        return {"kind": PartyKind(arguments["kind"])}
    return {}


def about(act: Act, of: Any) -> tuple[str, str] | None:
    """What to read before answering it: the question, the recommendation, the advice."""
    match act.of:
        case "party":
            return of.kind.label.capitalize(), cases.display_name(of.contact)
        case "clarification" | "ombudsman_question":
            return "Vraag", of.question
        case "recommendation":
            return of.origin.label.capitalize(), of.text
        case "conduct" if act.form is judge_form and of.advised:
            return f"Advies: {of.advised.label}", of.advised_reason
    return None


def find(complaint: Complaint, act: Act, key: int) -> Any:
    """What a page is about, inside this very file; 404 otherwise."""
    if not act.of:
        return None
    among: dict[str, Callable[[], list[Any]]] = {
        "conduct": lambda: complaint.conducts,
        "hearing": lambda: complaint.hearings,
        "party": lambda: complaint.parties,
        "clarification": lambda: complaint.clarifications,
        "recommendation": lambda: complaint.recommendations,
        "ombudsman_case": lambda: complaint.ombudsman_cases,
        "ombudsman_question": lambda: [
            question for case in complaint.ombudsman_cases for question in case.questions
        ],
    }
    return next((one for one in among[act.of]() if one.id == key), None) or abort(404)


TRACK_OF = {
    Event.HANDLE_OWN: Track.OWN,
    Event.APPOINT_ADVISER: Track.ADVISER,
    Event.APPOINT_COMMITTEE: Track.COMMITTEE,
    Event.RESUME_OWN: Track.OWN,
}


def step_intro(complaint: Complaint, event: Event, today: date) -> str:
    """What someone should know before choosing: both last days (art. 9:11 lid 1 Awb)."""
    wanted = TRACK_OF.get(event)
    if wanted is None or not complaint.written:
        return ""
    now, then = cases.handling_ends(complaint, wanted, today)
    return (
        f"De afhandeltermijn eindigt nu op {weekday(now)}. Na deze keuze eindigt zij op "
        f"{weekday(then)} (art. 9:11 lid 1 Awb)."
    )
