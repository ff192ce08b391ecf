"""Many letters in one go: printed as one PDF, and made as drafts; each page tells how far it is."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, current_app, request
from flask_admin import expose
from itsdangerous import BadSignature, URLSafeTimedSerializer

from letters import telling
from letters.catalogue import ON_PAPER
from operations import access, accounts, correspondence, owed_letters, print_runs
from queries import cases, complaints
from queries import letters as reading
from rules.correspondence import OWED
from rules.errors import Invalid, NotFound, NotPermitted, Refusal
from rules.permissions import Actor
from rules.vocabulary import LetterKind, Permission
from rules.wording import Dutch
from text import clamp
from views import downloads, progress
from views.base import Problem
from views.duties import due_day
from views.in_file import MadeInFile
from views.languages import say
from views.session import current_actor


class LetterRuns(MadeInFile):
    """The pages beside the list of letters that work on many of them."""

    # --- printing ---

    @expose("/print/", methods=("GET", "POST"))
    def print_run(self) -> Any:
        """Letters that go by post, as one PDF with a page between them."""
        access.require(current_actor(), Permission.LETTER_SEND)
        problem = None
        if request.method == "POST":
            try:
                return self.printing()
            except Invalid as error:
                problem = Problem(messages=[str(error)])
        letters = reading.to_print(current_actor(), ON_PAPER)
        page = self.render("letter/print.html", letters=letters, problem=problem)
        return (page, problem.status) if problem else page

    def printing(self) -> Response:
        """The chosen letters become one PDF, while the page tells how far it is."""
        actor = current_actor()
        chosen = [clamp(one) for one in request.form.getlist("letters")]
        run, back = print_runs.printing_run(actor, chosen), f"{self.url}/print/"
        page = self.making(
            "Pdf maken", "Brieven afdrukken", back,
            "Laat dit venster open tot de pdf klaar is. Sluit je het, dan stopt het.",
        )  # fmt: skip
        return progress.streamed(page, _printing(actor, run, back), (("Terug", back),))

    @expose("/print/<made>.pdf")
    def printed(self, made: str) -> Response:
        """The PDF of a run, for who made it and for an hour."""
        actor = current_actor()
        try:
            user_id, letters, sha256 = _signer().loads(made, max_age=KEPT)
        except BadSignature:
            abort(404)
        if user_id != actor.user_id:
            abort(404)
        name, data = print_runs.taken(actor, letters, sha256)
        return downloads.attachment(data, name, "application/pdf")

    # --- drafting ---

    @expose("/batch/", methods=("GET", "POST"))
    def batch(self) -> Any:
        """Which letters are owed now, over all files; the chosen ones are made one by one."""
        actor, problem = current_actor(), None
        access.require(actor, Permission.LETTER_WRITE)
        if request.method == "POST":
            chosen = [one for word in request.form.getlist("letters") if (one := Choice.of(word))]
            if chosen:
                return self.drafting(actor, tuple(dict.fromkeys(chosen)))
            problem = Problem(messages=["Kies welke brieven je wilt opstellen."])
        everyone = request.args.get("whose") == "all"
        owed = owed_letters.owed(actor, mine=not everyone)
        page = self.render(
            "letter/batch.html",
            ready=[one for one in owed if not one.obstacles],
            left=[one for one in owed if one.obstacles],
            full=len({one.complaint_id for one in owed}) >= reading.MOST_OWED,
            everyone=everyone,
            all=request.args.get("choose") == "all",
            due_day=due_day,
            problem=problem,
        )
        return (page, problem.status) if problem else page

    def drafting(self, actor: Actor, chosen: Sequence["Choice"]) -> Response:
        back = f"{self.url}/batch/"
        page = self.making(
            "Brieven opstellen", "Veel brieven tegelijk", back,
            "Elke brief wordt apart bewaard. Sluit je dit venster, dan stopt het na de brief die "
            "nu wordt gemaakt; wat er al is, blijft.",
        )  # fmt: skip
        return progress.streamed(page, _drafting(actor, chosen, self.url), (("Terug", back),))

    def making(self, name: Dutch, back_name: Dutch, back: str, told: Dutch) -> str:
        """The page around something that is made while one looks on."""
        page: str = self.render(
            "letter/making.html",
            name=name,
            back=back,
            back_name=back_name,
            told=told,
            here=progress.HERE,
        )
        return page


KEPT = 3600
"""Seconds in which the address of a finished PDF works."""


def _signer() -> URLSafeTimedSerializer:
    """What an address of ours says, to be believed by every process."""
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="print-run")


def _printing(
    actor: Actor, run: Generator[print_runs.Step, None, print_runs.Run], back: str
) -> progress.Work[progress.Result]:
    made = yield from telling.retold(run, _step)
    by_hand = [
        progress.Line(say("%(what)s: hiervan is geen pdf te maken.", what=one), failed=True)
        for one in made.by_hand
    ]
    most = 2 * len(made.letters)
    yield progress.Progress(most, most, tuple(by_hand))
    where = _signer().dumps([actor.user_id, made.letters, made.sha256])
    words = say("De pdf is klaar.")
    if by_hand:
        words = say(
            "De pdf is klaar. Wat er niet in staat, druk je zelf af; het voorblad zegt welke brief "
            "het is."
        )
    links = (say("Pdf ophalen"), f"{back}{where!s}.pdf"), (say("Terug naar afdrukken"), back)
    return progress.Result(words, "amber" if by_hand else "green", links)


def _step(step: print_runs.Step) -> progress.Progress:
    lines = [
        progress.Line(
            say(
                "%(reference)s: %(title)s aan %(addressee)s",
                reference=one.reference,
                title=one.title,
                addressee=one.addressee,
            )
        )
        for one in step.finished
    ]
    return progress.Progress(step.done, step.most, tuple(lines))


@dataclass(frozen=True)
class Choice:
    """One letter as its check box names it."""

    complaint_id: int
    kind: LetterKind
    party_id: int

    @classmethod
    def of(cls, word: str) -> "Choice | None":
        """None for what names no letter that is made in this way."""
        file, _, rest = word.partition(":")
        kind, _, party = rest.partition(":")
        key = clamp(file), clamp(party)
        return cls(key[0], LetterKind(kind), key[1]) if kind in OWED and all(key) else None


def _drafting(actor: Actor, chosen: Sequence[Choice], url: str) -> progress.Work[progress.Result]:
    """One act after another: each is refused or done as if it were alone."""
    made, most = 0, len(chosen)
    yield progress.Progress(0, most)
    for number, one in enumerate(chosen, 1):
        line = _draft(actor, one, url)
        made += not line.failed
        yield progress.Progress(number, most, (line,))
    words = say("1 concept gemaakt.") if made == 1 else say("%(n)s concepten gemaakt.", n=made)
    if skipped := most - made:
        why = say("%(n)s overgeslagen; bij elke regel staat waarom.", n=skipped)
        words = f"{words} {why}"
    links = (
        (say("Naar de concepten"), f"{url}/?flt0_state_equals=draft"),
        (say("Terug"), f"{url}/batch/"),
    )
    return progress.Result(words, "amber" if skipped else "green", links)


REFUSED: dict[type[Exception], int] = {Refusal: 409, NotPermitted: 403, NotFound: 404}
"""What is written down, as when someone makes one letter."""


def _draft(actor: Actor, one: Choice, url: str) -> progress.Line:
    about = _about(actor, one)
    try:
        made = correspondence.draft(
            actor, one.complaint_id, None, one.kind, one.party_id, whole=True
        )
    except Exception as error:
        why = progress.why(error)
        if status := REFUSED.get(type(error)):
            accounts.refused(actor, f"POST letter.batch {status}", one.complaint_id)
        return progress.Line(
            say("%(about)s: overgeslagen. %(why)s", about=about, why=why), failed=True
        )
    return progress.Line(about, f"{url}/details/?id={made}")


def _about(actor: Actor, one: Choice) -> str:
    """A file that does not exist for the actor is not named."""
    complaint = complaints.get(actor, one.complaint_id)
    if complaint is None:
        return say(one.kind.label)
    names = {party.id: cases.display_name(party.contact) for party in complaint.parties}
    to = names.get(one.party_id)
    reference = complaint.reference
    if not to:
        return say("%(reference)s: %(letter)s", reference=reference, letter=one.kind)
    return say(
        "%(reference)s: %(letter)s voor %(name)s", reference=reference, letter=one.kind, name=to
    )
