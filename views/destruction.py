"""Vernietiging: which files may go, lists that wait for a second person, and certificates."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from sqlalchemy import ColumnElement

from files.inspection import WORD
from letters import plain
from models import Complaint, Destruction, DestructionItem
from operations import access, destruction
from operations.exports import exported
from queries import retention, within
from rules.permissions import Actor
from rules.retention import PUT_OFF_BY, RetentionRule, stored_rule
from rules.vocabulary import DestructionState, Permission, PutOff
from rules.wording import Dutch, capital, told
from text import clamp
from views import forms
from views.base import PanelView, Problem
from views.display import PLACES, shown
from views.downloads import attachment
from views.languages import say, say_later
from views.roles import AnswerForm
from views.session import current_actor

COUNTED: tuple[tuple[Dutch, tuple[str, ...]], ...] = (
    ("documenten", ("document",)),
    ("brieven", ("letter",)),
    ("versies van brieven", ("letter_version",)),
    ("partijen in dossiers", ("party",)),
    ("personen", ("contact",)),
    ("verslagen en adviezen", ("hearing", "advice")),
    ("notities en contactmomenten", ("note", "contact_moment")),
    ("berichten van de codepagina", ("submission",)),
    ("e-mails", ("mail",)),
    ("teksten in de zoekindex", ("search_text",)),
)
"""What a certificate counts, and of which tables; the rest is one sum."""
OTHER: Dutch = "andere regels"


class ProposalForm(forms.PanelForm):
    reason = forms.TextArea(
        say_later("Toelichting voor wie goedkeurt"),
        rows=2,
        longest=2000,
        help=say_later("Noem geen namen: deze toelichting blijft bij de lijst."),
    )


class DestructionView(PanelView):
    title, one_title = "Vernietiging", "vernietigingslijst"
    to_read = Permission.DESTRUCTION_READ
    to_create = Permission.DESTRUCTION_PROPOSE
    form = ProposalForm
    list_template = "admin/destruction/list.html"
    create_template = "admin/destruction/new.html"
    details_template = "admin/destruction/details.html"

    def visible(self, actor: Actor) -> ColumnElement[bool]:
        return within.all_or_none(actor, Permission.DESTRUCTION_READ)

    # --- reading ---

    @expose("/")
    def index_view(self) -> Any:
        actor = current_actor()
        candidates = retention.candidates(actor)
        return self.render(
            self.list_template,
            ready=[one for one in candidates if not one.put_off][: retention.MOST],
            waiting=[one for one in candidates if one.put_off][: retention.MOST],
            holds=retention.holds(actor),
            lists=retention.lists(actor),
            colours=COLOURS,
            **WORDS,
        )

    def one_list(self, key: int) -> Destruction:
        return retention.one_list(current_actor(), key) or abort(404)

    @expose("/details/")
    def details_view(self) -> Any:
        return self.page(clamp(request.args.get("id"), least=0, default=0), AnswerForm())

    def page(self, key: int, form: forms.PanelForm, problem: Problem | None = None) -> Any:
        """One list: each file, why now, and what this actor can do about it."""
        found, actor = self.one_list(key), current_actor()
        page = self.render(
            self.details_template,
            model=found,
            seen=seen(found),
            own=found.recorded_by_id in actor.persons,
            may=lambda act: actor.may(Permission(f"destruction:{act}")),
            form=form,
            problem=problem,
            problems=form.problems() if problem else [],
            colours=COLOURS,
            **WORDS,
        )
        return page if problem is None else (page, problem.status)

    # --- proposing ---

    def _form_page(
        self, template: str, form: forms.PanelForm, problem: Problem | None, record: Any = None
    ) -> Any:
        found = [one for one in retention.candidates(current_actor()) if not one.put_off]
        ticked = ticks() if request.method == "POST" else [one.complaint.id for one in found]
        page = self.render(
            template,
            form=form,
            ready=found[: retention.MOST],
            more=len(found) - retention.MOST,
            ticked=ticked,
            problem=problem,
            problems=form.problems() if problem else [],
            **WORDS,
        )
        return page if problem is None else (page, problem.status)

    def create_model(self, form: forms.PanelForm) -> int:
        return destruction.propose(current_actor(), ticks(), form.cleaned()["reason"] or "")

    def after_saving(self, key: Any) -> str:
        return f"{self.url}/details/?id={key}"

    # --- deciding ---

    @expose(f"/<int:key>/<any({','.join(('approve', 'turn_down', 'carry_on'))}):act>", ("POST",))
    def decide(self, key: int, act: str) -> Any:
        self.one_list(key)
        form, actor, version = AnswerForm(request.form), current_actor(), self.version()
        acts: dict[str, Callable[[], None]] = {
            "approve": lambda: destruction.approve(actor, key, version),
            "carry_on": lambda: destruction.carry_on(actor, key),
            "turn_down": lambda: destruction.turn_down(actor, key, version, form.answer.data or ""),
        }
        _, problem = self.save(form, acts[act])
        if problem is None:
            flash(str(SAID[act]), "success")
            return redirect(f"{self.url}/details/?id={key}")
        return self.page(key, form, problem)

    def changes(self, form: forms.PanelForm, key: int | None) -> list[tuple[str, str, str]]:
        return [(say("Deze lijst"), say("over beslist door een ander"), "")]

    # --- the certificate ---

    @expose("/<int:key>/certificate/")
    def certificate(self, key: int) -> Any:
        """The certificate of destruction, to print."""
        found = self.carried_out(key)
        return self.render(
            "admin/destruction/certificate.html",
            model=found,
            gone=gone(found),
            left=left(found),
            seen=seen(found),
            counts=counts(found),
            rules=rules(found),
            **WORDS,
        )

    @expose("/<int:key>/certificate.docx")
    def certificate_file(self, key: int) -> Response:
        """The same as a Word file; the trail keeps who fetched it."""
        found = self.carried_out(key)
        name = f"Verklaring van vernietiging {found.number}"
        data = plain.document(name, parts(found, seen(found)))
        exported(current_actor(), "destruction", "docx", len(found.items))
        return attachment(data, f"{name}.docx", WORD)

    def carried_out(self, key: int) -> Destruction:
        access.require(current_actor(), Permission.DESTRUCTION_READ)
        found = self.one_list(key)
        return found if found.state is DestructionState.DONE else abort(404)


def ticks() -> list[int]:
    """The files that were ticked; what is no file, is one that does not exist."""
    keys = (clamp(one, least=-1, default=-1) for one in request.form.getlist("files"))
    return list(dict.fromkeys(keys))


def seen(found: Destruction) -> dict[int, Complaint]:
    """The files of a list that are there for whoever is signed in (SOD1)."""
    return retention.seen(current_actor(), [one.complaint_id for one in found.items])


def left(found: Destruction) -> list[DestructionItem]:
    return [one for one in found.items if one.destroyed_at is None]


def gone(found: Destruction) -> list[DestructionItem]:
    return [one for one in found.items if one.destroyed_at is not None]


def counts(found: Destruction) -> list[tuple[Dutch, int]]:
    """How much was destroyed, in the words of a certificate."""
    total = destruction.overview(found.items)
    named = {table for _, tables in COUNTED for table in tables}
    rest = sum(count for table, count in total.items() if table not in named)
    lines = [(words, sum(total.get(table, 0) for table in tables)) for words, tables in COUNTED]
    return [*lines, (OTHER, rest)]


def rules(found: Destruction) -> list[RetentionRule]:
    """By which rules the files of a list went, each once."""
    return [stored_rule(code) for code in dict.fromkeys(one.rule for one in gone(found))]


def reasons(item: DestructionItem) -> list[PutOff]:
    return [PutOff(one) for one in item.put_off]


def parts(found: Destruction, known: Collection[int]) -> Sequence[str | plain.Table]:
    """What the Word file says. A certificate is Dutch, as a letter is."""
    people = [one.name if one else "onbekend" for one in (found.recorded_by, found.decided_by)]
    table = [
        ("Kenmerk", "Soort", "Ontvangen", "Geëindigd", "Bewaard tot en met", "Regel", "Vernietigd"),
        *(
            (
                one.reference, one.kind.label, shown(one.received_on), shown(one.ended_on),
                shown(one.kept_until), stored_rule(one.rule).words, shown(one.destroyed_at),
            )
            for one in gone(found)
        ),
    ]  # fmt: skip
    made: list[str | plain.Table] = [
        f"Lijst {found.number}. Uitgevoerd op {shown(found.done_at)}.",
        f"Voorgesteld door {people[0]} op {shown(found.recorded_at)}.",
        f"Goedgekeurd door {people[1]} op {shown(found.decided_at)}.",
        str(told(MANNER)),
        table,
        [("Vernietigd", "Aantal"), *((capital(words), str(n)) for words, n in counts(found))],
    ]
    made += [
        f"{capital(one.words)}, voor wat eindigde vanaf {shown(one.valid_from)}. {one.basis}."
        for one in rules(found)
    ]
    if stayed := left(found):
        made += [
            "Deze dossiers bleven staan:",
            [
                ("Kenmerk", "Waarom"),
                *(
                    (
                        one.reference if one.complaint_id in known else "–",
                        "; ".join(why.label for why in reasons(one)),
                    )
                    for one in stayed
                ),
            ],
        ]
    return made


MANNER: Dutch = (
    "De teksten, partijen, brieven, documenten en alle versies zijn uit de database en van de "
    "schijf gewist, met wat de zoekfunctie en de uitgaande e-mail ervan hadden. Per dossier blijft "
    "één regel zonder persoon, voor de cijfers. In het logboek staan geen namen; het blijft."
)
"""In which way it was done."""

SAID = {
    "approve": say_later("Goedgekeurd en uitgevoerd. Hieronder staat wat er van elk dossier werd."),
    "carry_on": say_later("De lijst is afgemaakt."),
    "turn_down": say_later("Er wordt niets van deze lijst vernietigd."),
}
COLOURS = {
    DestructionState.PROPOSED: "amber",
    DestructionState.APPROVED: "amber",
    DestructionState.DONE: "green",
    DestructionState.REJECTED: "red",
    DestructionState.WITHDRAWN: "",
}
WORDS: dict[str, Any] = {
    "places": PLACES,
    "rule_of": stored_rule,
    "reasons": reasons,
    "basis_of": PUT_OFF_BY,
    "manner": MANNER,
    "people": lambda one: one.name if one else say("onbekend"),
}
"""What the templates of these pages ask."""
