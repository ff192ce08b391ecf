"""Letters on the code page: put there with a notice, and fetched by their party."""

from datetime import date

from flask import current_app

from models import Document, Letter, Party, Placement, db
from operations import audit, documents, outbox
from operations.clock import now, today
from operations.transaction import transaction
from queries import cases, choices, portal
from queries import letters as sent_letters
from queries.actors import visitor
from rules.errors import NotFound, Refusal
from rules.law import awb
from rules.permissions import Actor


def obstacle(letter: Letter, on: date) -> Refusal | None:
    """Why this letter cannot go by the code page."""
    if letter.party is None or not cases.mailbox(letter.complaint, letter.party, on):
        return Refusal(
            "Deze persoon heeft niet uitdrukkelijk ingestemd met e-mail, of heeft geen "
            "e-mailadres voor de kennisgeving. Verzend per post.",
            basis=awb("2:8"),
        )
    if not portal.can_be_read(letter.complaint, letter.party, now()):
        return Refusal("Deze persoon heeft geen code die werkt. Geef eerst een code uit bij "
                       "“Codepagina” in het dossier, of verzend per post.")  # fmt: skip
    if current_app.extensions["wederhoor"].mail is None:
        return Refusal("Er is geen mailserver ingesteld, dus de kennisgeving kan er niet uit. "
                       "Verzend per post.", basis=awb("2:10", 1))  # fmt: skip
    return None


def place(actor: Actor, letter: Letter, document: Document, address: str) -> None:
    """Put a letter on the page of its party, and its notice in the outbox. Part of another act.

    ``document`` is what stands there: the PDF where there is one, otherwise the Word file.
    """
    complaint, party = letter.complaint, letter.party
    if party is None:
        raise NotFound
    letter.placement = Placement(document_id=document.id, placed_at=now())
    outbox.post(
        key=notice_of(letter),
        recipient=cases.mailbox(complaint, party, actor.today),
        subject=f"Er staat een bericht voor je klaar, kenmerk {complaint.reference}",
        body=NOTICE.format(
            reference=complaint.reference, address=address, phone=choices.setting("authority_phone")
        ),
        complaint=complaint,
    )
    audit.record(actor, "letter:placed", complaint, letter, sha256=document.sha256)


def notice_of(letter: Letter) -> str:
    """The key of its notice: a failing one is dealt with at the letter, as with mailed letters."""
    return f"{sent_letters.MAILED}{letter.id}:1"


NOTICE = """Er staat een bericht voor je klaar op de pagina Mijn klacht. Het kenmerk is {reference}.

Je leest het met je code op: {address}

Lukt dat niet? Bel ons dan: {phone}. Je kunt op deze e-mail niet antwoorden.

In English: there is a message for you. Read it with your code at the address above.
"""
"""That there is a message and where, never what it says (art. 2:10 lid 1 Awb)."""


def fetch(party_id: int, letter_id: int, enclosure_id: int | None = None) -> tuple[str, str, bytes]:
    """A letter, or something that goes along with it, for its party: name, type and bytes.

    The first time is kept with the letter (art. 2:25 Awb), every time in the trail. Raises Refusal
    for what the scanner did not let pass.
    """
    with transaction():
        party = db.session.get(Party, party_id)
        letter = portal.letter(party, letter_id) if party else None
        if party is None or letter is None or letter.placement is None:
            raise NotFound
        document: Document | None = letter.placement.document
        if enclosure_id is not None:
            enclosed = {one.id: one.document for one in letter.enclosures}
            document = enclosed.get(enclosure_id)
            document = document and (sent_letters.pdf_of(document) or document)
        if document is None:
            raise NotFound
        data = documents.read(documents.safe(document))
        first = letter.placement.read_at is None and enclosure_id is None
        if first:
            letter.placement.read_at = now()
        audit.record(
            visitor(today()), "letter:read" if first else "letter:fetched", letter.complaint,
            letter, sha256=document.sha256, party=party.kind.label,
        )  # fmt: skip
        return document.name, document.media_type, data
