"""The code page (codepagina): a party follows its file, and sends something, without an account.

A session of its own stands beside the sign-in of staff. A code never stays in an address: what
comes with one is taken out before anything can write it down.
"""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import CSRFError

from models import Party, Submission
from operations import code_sessions, placements, submissions
from operations.clock import today
from operations.submissions import Sent
from queries import portal as reading
from rules.errors import Refusal
from rules.law import awb
from rules.submissions import RULES, possible
from rules.vocabulary import (
    INQUIRY,
    HearingForm,
    Kind,
    Side,
    SubmissionChoice,
    SubmissionKind,
)
from text import clamp
from views import downloads, forms, languages
from views.languages import say as _
from views.portal_forms import FORMS, CodeForm
from views.portal_words import ASKS, CHOICES, HOW, PHASES, letter, why

PLACE = "/mijn-klacht"
portal = Blueprint("portal", __name__, url_prefix=PLACE)

PATHS = {
    "aanvullen": SubmissionKind.SUPPLEMENT,
    "gesprek": SubmissionKind.HEARING,
    "reageren": SubmissionKind.REACTION,
    "uitstel": SubmissionKind.EXTENSION,
    "tevreden": SubmissionKind.SATISFIED,
    "intrekken": SubmissionKind.WITHDRAWAL,
}
PATH_OF = {kind: path for path, kind in PATHS.items()}
LINK = re.compile(rf"{PLACE}/(?!dossier(?:/|$))([^/]+)/?")


class Masked:
    """Takes the code out of the address of a personal link: no log, trace or page sees it."""

    KEY = "wederhoor.code"

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ.pop(self.KEY, None)
        if found := LINK.fullmatch(environ.get("PATH_INFO", "")):
            environ[self.KEY] = found[1].encode("latin-1", "replace").decode("utf-8", "replace")
            environ |= dict.fromkeys(("PATH_INFO", "RAW_URI", "REQUEST_URI"), f"{PLACE}/-")
        answer: Iterable[bytes] = self.app(environ, start_response)
        return answer


def cookie() -> str:
    return "__Host-mijn-klacht" if request.is_secure else "mijn-klacht"


# --- in and out -----------------------------------------------------------------------------

TOO_OFTEN, WRONG, GONE, LEFT = "vaak", "fout", "weg", "klaar"
"""What the door says to whoever is sent back to it."""


@portal.route("", methods=("GET", "POST"), strict_slashes=False)
def door() -> Any:
    """One question: the code."""
    form = CodeForm(request.form if request.method == "POST" else None)
    said = request.args.get("melding", "")
    if request.method == "POST":
        if not form.validate():
            return show_door(form), 400
        key, said = opened(form.cleaned()["code"])
        if key:
            return let_in(key, _resumed(key) if carried() else None)
    status = {TOO_OFTEN: 429, WRONG: 400}.get(said, 200) if request.method == "POST" else 200
    return show_door(form, said), status


@portal.get("/-")
def link() -> Any:
    """A personal link: the code goes into a session, and out of the address at once."""
    key, said = opened(request.environ.get(Masked.KEY, ""))
    response = let_in(key) if key else redirect(url_for(".door", melding=said))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def opened(typed: str) -> tuple[str, str]:
    """The key of a session, or what the door says; the same for every code that does not work."""
    try:
        key = code_sessions.enter(typed, request.remote_addr or "")
    except code_sessions.TooOften:
        return "", TOO_OFTEN
    return (key, "") if key else ("", WRONG)


def let_in(key: str, page: str | None = None) -> Any:
    if old := request.cookies.get(cookie()):
        code_sessions.leave(old)
    response = redirect(url_for(".file"), 303) if page is None else make_response(page)
    response.set_cookie(
        cookie(), key, path="/", httponly=True, secure=request.is_secure, samesite="Lax"
    )
    return response


def show_door(form: forms.PanelForm, said: str = "") -> str:
    wrong = form.problems()
    return render_template(
        "public/mijn/door.html", form=form, said=said, problems=wrong, carried=carried(),
        problem=bool(wrong) or said in {TOO_OFTEN, WRONG},
    )  # fmt: skip


BOUND_FOR = "naar"


def carried() -> list[tuple[str, str]]:
    """What was typed in a session that ended meanwhile: it goes along past the door."""
    what = (request.view_args or {}).get("what") or request.form.get(BOUND_FOR, "")
    if request.method != "POST" or what not in PATHS:
        return []
    names = ("form_token", *FORMS[PATHS[what]].names())
    typed = [(name, request.form[name]) for name in names if name in request.form]
    return [*typed, (BOUND_FOR, what)]


def _resumed(key: str) -> str:
    """The page that someone was writing on, as it was."""
    visit = code_sessions.visit(key) or abort(404)
    kind = PATHS[request.form[BOUND_FOR]]
    if kind not in possible(reading.facts(visit.party)):
        return show_file(visit.party, said="past-niet")
    return show_form(visit.party, kind, FORMS[kind](request.form), forms.own_token())


@portal.errorhandler(CSRFError)
def stale(_error: CSRFError) -> Any:
    """A page that stood open so long that its token ended too."""
    return show_door(CodeForm(request.form), GONE), 400


@portal.post("/dossier/stoppen")
def leave() -> Any:
    """Out; a member of staff who is signed in, stays so."""
    if key := request.cookies.get(cookie()):
        code_sessions.leave(key)
    response = redirect(url_for(".door", melding=LEFT), 303)
    response.delete_cookie(cookie(), path="/", secure=request.is_secure, httponly=True)
    return response


def inside(view: Callable[..., Any]) -> Callable[..., Any]:
    """For whoever came in with a code that still works; others go to the door."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        key = request.cookies.get(cookie())
        visit = code_sessions.visit(key) if key else None
        if visit is None and carried():
            return show_door(CodeForm(), GONE), 403
        if visit is None:
            return redirect(url_for(".door", melding=GONE if key else None), 303)
        g.visit = visit
        return view(visit.party, **values)

    return guarded


# --- the page -------------------------------------------------------------------------------


@portal.get("/dossier/")
@inside
def file(party: Party) -> Any:
    return show_file(party)


def show_file(party: Party, said: str = "") -> str:
    complaint, side = party.complaint, reading.side(party)
    own = reading.submissions(party)
    facts = reading.facts(party, own)
    line = reading.term(complaint) if complaint.kind is Kind.FORMAL else None
    return render_template(
        "public/mijn/file.html",
        party=party,
        reference=complaint.reference,
        received_on=complaint.received_on if side is Side.COMPLAINANT else None,
        words=PHASES[side][complaint.state],
        complains=side is Side.COMPLAINANT,
        heard=complaint.state in INQUIRY,
        line=line,
        late=line is not None and line.legal_end < today(),
        why=why(line, complaint.track) if line else "",
        asked=reading.supplement_asked(party) if side is Side.COMPLAINANT else None,
        letters=reading.letters(party),
        letter=letter,
        links=[(PATH_OF[kind], ASKS[kind].link) for kind in possible(facts)],
        own=own,
        sent=summary,
        said=said,
        day=languages.day,
        moment=languages.moment,
    )


def summary(one: Submission) -> dict[str, Any]:
    """What someone sent, as it was chosen and typed."""
    answers = (
        CHOICES[one.choice] if one.choice else "", HOW[one.form] if one.form else "",
        one.companion, one.text,
    )  # fmt: skip
    return {"title": ASKS[one.kind].sent, "answers": [answer for answer in answers if answer]}


@portal.get("/dossier/brief/<int:key>")
@inside
def letter_file(party: Party, key: int) -> Any:
    """A letter to save."""
    return sent_out(placements.fetch(party.id, clamp(str(key))))


@portal.get("/dossier/brief/<int:key>/bijlage/<int:enclosure>")
@inside
def enclosure_file(party: Party, key: int, enclosure: int) -> Any:
    """What goes along with it."""
    return sent_out(placements.fetch(party.id, clamp(str(key)), clamp(str(enclosure))))


def sent_out(found: tuple[str, str, bytes]) -> Any:
    name, media_type, data = found
    return downloads.attachment(data, name, media_type)


# --- sending something ----------------------------------------------------------------------


@portal.route(f"/dossier/<any({','.join(PATHS)}):what>", methods=("GET", "POST"))
@inside
def send(party: Party, what: str) -> Any:
    """One thing to send. Withdrawing is asked twice; nothing is written before the second time."""
    kind, key = PATHS[what], party.id
    fitting = kind in possible(reading.facts(party))
    posted = request.method == "POST"
    if not fitting and not posted:
        return show_file(party, said="past-niet"), 409
    form = FORMS[kind](request.form if posted else None)
    form_token = forms.own_token()
    if form_token != request.form.get("form_token"):
        return show_form(party, kind, form, form_token)
    if not form.validate():
        return show_form(party, kind, form, form_token), 400
    if kind is SubmissionKind.WITHDRAWAL and "sure" not in request.form:
        return show_form(party, kind, form, form_token, page="sure")
    try:
        made = submissions.send(key, g.visit.code_id, sent_from(kind, form, form_token))
    except submissions.NotTaken as error:
        for one in error.refused:
            form.add_errors({"files": f"{one.name}: {one.why.told(_)}"})
        return show_form(reread(), kind, form, form_token), 400
    except submissions.TooMany:
        return show_file(reread(), said="te-veel"), 429
    except Refusal:
        return show_file(reread(), said="past-niet"), 409
    return redirect(url_for(".sent", key=made), 303)


def reread() -> Party:
    """The party again, after an act that was refused let go of what was read."""
    visit = code_sessions.visit(request.cookies.get(cookie(), "")) or abort(404)
    party: Party = visit.party
    return party


def sent_from(kind: SubmissionKind, form: forms.PanelForm, form_token: str) -> Sent:
    values = form.cleaned()
    choice, how = values.get("choice"), values.get("form")
    return Sent(
        kind=kind,
        form_token=form_token,
        text=values.get("text", ""),
        choice=SubmissionChoice(choice) if choice else None,
        form=HearingForm(how) if how else None,
        companion=values.get("companion", ""),
        files=values.get("files", ()),
        language=languages.chosen(),
    )


def show_form(
    party: Party, kind: SubmissionKind, form: forms.PanelForm, form_token: str, page: str = "form"
) -> str:
    complaint = party.complaint
    if form.problems() and "files" in form and form["files"].data:
        # A browser does not send them again by itself.
        form.add_errors({"files": _("Er is nog niets verstuurd. Kies je bestanden opnieuw.")})
    problems = form.problems()
    return render_template(
        f"public/mijn/{page}.html",
        form=form,
        ask=ASKS[kind],
        basis=RULES[kind].basis,
        reference=complaint.reference,
        form_token=form_token,
        place=url_for(".send", what=PATH_OF[kind]),
        files="files" in form,
        problems=problems,
        problem=bool(problems),
        until=reading.extension_asked(party) if kind is SubmissionKind.EXTENSION else None,
        reason=complaint.extension_reason if kind is SubmissionKind.EXTENSION else "",
        asked=reading.supplement_asked(party) if kind is SubmissionKind.SUPPLEMENT else None,
        line=reading.term(complaint),
        day=languages.day,
        consent=awb("9:11", 3),
    )


@portal.get("/dossier/verzonden/<int:key>")
@inside
def sent(party: Party, key: int) -> Any:
    """That it came in, when, and what happens with it."""
    one = next((one for one in reading.submissions(party) if one.id == key), None) or abort(404)
    return render_template(
        "public/mijn/sent.html", one=one, sent=summary(one), reference=party.complaint.reference,
        moment=languages.moment,
    )  # fmt: skip


def address(app_root: str, code: str = "") -> str:
    """Where the code page is, with the code for a personal link."""
    return f"{app_root.rstrip('/')}{PLACE}{'/' if code else ''}{code}"


def init_app(app: Flask) -> None:
    app.register_blueprint(portal)
    # To mypy it is a method; Flask's manual puts middleware there.
    app.wsgi_app = Masked(app.wsgi_app)  # type: ignore[method-assign]  # see above
