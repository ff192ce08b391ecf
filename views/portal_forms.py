"""What the code page asks: fields as in the panel, with words in the reader's language."""

from typing import Any

from flask import request

from rules.vocabulary import HearingForm, SubmissionChoice, SubmissionKind
from text import MOST_LINES, Unclean
from views import forms
from views.languages import say as _
from views.languages import say_later as _l
from views.portal_words import CHOICES, HOW


class Line(forms.TextField):
    """One line; what is wrong with it is said in the language of the page."""

    def read(self, raw: str) -> str:
        try:
            return super().read(raw)
        except Unclean:
            raise Unclean(self.wrong(raw)) from None

    def wrong(self, raw: str) -> str:
        if len(raw) > self.longest:
            return _("Dit is te lang. Er passen %(most)s tekens.", most=self.longest)
        if raw.count("\n") >= self.lines:
            return _("Dit zijn te veel regels. Er passen er %(most)s.", most=self.lines)
        return _("Hier staat een teken dat we niet kunnen bewaren. Haal het weg.")


class Lines(Line):
    """Several lines."""

    kind = "textarea"
    lines = MOST_LINES

    def __init__(self, label: Any, *, longest: int = 20_000, rows: int = 8, **kwargs: Any) -> None:
        super().__init__(label, longest=longest, **kwargs)
        self.rows = rows


class Radio(forms.ChoiceField):
    """One of a few."""

    kind = "radio"

    def read(self, raw: str) -> Any:
        if raw not in dict(self.choices):
            raise Unclean(_("Deze keuze bestaat niet. Kies opnieuw."))
        return raw


class Files(forms.PanelField):
    """Any number of files: name and bytes of each, read once."""

    kind = "files"

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [
            (one.filename, one.read()) for one in request.files.getlist(self.name) if one.filename
        ]

    @property
    def typed(self) -> str:
        return ""


class CodeForm(forms.PanelForm):
    code = Line(
        _l("Je code"), longest=200, required=_l("Vul je code in."),
        help=_l("De code heeft 20 tekens. Streepjes en hoofdletters maken niet uit."),
    )  # fmt: skip


FILES_HELP = _l(
    "Ten hoogste 10 bestanden, elk niet groter dan 10 MB, samen niet groter dan 25 MB. "
    "Een pdf, foto, Word-bestand, e-mail of tekst."
)


class SupplementForm(forms.PanelForm):
    text = Lines(_l("Wat wil je aanvullen?"), required=_l("Schrijf op wat je wilt aanvullen."))
    files = Files(_l("Bestanden"), help=FILES_HELP)


class ReactionForm(forms.PanelForm):
    text = Lines(_l("Hoe zie jij het?"), required=_l("Schrijf je reactie op."))
    files = Files(_l("Bestanden"), help=FILES_HELP)


def chosen(*options: SubmissionChoice) -> list[tuple[str, Any]]:
    return [(one.value, CHOICES[one]) for one in options]


class HearingChoiceForm(forms.PanelForm):
    choice = Radio(
        _l("Wil je een gesprek?"), chosen(SubmissionChoice.HEARD, SubmissionChoice.NOT_HEARD),
        required=_l("Kies of je een gesprek wilt."),
    )  # fmt: skip
    sure = forms.Check(
        _l("Ik weet dat ik recht heb op een gesprek. Ik wil er geen."), depends=True,
        help=_l("Vink dit alleen aan als je geen gesprek wilt."),
    )  # fmt: skip
    form = Radio(_l("Hoe wil je praten?"), [(one.value, HOW[one]) for one in HearingForm])
    text = Lines(
        _l("Op welke dagen kun je?"), longest=2000, rows=3,
        help=_l("Bijvoorbeeld: op maandag en dinsdag in de ochtend."),
    )  # fmt: skip
    companion = Line(_l("Wie neem je mee?"), longest=200)

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if self.choice.data == SubmissionChoice.NOT_HEARD.value and not self.sure.data:
            message = _("Vink aan dat je weet dat je recht hebt op een gesprek.")
            self.sure.errors = [*self.sure.errors, message]
            return False
        return good


class ExtensionForm(forms.PanelForm):
    choice = Radio(
        _l("Vind je het goed?"), chosen(SubmissionChoice.AGREES, SubmissionChoice.REFUSES),
        required=_l("Kies ja of nee."),
    )  # fmt: skip
    text = Lines(_l("Wil je er iets bij zeggen?"), longest=4000, rows=3)


class SatisfiedForm(forms.PanelForm):
    text = Lines(
        _l("Wat is er afgesproken?"), longest=4000, rows=4,
        required=_l("Schrijf op wat er is afgesproken."),
    )  # fmt: skip


class WithdrawalForm(forms.PanelForm):
    text = Lines(_l("Wil je zeggen waarom?"), longest=4000, rows=3)


FORMS: dict[SubmissionKind, type[forms.PanelForm]] = {
    SubmissionKind.SUPPLEMENT: SupplementForm,
    SubmissionKind.HEARING: HearingChoiceForm,
    SubmissionKind.REACTION: ReactionForm,
    SubmissionKind.EXTENSION: ExtensionForm,
    SubmissionKind.SATISFIED: SatisfiedForm,
    SubmissionKind.WITHDRAWAL: WithdrawalForm,
}
