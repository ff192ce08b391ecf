"""What has to happen every night, act after act; safe to run twice, on several machines."""

from collections.abc import Iterator

from operations import (
    account_links,
    attempts,
    breaches,
    clock,
    code_sessions,
    correspondence,
    data_requests,
    destruction,
    documents,
    drafts,
    editing,
    emergency,
    incoming,
    jobs,
    note_drafts,
    outbox,
    reminders,
    search_texts,
    sessions,
    tips,
)
from queries import duties
from queries.actors import system
from rules.vocabulary import ScanState
from rules.wording import Dutch, told


def run() -> Iterator[Dutch]:
    """Do it, and say in a line what came of each part; only while someone walks through it."""
    with jobs.recorded(jobs.NIGHTLY):
        yield told("%(n)s verlopen sessies opgeruimd", n=sessions.sweep())
        yield told("%(n)s verlopen sessies van de codepagina opgeruimd", n=code_sessions.sweep())
        yield told("%(n)s keer noodtoegang was voorbij", n=emergency.close_over())
        lapsed = correspondence.see_to_notices()["lapsed"]
        yield told("%(n)s brieven op de codepagina niet op tijd gemeld", n=lapsed)
        links = account_links.sweep()
        yield told("%(n)s verlopen koppelingen naar een account opgeruimd", n=links)
        yield told("%(n)s oude mislukte pogingen opgeruimd", n=attempts.sweep())
        yield told("%(n)s verlopen adressen van brieven opgeruimd", n=editing.sweep())
        yield told("%(n)s oude verzonden e-mails opgeruimd", n=outbox.sweep())
        yield told("%(n)s verlopen concepten van klachten opgeruimd", n=drafts.sweep())
        yield told("%(n)s verlopen concepten in dossiers opgeruimd", n=note_drafts.sweep())
        again = destruction.replay(system(clock.today()))
        yield told("%(n)s dossiers opnieuw vernietigd", n=again)
        unfinished = destruction.carry_on_all(system(clock.today()))
        yield told("%(n)s vernietigingslijsten afgemaakt", n=unfinished)
        yield told("%(n)s bestanden zonder dossier opgeruimd", n=documents.sweep())
        yield told("%(n)s eindpunten van het logboek buiten de database bewaard",
                   n=tips.write_down())  # fmt: skip
        yield scanned()
        yield search_texts.caught_up()
        asked = data_requests.remind(clock.today())
        yield told("%(n)s herinneringen aan een privacyverzoek", n=asked)
        yield told("%(n)s herinneringen aan een datalek", n=breaches.remind())
        for user_id in duties.people():
            reminders.plan(user_id)
        yield "Herinneringen en dagoverzichten staan klaar; `mail send` verzendt ze"


def scanned() -> Dutch:
    """Scan what waits, and say in one line what came of it."""
    if incoming.scanner() is None:
        return "Er is geen virusscanner ingesteld (CLAMAV_SOCKET)"
    done = documents.scan_waiting(system(clock.today()))
    return told(
        "%(clean)s bestanden gescand zonder virus, %(infected)s met een virus, "
        "%(waiting)s wachten nog",
        clean=done[ScanState.CLEAN], infected=done[ScanState.INFECTED],
        waiting=done[ScanState.QUARANTINED],
    )  # fmt: skip
