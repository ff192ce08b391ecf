"""The ways out of the letter page to a word processor, and back from it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Response, abort, current_app, flash, redirect, request
from flask_admin import expose

from operations import documents, editing
from rules.permissions import Actor
from rules.wording import Dutch
from views import downloads
from views.in_file import MadeInFile
from views.session import current_actor

PROGRAMS = {
    "word": ("Word", "ms-word:ofe|u|"),
    "libreoffice": ("LibreOffice", "vnd.libreoffice.command:ofe|u|"),
}
"""What a program is called, and how its links begin; "ofe" is open for editing."""


class EditingRoutes(MadeInFile):
    """Opening in a word processor, taking along, taking over."""

    @expose("/<int:key>/open/<any(word,libreoffice):program>", ("POST",))
    def open(self, key: int, program: str) -> Any:
        """No redirect: the address is shown once, in a link that only the program follows."""
        if self.get_one(key) is None:
            abort(404)
        token = editing.open_letter(current_actor(), key)
        letter = self.get_one(key)
        name, scheme = PROGRAMS[program]
        return self.render(
            "letter/open.html", model=letter, complaint=letter.complaint, program=name,
            link=f"{scheme}{address(token, editing.file_name(letter))}",
        )  # fmt: skip

    @expose("/<int:key>/checkout", ("POST",))
    def checkout(self, key: int) -> Response:
        """Download to edit: whoever opens the letter now, sees that it was taken along."""
        if self.get_one(key) is None:
            abort(404)
        name, data = editing.check_out(current_actor(), key)
        return downloads.attachment(data, name, documents.WORD)

    @expose("/<int:key>/<any(checkin,takeover):act>", ("POST",))
    def freed(self, key: int, act: str) -> Any:
        if self.get_one(key) is None:
            abort(404)
        call, said = FREEING[act]
        call(current_actor(), key)
        flash(said, "success")
        return redirect(self.get_url(".details_view", id=key))


FREEING: dict[str, tuple[Callable[[Actor, int], None], Dutch]] = {
    "checkin": (editing.check_in, "De brief is niet meer uitgecheckt."),
    "takeover": (editing.take_over, "De brief is vrij: je kunt hem nu openen."),
}
"""Operation, and what is said when it worked."""


def address(token: str, name: str) -> str:
    """Where a word processor finds the letter."""
    https = current_app.extensions["wederhoor"].https
    scheme = "https" if https else request.scheme
    return f"{scheme}://{request.host}/dav/{token}/{quote(name)}"
