"""How much one request may send, known before any of it is read.

The address is matched before anything reads the form (the CSRF check does), so the limit can
depend on it. Werkzeug then counts while it reads, and writes files above 500 kB to disk.
"""

from dataclasses import dataclass

from flask import Flask, abort, request

from views.languages import say as _

MIB = 2**20
MOST_FORM = MIB
"""How much typed text one form may send, in bytes."""


@dataclass(frozen=True)
class Limit:
    """The most of one request: bytes in all, and fields and files together."""

    size: int
    parts: int


USUAL = Limit(25 * MIB, 200)
ABOVE_USUAL = {
    ("POST", "/klacht/bijlagen"): Limit(105 * MIB, 40),
    ("POST", "/admin/complaint/new/"): Limit(25 * MIB, 300),
    ("POST", "/admin/report/new/"): Limit(25 * MIB, 300),
}
"""By method and rule: ten files of 10 MB with what surrounds them; a page with rows that grow."""


def limit() -> Limit:
    """Of this request."""
    rule = request.url_rule.rule if request.url_rule else ""
    return ABOVE_USUAL.get((request.method, rule), USUAL)


def bounded() -> None:
    """What says that it is too long is refused unread; what does not say so is counted.

    Flask's limit on form memory is for multipart only: a plain form has the same. JSON is no form
    of ours, and libraries would read it, however deep it is.
    """
    if request.is_json:
        abort(400)
    most = limit()
    request.max_content_length, request.max_form_parts = most.size, most.parts
    plain = request.mimetype == "application/x-www-form-urlencoded"
    if (request.content_length or 0) > (MOST_FORM if plain else most.size):
        abort(413)


def told() -> str:
    """What to do about a request that was too large."""
    most = limit()
    return _(
        "Je kunt in één keer niet meer sturen dan %(size)s MB, en niet meer tekst dan %(text)s MB. "
        "Er is niets opgeslagen. Ga terug en kies minder of kleinere bestanden.",
        size=most.size // MIB, text=MOST_FORM // MIB,
    )  # fmt: skip


def init_app(app: Flask) -> None:
    """Before everything else that looks at a request."""
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_FORM
    app.before_request(bounded)
