"""The search page: one field over everything that one may see."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request
from flask_admin import BaseView, expose

from queries import found
from queries.found import File, Found, Place
from queries.search import reference_in, words_of
from rules.vocabulary import Kind, SearchKind
from text import Unclean, clamp, clean_text
from views.base import Screen
from views.display import PLACES
from views.languages import say_later, why
from views.session import current_actor

LONGEST = 100

KINDS = (
    ("", say_later("Klachten en meldingen")),
    (Kind.FORMAL.value, say_later("Alleen klachten")),
    (Kind.REPORT.value, say_later("Alleen meldingen")),
)
OPEN = (
    ("", say_later("Open en afgesloten")),
    ("1", say_later("Alleen open")),
    ("0", say_later("Alleen afgesloten")),
)
SOURCES = {
    SearchKind.FILE: say_later("In de klacht of melding"),
    SearchKind.LOG: say_later("In notities en contacten"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks, with everything unusable taken out."""

    typed: str
    kind: str
    open: str
    number: int
    problem: str = ""

    def query(self, **changed: Any) -> str:
        """The address of the same search with something changed."""
        arguments = {"q": self.typed, "kind": self.kind, "open": self.open, "page": self.number}
        kept = {name: value for name, value in (arguments | changed).items() if value}
        return "?" + urlencode(kept)


def asked() -> Asked:
    typed, problem = request.args.get("q", ""), ""
    try:
        typed = clean_text(typed, longest=LONGEST, lines=1)
    except Unclean as error:
        problem, typed = why(error), typed[:LONGEST]
    kind, is_open = request.args.get("kind", ""), request.args.get("open", "")
    return Asked(
        typed,
        kind if kind in set(Kind) else "",
        is_open if is_open in {"0", "1"} else "",
        clamp(request.args.get("page"), most=1000),
        problem,
    )


class SearchView(Screen, BaseView):
    """Zoeken: reached from the field above every page."""

    in_menu = False

    def is_accessible(self) -> bool:
        return found.may_search(current_actor())

    @expose("/")
    def index(self) -> Any:
        wanted, actor = asked(), current_actor()
        reference = None if wanted.problem else reference_in(wanted.typed)
        if reference and (one := found.by_reference(actor, reference)):
            return redirect(f"{PLACES[one[1]]}/details/?id={one[0]}")
        words = () if wanted.problem else words_of(wanted.typed)
        page = found.find(
            actor,
            words,
            kind=Kind(wanted.kind) if wanted.kind else None,
            is_open=wanted.open == "1" if wanted.open else None,
            number=wanted.number,
        )
        return self.render(
            "admin/search.html",
            asked=wanted,
            words=words,
            page=page,
            pages=pages(page),
            kinds=KINDS,
            opens=OPEN,
            sources=SOURCES,
            file_url=file_url,
            place_url=place_url,
            S=SearchKind,
            longest=LONGEST,
        )


def pages(page: Found) -> tuple[int | None, int | None]:
    """The page before this one, and the one after it."""
    before = page.number - 1 if page.number else None
    return before, page.number + 1 if page.number < page.last else None


def file_url(file: File) -> str:
    return f"{PLACES[file.kind]}/details/?id={file.id}"


def place_url(file: File, place: Place) -> str:
    """Where the words can be read."""
    if place.letter_id:
        return f"/admin/letter/details/?id={place.letter_id}"
    if place.document_id:
        return f"{PLACES[file.kind]}/{file.id}/document/{place.document_id}"
    return file_url(file) + ("&tab=text" if place.kind is SearchKind.FILE else "")
