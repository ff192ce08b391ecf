"""L21 to L23: what whoever reported something to the Servicedesk hears (the scheme)."""

from dataclasses import dataclass

from letters.contexts import shared
from letters.contexts.shared import FILE, Context
from letters.fields import text


@dataclass(frozen=True, kw_only=True)
class ReportLetter(Context):
    """What the letters about a report share."""

    received_on: str = text(
        "Ontvangen op", "Dag waarop SSR de melding ontving, voluit.", "9 november 2026", FILE
    )
    summary: str = text(
        "Samenvatting", "Waarover de melding gaat, in een zin.",
        "Uw melding gaat over “De cursusplaatsing”.", FILE,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReportTakenUp(ReportLetter):
    """L21 Bericht in behandeling (melding)."""

    subject: str = shared.subject_line("Wij zijn met uw melding bezig")
    taken_up_on: str = text(
        "In behandeling op", "Dag waarop een medewerker begon.", "10 november 2026", FILE
    )
    handler: str = text(
        "Behandelaar", "Wie ermee bezig is.", "S. Bakker, medewerker Servicedesk", FILE
    )


@dataclass(frozen=True, kw_only=True)
class FormalRoute(ReportLetter):
    """L22 Wijzen op de formele klacht (Klachtenregeling SSR, art. 9:1 Awb)."""

    subject: str = shared.subject_line("U kunt een formele klacht indienen")
    enclosures: tuple[str, ...] = shared.enclosures("Klachtenformulier")
    tried: str = text(
        "Wat is geprobeerd", "Wat de Servicedesk deed; leeg als niets.",
        "Wij hebben u een andere cursusdatum aangeboden. Die paste u niet.", FILE,
        mandatory=False, printed=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReportClosed(ReportLetter):
    """L23 Sluiting melding."""

    subject: str = shared.subject_line("Wij sluiten uw melding")
    outcome: str = text(
        "Uitkomst", "Hoe de melding is afgelopen.",
        "U bent alsnog geplaatst voor de cursus van 12 januari 2027.", FILE,
    )  # fmt: skip
