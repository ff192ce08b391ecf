"""What is missing, stale or inconsistent in this installation: one list, for `flask check` and for
the self-check on screen. Nothing is changed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from files import clamd
from letters import checker
from letters.catalogue import CATALOGUE
from models import db
from operations import clock, documents, incoming, indexing, jobs
from operations.filing import Yardstick
from operations.recount import differences
from queries import health, memory, second_steps, unread
from queries import templates as versions
from rules.calendar import KNOWN_UNTIL
from rules.errors import Closed, NotFound
from rules.permissions import Actor
from rules.terms import DEFAULTS, LABELS, TO_CONFIRM
from rules.vocabulary import Permission, Role
from rules.wording import Dutch, told
from settings import Settings


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    NOTE = "let op"
    WRONG = "fout"


SAMPLE = 200
MOST_NAMED = 20
"""So many of one kind are named; a broken disk would otherwise fill the screen."""


@dataclass(frozen=True)
class Finding:
    """One line of the report, what to do about it, and the screen where that is done."""

    level: Level
    text: Dutch
    todo: Dutch = ""
    address: str = ""

    def __str__(self) -> str:
        return f"{self.level.value:<6}  {self.text}"


Findings = Iterator[Finding]


def ok(text: Dutch) -> Finding:
    return Finding(Level.OK, text)


def note(text: Dutch, todo: Dutch, address: str = "") -> Finding:
    return Finding(Level.NOTE, text, todo, address)


def verdict(wrong: Sequence[Dutch], fine: Dutch, todo: Dutch, address: str = "") -> Findings:
    """The faults, or that there are none."""
    for one in wrong[:MOST_NAMED]:
        yield Finding(Level.WRONG, one, todo, address)
    if len(wrong) > MOST_NAMED:
        yield Finding(Level.WRONG, told("en nog %(count)s", count=len(wrong) - MOST_NAMED), todo)
    if not wrong:
        yield ok(fine)


# --- what people can mend on a screen -------------------------------------------------------


def choices() -> Findings:
    chosen = {key: value for key, value in health.settings().items() if ":" not in key}
    unknown = [
        told("instelling %(key)s bestaat niet", key=key)
        for key in sorted(chosen.keys() - DEFAULTS.keys())
    ]
    fine = told("gekozen instellingen: %(count)s", count=len(chosen))
    yield from verdict(unknown, fine, "Vraag de technisch beheerder om deze rij weg te halen.")
    for key, value in (DEFAULTS | chosen).items():
        if TO_CONFIRM in str(value):
            yield note(
                told(
                    "instelling %(key)s (%(label)s) is nog niet bevestigd: %(value)s",
                    key=key, label=LABELS.get(key, key), value=value,
                ),
                "Vul in wat de organisatie heeft vastgesteld.",
                f"/admin/setting/edit/?id={key}",
            )  # fmt: skip


def rest_days() -> Findings:
    text = told(
        "gelijkgestelde dagen bekend tot en met %(day)s (art. 3 lid 3 Atw)",
        day=f"{KNOWN_UNTIL:%d-%m-%Y}",
    )
    if clock.today() + timedelta(days=365) <= KNOWN_UNTIL:
        yield ok(text)
        return
    todo: Dutch = "Zoek het nieuwe besluit in de Staatscourant en voeg de dagen toe."
    yield note(text, todo, "/admin/calendar/")


def templates_in_force() -> Findings:
    """Without an activated template a letter has the plain form that ships."""
    have = set(versions.kinds_in_force(clock.today()))
    missing = [kind for kind in CATALOGUE if kind not in have]
    if not missing:
        yield ok(told("%(count)s sjablonen zijn geactiveerd", count=len(have)))
    for kind in missing:
        yield note(
            told("sjabloon %(kind)s (%(label)s) is niet geactiveerd", kind=kind, label=kind.label),
            "Laat een tweede persoon het sjabloon activeren.",
            f"/admin/template/details/?id={kind}",
        )


def mails() -> Findings:
    failed, late = health.stuck_mails(clock.machine_now() - timedelta(hours=1))
    if failed:
        yield note(
            told("e-mails die niet aankwamen: %(count)s", count=failed),
            "Kijk wat de mailserver zei, verbeter het adres en verzend opnieuw.",
            "/admin/mail/",
        )
    settings: Settings = current_app.extensions["wederhoor"]
    if clock.ahead() is not None:
        yield ok("oefenomgeving: er gaat geen e-mail uit")
    elif settings.mail is None:
        yield note(
            "SMTP_HOST is leeg: er gaat geen e-mail uit",
            "Vraag de technisch beheerder om de mailserver in te stellen.",
        )
    elif late:
        yield note(
            told("e-mails die langer dan een uur wachten: %(count)s", count=late),
            "Vraag of “flask mail send” elke minuut loopt, en of de mailserver antwoordt.",
            "/admin/mail/",
        )
    elif not failed:
        yield ok("alle e-mail is verzonden")


OFTEN: dict[str, tuple[timedelta, Dutch]] = {
    jobs.NIGHTLY: (timedelta(hours=30), "Laat “flask nightly” elke nacht lopen."),
    jobs.MAIL: (timedelta(hours=1), "Laat “flask mail send” elke minuut lopen."),
    jobs.BACKUP: (timedelta(hours=30), "Laat elke nacht een back-up maken, en zet die elders weg."),
}
NAMES: dict[str, Dutch] = {
    jobs.NIGHTLY: "nachtwerk",
    jobs.MAIL: "e-mail verzenden",
    jobs.BACKUP: "back-up",
}


def runs() -> Findings:
    """By the clock of the machine: jobs run in real time, also while people practise."""
    known, real = health.job_runs(), clock.machine_now()
    for name, (longest, todo) in OFTEN.items():
        if name == jobs.MAIL and clock.ahead() is not None:
            continue  # nothing leaves a demonstration
        run, what = known.get(name), told(NAMES[name])
        if run is None:
            text = told("%(what)s: nog nooit gelopen", what=what)
            yield note("geen back-up bekend" if name == jobs.BACKUP else text, todo)
            continue
        day = f"{run.started_at.astimezone(clock.AMSTERDAM):%d-%m-%Y %H:%M}"
        if run.finished_at is None and real - run.started_at > longest:
            yield note(told("%(what)s brak af op %(day)s", what=what, day=day), todo)
        elif real - run.started_at > longest:
            yield note(told("%(what)s liep voor het laatst op %(day)s", what=what, day=day), todo)
        else:
            yield ok(told("%(what)s liep op %(day)s", what=what, day=day))


def people() -> Findings:
    """Two administrators: of some changes the second is the check, and one can be ill. And who
    signs in with the password alone; a demonstration does."""
    administrators, mandates = health.administrators(), health.mandates(clock.today())
    if administrators < 2:
        yield note(
            "er is geen tweede beheerder",
            "Geef een collega een account met de rol beheerder.",
            "/admin/user/",
        )
    else:
        yield ok(told("%(count)s beheerders", count=administrators))
    alone = [role for role in Role if role.value not in second_steps.asked()]
    if alone and clock.ahead() is None:
        yield note(
            told("rollen die met alleen een wachtwoord inloggen: %(roles)s", roles=alone),
            "Kies ze bij de instelling, tenzij de organisatie anders besloot.",
            "/admin/setting/edit/?id=second_step_roles",
        )
    if not mandates:
        yield note(
            "er is geen mandaat dat nu geldt: alleen het bestuur ondertekent",
            "Leg de mandaten van het mandaatbesluit vast, of laat het zo.",
            "/admin/mandate/",
        )
    for who, day in health.ending_mandates(clock.today(), clock.today() + timedelta(days=30)):
        yield note(
            told("het mandaat van %(who)s eindigt op %(day)s", who=who, day=f"{day:%d-%m-%Y}"),
            "Leg een nieuw mandaat vast voordat het eindigt.",
            "/admin/mandate/",
        )


def scanner() -> Findings:
    found = incoming.scanner()
    if found is None:
        yield note(
            "CLAMAV_SOCKET is leeg: bestanden van buiten worden niet gescand",
            "Vraag de technisch beheerder om ClamAV in te stellen.",
        )
    else:
        silent: list[Dutch] = [] if clamd.answers(found) else ["de virusscanner antwoordt niet"]
        yield from verdict(
            silent, "de virusscanner antwoordt", "Vraag of clamd loopt; tot dan wachten bestanden."
        )
    for state, count in health.held_files():
        yield note(
            told("bestanden met de stand “%(state)s”: %(count)s", state=state.label, count=count),
            "Zodra de scanner antwoordt, gaan ze vanzelf mee met “flask files scan”.",
        )


# --- what takes a technician ----------------------------------------------------------------


def environment() -> Findings:
    settings: Settings = current_app.extensions["wederhoor"]
    loose = [
        told("%(path)s is leesbaar voor anderen dan de eigenaar", path=path)
        for path in sorted((settings.home / "keys").iterdir())
        if path.stat().st_mode & 0o077
    ]
    fine = told("instellingen gelezen, sleutels in %(folder)s", folder=settings.home / "keys")
    yield from verdict(loose, fine, "Geef alleen de eigenaar rechten (chmod 600).")
    todo: Dutch = "Vraag de technisch beheerder om deze instelling van de server."
    at_home = settings.host in {"127.0.0.1", "localhost", "::1"}
    if not settings.https and not at_home:
        yield note("WEDERHOOR_HTTPS is 0: wachtwoorden gaan onversleuteld over het net", todo)
    if settings.https and not settings.trusted_proxy:
        yield note("TRUSTED_PROXY is leeg: het paneel ziet http en het adres van de proxy", todo)
    if not settings.trusted_hosts and not at_home:
        yield note("TRUSTED_HOSTS is leeg: elke hostnaam wordt geloofd", todo)


def database() -> Findings:
    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    with db.engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    stale = now != script.get_current_head()
    words = told("database staat op migratie %(now)s; voer `flask db upgrade` uit", now=now)
    fine = told("database bijgewerkt tot migratie %(now)s", now=now)
    yield from verdict([words] if stale else [], fine, "Voer `flask db upgrade` uit.")


def templates() -> Findings:
    """Those that ship, and those in force: an old one may miss what the law asks since."""
    wrong: list[str] = []
    for kind, definition in CATALOGUE.items():
        if not definition.path.is_file():
            wrong.append(told("sjabloon %(kind)s ontbreekt", kind=kind))
            continue
        found = checker.check(definition.path.read_bytes(), kind)
        wrong += [
            told("sjabloon %(kind)s: %(what)s", kind=kind, what=finding.message)
            for finding in found
        ]
    for one in versions.all_in_force(clock.today()):
        with suppress(NotFound):  # the check of documents names it
            found = checker.check(documents.read(one.sha256), one.kind)
            wrong += [
                told("sjabloon %(kind)s in gebruik: %(what)s", kind=one.kind, what=finding.message)
                for finding in found
            ]
    fine = told("%(count)s sjablonen gekeurd", count=len(CATALOGUE))
    yield from verdict(wrong, fine, "Verbeter het sjabloon en stel het opnieuw voor.",
                       "/admin/template/")  # fmt: skip


def stored() -> Findings:
    wrong, count = [], 0
    for sha256, size in health.stored_hashes():
        count += 1
        found = documents.size(sha256)
        if found is None:
            wrong.append(told("document %(hash)s ontbreekt in de opslag", hash=sha256))
        elif size is not None and found != size:
            wrong.append(
                told("document %(hash)s is %(found)s bytes groot, niet %(size)s", hash=sha256,
                     found=found, size=size)
            )  # fmt: skip
    fine = told("%(count)s documenten staan in de opslag", count=count)
    yield from verdict(wrong, fine, "Zet het bestand terug uit de back-up.")


def keys() -> Findings:
    """Whether documents lie closed where a key was chosen, and each can be opened."""
    settings: Settings = current_app.extensions["wederhoor"]
    try:
        found = documents.seals()
    except Closed:
        yield Finding(
            Level.WRONG, "de sleutels van de documenten (DOCUMENT_KEYS) zijn niet te lezen",
            "Zet het bestand met de sleutels terug.",
        )  # fmt: skip
        return
    if lost := found[documents.Seal.UNKNOWN]:
        yield Finding(
            Level.WRONG, told("documenten waarvan de sleutel ontbreekt: %(count)s", count=lost),
            "Zet de sleutel terug in het bestand van DOCUMENT_KEYS.",
        )  # fmt: skip
    if settings.document_keys is None:
        if not lost:
            yield ok("documenten liggen onversleuteld in hun map (DOCUMENT_KEYS is leeg)")
        return
    if settings.document_keys.stat().st_mode & 0o077:
        text = told("%(path)s is leesbaar voor anderen dan de eigenaar",
                    path=settings.document_keys)  # fmt: skip
        yield Finding(Level.WRONG, text, "Geef alleen de eigenaar rechten (chmod 600).")
    if left := found[documents.Seal.OPEN]:
        yield note(
            told("documenten die nog onversleuteld zijn: %(count)s", count=left),
            "Voer “flask documents encrypt” uit.",
        )
    if older := found[documents.Seal.OLDER]:
        yield note(
            told("documenten met een oudere sleutel: %(count)s", count=older),
            "Voer “flask documents rotate” uit; daarna kan de oude sleutel weg.",
        )
    if not settings.backup_recipient:
        yield note(
            "documenten zijn versleuteld, maar back-ups niet (BACKUP_RECIPIENT is leeg)",
            "Kies een sleutel voor back-ups.",
        )
    yield ok(told("documenten met de nieuwste sleutel: %(count)s",
                  count=found[documents.Seal.NEWEST]))  # fmt: skip


def search() -> Findings:
    lost = health.not_searchable()
    wrong = [told("dossiers die zoeken niet vindt: %(count)s", count=lost)] if lost else []
    fine: Dutch = "elk dossier is te vinden met zoeken"
    wrong += [
        told("%(reference)s: de zoektekst loopt achter", reference=one.reference)
        for one in health.newest_complaints(SAMPLE)
        if indexing.stale(one)
    ]
    yield from verdict(wrong, fine, "Vraag de technisch beheerder om opnieuw te indexeren.")
    for reference, name in unread.unreadable()[:MOST_NAMED]:
        text = told(
            "%(reference)s: in %(name)s kan niet worden gezocht", reference=reference, name=name
        )
        yield note(text, "Het is alleen op zijn naam te vinden.")
    if waiting := unread.count():
        text = told("brieven en bijlagen die nog niet gelezen zijn: %(count)s", count=waiting)
        yield note(text, "Voer `search index` elke minuut uit.")


def deadlines() -> Findings:
    yardstick, newest = Yardstick.now(), health.newest_complaints(SAMPLE)
    wrong = [
        told("%(reference)s: %(what)s", reference=complaint.reference, what=difference)
        for complaint in newest
        for difference in differences(complaint, yardstick)
    ]
    fine = told("termijnen van de %(count)s nieuwste dossiers kloppen", count=len(newest))
    yield from verdict(wrong, fine, "Draai “flask deadlines check” en meld wat er staat.")


def trail() -> Findings:
    wrong = [
        told("logboek: het einde van keten %(chain)s klopt niet", chain=chain)
        for chain in health.loose_tips()
    ]
    fine = told("het logboek heeft %(count)s gesloten ketens", count=health.trail_size()[0])
    yield from verdict(wrong, fine, "Draai “flask audit verify”: iemand werkte buiten het paneel.")


Check = Callable[[], Findings]

QUICK: tuple[tuple[Dutch, Check], ...] = (
    ("Instellingen", choices),
    ("Rustdagen", rest_days),
    ("Sjablonen in gebruik", templates_in_force),
    ("E-mail", mails),
    ("Nachtwerk en back-up", runs),
    ("Mensen en mandaten", people),
)
"""A few statements together: these are counted on the start page."""

THOROUGH: tuple[tuple[Dutch, Check], ...] = (
    ("Virusscanner", scanner),
    ("Server", environment),
    ("Database", database),
    ("Sjablonen", templates),
    ("Documenten", stored),
    ("Versleuteling van documenten", keys),
    ("Zoeken", search),
    ("Termijnen", deadlines),
    ("Logboek", trail),
)
"""Cheap enough for every day; `deadlines check` and `audit verify` go through everything."""

CHECKS = (*QUICK, *THOROUGH)


@dataclass(frozen=True)
class Part:
    """What one check found."""

    title: Dutch
    findings: tuple[Finding, ...]

    @property
    def open(self) -> int:
        return sum(one.level is not Level.OK for one in self.findings)


def report() -> list[Part]:
    """Every check, in order. To be read inside ``snapshot``."""
    return [Part(title, tuple(check())) for title, check in CHECKS]


def open_count(actor: Actor) -> int:
    """How many things an administrator can look at, for the start page; 0 for everyone else."""
    if not actor.may(Permission.SETTING_MANAGE):
        return 0

    def count() -> int:
        return sum(one.level is not Level.OK for _, check in QUICK for one in check())

    return memory.remember("open checks", count)
