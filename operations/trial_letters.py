"""Trial letters (proefbrieven): a template seen at work before it counts. Nothing is kept of them.

With the sample for whoever may see templates; with a file only for whoever may see that file, and
only what a draft of today would say.
"""

from letters import contexts, drafting, render
from letters.catalogue import CATALOGUE
from models import Complaint, LetterTemplate, Party
from operations import access, audit, correspondence, templates
from operations.transaction import open_file, transaction
from queries import cases
from rules.correspondence import BY_KIND, against
from rules.errors import NotFound, Refusal
from rules.permissions import Actor
from rules.vocabulary import Permission

NO_LETTER = "proef"
"""Stands where a letter has its number: put back as a letter, this file is refused."""


def with_sample(actor: Actor, template_id: int) -> tuple[str, bytes]:
    """This version filled in with the examples of the field card: name and bytes."""
    access.require(actor, Permission.TEMPLATE_READ)
    template = templates.existing(template_id)
    context = contexts.sample(CATALOGUE[template.kind].context_class)
    return _made(template, context, "voorbeeld")


def recipients(actor: Actor, template_id: int, complaint_id: int) -> list[tuple[int | None, str]]:
    """For whom a trial letter of this file can be made, by party; None is the file itself.

    Raises NotFound for a file that does not exist for the actor, Refusal with what keeps this
    letter from being written in it.
    """
    template, complaint = _opened(actor, template_id, complaint_id)
    parties = _parties(actor, template, complaint)
    return [
        (one.id, f"{cases.display_name(one.contact)}, {one.kind.label}") for one in parties
    ] or [(None, "het dossier zelf")]


def with_file(
    actor: Actor, template_id: int, complaint_id: int, party_id: int | None
) -> tuple[str, bytes]:
    """This version filled in for a party of a real file, as a draft would be: name and bytes.

    Raises as ``recipients`` does, and NotFound for who would not get this letter.
    """
    with transaction():
        template, complaint = _opened(actor, template_id, complaint_id)
        parties = {one.id: one for one in _parties(actor, template, complaint)}
        if party_id not in (parties or {None}):
            raise NotFound
        party = parties.get(party_id or 0)
        case = correspondence.case_for(actor, complaint, template.kind, party)
        made = _made(template, drafting.build(template.kind, case), complaint.reference)
        audit.record(
            actor, "template:previewed", complaint, template,
            kind=template.kind.value, number=template.number,
        )  # fmt: skip
        return made


def _opened(actor: Actor, template_id: int, complaint_id: int) -> tuple[LetterTemplate, Complaint]:
    access.require(actor, Permission.TEMPLATE_MANAGE)
    complaint = open_file(complaint_id)
    access.require(actor, access.READ[complaint.kind], complaint)
    return templates.existing(template_id), complaint


def _parties(actor: Actor, template: LetterTemplate, complaint: Complaint) -> list[Party]:
    """Who gets this letter, whether they have it already or not."""
    rule, facts = BY_KIND[template.kind], cases.facts(complaint, actor)
    if obstacles := against(rule, facts, actor):
        raise Refusal(*obstacles)
    wanted = {one.id for one in rule.recipients(facts)}
    return [one for one in complaint.parties if one.id in wanted]


def _made(template: LetterTemplate, context: contexts.Context, about: str) -> tuple[str, bytes]:
    properties = render.Properties(
        title=f"Proef: {template.kind.label}", reference=context.reference, letter_id=NO_LETTER
    )
    name = f"Proef {template.kind} v{template.number} {about}.docx"
    return name, render.render(templates.ready(template), context, properties)
