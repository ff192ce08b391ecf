"""Pages that record something in a file: one row each, with its form and its operation.

A page is reached from the file, asks only for what the act needs, and goes back to the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import abort

from models import Complaint, Conduct, Hearing
from operations import clock, documents, hearings, intake, judging, screening
from operations.contacts import ContactData
from operations.handling import StepData
from queries import cases, choices, contacts, reference, users
from rules.admissibility import GROUNDS
from rules.errors import Invalid, Obstacle
from rules.hearing import COMPLAINANT_GROUNDS, FOLLOWS
from rules.law import Citation, awb
from rules.permissions import Actor, Relation, reaches
from rules.vocabulary import (
    AfterHearing,
    Answer,
    Event,
    HearingForm,
    HearingStatus,
    Judgement,
    PartyKind,
    Permission,
    RefusalGround,
    ScreeningOutcome,
    State,
    Track,
    WaiverGround,
)
from views import forms
from views.session import current_actor

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
    decided_on = forms.DateField("Datum van het besluit", required=True)
    absence = forms.TextField(
        "Waarom niet alle leden meebeslisten", longest=300, help="Alleen als iemand ontbrak."
    )
    reason = forms.TextArea("Toelichting", longest=4000, rows=4)


class TrackDecision(BoardDecision):
    stated = forms.Check(
        "De leden verklaren niet betrokken te zijn en geen persoonlijk belang te hebben "
        "(art. 2:4 Awb)"
    )


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
        "Grond (art. 9:8 Awb)", RefusalGround, blank="Geen: de klacht wordt behandeld"
    )
    facts = forms.TextArea("Feiten en data", longest=4000, rows=4)
    reason = forms.TextArea(
        "Waarom", longest=4000, rows=4,
        help="Het bestuur mag ook behandelen als er een grond is. Leg de keuze uit.",
    )  # fmt: skip
    earlier_reference = forms.TextField(
        "Kenmerk van het eerdere dossier", longest=20, help="Alleen bij “eerder behandeld”."
    )
    about_deciding_too_late = forms.Check("De klacht gaat over te laat beslissen")


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


class NoteForm(forms.PanelForm):
    text = forms.TextArea(
        "Interne notitie", longest=8000, required="Schrijf eerst iets op.", rows=2,
        help="Alleen voor behandelaars van dit dossier. Niet zichtbaar voor klager of betrokkene.",
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
    """What the page is about inside the file: ``conduct``, ``hearing`` or nothing."""
    starting: Callable[[Actor, Complaint, Any], Values] = lambda _actor, _file, _of: {}
    intro: str = ""
    words: str = "Vastleggen"
    closed: Callable[[Actor, Complaint], Obstacle | None] = lambda _actor, _file: None
    """Why the act is not this actor's, whatever the roles say."""


def takes_answers(actor: Actor, complaint: Complaint) -> Obstacle | None:
    """What someone answers or declares comes in at whoever keeps the file, or whoever hears."""
    theirs = cases.who_hears(actor, complaint)
    return None if actor.may(Permission.COMPLAINT_EDIT) else theirs


def decides_not_to_hear(actor: Actor, complaint: Complaint) -> Obstacle | None:
    """Awb art. 9:15 lid 3: who advises decides that, and nobody else (SOD5)."""
    theirs = cases.who_hears(actor, complaint)
    text = "Alleen de adviseur of adviescommissie beslist om de klager niet te horen."
    return Obstacle(text, awb("9:15", 3)) if theirs else None


def plain(form: type[forms.PanelForm]) -> Callable[[Actor, Complaint, Any], type[forms.PanelForm]]:
    return lambda _actor, _complaint, _of: form


def board_form(base: type[forms.PanelForm]) -> Callable[..., type[forms.PanelForm]]:
    def build(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
        members = [
            (str(one.id), one.name) for one in users.deciding(complaint, current_actor().today)
        ]
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


ROLE_IN_FILE = (
    "board_member", "former", "lawyer", "represents_id", "authorised_on", "refused_on",
    "refusal_reason",
)  # fmt: skip
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


def involved(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    screening.declare_involved(actor, complaint.id, values["text"])


HANDLED = frozenset({State.F5, State.F6, State.F7, State.F8})
ANY = frozenset(State) - {State.F19, State.F20}
NEEDS = " ".join(f"{one.label[0].upper()}{one.label[1:]}: {one.needs}." for one in GROUNDS)

ACTS: dict[str, Act] = {
    "party": Act(
        "Partij toevoegen", party_form, add_party, (Permission.COMPLAINT_EDIT,),
        awb("9:4", 2, "a"), ANY, words="Toevoegen",
    ),
    "document": Act(
        "Document toevoegen", plain(Upload), upload, (Permission.COMPLAINT_EDIT,), None, ANY,
        words="Toevoegen",
    ),
    "assign": Act(
        "Behandelaar aanwijzen", plain(Assign), assign,
        (Permission.COMPLAINT_ROUTE, Permission.COMPLAINT_SCREEN), awb("9:7", 1), ANY,
        words="Aanwijzen",
    ),
    "involved": Act(
        "Ik ben betrokken", plain(Involved), involved,
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        awb("9:7", 1), ANY,
        intro="Na deze verklaring zie je het dossier niet meer.", words="Verklaren",
    ),
    "screening": Act(
        "Onderdeel toetsen", plain(Screening), screen,
        (Permission.COMPLAINT_REFUSE, Permission.COMPLAINT_SCREEN), awb("9:8"),
        frozenset({State.F4}), "conduct", intro=NEEDS,
    ),
    "hearing": Act(
        "Hoorgesprek plannen", plan_form, plan,
        (Permission.HEARING_HOLD,), awb("9:10", 1), HANDLED, starting=plan_start, words="Plannen",
        closed=cases.who_hears,
    ),
    "answer": Act(
        "Antwoord op de uitnodiging", plain(Answered), answer, (Permission.HEARING_HOLD,),
        awb("9:10", 1), HANDLED, "hearing", closed=takes_answers,
        starting=lambda actor, _file, of: {
            "answer": of.answer, "answered_on": of.answered_on or actor.today,
        },
    ),
    "move": Act(
        "Hoorgesprek verzetten", hearers(MoveHearing), move, (Permission.HEARING_HOLD,),
        awb("9:10", 1), HANDLED, "hearing", starting=move_start, closed=cases.who_hears,
        intro="De eerdere datum blijft zichtbaar. Maak daarna een nieuwe uitnodiging.",
        words="Verzetten",
    ),
    "hold": Act(
        "Hoorgesprek en verslag vastleggen", hearers(HoldHearing, "Gehoord door"), hold,
        (Permission.HEARING_HOLD,), awb("9:10", 3), HANDLED, "hearing", starting=hold_start,
        closed=cases.who_hears,
    ),
    "cancel": Act(
        "Hoorgesprek afzeggen", over_form(HearingStatus.CANCELLED), cancel,
        (Permission.HEARING_HOLD,), awb("9:10", 1), HANDLED, "hearing", closed=cases.who_hears,
        intro="Het gesprek blijft in de historie. Laat het de uitgenodigde zelf weten, tenzij die "
        "instemde met e-mail: dan gaat er een afzegging uit.",
        words="Afzeggen",
    ),
    "no_show": Act(
        "Niet verschenen", over_form(HearingStatus.NO_SHOW), no_show,
        (Permission.HEARING_HOLD,), awb("9:10", 1), HANDLED, "hearing", closed=cases.who_hears,
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
        waive, (Permission.HEARING_WAIVE,), awb("9:10", 2), HANDLED, closed=decides_not_to_hear,
    ),
    "decline": Act(
        "Betrokkene wil niet worden gehoord", heard_form(
            Waive, PartyKind.SUBJECT,
            ground=forms.ChoiceField(
                "Grond", [(WaiverGround.OWN_WISH.value, WaiverGround.OWN_WISH.label)],
                required=True,
            ),
        ),
        waive, (Permission.HEARING_HOLD,), awb("9:10", 1), HANDLED, closed=takes_answers,
    ),
    "judge": Act(
        "Oordeel voorbereiden", plain(Judge), judge,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_DRAFT), awb("9:12", 1),
        frozenset({State.F11}), "conduct",
        starting=lambda _actor, _file, of: {
            "findings": of.findings, "judgement": of.judgement,
            "reason": of.judgement_reason, "conclusion": of.conclusion,
        },
    ),
    "conclude": Act(
        "Besluit van het bestuur vastleggen", board_form(Conclusion), conclude,
        (Permission.COMPLAINT_DECIDE,), awb("9:12", 1), frozenset({State.F11}),
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
        if complaint.state in HANDLED
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
    Event.POSTPONE: plain(Postpone),
    Event.EXTEND: plain(Extend),
}


def step_form(
    actor: Actor, complaint: Complaint, event: Event, *, asks_reason: bool
) -> type[forms.PanelForm] | None:
    """What a step asks; None when a button is enough."""
    if event is Event.SCREEN and complaint.state is State.F3:
        return SupplementIn
    if build := STEP_FORMS.get(event):
        form = build(actor, complaint, None)
        return made(form, reason=Reason.reason) if asks_reason else form
    return Reason if asks_reason else None


def step_data(event: Event, values: Values) -> StepData:
    """The form of a step as its operation takes it."""
    if event is Event.HANDLE_OWN:
        return StepData(reason=values["reason"], decision=decision(values))
    if event is Event.EXTEND:
        name, data = values.pop("file")
        return StepData(**values, consent_name=name, consent_file=data)
    return StepData(**values)


def prefilled(form: type[forms.PanelForm], arguments: Mapping[str, str]) -> Values:
    """What a link already says: ``party/?kind=complainant``."""
    if "kind" in form.names() and arguments.get("kind") in set(PartyKind):
        return {"kind": PartyKind(arguments["kind"])}
    return {}


def find(complaint: Complaint, act: Act, key: int) -> Any:
    """What a page is about, inside this very file; 404 otherwise."""
    if not act.of:
        return None
    among: dict[str, list[Any]] = {"conduct": complaint.conducts, "hearing": complaint.hearings}
    return next((one for one in among[act.of] if one.id == key), None) or abort(404)
