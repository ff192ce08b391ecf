"""What a step of the procedure asks, and how its operation takes the answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

from models import Complaint
from operations.handling import StepData
from queries import cases, portal
from rules.permissions import Actor
from rules.vocabulary import (
    Event,
    State,
    SubmissionChoice,
    SubmissionKind,
    Track,
)
from rules.wording import told
from views import act_forms as ask
from views import forms
from views.act_forms import Values
from views.acts import board_form, conversion, convert_form, decision, plain
from views.languages import say
from views.terms import weekday


def extend_form(_actor: Actor, complaint: Complaint, _of: Any) -> type[forms.PanelForm]:
    """Consent that came from the code page is chosen; other consent is a file to add."""
    agreed = [
        one
        for one in portal.waiting(complaint, SubmissionKind.EXTENSION)
        if one.choice is SubmissionChoice.AGREES
    ]
    if not agreed:
        return ask.Extend
    found = [
        (str(one.id), told(
            "%(name)s, tot en met %(day)s",
            name=cases.display_name(one.party.contact), day=one.until,
        ))
        for one in agreed
    ]  # fmt: skip
    newest = agreed[-1]
    return ask.made(
        ask.ExtendAgreed,
        agreed_until=forms.DateField(
            "Afgesproken tot en met", required=True, default=newest.until
        ),
        consent_on=forms.DateField(
            "Klager stemde schriftelijk in op", required=True,
            default=cases.local_day(newest.submitted_at),
        ),
        consent_submission_id=forms.ChoiceField(
            "De schriftelijke instemming", found, blank="Een bestand, hieronder",
            default=str(newest.id),
        ),
    )  # fmt: skip


STEP_FORMS: dict[Event, Callable[[Actor, Complaint, Any], type[forms.PanelForm]]] = {
    Event.ASK_SUPPLEMENT: plain(ask.Supplement),
    Event.HANDLE_OWN: board_form(ask.TrackDecision),
    Event.APPOINT_ADVISER: board_form(ask.AdviserDecision),
    Event.APPOINT_COMMITTEE: board_form(ask.CommitteeDecision),
    Event.RESUME_OWN: board_form(ask.ExplainedDecision),
    Event.RESUME: plain(ask.Reason),
    Event.RETRACT: plain(ask.Resumption),
    Event.RESUME_CASE: plain(ask.Resumption),
    Event.REOPEN: board_form(ask.Reopening),
    Event.POSTPONE: plain(ask.Postpone),
    Event.EXTEND: extend_form,
    Event.SOLVE: plain(ask.Solve),
    Event.POINT_ON: plain(ask.PointOn),
    Event.CLOSE_REPORT: plain(ask.CloseReport),
    Event.REFER: plain(ask.Refer),
    Event.CONVERT: convert_form,
}


def step_form(
    actor: Actor, complaint: Complaint, event: Event, *, asks_reason: bool
) -> type[forms.PanelForm] | None:
    """What a step asks; None when a button is enough."""
    if event is Event.SCREEN and complaint.state is State.F3:
        return ask.SupplementIn
    if build := STEP_FORMS.get(event):
        form = build(actor, complaint, None)
        name = "weighed" if "decided_on" in form.names() else "reason"
        return ask.made(form, **{name: ask.Reason.reason}) if asks_reason else form
    return ask.Reason if asks_reason else None


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
        chosen = values.pop("consent_submission_id", None)
        values["consent_submission_id"] = int(chosen) if chosen else None
    return StepData(**values)


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
    return say(
        "De afhandeltermijn eindigt nu op %(now)s. Na deze keuze eindigt zij op %(then)s "
        "(art. 9:11 lid 1 Awb).",
        now=weekday(now),
        then=weekday(then),
    )
