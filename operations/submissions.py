"""What parties send from the code page: kept word for word, and a duty until someone dealt with it.

Nothing here changes what a file says: the acts of staff do, with the submission beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models import Document, Party, Submission, SubmissionOutcome, db
from operations import access, audit, clock, documents, filing, incoming, indexing, outbox
from operations.clock import now, today
from operations.transaction import claim_file, hold_file, transaction
from queries import cases, choices, portal
from queries.actors import visitor
from rules.errors import Invalid, NotFound, Refusal
from rules.permissions import Actor
from rules.submissions import RULES, possible
from rules.vocabulary import HearingForm, Permission, SubmissionChoice, SubmissionKind

ORIGIN = "codepagina"
MOST_A_DAY = 20
"""More from one party looks like a machine; letters and the telephone stay open."""


@dataclass(frozen=True)
class Sent:
    """What someone filled in."""

    kind: SubmissionKind
    form_token: str
    text: str = ""
    choice: SubmissionChoice | None = None
    form: HearingForm | None = None
    companion: str = ""
    files: Sequence[tuple[str, bytes]] = field(default=())
    language: str = "nl"


class NotTaken(Exception):
    """Some of the files cannot be kept, so nothing was sent; which, and why."""

    def __init__(self, refused: Sequence[incoming.Refused]) -> None:
        self.refused = refused
        super().__init__()


class TooMany(Exception):
    """This party sent as much today as one sends in a day."""


def send(party_id: int, code_id: int, sent: Sent) -> int:
    """Keep what a party sent. Returns its id; the same form twice makes one.

    Raises Refusal when it does not fit (any more), and NotTaken for files that cannot be kept.
    """
    taken, refused = incoming.receive_all(sent.files)
    if refused:
        raise NotTaken(refused)
    with transaction():
        party = db.session.get(Party, party_id)
        if party is None:
            raise NotFound
        actor, complaint = visitor(today()), hold_file(party.complaint_id)
        if made := portal.by_token(party, sent.form_token):
            return made
        if portal.sent_since(party, now() - timedelta(days=1)) >= MOST_A_DAY:
            raise TooMany
        if sent.kind not in possible(portal.facts(party)):
            raise Refusal("Dit past nu niet (meer) bij dit dossier.", basis=RULES[sent.kind].basis)
        until = portal.extension_asked(party) if sent.kind is SubmissionKind.EXTENSION else None
        submission = Submission(
            complaint=complaint,
            party=party,
            code_id=code_id,
            kind=sent.kind,
            choice=sent.choice,
            form=sent.form,
            companion=sent.companion,
            until=until,
            text=sent.text,
            language=sent.language,
            submitted_at=now(),
            form_token=sent.form_token,
        )
        db.session.add(submission)
        submission.documents = [
            documents.filed(actor, complaint, one, origin=ORIGIN) for one in taken
        ]
        if sent.kind is SubmissionKind.EXTENSION:
            submission.documents.append(_written(actor, submission, until))
        db.session.flush()
        audit.record(
            actor, "submission:received", complaint, submission,
            kind=sent.kind.value, party=party.kind.label,
            choice=sent.choice.label if sent.choice else "",
            sha256=", ".join(one.sha256 for one in submission.documents),
        )  # fmt: skip
        _confirm(submission)
        filing.settle(complaint)
        indexing.refresh(complaint)
        return submission.id


def _written(actor: Actor, submission: Submission, until: date | None) -> Document:
    """The answer as a document: further delay takes consent in writing (art. 9:11 lid 3 Awb)."""
    party, complaint = submission.party, submission.complaint
    moment = submission.submitted_at.astimezone(clock.AMSTERDAM)
    answer = submission.choice.label if submission.choice else ""
    lines = (
        f"Kenmerk: {complaint.reference}",
        f"Van: {cases.display_name(party.contact)} ({party.kind.label})",
        f"Verzonden via de codepagina op {moment:%d-%m-%Y} om {moment:%H:%M} uur.",
        f"Voorstel: afhandelen uiterlijk op {until:%d-%m-%Y} (art. 9:11 lid 3 Awb).",
        f"Antwoord: {answer}.",
        submission.text,
    )
    return documents.file_in(
        actor, complaint, "\n".join(lines).strip().encode() + b"\n",
        f"{complaint.reference} antwoord op voorstel uitstel.txt",
        media_type="text/plain", origin=ORIGIN,
    )  # fmt: skip


def _confirm(submission: Submission) -> None:
    """Told by e-mail too, without what it says, to whoever said that e-mail will do (art. 2:8)."""
    party, complaint = submission.party, submission.complaint
    own = party.contact
    recipient = cases.mailbox(complaint, party, today())
    if not recipient or recipient != own.email:
        return
    subject, body = RECEIVED[submission.language]
    outbox.post(
        key=f"submission:{submission.id}",
        recipient=recipient,
        subject=subject.format(complaint.reference),
        body=body.format(complaint.reference, phone=choices.setting("authority_phone")),
        complaint=complaint,
    )


RECEIVED = {
    "nl": (
        "We hebben je bericht, kenmerk {}",
        """We hebben je bericht ontvangen. Het kenmerk is {}.

Je leest het terug op de pagina Mijn klacht, met je code. We nemen contact op als dat nodig is.

Stuurde jij dit niet? Bel ons dan: {phone}.
""",
    ),
    "en": (
        "We have your message, reference {}",
        """We have received your message. The reference is {}.

You can read it again on the page My complaint, with your code. We will contact you if needed.

Did you not send this? Please call us: {phone}.
""",
    ),
}
"""Subject and text, per language: that something came, never what."""


# --- staff ----------------------------------------------------------------------------------


def dealt_with(
    actor: Actor, complaint_id: int, submission_id: int, version: int | None, text: str, *,
    part_of_complaint: bool = False,
) -> None:  # fmt: skip
    """Write down what was done with a submission (verwerkt); its duty ends.

    With ``part_of_complaint`` the files of a supplement belong to the complaint from now on, and go
    along with its copy (art. 9:9 Awb).
    """
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, access.right(Permission.COMPLAINT_EDIT, complaint.kind), complaint)
        submission = next((one for one in complaint.submissions if one.id == submission_id), None)
        if submission is None:
            raise NotFound
        if submission.outcome is not None:
            raise Refusal("Dit bericht is al verwerkt.")
        if not text.strip():
            raise Invalid(text="Schrijf op wat je ermee deed.")
        submission.outcome = SubmissionOutcome(text=text, at=now(), by_id=actor.user_id)
        part = part_of_complaint and submission.kind is SubmissionKind.SUPPLEMENT
        for document in submission.documents if part else ():
            document.part_of_complaint = True
        db.session.flush()
        audit.record(
            actor, "submission:done", complaint, submission, kind=submission.kind.value,
            part_of_complaint=part,
        )  # fmt: skip
        filing.settle(complaint)
