"""Which letters there are: template, context, provision, and what each has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from letters import contexts
from rules.law import SCHEME, Citation, awb
from rules.vocabulary import LetterKind, PartyKind, SendChannel

TEMPLATES = Path(__file__).resolve().parent.parent / "docx_templates"

TO_COMPLAINANT = frozenset({PartyKind.COMPLAINANT, PartyKind.REPRESENTATIVE})
TO_SUBJECT = frozenset({PartyKind.SUBJECT})
TO_FILE: frozenset[PartyKind] = frozenset()


@dataclass(frozen=True)
class Statement:
    """Words that a template must contain, in one of these forms, and what they tell."""

    tells: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class LetterDefinition:
    """One kind of letter (law.md part 5)."""

    kind: LetterKind
    template: str
    context_class: type[contexts.Context]
    basis: Citation
    recipients: frozenset[PartyKind]
    """Each of these gets the letter; empty means that it goes into the file only."""
    statements: tuple[Statement, ...]
    needs_approval: bool = False
    """Whether another person than the maker must approve it (besluitbrief)."""
    form: str = "u"
    must_be_sent_as: SendChannel = SendChannel.POST
    """Unless the recipient expressly agreed to e-mail (art. 2:8 Awb)."""

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
    "dat de klager binnen één jaar naar de ombudsman kan (art. 9:12 lid 2 Awb)",
    ("binnen één jaar", "binnen een jaar"),
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
FINDINGS = Statement("dat dit de bevindingen en het oordeel zijn (art. 9:12 Awb)", ("9:12",))
DEVIATION = Statement("waarom van het advies is afgeweken (art. 9:16 Awb)", ("9:16",))

_DEFINITIONS = (
    LetterDefinition(
        LetterKind.L01, "L01.docx", contexts.Acknowledgement, awb("9:6"), TO_COMPLAINANT,
        (CHAPTER_NINE, HEARD, COPY, NOT_INVOLVED),
    ),
    LetterDefinition(
        LetterKind.L03, "L03.docx", contexts.SupplementRequest, awb("9:4", 2), TO_COMPLAINANT,
        (NO_SUSPENSION,),
    ),
    LetterDefinition(
        LetterKind.L05A, "L05a.docx", contexts.NotHandled, awb("9:8", 3), TO_COMPLAINANT,
        (FREE_TO_HANDLE, OMBUDSMAN), needs_approval=True,
    ),
    LetterDefinition(
        LetterKind.L07, "L07.docx", contexts.CopyToSubject, awb("9:9"), TO_SUBJECT,
        (COPY, NOT_INVOLVED, HEARD, HELPER, CONFIDENTIAL),
    ),
    LetterDefinition(
        LetterKind.L08A, "L08a.docx", contexts.HearingComplainant, awb("9:10", 1), TO_COMPLAINANT,
        (HEARD, HELPER, NO_REPLY, REPORT),
    ),
    LetterDefinition(
        LetterKind.L08B, "L08b.docx", contexts.HearingSubject, awb("9:10", 1), TO_SUBJECT,
        (HEARD, HELPER, REPORT),
    ),
    LetterDefinition(
        LetterKind.L09, "L09.docx", contexts.HearingWaived, awb("9:10", 2), TO_COMPLAINANT, (HEARD,)
    ),
    LetterDefinition(
        LetterKind.L10, "L10.docx", contexts.HearingReport, awb("9:10", 3), TO_FILE, (REPORT,),
        must_be_sent_as=SendChannel.FILE,
    ),
    LetterDefinition(
        LetterKind.L11, "L11.docx", contexts.Postponement, awb("9:11", 2),
        TO_COMPLAINANT | TO_SUBJECT, (POSTPONED,),
    ),
    LetterDefinition(
        LetterKind.L13A, "L13a.docx", contexts.BoardHandling, SCHEME, TO_FILE, (NOT_INVOLVED,),
        must_be_sent_as=SendChannel.FILE,
    ),
    LetterDefinition(
        LetterKind.L15, "L15.docx", contexts.Findings, awb("9:12", 1), TO_COMPLAINANT,
        (FINDINGS, DEVIATION, OMBUDSMAN), needs_approval=True,
    ),
    LetterDefinition(
        LetterKind.L15B, "L15b.docx", contexts.OutcomeForSubject, awb("9:12", 1), TO_SUBJECT,
        (CONFIDENTIAL,),
    ),
)  # fmt: skip

CATALOGUE: Mapping[LetterKind, LetterDefinition] = {one.kind: one for one in _DEFINITIONS}
