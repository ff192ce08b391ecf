"""Giving many files to someone at once: tick, look at what would change, and then do it.

Each file is an act of its own, with its own line in the trail: what is refused, changes nothing
in the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response, request
from flask_admin import expose

from operations import accounts, handover
from queries import complaints, users
from rules.errors import NotFound, NotPermitted, Refusal
from rules.permissions import Actor
from rules.vocabulary import Kind
from text import clamp
from views import progress
from views.display import PLACES, place
from views.languages import say
from views.session import current_actor

RELEASE = "release"


class Bulk:
    """What lists of files have beside their rows."""

    kinds: tuple[Kind, ...] = (Kind.FORMAL,)
    """Of which files the list is."""

    if TYPE_CHECKING:  # what a list has of its own
        url: str
        title: str

        def render(self, template: str, **context: Any) -> str: ...
        def return_url(self, default: str | None = None) -> str: ...

    def bulk_acts(self) -> Sequence[tuple[str, str]] | None:
        """What can be chosen for the ticked rows, or None for whoever may not."""
        if not handover.acts_for(current_actor(), self.kinds):
            return None
        people = users.assignable(tuple(handover.HANDLES[kind] for kind in self.kinds))
        give = [(str(key), say("Geven aan %(name)s", name=name)) for key, name in people]
        return [*give, (RELEASE, say("Zonder behandelaar zetten"))]

    @expose("/bulk/", methods=("POST",))
    def bulk_view(self) -> Any:
        """What would happen to the ticked files; and, with the button of that page, it happens."""
        actor = current_actor()
        if not handover.acts_for(actor, self.kinds):
            raise NotPermitted("Je rol geeft je niet het recht om een behandelaar aan te wijzen.")
        chosen = Chosen.of(request.form.get("act", ""))
        ticked = [Ticked.of(one) for one in request.form.getlist("files")[: handover.MOST]]
        files = [one for one in dict.fromkeys(ticked) if one.key]
        back = self.return_url()
        if chosen is not None and files and "confirm" in request.form:
            return self._streamed(actor, chosen, files, back)
        if chosen is None or not files:
            page = self.render("complaint/bulk.html", chosen=chosen, outlook=(), back=back)
            return page, 422
        outlook = handover.outlook(actor, [one.key for one in files], chosen.user_id)
        return self.render(
            "complaint/bulk.html",
            chosen=chosen,
            name=users.name_of(chosen.user_id) if chosen.user_id else "",
            outlook=outlook,
            ready=[one.complaint for one in outlook if one.obstacle is None],
            skipped=[one for one in outlook if one.obstacle is not None],
            unseen=len(files) - len(outlook),
            formal=any(one.obstacle is None and one.complaint.kind is Kind.FORMAL
                       for one in outlook),
            back=back,
            places=PLACES,
        )  # fmt: skip

    def _streamed(
        self, actor: Actor, chosen: "Chosen", files: Sequence["Ticked"], back: str
    ) -> Response:
        page = self.render("complaint/bulk_done.html", back=back, here=progress.HERE)
        links = ((say("Terug naar de lijst"), back),)
        return progress.streamed(page, _doing(actor, chosen, files, links), links)


@dataclass(frozen=True)
class Chosen:
    """What is to happen: give to this user, or to nobody."""

    user_id: int | None

    @classmethod
    def of(cls, word: str) -> "Chosen | None":
        if word == RELEASE:
            return cls(None)
        return cls(clamp(word)) if clamp(word) else None

    @property
    def word(self) -> str:
        return RELEASE if self.user_id is None else str(self.user_id)


@dataclass(frozen=True)
class Ticked:
    """One file, and the version that the page showed: ``12:5``."""

    key: int
    version: int

    @classmethod
    def of(cls, word: str) -> "Ticked":
        key, _, version = word.partition(":")
        return cls(clamp(key), clamp(version, least=-1, default=-1))


def _doing(
    actor: Actor, chosen: Chosen, files: Sequence[Ticked], links: progress.Links
) -> progress.Work[progress.Result]:
    """One act after another: each is refused or done as if it were alone."""
    done, most = 0, len(files)
    yield progress.Progress(0, most)
    for number, one in enumerate(files, 1):
        line = _do(actor, chosen, one)
        done += not line.failed
        yield progress.Progress(number, most, (line,))
    words = say("Gewijzigd: %(done)s van %(most)s dossiers.", done=done, most=most)
    if done < most:
        words += " " + say("Bij elk ander dossier staat waarom het is overgeslagen.")
    return progress.Result(words, "green" if done == most else "amber", links)


REFUSED: dict[type[Exception], int] = {Refusal: 409, NotPermitted: 403, NotFound: 404}
"""What is written down, as when someone does it in one file."""


def _do(actor: Actor, chosen: Chosen, one: Ticked) -> progress.Line:
    try:
        if chosen.user_id is None:
            handover.release(actor, one.key, one.version)
        else:
            handover.assign(actor, one.key, one.version, chosen.user_id, stated=True)
    except Exception as error:
        why = progress.why(error)
        if status := REFUSED.get(type(error)):
            accounts.refused(actor, f"POST bulk {status}", one.key)
        about, _ = _about(actor, one)
        return progress.Line(say("%(file)s: overgeslagen. %(why)s", file=about, why=why),
                             failed=True)  # fmt: skip
    about, address = _about(actor, one)
    return progress.Line(about, address)


def _about(actor: Actor, one: Ticked) -> tuple[str, str]:
    """A file that does not exist for the actor is not named."""
    found = complaints.get(actor, one.key)
    if found is None:
        return say("Een dossier"), ""
    return f"{found.reference}, {found.subject}", f"{place(found)}/details/?id={found.id}"
