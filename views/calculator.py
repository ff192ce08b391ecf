"""The dates for any receipt and route, with the explanation; no file is made."""

from datetime import date
from typing import Any

from flask import request
from flask_admin import BaseView, expose

from queries import choices
from rules import ledger
from rules.calendar import horizon_warning
from rules.deadlines import Extension, Postponement, TrackChoice
from rules.terms import HOUSE
from rules.vocabulary import Permission, Track
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
            raise Unclean(f"Kies een dag van {HOUSE:%d-%m-%Y} tot en met {FURTHEST:%d-%m-%Y}.")
        return day


FURTHEST = date(2099, 12, 31)


class CalculatorForm(forms.PanelForm):
    received_on = KnownDay("Ontvangen op", required=True)
    track = forms.EnumSelect("Wijze van behandeling", Track, required=True)
    weeks = forms.IntegerField("Weken verdaagd", least=1, most=4)
    agreed_until = forms.DateField("Verder uitstel afgesproken tot en met")


class CalculatorView(Screen, BaseView):
    """Termijnen berekenen."""

    to_read = Permission.CALCULATOR_USE

    @expose("/")
    def index(self) -> Any:
        asked = bool(request.args)
        starting = {"received_on": current_actor().today, "track": Track.OWN}
        form = CalculatorForm(request.args if asked else None, data=starting)
        valid = asked and form.validate()
        lines = self.lines(form.cleaned()) if valid else ()
        page = self.render(
            "admin/calculator.html",
            form=form,
            lines=lines,
            warnings=[one for line in lines if (one := horizon_warning(line.legal_end))][:1],
            problem=Problem() if asked and not valid else None,
            problems=form.problems(),
            weekday=weekday,
        )
        return page if valid or not asked else (page, 422)

    def lines(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The ledger, as if every decision and notice came in time."""
        received_on, track = values["received_on"], values["track"]
        facts = ledger.ClockFacts(
            received_on=received_on,
            tracks=() if track is Track.OWN else (TrackChoice(track, received_on),),
            postponements=(Postponement(values["weeks"], received_on),) if values["weeks"] else (),
            extensions=(Extension(values["agreed_until"], received_on),)
            if values["agreed_until"]
            else (),
            norms=choices.norms(),
        )
        return ledger.ledger(facts, choices.calendar())
