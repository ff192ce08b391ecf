"""Pages that record something in a file: one row each, with its form and its operation.

A page is reached from the file, asks only for what the act needs, and goes back to the file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import abort

from models import Complaint, Conduct, Hearing, Submission, TextBlock
from operations import (
    advising,
    clock,
    contact_log,
    documents,
    endings,
    follow_up,
    handover,
    hearings,
    intake,
    judging,
    legal_holds,
    linking,
    ombudsman,
    parties,
    routing,
    screening,
    search_texts,
    submissions,
)
from operations.contacts import ContactData
from operations.conversion import Conversion
from queries import cases, choices, portal, text_blocks, users
from rules import deadlines, procedure
from rules.admissibility import GROUNDS
from rules.case import CaseFacts
from rules.errors import Invalid, Obstacle
from rules.hearing import COMPLAINANT_GROUNDS, FOLLOWS
from rules.law import SCHEME, Citation, awb
from rules.permissions import Actor, Relation, reaches
from rules.procedure import FORMAL_RUNNING, SETTLED
from rules.retention import ARCHIVE_DUTY
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
    AfterHearing,
    ClockStart,
    ContactChannel,
    Direction,
    Event,
    HearingStatus,
    PartyKind,
    Permission,
    State,
    SubmissionChoice,
    SubmissionKind,
    Track,
    WaiverGround,
)
from rules.wording import Dutch, capital, in_one, told
from views import act_forms as ask
from views import forms
from views.act_forms import Values
from views.languages import say


@dataclass(frozen=True)
class Act:
    """One page: what it is called, what it asks, and the operation behind it."""

    title: Dutch
    form: Callable[[Actor, Complaint, Any], type[forms.PanelForm]]
    call: Callable[[Actor, Complaint, Any, Values, int], Any]
    permissions: tuple[Permission, ...]
    basis: Citation | None = None
    states: frozenset[State] | None = None
    of: str = ""
    """What the page is about inside the file, as ``find`` knows it; empty is the file itself."""
    starting: Callable[[Actor, Complaint, Any], Values] = lambda _actor, _file, _of: {}
    intro: Dutch = ""
    words: Dutch = "Vastleggen"
    rare: bool = False
    """Kept out of the way of what comes next in most files."""
    when: Callable[[CaseFacts], bool] = lambda _facts: True
    """Whether the file offers it; the operation behind it decides."""
    closed: Callable[[Actor, Complaint], Obstacle | None] = lambda _actor, _file: None
    """Why the act is not this actor's, whatever the roles say."""
    texts: Callable[[], Sequence[TextBlock]] = tuple
    """Words to copy, beside the form."""


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
        # Whoever of the board writes it down, took part, unless they take the tick away.
        own = tuple(key for key, _ in members if key == str(actor.user_id))
        checks = forms.Checks("Wie namen deel aan het besluit", members, required=True, default=own)
        return ask.made(base, members=checks)

    return build


def decision(values: Values) -> judging.BoardDecision:
    members = tuple(int(one) for one in values["members"])
    return judging.BoardDecision(**{**values, "members": members})


def party_choices(complaint: Complaint, *kinds: PartyKind) -> list[tuple[str, str]]:
    return [
        (
            str(one.id),
            told("%(name)s (%(role)s)", name=cases.display_name(one.contact), role=one.kind),
        )
        for one in complaint.parties
        if one.kind in kinds
    ]


def heard_form(
    base: type[forms.PanelForm], *kinds: PartyKind, words: str = "Wie", **more: Any
) -> Callable[..., type[forms.PanelForm]]:
    def build(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
        choice = forms.ChoiceField(words, party_choices(complaint, *kinds), required=True)
        return ask.made(base, party_id=choice, **more)

    return build


HEARD = (PartyKind.COMPLAINANT, PartyKind.SUBJECT)


def party_form(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    """A representative speaks for someone in this very file."""
    people = party_choices(complaint, *HEARD)
    return ask.made(
        ask.Party, represents_id=forms.ChoiceField("Gemachtigde van", people, blank="Niemand")
    )


def role_form(_actor: Actor, complaint: Complaint, party: Any) -> type[forms.PanelForm]:
    """What can be said of someone of this kind."""
    if party.kind is PartyKind.SUBJECT:
        return ask.SubjectRole
    if party.kind is PartyKind.COMPLAINANT:
        return ask.PartyRole
    people = party_choices(complaint, *HEARD)
    represented = forms.ChoiceField("Gemachtigde van", people, blank="Niemand")
    return ask.made(ask.RepresentativeRole, represents_id=represented)


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
            people.insert(0, (WHOLE, told("De hele commissie")))
        return ask.made(base, heard_by_id=forms.ChoiceField(words, people, required=True))

    return build


def heard_by(values: Values) -> Values:
    """The choice as operations take it: a user, or None for the whole committee."""
    chosen = values["heard_by_id"]
    return {**values, "heard_by_id": None if chosen == WHOLE else int(chosen)}


def plan_form(actor: Actor, complaint: Complaint, of: Any) -> type[forms.PanelForm]:
    form = hearers(ask.PlanHearing)(actor, complaint, of)
    return heard_form(form, *HEARD, words=told("Wie wordt gehoord"))(actor, complaint, of)


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
        return ask.made(
            ask.NotHeld, follows=forms.ChoiceField("Wat volgt nu", follows, required=True)
        )

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
    "town", "foreign_address", "email", "email_consent_on", "phone", "relation", "unit_id",
)  # fmt: skip


def person_party(values: Values, kind: PartyKind, boxes: str = "{}") -> intake.PartyData | None:
    """The party that a form names in these boxes: an existing contact, someone new, or nobody."""
    person = {name: values[name] for name in PERSON if values.get(name)}
    named = person.get("family_name") or person.get("organisation")
    if not values.get("contact_id") and not named:
        return None
    return intake.PartyData(
        kind=kind,
        contact_id=values.get("contact_id"),
        person=None if values.get("contact_id") else ContactData(**person),
        capacity=values.get("capacity") or "",
        boxes=boxes,
        **{name: values[name] for name in ROLE_IN_FILE if values.get(name)},
    )


def upload(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    name, data = values["file"]
    documents.add(
        actor, complaint.id, data, name, part_of_complaint=values["part_of_complaint"],
        special_data=values["special_data"],
    )  # fmt: skip
    search_texts.catch_up(complaint.id)  # whoever adds it, looks for it the next moment


def mark(actor: Actor, complaint: Complaint, of: Any, values: Values, _version: int) -> None:
    documents.mark(actor, complaint.id, of.id, special_data=values["special_data"])


def assign(actor: Actor, complaint: Complaint, _of: Any, values: Values, version: int) -> None:
    handover.assign(actor, complaint.id, version, values["user_id"], stated=values["stated"])


def screen(actor: Actor, _complaint: Complaint, of: Conduct, values: Values, version: int) -> None:
    screening.screen(actor, of.id, version, screening.ScreeningData(**values))


def judge_form(_actor: Actor, _complaint: Complaint, of: Conduct) -> type[forms.PanelForm]:
    return ask.JudgeAdvised if of and of.advised else ask.Judge


def replacement_form(actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    """Who advises now can leave; each by name."""
    now = [(one.user_id, one.seat) for one in cases.advising(complaint, actor.today)]
    names = dict(users.names_of([user_id for user_id, _ in now]))
    people = [
        (str(user_id), f"{names[user_id]}, {seat.label}" if seat else names[user_id])
        for user_id, seat in now
    ]
    return ask.made(
        ask.Replacement, leaving_id=forms.ChoiceField("Wie vertrekt", people, blank="Niemand")
    )


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


def put_hold(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    legal_holds.put(actor, complaint.id, values["reason"])


def lift_hold(actor: Actor, complaint: Complaint, _of: Any, _values: Values, _version: int) -> None:
    legal_holds.lift(actor, complaint.id)


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
        return ask.Measure
    whose = forms.ChoiceField("Van de ombudsman", cases_, blank="Nee: van het bestuur zelf")
    return ask.made(ask.Measure, ombudsman_case_id=whose)


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
    choice = forms.ChoiceField(
        "Vanaf welk stuk loopt de termijn",
        [
            (
                one.value,
                told("%(start)s, ontvangen op %(day)s", start=one, day=complaint.received_on)
                if one is ClockStart.REPORT
                else told(one.label),
            )
            for one in starts
        ],
        required=True,
        default=starts[0].value,
    )
    choice.creation_counter = 0  # fields stand in the order in which they were made: this one first
    return ask.made(ask.Convert, clock_start=choice)


def conversion(values: Values) -> Conversion:
    at, channel = values["received_at"], values["channel"]
    start = ClockStart(values["clock_start"])
    if start is ClockStart.MESSAGE and channel is None:
        raise Invalid(channel="Kies: hoe kwam dat binnen.")
    message = intake.Receipt(at, channel, written=channel not in ORAL) if at and channel else None
    return Conversion(start, message, values["signed"], values["about_handling"])


def deal_with(actor: Actor, complaint: Complaint, of: Any, values: Values, version: int) -> None:
    submissions.dealt_with(
        actor, complaint.id, of.id, version, values["text"],
        part_of_complaint=bool(values.get("part_of_complaint")),
    )  # fmt: skip


def dealt_with(_actor: Actor, _complaint: Complaint, of: Any) -> type[forms.PanelForm]:
    supplied = of.kind is SubmissionKind.SUPPLEMENT and of.documents
    return ask.SupplementDealtWith if supplied else ask.DealtWith


# --- what came from the code page, beside the form it is about ------------------------------

BESIDE: dict[str, tuple[SubmissionKind, ...]] = {
    "hearing": (SubmissionKind.HEARING,),
    "answer": (SubmissionKind.HEARING,),
    "waive": (SubmissionKind.HEARING,),
    "decline": (SubmissionKind.HEARING,),
    "settlement": (SubmissionKind.SATISFIED,),
    "withdrawal": (SubmissionKind.WITHDRAWAL,),
    Event.SCREEN: (SubmissionKind.SUPPLEMENT,),
    Event.EXTEND: (SubmissionKind.EXTENSION,),
    Event.SOLVE: (SubmissionKind.SATISFIED,),
}
"""Which acts and steps someone takes on what a party sent."""


def ways_on(complaint: Complaint, kind: SubmissionKind) -> list[tuple[str, str]]:
    """Where what was sent is acted on in this state: the page below the file, and its words."""
    steps = {row.event for row in procedure.transitions_from(complaint.state)}
    found = [(name, ACTS[name]) for name, kinds in BESIDE.items() if kind in kinds and name in ACTS]
    ways = [
        (f"{name}/", act.title)
        for name, act in found
        if not act.of and (act.states is None or complaint.state in act.states)
    ]
    ways += [(f"step/{one}", one.label) for one in steps if kind in BESIDE.get(one, ())]
    return sorted(ways)


def _newest(
    complaint: Complaint, kind: SubmissionKind, choice: SubmissionChoice | None = None,
    party: PartyKind | None = None,
) -> Submission | None:  # fmt: skip
    found = [
        one
        for one in portal.waiting(complaint, kind)
        if one.choice is choice and (party is None or one.party.kind is party)
    ]
    return found[-1] if found else None


def withdrawal_start(_actor: Actor, complaint: Complaint, _of: Any) -> Values:
    """What the complainant sent himself."""
    if (sent := _newest(complaint, SubmissionKind.WITHDRAWAL)) is None:
        return {}
    day = cases.local_day(sent.submitted_at)
    return {"withdrawn_on": day, "how": f"Schriftelijk, via de codepagina op {day:%d-%m-%Y}."}


def settlement_start(_actor: Actor, complaint: Complaint, _of: Any) -> Values:
    if (sent := _newest(complaint, SubmissionKind.SATISFIED)) is None:
        return {}
    day = cases.local_day(sent.submitted_at)
    return {
        "settled_on": day,
        "settlement": sent.text,
        "satisfaction": f"Zei dit zelf op de codepagina, op {day:%d-%m-%Y}.",
        "settlement_confirmed": True,
    }


def waiver_start(party: PartyKind, ground: WaiverGround) -> Callable[..., Values]:
    def start(_actor: Actor, complaint: Complaint, _of: Any) -> Values:
        choice = SubmissionChoice.NOT_HEARD
        if (sent := _newest(complaint, SubmissionKind.HEARING, choice, party)) is None:
            return {}
        day = cases.local_day(sent.submitted_at)
        return {
            "party_id": str(sent.party_id),
            "ground": ground.value,
            "evidence": f"Koos dit zelf op de codepagina, op {day:%d-%m-%Y}. {sent.text}".strip(),
            "declared_on": day,
        }

    return start


def link(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    linking.link(actor, complaint.id, values["other_id"], values["kind"], values["reason"])


def involved(actor: Actor, complaint: Complaint, _of: Any, values: Values, _version: int) -> None:
    screening.declare_involved(actor, complaint.id, values["text"])


FORMAL = frozenset(state for state in UNCLOSED if state.startswith("F"))
NEEDS = in_one(*(
    told("%(ground)s: %(needs)s.", ground=capital(one.label), needs=told(one.needs))
    for one in GROUNDS
))  # fmt: skip

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
        "Uit het dossier halen", plain(ask.RemoveParty), remove_party, (Permission.COMPLAINT_EDIT,),
        None, RUNNING, "party", words="Uit het dossier halen",
        intro="Alleen voor wie er bij vergissing in kwam. Het contact blijft bestaan.",
    ),
    "document": Act(
        "Document toevoegen", plain(ask.Upload), upload, (Permission.COMPLAINT_EDIT,), None,
        UNCLOSED, words="Toevoegen",
    ),
    "mark_document": Act(
        "Bijzondere persoonsgegevens", plain(ask.Mark), mark, (Permission.COMPLAINT_EDIT,), None,
        None, "document", lambda _actor, _file, of: {"special_data": of.special_data},
        words="Bewaren",
    ),
    "contact": Act(
        "Contact vastleggen", plain(ask.Contact), contact, (Permission.COMPLAINT_EDIT,), None,
        starting=just_now,
    ),
    "submission": Act(
        "Bericht van de codepagina", dealt_with, deal_with,
        (Permission.COMPLAINT_EDIT,), None, None, "submission", words="Verwerkt",
        intro="Het bericht verandert zelf niets. Leg eerst vast wat eruit volgt, en schrijf "
        "daarna op wat je deed. Dan is de taak klaar.",
    ),
    "assign": Act(
        "Behandelaar aanwijzen", plain(ask.Assign), assign,
        (Permission.COMPLAINT_ROUTE, Permission.COMPLAINT_SCREEN), awb("9:7", 1), FORMAL,
        words="Aanwijzen",
    ),
    "link": Act(
        "Verbinden met een ander dossier", plain(ask.Link), link, (Permission.COMPLAINT_EDIT,),
        intro="Elk dossier houdt zijn eigen termijn en zijn eigen besluit. Wie het andere dossier "
        "niet mag zien, ziet ook dit verband niet.",
        words="Verbinden",
    ),
    "involved": Act(
        "Ik ben betrokken", plain(ask.Involved), involved,
        (Permission.COMPLAINT_READ, Permission.REPORT_READ),
        awb("9:7", 1), UNCLOSED,
        intro="Na deze verklaring zie je het dossier niet meer.", words="Verklaren",
    ),
    "screening": Act(
        "Onderdeel toetsen", plain(ask.Screening), screen,
        (Permission.COMPLAINT_REFUSE, Permission.COMPLAINT_SCREEN), awb("9:8"),
        frozenset({State.F4}), "conduct", intro=NEEDS, texts=text_blocks.for_grounds,
    ),
    "hearing": Act(
        "Hoorgesprek plannen", plan_form, plan,
        (Permission.HEARING_HOLD,), awb("9:10", 1), INQUIRY, starting=plan_start, words="Plannen",
        closed=cases.who_hears,
    ),
    "answer": Act(
        "Antwoord op de uitnodiging", plain(ask.Answered), answer, (Permission.HEARING_HOLD,),
        awb("9:10", 1), INQUIRY, "hearing", closed=takes_answers,
        starting=lambda actor, _file, of: {
            "answer": of.answer, "answered_on": of.answered_on or actor.today,
        },
    ),
    "move": Act(
        "Hoorgesprek verzetten", hearers(ask.MoveHearing), move, (Permission.HEARING_HOLD,),
        awb("9:10", 1), INQUIRY, "hearing", starting=move_start, closed=cases.who_hears,
        intro="De eerdere datum blijft zichtbaar. Maak daarna een nieuwe uitnodiging.",
        words="Verzetten",
    ),
    "hold": Act(
        "Hoorgesprek en verslag vastleggen", hearers(ask.HoldHearing, told("Gehoord door")), hold,
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
            ask.Waive, PartyKind.COMPLAINANT,
            ground=forms.ChoiceField(
                "Grond",
                [(one.value, one.label) for one in WaiverGround if one in COMPLAINANT_GROUNDS],
                required=True,
            ),
        ),
        waive, (Permission.HEARING_WAIVE,), awb("9:10", 2), INQUIRY, closed=cases.who_waives,
        starting=waiver_start(PartyKind.COMPLAINANT, WaiverGround.DECLINED),
    ),
    "decline": Act(
        "Betrokkene wil niet worden gehoord", heard_form(
            ask.Waive, PartyKind.SUBJECT,
            ground=forms.ChoiceField(
                "Grond", [(WaiverGround.OWN_WISH.value, WaiverGround.OWN_WISH.label)],
                required=True,
            ),
        ),
        waive, (Permission.HEARING_HOLD,), awb("9:10", 1), INQUIRY, closed=takes_answers,
        starting=waiver_start(PartyKind.SUBJECT, WaiverGround.OWN_WISH),
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
            Permission.COMPLAINT_ROUTE, told("Het bestuur kiest wie adviseert."), awb("9:14", 1)
        ),
        intro="Wie vertrekt, ziet het dossier vanaf dit moment niet meer.", rare=True,
    ),
    "advice": Act(
        "Rapport van bevindingen schrijven", plain(ask.Report), write_report,
        (Permission.ADVICE_WRITE,), awb("9:15", 4), ADVISING,
        when=lambda facts: facts.advised,
        starting=lambda _actor, file, _of: {
            "report": advice.report if (advice := cases.current_advice(file)) else ""
        },
    ),
    "advise": Act(
        "Adviseren over een onderdeel", plain(ask.Advise), advise, (Permission.ADVICE_WRITE,),
        awb("9:15", 4), ADVISING, "conduct",
        starting=lambda _actor, _file, of: {
            "admissible": {True: "1", False: "0"}.get(of.advised_admissible, ""),
            "advised": of.advised, "reason": of.advised_reason,
        },
    ),
    "recommend": Act(
        "Aanbeveling toevoegen", plain(ask.Recommend), recommend, (Permission.ADVICE_WRITE,),
        SCHEME, ADVISING, when=lambda facts: facts.advised, words="Toevoegen",
    ),
    "clarify": Act(
        "Vraag over het advies stellen", plain(ask.Question), clarify,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_DRAFT), awb("9:14", 2),
        ADVICE_WEIGHED, when=lambda facts: facts.advice_delivered,
        words="Vragen",
    ),
    "clarified": Act(
        "Vraag over het advies beantwoorden", plain(ask.Clarification), clarified,
        (Permission.ADVICE_WRITE,), awb("9:14", 2), ADVICE_WEIGHED,
        "clarification", words="Beantwoorden",
    ),
    "settlement": Act(
        "Informele oplossing vastleggen", plain(ask.Settlement), settle,
        (Permission.LETTER_WRITE,), awb("9:5"), SETTLED,
        intro="Daarna past de bevestiging (L16). Als die is verzonden, eindigt de behandeling; "
        "is de klager toch niet tevreden, dan gaat zij verder met dezelfde termijn.", rare=True,
        starting=settlement_start,
    ),
    "withdrawal": Act(
        "Intrekking vastleggen", plain(ask.Withdrawal), withdraw, (Permission.LETTER_WRITE,),
        awb("9:12a"), FORMAL_RUNNING,
        intro="Daarna past de bevestiging (L17); als die is verzonden, eindigt de behandeling.",
        rare=True, starting=withdrawal_start,
    ),
    "ask_extension": Act(
        "Verder uitstel voorstellen", plain(ask.AskExtension), ask_extension,
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
        "Aanbeveling beantwoorden", plain(ask.AnswerRecommendation), answer_recommendation,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_DRAFT), SCHEME, UNCLOSED,
        "recommendation",
        starting=lambda _actor, _file, of: {
            "acceptance": of.acceptance, "answer_reason": of.answer_reason,
            "owner_id": of.owner_id, "due_on": of.due_on,
        },
    ),
    "finish": Act(
        "Maatregel afronden", plain(ask.FinishRecommendation), finish_recommendation,
        (Permission.FOLLOW_UP_WRITE,), SCHEME, UNCLOSED, "recommendation",
    ),
    "keep_longer": Act(
        "Langer bewaren", plain(ask.Hold), put_hold, (Permission.DESTRUCTION_HOLD,), ARCHIVE_DUTY,
        intro="Het dossier wordt niet vernietigd zolang dit staat, ook niet als de bewaartermijn "
        "om is.", rare=True,
        closed=lambda _actor, file: Obstacle("Dit is al vastgelegd.") if file.legal_hold else None,
    ),
    "keep_no_longer": Act(
        "Niet langer bewaren dan de termijn", plain(forms.PanelForm), lift_hold,
        (Permission.DESTRUCTION_HOLD,), ARCHIVE_DUTY,
        intro="Daarna geldt de bewaartermijn weer. Een ander beslist nog over het vernietigen.",
        rare=True,
        closed=lambda _actor, file: None if file.legal_hold else Obstacle(
            "Dit dossier blijft niet langer dan zijn termijn."
        ),
    ),
    "ombudsman": Act(
        "Zaak van de ombudsman vastleggen", plain(ask.OmbudsmanCase), open_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:18", 1), AFTER_HANDLING, rare=True,
    ),
    "ombudsman_question": Act(
        "Vraag van de ombudsman vastleggen", plain(ask.OmbudsmanQuestion), ask_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:31", 1), UNCLOSED | {State.F19}, "ombudsman_case",
    ),
    "ombudsman_answer": Act(
        "Antwoord aan de ombudsman vastleggen", plain(ask.OmbudsmanAnswered), answer_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:31", 1), UNCLOSED | {State.F19}, "ombudsman_question",
    ),
    "ombudsman_close": Act(
        "Zaak van de ombudsman sluiten", plain(ask.OmbudsmanOutcome), close_ombudsman,
        (Permission.OMBUDSMAN_WRITE,), awb("9:27", 1), UNCLOSED | {State.F19}, "ombudsman_case",
    ),
    "conclude": Act(
        "Besluit van het bestuur vastleggen", board_form(ask.Conclusion), conclude,
        (Permission.COMPLAINT_DECIDE, Permission.DECISION_RECORD), awb("9:12", 1),
        frozenset({State.F11}),
        starting=lambda actor, _file, _of: {"decided_on": actor.today},
        closed=of_the_board(
            Permission.COMPLAINT_DECIDE, told("Het bestuur besluit."), awb("9:12", 1)
        ),
    ),
}  # fmt: skip
"""Every act that is no step: facts are recorded, the file stays where it is."""


PLANNED = frozenset({HearingStatus.PLANNED})
HEARING_LINKS: tuple[tuple[str, Dutch, frozenset[HearingStatus]], ...] = (
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


def prefilled(form: type[forms.PanelForm], arguments: Mapping[str, str]) -> Values:
    """What a link already says: ``party/?kind=complainant``."""
    if "kind" in form.names() and arguments.get("kind") in set(PartyKind):
        return {"kind": PartyKind(arguments["kind"])}
    return {}


def about(act: Act, of: Any) -> tuple[str, str] | None:
    """What to read before answering it: the question, the recommendation, the advice."""
    match act.of:
        case "party":
            return say(of.kind.label).capitalize(), cases.display_name(of.contact)
        case "document":
            return say("Document"), of.name
        case "clarification" | "ombudsman_question":
            return say("Vraag"), of.question
        case "recommendation":
            return say(of.origin.label).capitalize(), of.text
        case "conduct" if act.form is judge_form and of.advised:
            return say("Advies: %(judgement)s", judgement=of.advised), of.advised_reason
    return None


def find(complaint: Complaint, act: Act, key: int) -> Any:
    """What a page is about, inside this very file; 404 otherwise."""
    if not act.of:
        return None
    among: dict[str, Callable[[], list[Any]]] = {
        "conduct": lambda: complaint.conducts,
        "hearing": lambda: complaint.hearings,
        "party": lambda: complaint.parties,
        "submission": lambda: complaint.submissions,
        "document": lambda: complaint.documents,
        "clarification": lambda: complaint.clarifications,
        "recommendation": lambda: complaint.recommendations,
        "ombudsman_case": lambda: complaint.ombudsman_cases,
        "ombudsman_question": lambda: [
            question for case in complaint.ombudsman_cases for question in case.questions
        ],
    }
    return next((one for one in among[act.of]() if one.id == key), None) or abort(404)
