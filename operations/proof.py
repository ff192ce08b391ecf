"""The trail to take away, with what it takes to verify it elsewhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select

from files import proof_check
from models import AuditEvent, Complaint, db
from operations import audit, tips
from operations.clock import AMSTERDAM, machine_now
from operations.transaction import snapshot, transaction
from queries import within
from rules.errors import NotFound, NotPermitted
from rules.permissions import Actor
from rules.vocabulary import Permission

README = """\
# Logboek van Wederhoor, met bewijs

{what}, gemaakt op {moment}.

| bestand | wat |
|---|---|
| `events.jsonl` | elke regel van het logboek, als JSON, in de volgorde van zijn keten |
| `chains.jsonl` | het einde van elke keten: ketennummer, nummer en zegel van de laatste regel |
| `tips.jsonl` | de eindpunten zoals die elke nacht buiten de database zijn bewaard |
| `verify.py` | controleert dit alles; heeft alleen Python 3.9 of nieuwer nodig |

## Controleren

    python3 verify.py
    python3 verify.py --key audit

Zonder sleutel ziet `verify.py` of een regel ontbreekt of erbij kwam, en of een einde dat eerder is
bewaard er nog is. Met de sleutel (het bestand `keys/audit` van de installatie, dat niet in deze zip
zit) rekent het elk zegel na, en ziet het dus ook elke wijziging. Laat dat doen door wie de sleutel
mag hebben.

## Hoe het in elkaar zit

Elk dossier heeft een eigen keten; keten 0 heeft de regels zonder dossier. Het zegel (`mac`) van een
regel is de HMAC-SHA256, met de sleutel van het logboek, over een JSON-lijst: het zegel van de regel
ervoor (leeg bij de eerste), en dan {fields}. Is `for_id` ingevuld, dan staat dat erachter. De JSON
heeft gesorteerde sleutels, geen spaties, en is UTF-8. Wie een regel verandert, weghaalt of invoegt
zonder de sleutel, breekt de keten op die plek. Wie het einde afkapt, breekt haar niet; daarvoor
zijn de bewaarde eindpunten.
"""


def require(actor: Actor, chain: int) -> None:
    """Let through who may read every event of this chain. Raises NotFound or NotPermitted."""
    if not actor.may(Permission.AUDIT_READ):
        raise NotPermitted("Je rol geeft je geen toegang tot het logboek.")
    query = select(AuditEvent.id).where(AuditEvent.chain == chain, within.trail(actor))
    if db.session.scalar(query.limit(1)) is None:
        raise NotFound


def of_file(actor: Actor, complaint_id: int, out: IO[bytes]) -> str:
    """Write the proof of one file to ``out``. Returns its name.

    That it was taken away is in it.
    """
    with transaction():
        require(actor, complaint_id)
        complaint = db.session.get(Complaint, complaint_id)
        reference = complaint.reference if complaint is not None else str(complaint_id)
        audit.record(actor, "audit:exported", complaint_id, type="zip")
    _write(out, f"Dossier {reference}", complaint_id)
    return f"logboek {reference}.zip"


def of_all(path: Path) -> None:
    """Write the proof of the whole trail to a new file: for the command line alone."""
    with path.open("xb") as out:
        _write(out, "Het hele logboek", None)


def _write(out: IO[bytes], what: str, chain: int | None) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as pack, snapshot():
        _lines(pack, "events.jsonl", _events(chain))
        _lines(pack, "chains.jsonl", _ends(chain))
        _lines(pack, "tips.jsonl", _tips(chain))
        pack.writestr("verify.py", Path(proof_check.__file__).read_bytes())
        moment = f"{machine_now().astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
        fields = ", ".join(f"`{name}`" for name in proof_check.FIELDS)
        pack.writestr("README.md", README.format(what=what, moment=moment, fields=fields))


def _lines(pack: ZipFile, name: str, values: Iterator[Any]) -> None:
    with pack.open(name, "w", force_zip64=True) as part:
        for value in values:
            part.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def _events(chain: int | None) -> Iterator[dict[str, Any]]:
    query = select(AuditEvent).order_by(AuditEvent.chain, AuditEvent.seq)
    if chain is not None:
        query = query.where(AuditEvent.chain == chain)
    for event in db.session.scalars(query.execution_options(yield_per=1000)):
        yield {
            "chain": event.chain, "seq": event.seq, "at": event.at.isoformat(),
            "actor_id": event.actor_id, "for_id": event.for_id, "verb": event.verb,
            "entity": event.entity, "entity_id": event.entity_id, "data": event.data,
            "mac": event.mac,
        }  # fmt: skip


def _ends(chain: int | None) -> Iterator[tips.Tip]:
    return (one for one in tips.ends() if chain in {None, one.chain})


def _tips(chain: int | None) -> Iterator[dict[str, Any]]:
    """What was written down of these chains, without the chains of other files."""
    for line in tips.kept():
        wanted = [one for one in line.tips if chain in {None, one.chain}]
        if wanted:
            yield {"at": line.at, "tips": wanted}
