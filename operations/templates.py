"""Word templates: the versions that letters are made from."""

from sqlalchemy import func, select

from letters.catalogue import CATALOGUE
from letters.render import CompiledTemplate, compile_template, compiled
from models import LetterTemplate, db
from operations import audit, documents
from operations.clock import now
from operations.transaction import transaction
from rules.errors import Refusal
from rules.permissions import Actor
from rules.vocabulary import LetterKind


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
                sha256=documents.put(data),
                file_name=definition.template,
                valid_from=actor.today,
                recorded_at=now(),
            )
            db.session.add(template)
            db.session.flush()
            audit.record(actor, "template:installed", entity=template, kind=kind.value)


def current(kind: LetterKind) -> LetterTemplate:
    """The newest version of the template for this kind. Raises Refusal when there is none."""
    newest = (
        select(func.max(LetterTemplate.number)).where(LetterTemplate.kind == kind).scalar_subquery()
    )
    template = db.session.scalar(
        select(LetterTemplate).where(LetterTemplate.kind == kind, LetterTemplate.number == newest)
    )
    if template is None:
        raise Refusal(f"Er is geen sjabloon voor “{kind.label}”.")
    return template


def ready(template: LetterTemplate) -> CompiledTemplate:
    """The template compiled once per version; only the bytes that were checked are used."""
    return compiled(template.sha256, lambda: documents.read(template.sha256))
