"""Word templates: proposed by one person, activated from a day on by another, kept for good."""

from datetime import date

from sqlalchemy import func, select

from letters import checker
from letters.catalogue import CATALOGUE
from letters.checker import Finding
from letters.render import CompiledTemplate, compile_template, compiled
from models import LetterTemplate, db
from operations import access, audit, documents, outbox
from operations.clock import now
from operations.transaction import claim, transaction
from queries import templates, users
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.separation import activator_is_not_proposer
from rules.vocabulary import DutyMail, LetterKind, Permission, TemplateState
from rules.wording import told
from text import SLASHES, file_name


class Unfit(Exception):
    """This file cannot be the template: each thing to repair, in its sentence."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(" ".join(one.message for one in findings))


def install(actor: Actor) -> None:
    """Take up the templates that come with the panel, for the kinds that have none yet."""
    with transaction():
        known = set(db.session.scalars(select(LetterTemplate.kind)))
        for kind, definition in CATALOGUE.items():
            if kind in known:
                continue
            data = definition.path.read_bytes()
            compile_template(data)
            template = LetterTemplate(
                kind=kind,
                number=1,
                state=TemplateState.ACTIVATED,
                sha256=documents.put(data),
                file_name=definition.template,
                recorded_at=now(),
                decided_at=now(),
                valid_from=actor.today,
            )
            db.session.add(template)
            db.session.flush()
            audit.record(actor, "template:installed", entity=template, kind=kind.value)


def current(kind: LetterKind, today: date) -> LetterTemplate:
    """The version in force for this kind. Raises Refusal when there is none."""
    template = templates.current(kind, today)
    if template is None:
        raise Refusal(told("Er is geen sjabloon voor “%(letter)s”.", letter=kind))
    return template


def ready(template: LetterTemplate) -> CompiledTemplate:
    """The template compiled once per version; only the bytes that were checked are used."""
    return compiled(template.sha256, lambda: documents.read(template.sha256))


def propose(actor: Actor, kind: LetterKind, name: str, data: bytes) -> int:
    """Offer a Word file as the next version for this kind. Returns the id of the proposal.

    Raises Unfit with the report; then nothing is kept but the line in the trail.
    """
    access.require(actor, Permission.TEMPLATE_MANAGE)
    # Slow, so before the lock.
    _require_fit(actor, kind, data, _name_findings(name))
    with transaction():
        access.require(actor, Permission.TEMPLATE_MANAGE)
        return _propose(actor, kind, documents.put(data), file_name(name))


def propose_again(actor: Actor, template_id: int) -> int:
    """Offer an older version once more, to go back to it. Returns the id of the proposal.

    Raises Unfit when the panel now asks more of this letter than that version says.
    """
    access.require(actor, Permission.TEMPLATE_MANAGE)
    older = existing(template_id)
    kind, sha256, name = older.kind, older.sha256, older.file_name
    _require_fit(actor, kind, documents.read(sha256))
    with transaction():
        access.require(actor, Permission.TEMPLATE_MANAGE)
        return _propose(actor, kind, sha256, name)


def _propose(actor: Actor, kind: LetterKind, sha256: str, name: str) -> int:
    of_kind = LetterTemplate.kind == kind
    # Locked, so that of two at once the second takes the next number.
    db.session.scalars(select(LetterTemplate.id).where(of_kind).with_for_update()).all()
    in_force = current(kind, actor.today)
    if in_force.sha256 == sha256:
        raise Refusal(
            told("Dit bestand is gelijk aan versie %(n)s, die nu geldt.", n=in_force.number)
        )
    same = select(LetterTemplate.number).where(
        of_kind,
        LetterTemplate.sha256 == sha256,
        LetterTemplate.state == TemplateState.PROPOSED,
    )
    if number := db.session.scalar(same):
        raise Refusal(told("Dit bestand is al voorgesteld, als versie %(n)s.", n=number))
    last = db.session.scalar(select(func.max(LetterTemplate.number)).where(of_kind)) or 0
    template = LetterTemplate(
        kind=kind,
        number=last + 1,
        sha256=sha256,
        file_name=name,
        recorded_at=now(),
        recorded_by_id=actor.user_id,
    )
    db.session.add(template)
    db.session.flush()
    audit.record(
        actor, "template:proposed", entity=template,
        kind=kind.value, number=template.number, sha256=sha256,
    )  # fmt: skip
    _tell_seconds(actor, template)
    return template.id


def _tell_seconds(actor: Actor, template: LetterTemplate) -> None:
    """It waits for a second person (SOD12), so whoever that can be is told."""
    for user in users.template_managers():
        if user.id != actor.user_id and user.duty_mail is not DutyMail.NONE:
            outbox.post(
                key=f"template-proposed:{template.id}:{user.id}",
                recipient=user.email,
                subject=f"Sjabloon {template.kind}: versie {template.number} wacht op jou",
                body=PROPOSED.format(label=template.kind.label, number=template.number),
                user_id=user.id,
            )


PROPOSED = """Voor de brief “{label}” is versie {number} van het sjabloon voorgesteld.

Zij geldt pas als een ander haar bekijkt en activeert. Dat kan in het paneel, onder Sjablonen.
"""
REJECTED = """Versie {number} van het sjabloon voor “{label}”, die je voorstelde, is afgewezen.

Waarom, staat in het paneel bij die versie, onder Sjablonen.
"""


def _name_findings(name: str) -> list[Finding]:
    """What is wrong with the name of the file itself."""
    if not name.isprintable() or any(ord(one) in SLASHES for one in name):
        return [
            Finding(
                "",
                told("De naam van dit bestand bevat een pad of een onzichtbaar teken."),
                told("Geef het een gewone naam, zoals %(name)s.", name=file_name(name)),
            )
        ]
    if not name.casefold().endswith(".docx"):
        return [
            Finding(
                "",
                told("Dit is geen Word-document (.docx)."),
                told("Sla het in Word op als .docx."),
            )
        ]
    return []


def _require_fit(
    actor: Actor, kind: LetterKind, data: bytes, found: list[Finding] | None = None
) -> None:
    """Raise Unfit with all that must change. The trail tells that, and nothing of the contents."""
    findings = found or checker.report(data, kind)
    if not findings:
        return
    with transaction():
        audit.record(actor, "template:refused", kind=kind.value, count=len(findings))
    raise Unfit(findings)


def activate(actor: Actor, template_id: int, version: int, valid_from: date) -> None:
    """Let new letters be made from this version from a day on. Letters that were made keep theirs.

    Raises Refusal for whoever proposed it, Unfit when the panel meanwhile asks more.
    """
    access.require(actor, Permission.TEMPLATE_MANAGE)
    proposed = existing(template_id)
    _require_fit(actor, proposed.kind, documents.read(proposed.sha256))
    with transaction():
        template = _claim(actor, template_id, version)
        if obstacle := activator_is_not_proposer(actor.user_id, template.recorded_by_id):
            raise Refusal(obstacle)
        if valid_from < actor.today:
            raise Invalid(valid_from="Kies vandaag of een latere dag.")
        template.state, template.valid_from = TemplateState.ACTIVATED, valid_from
        _decide(actor, template)
        audit.record(
            actor, "template:activated", entity=template,
            kind=template.kind.value, number=template.number, valid_from=valid_from,
        )  # fmt: skip


def turn_down(actor: Actor, template_id: int, version: int, reason: str = "") -> None:
    """Leave a proposal unused: withdrawn by whoever made it, or rejected by another.

    Rejecting needs a reason, which stays with the version for whoever proposed it.
    """
    with transaction():
        template = _claim(actor, template_id, version)
        own = template.recorded_by_id == actor.user_id
        if not own and not reason.strip():
            raise Invalid(reason="Zeg waarom. Wie het voorstelde, leest dat bij de versie.")
        template.state = TemplateState.WITHDRAWN if own else TemplateState.REJECTED
        template.reason = "" if own else reason.strip()
        _decide(actor, template)
        audit.record(
            actor, "template:revoked" if own else "template:rejected", entity=template,
            kind=template.kind.value, number=template.number,
        )  # fmt: skip
        proposer = template.recorded_by
        if not own and proposer and proposer.active and proposer.duty_mail is not DutyMail.NONE:
            outbox.post(
                key=f"template-rejected:{template.id}",
                recipient=proposer.email,
                subject=f"Sjabloon {template.kind}: versie {template.number} is afgewezen",
                body=REJECTED.format(label=template.kind.label, number=template.number),
                user_id=proposer.id,
            )


def _decide(actor: Actor, template: LetterTemplate) -> None:
    template.decided_at, template.decided_by_id = now(), actor.user_id


def _claim(actor: Actor, template_id: int, version: int) -> LetterTemplate:
    access.require(actor, Permission.TEMPLATE_MANAGE)
    template = claim(existing(template_id), version)
    if template.state is not TemplateState.PROPOSED:
        raise Refusal(told("Over deze versie is al beslist: %(state)s.", state=template.state))
    return template


def existing(template_id: int) -> LetterTemplate:
    """The version with this id, or NotFound."""
    template = db.session.get(LetterTemplate, template_id)
    if template is None:
        raise NotFound
    return template


def open_version(actor: Actor, template_id: int) -> tuple[str, bytes]:
    """One version to download, whatever became of it: its name and bytes."""
    access.require(actor, Permission.TEMPLATE_READ)
    template = existing(template_id)
    return f"{template.kind} sjabloon v{template.number}.docx", documents.read(template.sha256)
