"""Which letters there are: context, and what each has to say (law.md part 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from letters import contexts
from rules.correspondence import BY_KIND
from rules.law import Citation
from rules.vocabulary import LetterKind, SendChannel
from rules.wording import Dutch

TEMPLATES = Path(__file__).resolve().parent.parent / "docx_templates"


@dataclass(frozen=True)
class Statement:
    """Words that a template must contain, in one of these forms, and what they tell."""

    tells: Dutch
    forms: tuple[str, ...]
    beside: str = ""
    """What else must be there: the forms alone could be about something else."""

    def stands_in(self, words: str) -> bool:
        """Whether this text, in small letters, says so."""
        return self.beside in words and any(form.lower() in words for form in self.forms)


@dataclass(frozen=True)
class LetterDefinition:
    """One kind of letter. When it fits, for whom, and who settles it: ``rules.correspondence``."""

    kind: LetterKind
    context_class: type[contexts.Context]
    statements: tuple[Statement, ...]
    sent_as: SendChannel
    """Unless the recipient expressly agreed to e-mail (art. 2:8 Awb)."""

    @property
    def template(self) -> str:
        return f"{self.kind}.docx"

    @property
    def basis(self) -> Citation:
        return BY_KIND[self.kind].basis

    @property
    def path(self) -> Path:
        """The template that comes with the panel."""
        return TEMPLATES / self.template

    @property
    def must_print(self) -> frozenset[str]:
        """The paths that a template of this kind must print."""
        return frozenset(
            path
            for path, card in contexts.cards(self.context_class).items()
            if card.printed and card.kind != "flag"
        )


OMBUDSMAN = Statement(
    "dat de klager binnen één jaar naar de ombudsman kan (art. 9:12 lid 2 en 9:24 lid 1 Awb)",
    ("binnen één jaar", "binnen een jaar"),
    beside="ombudsman",
)
CHAPTER_NINE = Statement(
    "dat het een formele klacht is onder hoofdstuk 9 Awb", ("hoofdstuk 9 van de Algemene wet",)
)
HEARD = Statement("dat er een recht is om te worden gehoord (art. 9:10 Awb)", ("9:10",))
COPY = Statement("dat een afschrift gaat naar degene over wie wordt geklaagd", ("9:9",))
NOT_INVOLVED = Statement("dat de behandelaar niet betrokken was (art. 9:7 Awb)", ("9:7",))
HELPER = Statement("dat iemand mag meekomen of vertegenwoordigen (art. 2:1 Awb)", ("2:1",))
NO_SUSPENSION = Statement("dat de termijn niet stilstaat", ("niet stil", "loopt door"))
CONFIDENTIAL = Statement("dat de stukken vertrouwelijk zijn (art. 2:5 Awb)", ("2:5",))
FREE_TO_HANDLE = Statement("dat SSR niet verplicht is te behandelen (art. 9:8 Awb)", ("9:8",))
NO_REPLY = Statement(
    "wat er gebeurt zonder antwoord (art. 9:10 lid 2 onder c Awb)", ("9:10 lid 2 onder c",)
)
REPORT = Statement("dat van het horen een verslag wordt gemaakt", ("verslag",))
POSTPONED = Statement("dat de afhandeling wordt verdaagd (art. 9:11 lid 2 Awb)", ("9:11 lid 2",))
FINDINGS = Statement(
    "dat dit de bevindingen en het oordeel zijn (art. 9:12 Awb)", ("art. 9:12 Awb",)
)
DEVIATION = Statement("waarom van het advies is afgeweken (art. 9:16 Awb)", ("9:16",))
ADVISED = Statement("dat er advies komt, en van wie (art. 9:15 lid 1 Awb)", ("9:15 lid 1",))
RESUMED = Statement("dat de behandeling verdergaat", ("gaan wij verder", "gaat verder"))
AUTOMATIC = Statement("dat dit een automatisch bericht is (art. 2:17 Awb)", ("automatisch",))
TERM_STARTS = Statement("dat de termijn pas nu begint (art. 2:24 Awb)", ("2:24",))
DATE_KEPT = Statement("dat de dag van het eerste bericht blijft gelden", ("blijft gelden",))
BY_POST = Statement("dat het ook per post kan (art. 2:7 Awb)", ("per post",))
HELP = Statement("dat SSR daarbij helpt (art. 2:1 lid 1 Awb)", ("helpen",))
REQUIREMENTS = Statement("aan welke eis de klacht niet voldoet (art. 9:4 Awb)", ("9:4",))
PROPER_CARE = Statement("wat SSR met het signaal doet (art. 9:2 Awb)", ("9:2 awb",))
AGAIN = Statement("hoe iemand kan terugkomen", ("opnieuw",))
NO_HANDLING = Statement("dat er geen behandeling volgt", ("niet behandelen", "niet behandeld"))
FORWARDED = Statement("dat SSR doorzendt (art. 2:3 lid 1 Awb)", ("2:3 lid 1",))
SENDER_TOLD = Statement("dat de afzender het weet", ("afzender",))
RETURNED = Statement("waarom het bericht teruggaat (art. 2:3 lid 2 Awb)", ("2:3 lid 2",))
CONSENT = Statement("dat uitstel instemming vraagt (art. 9:11 lid 3 Awb)", ("9:11 lid 3",))
FREE = Statement("dat de klager vrij is om te kiezen", ("mag ook nee zeggen", "bent vrij"))
WITHOUT_CONSENT = Statement("wat er gebeurt zonder instemming", ("stemt u niet in",))
TASK = Statement("de opdracht: behandelen en adviseren (art. 9:14 lid 1 Awb)", ("9:14 lid 1",))
INDEPENDENT = Statement("dat alleen algemene instructies gelden (art. 9:14 lid 2 Awb)",
                        ("9:14 lid 2",))  # fmt: skip
DATA = Statement("hoe met persoonsgegevens wordt omgegaan", ("persoonsgegevens",))
FEE = Statement("wat er over een vergoeding is afgesproken", ("vergoeding",))
ADVICE = Statement("dat dit het rapport met advies is (art. 9:15 lid 4 Awb)", ("9:15 lid 4",))
SETTLED = Statement("dat de klacht daarmee is afgedaan (art. 9:5 Awb)", ("9:5",))
NO_JUDGEMENT = Statement("dat er geen oordeel komt", ("geen oordeel",))
STOPS = Statement("dat de behandeling stopt", ("behandelen de klacht niet verder",))
REGISTERED = Statement("dat de klacht geregistreerd blijft (art. 9:12a Awb)", ("9:12a",))
OMBUDSMAN_ASKED = Statement("dat dit het antwoord is van art. 9:31 Awb", ("9:31",))
OMBUDSMAN_FOLLOWED = Statement("dat dit de mededeling is van art. 9:36 lid 4 Awb", ("9:36 lid 4",))
FORM = Statement("dat er een formulier is", ("klachtenformulier",))
NOT_FIRST = Statement("dat niemand het eerst informeel hoeft te proberen", ("hoeft niet eerst",))
HELPER_REFUSED = Statement("dat de gemachtigde is geweigerd (art. 2:2 Awb)", ("2:2",))
CORRECTED = Statement("dat dit bericht de brief verbetert (art. 2:12 Awb)", ("2:12",))
NO_LEGAL_TERM = Statement("dat de wet geen termijn noemt", ("noemt de wet geen termijn",))
REMAIN = Statement("dat de eerdere brieven blijven bestaan", ("blijven bestaan",))

L = LetterKind


def _letter(
    kind: LetterKind,
    context_class: type[contexts.Context],
    *statements: Statement,
    sent_as: SendChannel = SendChannel.POST,
) -> LetterDefinition:
    return LetterDefinition(kind, context_class, statements, sent_as)


_DEFINITIONS = (
    _letter(L.L01, contexts.Acknowledgement, CHAPTER_NINE, HEARD, COPY, NOT_INVOLVED),
    _letter(L.L01B, contexts.AdviserNotice, ADVISED),
    _letter(L.L01C, contexts.Resumed, RESUMED),
    _letter(L.L02A, contexts.AutomaticReceipt, AUTOMATIC, sent_as=SendChannel.EMAIL),
    _letter(L.L02B, contexts.ForwardedInside, TERM_STARTS),
    _letter(L.L02C, contexts.RightChannel, DATE_KEPT, HELP),
    _letter(L.L03, contexts.SupplementRequest, NO_SUSPENSION),
    _letter(L.L05A, contexts.NotHandled, FREE_TO_HANDLE, OMBUDSMAN),
    _letter(L.L05B, contexts.LeftAside, REQUIREMENTS, PROPER_CARE, AGAIN, OMBUDSMAN),
    _letter(L.L05C, contexts.NotHandledSubject, NO_HANDLING),
    _letter(L.L06A, contexts.Forwarding, FORWARDED, SENDER_TOLD),
    _letter(L.L06B, contexts.ForwardingNotice, FORWARDED),
    _letter(L.L06C, contexts.Returned, RETURNED),
    _letter(L.L07, contexts.CopyToSubject, COPY, NOT_INVOLVED, HEARD, HELPER, CONFIDENTIAL),
    _letter(L.L08A, contexts.HearingComplainant, HEARD, HELPER, NO_REPLY, REPORT),
    _letter(L.L08B, contexts.HearingSubject, HEARD, HELPER, REPORT),
    _letter(L.L09, contexts.HearingWaived, HEARD),
    _letter(L.L10, contexts.HearingReport, REPORT, sent_as=SendChannel.FILE),
    _letter(L.L11, contexts.Postponement, POSTPONED),
    _letter(L.L12A, contexts.ExtensionRequest, CONSENT, FREE, WITHOUT_CONSENT),
    _letter(L.L12B, contexts.ExtensionConfirmed, CONSENT),
    _letter(
        L.L13, contexts.Appointment,
        TASK, INDEPENDENT, NOT_INVOLVED, CONFIDENTIAL, DATA, FEE,
    ),
    _letter(L.L13A, contexts.BoardHandling, NOT_INVOLVED, sent_as=SendChannel.FILE),
    _letter(L.L14, contexts.AdviceReport, ADVICE, REPORT, sent_as=SendChannel.FILE),
    _letter(L.L15, contexts.Findings, FINDINGS, DEVIATION, OMBUDSMAN),
    _letter(L.L15B, contexts.OutcomeForSubject, CONFIDENTIAL),
    _letter(L.L16, contexts.Settled, SETTLED, RESUMED, OMBUDSMAN),
    _letter(L.L16B, contexts.SettledSubject, NO_JUDGEMENT),
    _letter(L.L17, contexts.Withdrawn, STOPS, REGISTERED),
    _letter(L.L18, contexts.MeasuresDone),
    _letter(L.L19, contexts.OmbudsmanAnswer, OMBUDSMAN_ASKED),
    _letter(L.L20, contexts.RecommendationAnswer, OMBUDSMAN_FOLLOWED),
    _letter(L.L21, contexts.ReportTakenUp),
    _letter(L.L22, contexts.FormalRoute, FORM, BY_POST, HELP, NOT_FIRST),
    _letter(L.L23, contexts.ReportClosed, AGAIN),
    _letter(L.L24, contexts.RepresentativeRefused, HELPER_REFUSED),
    _letter(L.L25, contexts.Correction, CORRECTED),
    _letter(L.L26, contexts.Reopened, NO_LEGAL_TERM, REMAIN),
    _letter(L.L27, contexts.Register, REGISTERED, sent_as=SendChannel.FILE),
)  # fmt: skip

CATALOGUE: Mapping[LetterKind, LetterDefinition] = {one.kind: one for one in _DEFINITIONS}
ON_PAPER = frozenset(one.kind for one in _DEFINITIONS if one.sent_as is not SendChannel.FILE)
"""What is put into an envelope, unless it goes by e-mail."""
