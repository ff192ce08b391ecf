"""The public form: four steps, saved on the server at each; back by a mailed link; sent once.

The browser keeps the secret of its draft in a cookie. Every page carries a token that follows from
it: a tab that stayed open for a day still sends, and another site cannot.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import Blueprint, Flask, Response, g, make_response, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import force_locale, format_date, format_datetime, format_decimal
from werkzeug.exceptions import RequestEntityTooLarge

from files import inspection
from files.unfit import Unfit
from letters.copies import Answer, Section
from models import Complaint, Draft, DraftFile
from operations import clock, drafts, intake
from operations.drafts import Sent, TooOften, TooQuick
from queries import choices, reference
from queries import drafts as reading
from rules import bsn, deadlines
from rules.admissibility import ConductDates, twelve_month_test
from rules.errors import Conflict, NotFound
from rules.vocabulary import Channel, Dating, TimeOutcome
from text import clamp, file_name
from views import downloads, errors, languages, limits
from views.form_steps import (
    ABOUT,
    CATEGORY,
    MOST_PARTS,
    NO,
    YES,
    ComplaintStep,
    ConductForm,
    DetailsStep,
    MailboxForm,
    PartialDay,
    PersonForm,
    SignForm,
    names,
    with_part,
    without_part,
)
from views.languages import say as _

form = Blueprint("form", __name__, url_prefix="/klacht")

Step = ComplaintStep | DetailsStep
STEPS: Mapping[str, Callable[[Mapping[str, str]], Step]] = {
    "klacht": ComplaintStep,
    "gegevens": DetailsStep,
}
ORDER = ("klacht", "gegevens", "bijlagen", "controleren")
MOST_TYPED = 200_000
"""Signs that a step keeps; what is more, only comes back on the page."""

SIGNED = "naam getypt en vakje aangevinkt op het formulier"
"""How the form is signed (art. 2:18 Awb)."""


# --- which draft ----------------------------------------------------------------------------


@dataclass
class Desk:
    """The draft of this browser, if it has one; read when it is asked for."""

    secret: str

    @cached_property
    def draft(self) -> Draft | None:
        return reading.opened(self.secret, clock.now()) if self.secret else None

    @property
    def open(self) -> Draft | None:
        return self.draft if self.draft and self.draft.complaint_id is None else None

    @cached_property
    def files(self) -> Sequence[DraftFile]:
        """What goes along."""
        return reading.files(self.open) if self.open else ()

    @property
    def token(self) -> str:
        """What a page of this draft sends along."""
        said = f"form:{self.secret}".encode()
        return hashlib.sha256(said).hexdigest() if self.draft else ""

    @property
    def asked(self) -> bool:
        """Whether the page that sends this, is of this draft."""
        sent = request.form.get("draft", "").encode()
        return bool(self.token) and hmac.compare_digest(self.token.encode(), sent)


def _cookie() -> str:
    return "__Secure-klacht" if request.is_secure else "klacht"


def desk() -> Desk:
    """Read once per request."""
    if "desk" not in g:
        g.desk = Desk(request.cookies.get(_cookie(), ""))
    found: Desk = g.desk
    return found


def _answers(slug: str) -> dict[str, str]:
    draft = desk().open
    return dict(draft.answers.get(slug, {})) if draft else {}


def _with_secret(reply: Any, secret: str) -> Response:
    """Give this browser the draft."""
    response: Response = make_response(reply)
    response.set_cookie(
        _cookie(), secret, max_age=int(reading.LIFE.total_seconds()), path=form.url_prefix,
        httponly=True, samesite="Lax", secure=request.is_secure,
    )  # fmt: skip
    return response


def _without_secret(reply: Any) -> Response:
    response: Response = make_response(reply)
    response.delete_cookie(
        _cookie(), path=str(form.url_prefix), httponly=True, samesite="Lax",
        secure=request.is_secure,
    )  # fmt: skip
    return response


@form.before_request
def _from_our_page() -> Any:
    """A browser says from which site a form comes: another site fills in nothing here."""
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and origin.partition("://")[2] != request.host:
        return errors.page(400)
    return None


@form.errorhandler(NotFound)
def _gone(_error: NotFound) -> Any:
    return make_response(render_template("public/form/gone.html"), 404)


@form.errorhandler(Sent)
def _was_sent(_error: Sent) -> Any:
    return redirect(address_of("form.done"))


@form.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> Any:
    """Nothing of it was read: the page of the files says what to do."""
    if request.endpoint == "form.attachments":
        return redirect(address_of("form.bijlagen", groot=1))
    return errors.page(413, text=limits.told())


# --- the steps that ask ---------------------------------------------------------------------


def _first_incomplete() -> str:
    """Where someone has to be, who wants to go on."""
    draft = desk().open
    return next((slug for slug in STEPS if draft is None or slug not in draft.ready), "")


@form.get("")
def begin() -> Any:
    """Into the form: at the beginning, or where this browser left off."""
    if desk().open is None:
        return redirect(address_of("form.step", slug="klacht"))
    return redirect(_place(_first_incomplete() or "bijlagen"))


def _place(slug: str, **more: Any) -> str:
    return address_of(f"form.{'step' if slug in STEPS else slug}", **_named(slug), **more)


def _named(slug: str) -> dict[str, Any]:
    return {"slug": slug} if slug in STEPS else {}


def _out_of_order(slug: str) -> Any:
    """Where to go in place of this step; None when it may be shown."""
    if desk().draft is None:
        if slug == "klacht":
            return None
        if desk().secret or request.args.get("begonnen"):
            raise NotFound
        return redirect(_place("klacht"))
    if desk().open is None:
        return None if slug == "klacht" else redirect(address_of("form.done"))
    missing = _first_incomplete()
    if missing and ORDER.index(missing) < ORDER.index(slug):
        return redirect(_place(missing, nakijken=1))
    return None


@form.get("/<any(klacht,gegevens):slug>")
def step(slug: str) -> Any:
    """One step, with what was typed before."""
    if elsewhere := _out_of_order(slug):
        return elsewhere
    made = STEPS[slug](_answers(slug))
    if request.args.get("nakijken"):
        made.validate()
    return _page(slug, made)


@form.post("/<any(klacht,gegevens):slug>")
def answer(slug: str) -> Any:
    """Keep what was typed; go on when it is right."""
    made, here = STEPS[slug](request.form.to_dict()), desk()
    typed = _typed(made)
    if trap := _trapped():
        return _page(slug, made, trap)
    if here.draft is not None and here.open is None and here.asked:
        raise Sent
    secret, right = here.secret, made.validate()
    if here.open is None:
        try:
            secret = drafts.begin(slug, _kept(typed), _from(), right=right)
        except TooOften:
            return _page(slug, made, too_often(), status=429)
    elif not here.asked:
        return _page(slug, made, other_page())
    else:
        drafts.save(secret, slug, _kept(typed), right=right)
    g.desk = Desk(secret)
    return _with_secret(_onward(slug, made, typed, right), secret)


def _onward(slug: str, made: Step, typed: dict[str, str], right: bool) -> Any:
    """Where the button leads that was pressed."""
    act, _colon, number = request.form.get("act", "").partition(":")
    if act == "save":
        return redirect(address_of("form.keep"))
    if act in {"add", "remove"} and slug == "klacht":
        gone = clamp(number, default=-1, least=-1)
        changed = with_part(typed) if act == "add" else without_part(typed, gone)
        drafts.save(desk().secret, slug, _kept(changed))
        place = f"part{clamp(changed['parts'], least=1) - 1}"
        return redirect(_place(slug, **_back(), _anchor=place))
    if not right:
        return _page(slug, made)
    if _back():
        return redirect(address_of("form.controleren"))
    following = ORDER[ORDER.index(slug) + 1]
    return redirect(_place(following, begonnen=1))


def _typed(made: Step) -> dict[str, str]:
    """What was typed, in the boxes that this step has."""
    boxes = [name for one in made.forms for name in names(one)]
    kept = {name: request.form[name] for name in boxes if name in request.form}
    return kept | dict(made.extra)


def _kept(typed: dict[str, str]) -> dict[str, str]:
    """What fits in a draft; the page gives the rest back, with what is wrong."""
    return typed if sum(map(len, typed.values())) <= MOST_TYPED else {}


def _back() -> dict[str, Any]:
    """Whether someone came from the check page to change one answer."""
    return {"wijzigen": "1"} if request.values.get("wijzigen") else {}


def _trapped() -> str:
    """A box that nobody sees was filled in, as machines do; or a browser that fills in all."""
    if request.form.get("website"):
        return _("Er stond iets in een verborgen veld. Dat is nu leeg. Druk nog een keer.")
    return ""


def other_page() -> str:
    return _("Deze pagina was van een andere klacht. Kijk alles na en druk nog een keer.")


def too_often() -> str:
    return _("Er komt nu veel binnen vanaf jouw plek. Wacht een uur en druk nog een keer.")


def _from() -> str:
    return request.remote_addr or ""


def _page(slug: str, made: Step, message: str = "", *, status: int = 0) -> Any:
    problems = [(one.box, str(words)) for one in made.ordered for words in one.errors] + (
        [("", message)] if message else []
    )
    html = render_template(
        f"public/form/{slug}.html", slug=slug, step=made, problems=problems,
        most_parts=MOST_PARTS, **_frame(slug),
    )  # fmt: skip
    wrong = 422 if problems and request.method == "POST" else 200
    return make_response(html, status or wrong)


def _frame(slug: str) -> dict[str, Any]:
    """What every step has around it."""
    number = ORDER.index(slug)
    titles = (_("Je klacht"), _("Jouw gegevens"), _("Bijlagen"), _("Controleren"))
    before = _place(ORDER[number - 1]) if number else "/"
    return {
        "token": desk().token if desk().open else "",
        "number": number,
        "titles": titles,
        "previous": address_of("form.controleren") if _back() else before,
        "changing": bool(_back()),
    }


# --- attachments ----------------------------------------------------------------------------


@form.get("/bijlagen")
def bijlagen() -> Any:
    """The files that go along."""
    large = _("Dit zijn te veel of te grote bestanden in één keer. Stuur ze een voor een.")
    return _out_of_order("bijlagen") or _files([large] if request.args.get("groot") else [])


@form.post("/bijlagen")
def attachments() -> Any:
    """Keep the chosen files at once, so that a later error loses none."""
    sent = [one for one in request.files.getlist("files") if one.filename]
    if elsewhere := _out_of_order("bijlagen"):
        return elsewhere
    act, _colon, number = request.form.get("act", "").partition(":")
    if not desk().asked:
        return _files([other_page()])
    if act == "remove":
        drafts.remove_file(desk().secret, clamp(number))
        return redirect(address_of("form.bijlagen", **_back()))
    wrong = _keep_files(sent)
    if act == "add" and not sent:
        wrong = [_("Kies eerst een bestand.")]
    if wrong:
        g.pop("desk", None)
        return _files(wrong)
    if act == "save":
        return redirect(address_of("form.keep"))
    return redirect(address_of("form.bijlagen" if act == "add" else "form.controleren", **_back()))


def _keep_files(sent: Sequence[Any]) -> list[str]:
    """Keep what can be kept; what is wrong with the others, by name."""
    wrong, down = [], False
    for one in sent:
        name = str(one.filename)
        try:
            down = drafts.add_file(desk().secret, name, one.read(), _from(), down=down)
        except Unfit as error:
            wrong.append(f"{file_name(name)}: {error.told(_)}")
        except TooOften:
            return [*wrong, too_often()]
    return wrong


def _files(wrong: list[str]) -> Any:
    html = render_template(
        "public/form/bijlagen.html", slug="bijlagen", problems=[("files", one) for one in wrong],
        files=desk().files, most=inspection.MOST_FILES, size=_size,
        basis=bsn.BASIS, **_frame("bijlagen"),
    )  # fmt: skip
    return make_response(html, 422 if wrong and request.method == "POST" else 200)


def _size(size: int) -> str:
    """As people say it: ``184 kB``, ``1,2 MB``."""
    if size < 10**6:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_decimal(size / 10**6, '0.0')} MB"


# --- check and send -------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One line of the check page: what was asked and answered, and where to change it."""

    question: str
    answer: str
    place: str
    private: bool = False


@form.get("/controleren")
def controleren() -> Any:
    """Everything that will be sent, with a way back to each answer."""
    return _out_of_order("controleren") or _not_right() or _check(SignForm())


@form.post("/controleren")
def send() -> Any:
    """Send it, once."""
    here, sign = desk(), SignForm(request.form)
    if here.draft is not None and here.open is None and here.asked:
        raise Sent
    if elsewhere := _out_of_order("controleren") or _not_right():
        return elsewhere
    if request.form.get("act") == "save":
        return redirect(address_of("form.keep"))
    if trap := _trapped():
        return _check(sign, trap)
    if not here.asked:
        return _check(sign, other_page())
    if not sign.validate():
        return _check(sign)
    version = clamp(request.form.get("version"))
    try:
        drafts.send(here.secret, version, _sending(sign.signature.data))
    except Conflict:
        for read in ("desk", "steps"):
            g.pop(read, None)
        return _check(sign, _("Je klacht is net veranderd in een ander venster. Kijk alles na."))
    except TooQuick:
        return _check(sign, _("Dat ging wel erg snel. Kijk alles na en druk nog een keer."))
    except TooOften:
        return _check(sign, too_often(), status=429)
    return redirect(address_of("form.done"))


def _check(sign: SignForm, message: str = "", *, status: int = 0) -> Any:
    complaint, details = _steps()
    draft = desk().open
    problems = [(box, str(words)) for box, words in sign.problems()]
    problems += [("", message)] if message else []
    html = render_template(
        "public/form/controleren.html", slug="controleren", sign=sign, problems=problems,
        sections=_sections(complaint, details), version=draft.version if draft else 0,
        older=_older(complaint), hidden=bool(choices.setting("hide_complainant_address")),
        files=desk().files, basis=bsn.BASIS,
        **_frame("controleren"),
    )  # fmt: skip
    return make_response(html, status or (422 if problems else 200))


def _steps() -> tuple[ComplaintStep, DetailsStep]:
    """What was typed, read as answers."""
    if "steps" not in g:
        g.steps = ComplaintStep(_answers("klacht")), DetailsStep(_answers("gegevens"))
        for one in g.steps:
            one.validate()
    found: tuple[ComplaintStep, DetailsStep] = g.steps
    return found


def _not_right() -> Any:
    """To the step of which what was right once is so no more, as after a new version of this."""
    complaint, details = _steps()
    for slug, fields in (("klacht", complaint.ordered), ("gegevens", details.ordered)):
        if any(one.errors for one in fields):
            return redirect(_place(slug, nakijken=1))
    return None


def _older(step: ComplaintStep) -> bool:
    """Whether something was longer than twelve months ago (art. 9:8 lid 1 onder b Awb)."""
    today = clock.today()
    dates = (ConductDates(one.dating, one.first_on, one.last_on) for one in step.facts)
    return any(twelve_month_test(one, today).outcome is TimeOutcome.OLDER for one in dates)


def _sections(complaint: ComplaintStep, details: DetailsStep) -> list[tuple[str, list[Row]]]:
    """The whole form in the order of its pages."""
    files = "\n".join(one.name for one in desk().files)
    none = _("Niet ingevuld")
    return [
        (_("Je klacht"), list(_complaint_rows(complaint, none))),
        (_("Jouw gegevens"), list(_details_rows(details, none))),
        (
            _("Bijlagen"),
            [Row(_("Bestanden"), files or _("Geen"), f"{form.url_prefix}/bijlagen?wijzigen=1")],
        ),
    ]


def _change(slug: str, field: Any) -> str:
    return f"{form.url_prefix}/{slug}?wijzigen=1#{field.box}"


def _complaint_rows(step: ComplaintStep, none: str) -> Any:
    about = step.about
    yield _row("klacht", about.about, _chosen(about.about))
    yield _row("klacht", about.whom, about.whom.data)
    for number, one in enumerate(step.conducts, 1):
        mark = f" ({number})" if len(step.conducts) > 1 else ""
        yield _row("klacht", one.what, one.what.data, mark)
        yield _row("klacht", one.when, _when(one), mark)
    yield _row("klacht", about.wish, about.wish.data or none)
    yield _row("klacht", about.servicedesk, _chosen(about.servicedesk))


def _details_rows(step: DetailsStep, none: str) -> Any:
    details, other = step.details, step.other
    yield _row("gegevens", details.behalf, _chosen(details.behalf))
    if step.for_other:
        yield _person_row(_("Naam van de ander"), other, other.full_name)
        if other.address:
            yield _person_row(_("Adres van de ander"), other, other.address, private=True)
        yield _row("gegevens", details.lawyer, _("Ja") if details.lawyer.data else _("Nee"))
    if details.organisation.data:
        yield _row("gegevens", details.organisation, details.organisation.data)
    yield _person_row(_("Je naam"), details, details.full_name)
    yield _person_row(_("Je adres"), details, details.address, private=True)
    yield _row("gegevens", details.reply, _chosen(details.reply))
    yield _row("gegevens", details.email, details.email.data or none, private=True)
    yield _row("gegevens", details.phone, details.phone.data or none, private=True)


def _row(slug: str, field: Any, answer: str, mark: str = "", *, private: bool = False) -> Row:
    return Row(f"{field.label.text}{mark}", str(answer), _change(slug, field), private)


def _person_row(question: str, person: PersonForm, answer: str, *, private: bool = False) -> Row:
    return Row(question, answer, _change("gegevens", person.first_name), private)


def _chosen(field: Any) -> str:
    return str(dict(field.choices).get(field.data, ""))


def _when(form: ConductForm) -> str:
    """As precise as it was filled in."""
    begin, dating = _day(form.begin), Dating(form.when.data)
    if dating is Dating.PERIOD:
        return _("Van {first} tot en met {last}").format(first=begin, last=_day(form.end))
    if dating is Dating.ONGOING:
        return _("Vanaf {first}, en het gaat nog door").format(first=begin)
    return _chosen(form.when) if dating is Dating.UNKNOWN else begin


def _day(field: PartialDay) -> str:
    if not field.data:
        return ""
    first = field.data[0]
    if field.parts["day"].strip():
        return str(format_date(first, "d MMMM y"))
    return str(format_date(first, "MMMM y" if field.parts["month"].strip() else "y"))


def _sending(signature: str) -> drafts.Sending:
    """What was typed, as facts, and as the copy shows it."""
    complaint, details = _steps()
    moment = clock.now()
    told = _("Ontvangen op {moment}. Ondertekend met de naam {name} en een vinkje.")
    english = languages.chosen() == languages.ENGLISH
    return drafts.Sending(
        intake=intake.Intake(
            receipt=intake.Receipt(
                received_at=moment,
                channel=Channel.FORM,
                letter_dated_on=clock.today(),
                signature_method=SIGNED,
                language=languages.chosen(),
                informal_tried={YES: True, NO: False}.get(complaint.about.servicedesk.data),
            ),
            description=_description(complaint),
            parties=details.parties(),
            conducts=complaint.facts,
        ),
        sections=[
            Section(title, [Answer(one.question, one.answer, one.private) for one in rows])
            for title, rows in _sections(complaint, details)
        ],
        title=_("Klacht over SSR"),
        told=told.format(moment=_moment(moment), name=signature),
        mailbox=details.details.email.data,
        address=_from(),
        greeting=_("Je klacht is bij ons binnen. Hieronder staat het bericht in het Nederlands.")
        if english
        else "",
    )


def _description(step: ComplaintStep) -> intake.Description:
    """In Dutch for who handles it: the kind of the scheme, and a subject for lists."""
    kind = step.about.about.data
    with force_locale("nl_NL"):
        subject = f"{dict(ABOUT)[kind]}: {step.about.whom.data}"
    kinds = {name: key for key, name in reference.categories(None)}
    return intake.Description(
        subject=subject[:200],
        description=step.description,
        about_whom=step.about.whom.data,
        wish=step.about.wish.data,
        category_id=kinds.get(CATEGORY[kind]),
    )


def _moment(moment: Any) -> str:
    return str(format_datetime(moment, "EEEE d MMMM y, HH:mm"))


# --- afterwards -----------------------------------------------------------------------------


@form.get("/verstuurd")
def done() -> Any:
    """It is here: the reference, the code, and when we answer; as long as the browser knows it."""
    draft = desk().draft
    if draft is None or draft.complaint is None:
        raise NotFound
    complaint = draft.complaint
    return render_template(
        "public/form/verstuurd.html",
        complaint=complaint,
        code=drafts.receipt_code(desk().secret, complaint),
        moment=_moment(complaint.received_at),
        mailbox=_mailbox(complaint),
        confirmed_by=languages.day(_confirmed_by(complaint)),
        due_on=languages.day(complaint.legal_end) if complaint.legal_end else "",
        token=desk().token,
    )


def _mailbox(complaint: Complaint) -> str:
    """Where the confirmation went; empty when no address was filled in."""
    return next((one.contact.email for one in reversed(complaint.parties)), "")


def _confirmed_by(complaint: Complaint) -> date:
    days = int(str(choices.setting("acknowledgement_working_days")))
    found = deadlines.acknowledgement(complaint.received_on, days, choices.calendar())
    return found.legal_end


@form.get("/kopie")
def copy() -> Any:
    """What was sent, to keep."""
    name, data = drafts.copy_of(desk().secret)
    return downloads.attachment(data, name, "application/pdf")


@form.post("/weg")
def leave() -> Any:
    """Nothing stays in this browser; what was not sent, is forgotten."""
    here = desk()
    if here.asked and here.open is not None:
        drafts.discard(here.secret)
    return _without_secret(redirect("/")) if here.asked else redirect("/")


# --- save and come back ---------------------------------------------------------------------


@form.get("/bewaren")
def keep() -> Any:
    """It is kept; here someone can ask for a link."""
    if desk().open is None:
        return _out_of_order("bijlagen")
    return _keeping(MailboxForm())


@form.post("/bewaren")
def mail_link() -> Any:
    here, asked = desk(), MailboxForm(request.form)
    if here.open is None:
        return _out_of_order("bijlagen")
    if not here.asked:
        return _keeping(asked, other_page())
    if not asked.validate():
        return _keeping(asked)
    try:
        drafts.mail_link(
            here.secret, asked.email.data, _from(), _("Verder met je klacht over SSR"), _letter
        )
    except TooOften:
        return _keeping(asked, too_often(), status=429)
    return redirect(address_of("form.keep", gemaild=1))


def _letter(link: str) -> str:
    address = address_of("form.resume", link=link, _external=True)
    words = _(
        "Hallo,\n\nJe klacht is bewaard. Met deze link ga je verder:\n\n{link}\n\nDe link werkt 14 "
        "dagen. Iedereen met deze link kan je klacht lezen. Stuur hem dus niet door.\n\nHeb je "
        "hier niet om gevraagd? Dan hoef je niets te doen.\n\nGroeten,\nSSR\n"
    )
    return words.format(link=address)


def _keeping(asked: MailboxForm, message: str = "", *, status: int = 0) -> Any:
    draft = desk().open
    problems = [(box, str(words)) for box, words in asked.problems()]
    problems += [("", message)] if message else []
    html = render_template(
        "public/form/bewaren.html", form=asked, problems=problems, token=desk().token,
        until=languages.day((draft.changed_at + reading.LIFE).astimezone(clock.AMSTERDAM).date())
        if draft else "",
        mailed=bool(request.args.get("gemaild")) and not problems,
    )  # fmt: skip
    return make_response(html, status or (422 if problems else 200))


@form.get("/verder")
def back() -> Any:
    """For who comes back without the link."""
    if desk().open is not None:
        return redirect(address_of("form.begin"))
    return render_template("public/form/verder.html", link="")


@form.get("/verder/<link>")
def resume(link: str) -> Any:
    """A button, so that a program that opens every link in a mail does nothing."""
    if reading.opened(link, clock.now(), mailed=True) is None:
        raise NotFound
    return render_template("public/form/verder.html", link=link)


@form.post("/verder/<link>")
def take_up(link: str) -> Any:
    return _with_secret(redirect(address_of("form.begin")), drafts.open_link(link))


def init_app(app: Flask) -> None:
    app.register_blueprint(form)
    # Its own token is bound to the draft, not to a session that ends after half an hour.
    app.extensions["csrf"].exempt(form)
