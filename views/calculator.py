"""The dates for any receipt and route, with the explanation; no file is made."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_admin import BaseView, expose

from queries import choices
from rules import ledger
from rules.calendar import Calendar, horizon_warning
from rules.deadlines import Deadline, Extension, Postponement, TrackChoice
from rules.law import awb
from rules.terms import HOUSE
from rules.vocabulary import Permission, Track
from rules.wording import told
from text import Unclean
from views import forms
from views.base import Problem, Screen
from views.session import current_actor
from views.terms import weekday


class KnownDay(forms.DateField):
    """A day for which the calendar and the terms are known."""

    def read(self, raw: str) -> date:
        day = super().read(raw)
        if not HOUSE <= day <= FURTHEST:
            words = told("Kies een dag van %(first)s tot en met %(last)s.")
            raise Unclean(told(words, first=HOUSE, last=FURTHEST))
        return day


FURTHEST = date(2099, 12, 31)


class CalculatorForm(forms.PanelForm):
    received_on = KnownDay("Ontvangen op", required=True)
    track = forms.EnumSelect("Wijze van behandeling", Track, required=True)
    chosen_on = KnownDay("Gekozen op")
    back_on = KnownDay("Terug naar het bestuur op")
    weeks = forms.IntegerField("Weken verdaagd", least=1, most=52)
    postponed_on = KnownDay("Verdaging verzonden op")
    agreed_until = forms.DateField("Verder uitstel afgesproken tot en met")
    consent_on = KnownDay("Daarmee ingestemd op")


HAPPENINGS = ("chosen_on", "back_on", "postponed_on", "consent_on")


class CalculatorView(Screen, BaseView):
    """Termijnen berekenen."""

    to_read = Permission.CALCULATOR_USE

    @expose("/")
    def index(self) -> Any:
        asked = bool(request.args)
        starting = {"received_on": current_actor().today, "track": Track.OWN}
        form = CalculatorForm(request.args if asked else None, data=starting)
        valid = asked and form.validate() and self.in_order(form)
        facts = self.facts(form.cleaned()) if valid else None
        calendar = choices.calendar()
        lines = ledger.ledger(facts, calendar) if facts else ()
        page = self.render(
            "admin/calculator.html",
            form=form,
            lines=lines,
            warnings=[
                *(missed(facts, lines, calendar) if facts else ()),
                *[one for line in lines if (one := horizon_warning(line.legal_end))][:1],
            ],
            flags=ledger.FLAG_LABELS,
            problem=Problem() if asked and not valid else None,
            problems=form.problems(),
            weekday=weekday,
        )
        return page if valid or not asked else (page, 422)

    def in_order(self, form: CalculatorForm) -> bool:
        """Nothing happens to a complaint before it is there, nor ends before it began."""
        values = form.cleaned()
        first = values["received_on"]
        wrong: dict[str, str] = {
            name: told("Kies een dag vanaf de ontvangst op %(day)s.", day=first)
            for name in HAPPENINGS
            if values[name] and values[name] < first
        }
        if values["back_on"] and values["back_on"] < (values["chosen_on"] or first):
            wrong["back_on"] = told(
                "Kies een dag vanaf die waarop de adviseur of commissie is gekozen."
            )
        most = choices.calendar().term("postponement", first)
        if (values["weeks"] or 0) > most.value:
            wrong["weeks"] = told("Verdagen kan in totaal ten hoogste %(limit)s.", limit=most.words)
        form.add_errors(wrong)
        return not wrong

    def facts(self, values: dict[str, Any]) -> ledger.ClockFacts:
        """What is asked; a decision or notice without a day came in time."""
        received_on, track = values["received_on"], values["track"]
        tracks = []
        if track is not Track.OWN:
            tracks.append(TrackChoice(track, values["chosen_on"] or received_on))
            if values["back_on"]:
                tracks.append(TrackChoice(Track.OWN, values["back_on"]))
        postponed_on = values["postponed_on"] or received_on
        # Agreed last, when no day is given: on what the rest has made of the term.
        consent_on = values["consent_on"] or max(values[one] or received_on for one in HAPPENINGS)
        return ledger.ClockFacts(
            received_on=received_on,
            tracks=tuple(tracks),
            postponements=(Postponement(values["weeks"], postponed_on),) if values["weeks"] else (),
            extensions=(Extension(values["agreed_until"], consent_on),)
            if values["agreed_until"]
            else (),
            norms=choices.norms(),
        )


def missed(
    facts: ledger.ClockFacts, lines: Sequence[Deadline], calendar: Calendar
) -> Iterator[str]:
    """What was asked and changes nothing, and why."""
    if sum(one.weeks for one in facts.postponements) > ledger.postponed_weeks(facts, calendar):
        yield (
            told(
                "De verdaging telt niet: het bericht ging uit na de laatste dag "
                "(art. 9:11 lid 2 Awb)."
            )
        )
    if facts.extensions and awb("9:11", 3) not in {line.basis for line in lines}:
        yield (
            told(
                "De afgesproken dag ligt niet na de laatste dag van dat moment en verandert niets "
                "(art. 9:11 lid 3 Awb)."
            )
        )
