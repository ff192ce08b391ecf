"""The trail on screen: all of it, that of one file, and that of one person."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from flask import Response, abort
from flask_admin import expose
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from werkzeug.datastructures import MultiDict

from models import AuditEvent, Complaint, User, db
from operations import proof
from queries import complaints, listing, users, within
from queries import trail as reading
from rules.permissions import Actor
from rules.vocabulary import Permission, TrailKind
from rules.wording import capital
from text import clamp
from views import downloads, trail
from views.arguments import Arguments
from views.base import PanelView, Tab, column
from views.display import place
from views.filters import ChoiceFilter, DateFilter, EntityFilter
from views.languages import say
from views.session import current_actor


class SubjectFilter(ChoiceFilter):
    """What an event is about: the part of its verb before the colon."""

    def choices(self) -> list[tuple[str, str]]:
        return list(trail.SUBJECTS.items())

    def condition(self, how: str, value: str) -> ColumnElement[bool]:
        # A range, so that the index on the verb serves: ";" is the character after ":".
        return AuditEvent.verb.between(f"{value}:", f"{value};")


Actors = aliased(User)


class AuditView(PanelView):
    title, one_title = "Logboek", "regel"
    intro = "Wie wat deed, en wanneer. Het logboek verandert niet; een controle ziet elke ingreep."
    to_read = to_export = Permission.AUDIT_READ
    order = ((AuditEvent.id, True),)
    columns = (
        column("at", "Moment", AuditEvent.at, sort=AuditEvent.id),
        column(
            "actor", "Wie", Actors.name, AuditEvent.actor_id, users.stood_in_for(),
            via=(Actors, Actors.id == AuditEvent.actor_id), show=trail.who,
        ),
        column("verb", "Wat", AuditEvent.verb, show=trail.what, sort=None),
        column("entity", "Waarvan", AuditEvent.chain, AuditEvent.entity, AuditEvent.entity_id,
               show=trail.of_what),
        column("data", "Bijzonderheden", AuditEvent.data, show=trail.particulars, sort=None),
    )  # fmt: skip
    details = (
        *columns,
        column("seq", "Nummer in de keten", AuditEvent.seq, sort=None),
        column("mac", "Zegel", AuditEvent.mac, sort=None),
    )
    filters = (
        SubjectFilter("subject", "Onderwerp", AuditEvent.verb),
        EntityFilter("actor", "Wie", AuditEvent.actor_id, users.everyone),
        DateFilter("day", "Dag", AuditEvent.at),
    )

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.trail(actor)

    details_template = "admin/audit/details.html"

    def title_of(self, record: AuditEvent) -> str:
        return say("Logboekregel %(chain)s-%(seq)s", chain=record.chain, seq=record.seq)

    def details_context(self, record: AuditEvent) -> dict[str, Any]:
        return {"person": record.actor_id and users.name_of(record.actor_id)}

    # --- of one file, of one person ---

    def kept(self, given: MultiDict[str, str]) -> Mapping[str, Any]:
        kind = given.get("kind", "")
        return {"kept": {"kind": kind}} if kind in set(TrailKind) else {}

    def story(self, title: str, condition: ColumnElement[bool], **context: Any) -> Any:
        """The events of one thing: counted per person or file, and one by one."""
        asked, columns = self.arguments(), self.columns
        kind = asked.kept.get("kind")
        found = self.listing(asked)
        where = (*found.where, condition, *([reading.act_kind == kind] if kind else []))
        page = listing.page(
            replace(found, where=where, asked=None), columns, asked.number, asked.size
        )
        return self.render(
            "admin/audit/story.html", title=title, page=page, asked=asked, columns=columns,
            rows=self.rows(columns, page.rows), kinds=list(TrailKind), tabs=kind_tabs(asked),
            most=reading.MOST,
            **context,
        )  # fmt: skip

    @expose("/file/<int:key>/")
    def of_file(self, key: int) -> Any:
        """Who saw, changed, sent and took along what in one file, and who was refused."""
        actor, key = current_actor(), the_one(key)
        condition = reading.of_file(key)
        counted = reading.by_person(self.visible(actor), condition)
        if not counted:
            abort(404)
        complaint = db.session.get(Complaint, key)
        reference = complaint.reference if complaint else str(key)
        seen = complaints.get(actor, key)
        return self.story(
            say("Logboek van %(reference)s", reference=reference), condition, counted=counted,
            others="person", proof=f"{self.url}/file/{key}/proof.zip",
            about=f"{place(seen)}/details/?id={key}" if seen else "",
        )  # fmt: skip

    @expose("/file/<int:key>/proof.zip")
    def proof_file(self, key: int) -> Response:
        """The trail of one file to take away, with what it takes to verify it elsewhere."""
        out = BytesIO()
        name = proof.of_file(current_actor(), the_one(key), out)
        return downloads.attachment(out.getvalue(), name, "application/zip")

    @expose("/person/<int:key>/")
    def of_person(self, key: int) -> Any:
        """What one person saw, changed, sent and took along, and what was refused."""
        actor, key = current_actor(), the_one(key)
        name = users.name_of(key)
        if name is None:
            abort(404)
        condition = reading.of_person(key)
        return self.story(
            say("Logboek van %(name)s", name=name), condition,
            counted=reading.by_file(self.visible(actor), condition), others="file", proof="",
            about=f"/admin/user/details/?id={key}" if actor.may(Permission.USER_READ) else "",
        )  # fmt: skip


def the_one(key: int) -> int:
    """The key of an address, or 404: nothing has the number 0, nor one that fits in no column."""
    return clamp(str(key), least=0, default=0) or abort(404)


def kind_tabs(asked: Arguments) -> list[Tab]:
    """Everything, and each kind apart."""
    chosen = asked.kept.get("kind")
    every = Tab("Alles", asked.query(kind=None, page=None), None, chosen is None)
    return [
        every,
        *(
            Tab(capital(one.label), asked.query(kind=one.value, page=None), None, chosen == one)
            for one in TrailKind
        ),
    ]
