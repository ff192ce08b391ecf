"""What has to happen every night, act after act; safe to run twice, on several machines."""

from collections.abc import Iterator

from operations import (
    attempts,
    clock,
    code_sessions,
    correspondence,
    documents,
    drafts,
    editing,
    incoming,
    jobs,
    outbox,
    reminders,
    sessions,
)
from queries import duties
from queries.actors import system
from rules.vocabulary import ScanState


def run() -> Iterator[str]:
    """Do it, and say in a line what came of each part; only while someone walks through it."""
    with jobs.recorded(jobs.NIGHTLY):
        yield f"{sessions.sweep()} verlopen sessies opgeruimd"
        yield f"{code_sessions.sweep()} verlopen sessies van de codepagina opgeruimd"
        lapsed = correspondence.see_to_notices()["lapsed"]
        yield f"{lapsed} brieven op de codepagina niet op tijd gemeld"
        yield f"{attempts.sweep()} oude mislukte pogingen opgeruimd"
        yield f"{editing.sweep()} verlopen adressen van brieven opgeruimd"
        yield f"{outbox.sweep()} oude verzonden e-mails opgeruimd"
        yield f"{drafts.sweep()} verlopen concepten van klachten opgeruimd"
        yield f"{documents.sweep()} bestanden zonder dossier opgeruimd"
        yield scanned()
        for user_id in duties.people():
            reminders.plan(user_id)
        yield "Herinneringen en dagoverzichten staan klaar; `mail send` verzendt ze"


def scanned() -> str:
    """Scan what waits, and say in one line what came of it."""
    if incoming.scanner() is None:
        return "Er is geen virusscanner ingesteld (CLAMAV_SOCKET)"
    done = documents.scan_waiting(system(clock.today()))
    return (
        f"{done[ScanState.CLEAN]} bestanden gescand zonder virus, {done[ScanState.INFECTED]} met "
        f"een virus, {done[ScanState.QUARANTINED]} wachten nog"
    )
