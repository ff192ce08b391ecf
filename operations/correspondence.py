"""Letters: drafted from the file, edited by people in Word, settled, sent and frozen."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from letters import cleaning, compare, contexts, drafting, dutch, package, reading, render
from letters.drafting import people
from models import (
    Complaint,
    Delivery,
    Document,
    EditToken,
    Enclosure,
    Letter,
    LetterVersion,
    Mandate,
    Party,
    Postponement,
    User,
    db,
)
from operations import (
    access,
    audit,
    documents,
    edit_tokens,
    filing,
    outbox,
    placements,
    readiness,
    templates,
)
from operations.clock import machine_now, now, today
from operations.transaction import claim, claim_file, hold_file, transaction
from queries import cases, choices, complaints, editing, portal, users
from queries import letters as sent_letters
from queries.actors import actor_for, system
from rules import deadlines, procedure
from rules.case import CaseFacts
from rules.correspondence import BY_KIND, LetterRule, fits
from rules.errors import Invalid, NotFound, Obstacle, Refusal
from rules.law import awb
from rules.permissions import Actor
from rules.separation import committee_access_until
from rules.vocabulary import (
    Event,
    LetterKind,
    LetterState,
    PartyKind,
    Permission,
    SendChannel,
    VersionOrigin,
)
from rules.wording import lower, told

FROZEN = awb("2:12")
"""A letter that went out is not changed: a new message names the change."""


@dataclass(frozen=True)
class Sending:
    """How and when a letter went out."""

    sent_on: date
    channel: SendChannel
    enclosed: bool = False
    reason: str = ""
    pdf: bytes = b""
    """What the panel mails or puts on the code page; without it someone mails the letter himself,
    and the Word file goes on the page."""
    address: str = ""
    """Where the code page is, for its notice."""
    printed: Mapping[str, bytes] = field(default_factory=dict)
    """The letters of the panel that go along, as PDF, by the sha256 of their Word file."""


def draft(
    actor: Actor,
    complaint_id: int,
    version: int | None,
    kind: LetterKind,
    party_id: int | None,
    *,
    whole: bool = False,
) -> int:
    """Make a letter from its template and the facts on record. Returns its id.

    Raises Refusal when the letter does not fit now, or not for this party; and, when it has to be
    ``whole``, while something in it is left for a person to write.
    """
    with transaction():
        complaint = claim_file(complaint_id, version)
        access.require(actor, Permission.LETTER_WRITE, complaint)
        fit = fits(BY_KIND[kind], cases.facts(complaint, actor), actor)
        if fit.obstacles:
            raise Refusal(*fit.obstacles)
        if party_id is not None and party_id not in {one.id for one in fit.recipients}:
            raise Invalid(party_id="Deze persoon krijgt deze brief niet, of heeft hem al.")
        if party_id is None and fit.recipients:
            raise Invalid(party_id="Kies voor wie deze brief is.")
        party = next((one for one in complaint.parties if one.id == party_id), None)
        letter = _new(actor, complaint, kind, party, whole=whole)
        audit.record(
            actor, "letter:drafted", complaint, letter,
            kind=kind.value, template=letter.template.number,
        )  # fmt: skip
        filing.settle(complaint)
        return letter.id


def _new(
    actor: Actor, complaint: Complaint, kind: LetterKind, party: Party | None, *, whole: bool
) -> Letter:
    template = templates.current(kind, actor.today)
    case = case_for(actor, complaint, kind, party)
    context = drafting.build(kind, case)
    if whole and (left := unwritten(context)):
        raise Refusal(*left)
    letter = Letter(
        kind=kind,
        party=party,
        hearing=case.hearing,
        postponement=case.postponement,
        template=template,
        addressee=_addressee(case, context),
        fields=contexts.values(context),
        recorded_at=now(),
        recorded_by_id=actor.user_id,
    )
    complaint.letters.append(letter)
    letter.enclosures.extend(_enclosures(kind, case, context))
    db.session.flush()
    data = render.render(templates.ready(template), context, _properties(letter, 1))
    _add_version(actor, letter, data, VersionOrigin.GENERATED)
    return letter


def unwritten(context: contexts.Context) -> list[Obstacle]:
    """What the file does not know and the letter must say."""
    labels = dict.fromkeys(card.label for card in contexts.missing(context))
    if not labels:
        return []
    return [Obstacle(told("Er ontbreekt: %(what)s.", what=tuple(map(lower, labels))))]


def _enclosures(
    kind: LetterKind, case: drafting.Case, context: contexts.Context
) -> Iterator[Enclosure]:
    """Each line under "Bijlagen" with its files, or as paper."""
    files = {one.name: one.documents for one in drafting.enclosed(kind, case)}
    for name in context.enclosures:
        for document in files.get(name) or (None,):
            yield Enclosure(name=name, document=document)


def _addressee(case: drafting.Case, context: contexts.Context) -> str:
    """Who gets the letter: a representative in place of whom is represented.

    To no party of the file, it is for whom it is addressed to; else for the file itself.
    """
    recipient = people.recipient(case)
    if recipient is not None:
        return cases.display_name(recipient.contact)
    return next(iter(context.addressee), "dossier")


def case_for(
    actor: Actor, complaint: Complaint, kind: LetterKind, party: Party | None
) -> drafting.Case:
    """All that a letter of this kind, made today by this actor for this party, is made from."""
    maker = db.session.get_one(User, actor.user_id)
    mandate = db.session.scalar(
        select(Mandate)
        .where(
            Mandate.letter_kind == kind,
            Mandate.from_on <= actor.today,
            (Mandate.until_on.is_(None)) | (Mandate.until_on >= actor.today),
        )
        .order_by(Mandate.id.desc())
    )
    if mandate is not None and not _may_sign(complaint, mandate.user, actor):
        mandate = None
    return drafting.Case(
        complaint=complaint,
        party=party,
        hearing=cases.hearing_for(complaint, kind, party),
        postponement=_pending(complaint) if kind is LetterKind.L11 else None,
        letter_date=actor.today,
        settings=choices.settings(),
        contact=maker,
        signatory=mandate.user if mandate else _signatory(complaint, actor, kind),
        mandate=mandate,
        calendar=choices.calendar(),
    )


def _signatory(complaint: Complaint, actor: Actor, kind: LetterKind) -> User | None:
    """For a letter of the board itself: its first member who is not involved."""
    if kind not in people.BOARD_SIGNS:
        return None
    return next((one for one in users.board() if _may_sign(complaint, one, actor)), None)


def _may_sign(complaint: Complaint, user: User, actor: Actor) -> bool:
    """Nobody signs in a file in which they are involved (art. 2:4 Awb)."""
    relation = complaints.relation(actor_for(user, actor.today), complaint)
    return user.active and not relation.involved


def _pending(complaint: Complaint) -> Postponement | None:
    open_ones = (one for one in complaint.postponements if not one.withdrawn_on)
    return next((one for one in open_ones if not one.notice_complete_on), None)


def _properties(letter: Letter, number: int) -> render.Properties:
    return render.Properties(
        title=letter.kind.label,
        reference=letter.complaint.reference,
        letter_id=str(letter.id),
        version=str(number),
        made_at=now().isoformat(),
    )


def _add_version(
    actor: Actor, letter: Letter, data: bytes, origin: VersionOrigin, reason: str = ""
) -> None:
    number = len(letter.versions) + 1
    reference, kind = letter.complaint.reference, letter.kind.value
    document = documents.file_in(
        actor,
        letter.complaint,
        data,
        f"{reference} {kind} v{number}.docx",
        origin=sent_letters.MADE,
    )
    db.session.add(document)
    letter.versions.append(
        LetterVersion(
            number=number,
            document=document,
            origin=origin,
            reason=reason,
            at=now(),
            by_id=actor.user_id,
        )
    )
    db.session.flush()


# --- editing --------------------------------------------------------------------------------


def _claim(
    actor: Actor, letter_id: int, version: int | None, permission: Permission | None = None
) -> Letter:
    """Lock the file and the letter; a letter of a file one may not see does not exist."""
    letter = db.session.get(Letter, letter_id)
    if letter is None:
        raise NotFound
    complaint = claim_file(letter.complaint_id, None)
    access.require(actor, access.READ[complaint.kind], complaint)
    if not sent_letters.exists_for(actor, letter.id):
        raise NotFound
    if letter.state is LetterState.SENT:
        raise Refusal("Een verzonden brief verandert niet meer. Stuur een correctiebrief.",
                      basis=FROZEN)  # fmt: skip
    if letter.state is LetterState.WITHDRAWN:
        raise Refusal("Deze brief is vervallen. Maak zo nodig een nieuwe.")
    if permission is not None:
        access.require_for(actor, permission, letter)
    return claim(letter, version)


def replace_document(
    actor: Actor, letter_id: int, version: int, data: bytes, *, over_newer: bool = False
) -> None:
    """Put an edited Word file back as a new version; the earlier ones stay.

    Raises Refusal for a file that is damaged, dangerous, or another file's letter, and while the
    letter is open in a word processor; Invalid when a newer version came after the one it was
    made of, unless ``over_newer`` says that this is meant.
    """
    access.require_for(actor, Permission.LETTER_WRITE, access.letter(actor, letter_id))
    returned = read_back(data)
    with transaction():
        letter = claim_draft(actor, letter_id, version)
        if lock := editing.lock_on(letter_id, machine_now()):
            raise Refusal(
                told(
                    "Deze brief is open in een tekstverwerker, bij %(name)s. "
                    "Laat hem daar eerst los, of neem hem over.",
                    name=lock.user.name,
                )
            )
        _recognise(letter, returned)
        based_on, newest = returned.says.get("versie", ""), letter.versions[-1]
        older = based_on.isdecimal() and based_on != str(newest.number)
        if older and not over_newer:
            raise Invalid(
                over_newer=told(
                    "Dit bestand begon bij versie %(old)s. Daarna kwam versie %(new)s van "
                    "%(name)s; wat daarin veranderde, staat hier niet in. Vink aan dat je dit "
                    "bestand toch terugzet, en kies het opnieuw.",
                    old=based_on,
                    new=newest.number,
                    name=newest.by.name,
                )
            )
        put_back(actor, letter, returned, VersionOrigin.UPLOADED)
        edit_tokens.end(EditToken.letter_id == letter.id)
        edit_tokens.check_in(letter, actor)


def claim_draft(actor: Actor, letter_id: int, version: int | None) -> Letter:
    """Lock a letter to change its text, which goes as long as it is a draft."""
    letter = _claim(actor, letter_id, version, Permission.LETTER_WRITE)
    if letter.state is not LetterState.DRAFT:
        raise Refusal("Deze brief is definitief. Zet hem eerst terug naar concept.", basis=FROZEN)
    return letter


@dataclass(frozen=True)
class Returned:
    """A Word file that someone brings back, read before anything is locked."""

    data: bytes
    says: Mapping[str, str]
    """What the file says of itself."""


def read_back(data: bytes) -> Returned:
    """Read a Word file once. Raises Refusal when it is damaged, dangerous or far too long."""
    parts = package.read_parts(data)
    compare.bounded(reading.paragraphs(reading.roots(parts).values()))
    return Returned(data, render.find_properties(parts))


def put_back(actor: Actor, letter: Letter, returned: Returned, origin: VersionOrigin) -> None:
    """Add what someone made of a draft as its next version. Part of another act."""
    _recognise(letter, returned)
    _add_version(actor, letter, returned.data, origin)
    letter.approved_by_id = letter.approved_at = None
    audit.record(
        actor, "letter:edited", letter.complaint, letter,
        number=len(letter.versions), origin=origin.value,
    )  # fmt: skip


def _recognise(letter: Letter, returned: Returned) -> None:
    """Raises Refusal for the Word file of another letter."""
    said = returned.says
    wrong = said.get("kenmerk") not in {None, letter.complaint.reference}
    if wrong or said.get("brief_id") not in {None, "", str(letter.id)}:
        raise Refusal("Dit is de Word-versie van een andere brief.")


def finish(actor: Actor, letter_id: int, version: int, reason: str = "") -> None:
    """Make a letter definitive. A decision letter is settled by another than its maker (SOD6).

    Raises Refusal while the text has empty places, misses a clause that the law asks, or has
    something else to look at and no ``reason`` says why that can stay.
    """
    with transaction():
        letter = _claim(actor, letter_id, version)
        rule = BY_KIND[letter.kind]
        access.require_for(actor, finisher(rule, cases.facts(letter.complaint, actor)), letter)
        if letter.state is not LetterState.DRAFT:
            raise Refusal("Deze brief is al definitief.")
        found = readiness.findings(letter)
        procedure.give_way(readiness.obstacles(letter, actor, found), reason)
        _clean(actor, letter, reason if found else "")
        letter.state = LetterState.FINAL
        letter.finished_by_id = actor.user_id
        edit_tokens.end_of(letter)
        if rule.approval:
            letter.approved_by_id, letter.approved_at = actor.user_id, now()
        audit.record(
            actor, "letter:finished", letter.complaint, letter,
            number=len(letter.versions),
            overridden=list(dict.fromkeys(one.check.label.lower() for one in found)),
        )  # fmt: skip
        filing.settle(letter.complaint)


def _clean(actor: Actor, letter: Letter, reason: str) -> None:
    """The version that goes out says what was read, and not who worked on it."""
    data = documents.read(letter.versions[-1].document.sha256)
    cleaned = cleaning.cleaned(data)
    if reason or cleaned != data:
        _add_version(actor, letter, cleaned, VersionOrigin.CLEANED, reason)


def finisher(rule: LetterRule, facts: CaseFacts) -> Permission:
    """Who makes a letter of this kind definitive: what the board decides, the board settles."""
    if not rule.approval:
        return Permission.LETTER_WRITE
    return procedure.whose(Permission.LETTER_APPROVE, facts)


def reopen(actor: Actor, letter_id: int, version: int) -> None:
    """Take a definitive letter back to draft; it has to be settled anew."""
    with transaction():
        letter = _claim(actor, letter_id, version, Permission.LETTER_WRITE)
        if letter.state is not LetterState.FINAL:
            raise Refusal("Deze brief is al een concept.")
        letter.state = LetterState.DRAFT
        letter.approved_by_id = letter.approved_at = letter.finished_by_id = None
        audit.record(actor, "letter:reopened", letter.complaint, letter)
        filing.settle(letter.complaint)


def withdraw(actor: Actor, letter_id: int, version: int) -> None:
    """Drop a letter that was never sent; its versions stay in the file."""
    with transaction():
        letter = _claim(actor, letter_id, version, Permission.LETTER_WRITE)
        letter.state = LetterState.WITHDRAWN
        edit_tokens.end_of(letter)
        _drop_postponement(actor, letter)
        audit.record(actor, "letter:withdrawn", letter.complaint, letter)
        filing.settle(letter.complaint)


def _drop_postponement(actor: Actor, letter: Letter) -> None:
    """A postponement of which every notice lapsed is off; another can be decided."""
    postponement = letter.postponement
    if postponement is not None and all(
        one.state is LetterState.WITHDRAWN
        for one in letter.complaint.letters
        if one.postponement is postponement
    ):
        postponement.withdrawn_on = actor.today


# --- sending --------------------------------------------------------------------------------


def mark_sent(actor: Actor, letter_id: int, version: int, sending: Sending) -> None:
    """Freeze the letter as it went out, and do what its sending does to the file.

    Sending L01, L05a and L15 to the last complainant is itself a step of the procedure.
    """
    with transaction():
        letter = _claim(actor, letter_id, version, Permission.LETTER_SEND)
        complaint = letter.complaint
        if letter.state is not LetterState.FINAL:
            raise Refusal("Maak de brief eerst definitief.")
        _check_sending(actor, letter, sending)
        # What counts is the day on which it went out, not the day on which that is written down.
        facts = replace(cases.facts(complaint, actor), today=sending.sent_on)
        obstacles = procedure.standing(BY_KIND[letter.kind].sendable, facts)
        obstacles += _ombudsman_year(letter, sending)
        procedure.give_way(obstacles, sending.reason)
        # Read first: the row goes from draft to sent in one statement, or not at all.
        sent_sha256 = letter.versions[-1].document.sha256
        letter.state, letter.sent_sha256 = LetterState.SENT, sent_sha256
        letter.sent_on, letter.channel = sending.sent_on, sending.channel
        letter.sent_at, letter.sent_by_id = now(), actor.user_id
        edit_tokens.end_of(letter)
        db.session.flush()
        if sending.channel is SendChannel.PORTAL:
            placements.place(actor, letter, _files(actor, letter, sending)[0], sending.address)
        elif sending.pdf:
            _mail(actor, letter, sending)
        audit.record(
            actor,
            "letter:sent",
            complaint,
            letter,
            kind=letter.kind.value,
            channel=sending.channel.value,
            sent_on=sending.sent_on,
            sha256=letter.sent_sha256,
            overridden=[str(one.basis) for one in obstacles],
        )
        _take_along(actor, letter)
        _effects(actor, letter, sending)
        filing.settle(complaint)


def _take_along(actor: Actor, letter: Letter) -> None:
    """The notice to the sender was made beside the forwarding letter, and takes its copy along.

    Both go out at the same time (art. 2:3 lid 1 Awb), so the notice may have been there first.
    """
    if letter.kind is not LetterKind.L06A:
        return
    document = letter.versions[-1].document
    for notice in letter.complaint.letters:
        if notice.kind is LetterKind.L06B and notice.state in OPEN:
            for one in notice.enclosures:
                if one.document is None and not one.added:
                    one.document = document
                    audit.record(
                        actor, "letter:enclosed", letter.complaint, notice, sha256=document.sha256
                    )


OPEN = frozenset({LetterState.DRAFT, LetterState.FINAL})
"""A letter that still has to go out."""


def _check_sending(actor: Actor, letter: Letter, sending: Sending) -> None:
    made_on = cases.local_day(letter.recorded_at)
    if sending.sent_on > actor.today:
        raise Invalid(sent_on="Een brief kan niet in de toekomst zijn verzonden.")
    if sending.sent_on < made_on:
        raise Invalid(sent_on=told("De brief is pas op %(day)s gemaakt.", day=made_on))
    if sending.channel is SendChannel.EMAIL and not consents(letter, sending.sent_on):
        raise Refusal(
            "Deze persoon heeft niet uitdrukkelijk ingestemd met e-mail. Verzend per post.",
            basis=awb("2:8"),
        )
    if sending.channel is SendChannel.PORTAL:
        _check_whole(letter, sending, actor.today)
        if refusal := placements.obstacle(letter, sending.sent_on):
            raise refusal
    elif sending.pdf:
        _check_mail(letter, sending, actor.today)
    elif letter.enclosures and not sending.enclosed:
        raise Invalid(enclosed="Bevestig dat de bijlagen zijn bijgevoegd.")


MOST_MAILED = 15 * 2**20
"""Bytes; many mail servers take no more than 20 MB, and mail makes files a third larger."""


def _check_whole(letter: Letter, sending: Sending, today: date) -> None:
    """What the panel sends itself goes out now, and whole."""
    if sending.sent_on != today:
        raise Invalid(sent_on="Het paneel verzendt de brief nu. Kies vandaag.")
    for one in letter.enclosures:
        if one.document is None:
            raise Refusal(
                told(
                    "Van de bijlage “%(name)s” is er geen bestand. Zet de brief terug naar "
                    "concept en voeg het toe, of verzend de brief per post.",
                    name=one.name,
                )
            )


def _check_mail(letter: Letter, sending: Sending, today: date) -> None:
    _check_whole(letter, sending, today)
    files = [one.document for one in letter.enclosures if one.document]
    sizes = [_printed_size(one, sending) if documents.is_letter(one) else one.size for one in files]
    if len(sending.pdf) + sum(sizes) > MOST_MAILED:
        raise Refusal("De brief met bijlagen is te groot voor e-mail. Verzend hem per post.")


def _printed_size(word: Document, sending: Sending) -> int:
    stored = sent_letters.pdf_of(word)
    return stored.size if stored else len(sending.printed.get(word.sha256, b""))


def _mail(actor: Actor, letter: Letter, sending: Sending) -> None:
    """Put the letter in the outbox as PDF, with its enclosures. Part of another act."""
    complaint, times = letter.complaint, len(letter.deliveries) + 1
    files = _files(actor, letter, sending)
    reference, authority = complaint.reference, choices.setting("authority_name")
    outbox.post(
        key=f"{sent_letters.MAILED}{letter.id}:{times}",
        recipient=_mailbox(letter, sending.sent_on),
        subject=f"Brief van {authority}, kenmerk {reference}",
        body=MAILED.format(reference=reference, authority=authority),
        complaint=complaint,
        files=files,
    )
    printed, *along = files
    audit.record(
        actor, "letter:mailed", complaint, letter,
        sha256=printed.sha256, enclosed=[one.sha256 for one in along],
    )  # fmt: skip


def _files(actor: Actor, letter: Letter, sending: Sending) -> list[Document]:
    """What goes out: the letters of the panel as PDF where one was made, with what goes along."""
    newest = letter.versions[-1].document
    along = [one.document for one in letter.enclosures if one.document]
    for one in along:
        documents.safe(one)
    if not sending.pdf:
        return [newest, *along]
    name = f"{letter.complaint.reference} {letter.kind.value}.pdf"
    files = [_printed(actor, newest, sending.pdf, name)]
    for one in along:
        if documents.is_letter(one):
            made = sending.printed.get(one.sha256, b"")
            name = f"{one.name.removesuffix('.docx')}.pdf"
            files.append(_printed(actor, one, made, name))
        else:
            files.append(one)
    db.session.flush()
    return files


def _printed(actor: Actor, word: Document, made: bytes, name: str) -> Document:
    """A letter as PDF: as it was made before, or as it was made just now."""
    if stored := sent_letters.pdf_of(word):
        return stored
    if not made:
        raise Refusal(
            told(
                "Van de bijlage “%(name)s” is nog geen pdf gemaakt. Probeer het opnieuw.",
                name=word.name,
            )
        )
    printed = documents.file_in(
        actor, word.complaint, made, name,
        media_type="application/pdf", origin=sent_letters.MADE,
    )  # fmt: skip
    printed.printed_sha256 = word.sha256
    db.session.add(printed)
    return printed


MAILED = """Geachte heer, mevrouw,

Bij dit bericht vindt u onze brief met kenmerk {reference}.

Heeft u een vraag? In de brief staat wie u kunt bellen of mailen.

{authority}
"""


def _ombudsman_year(letter: Letter, sending: Sending) -> tuple[Obstacle, ...]:
    """Art. 9:12 lid 2: the term that the letter names is a year from the day it goes out."""
    to_subject = letter.party is not None and letter.party.kind is PartyKind.SUBJECT
    if "ombudsman_until" not in letter.fields or to_subject:
        return ()
    last_day = deadlines.ombudsman_term(
        deadlines.Ending(deadlines.EndingKind.FINDINGS, sending.sent_on)
    ).legal_end
    words = dutch.long_date(last_day)
    text = render.read_text(documents.read(letter.versions[-1].document.sha256))
    if words in text:
        return ()
    return (
        Obstacle(
            told(
                "In de brief staat niet dat de klager tot en met %(day)s naar de ombudsman kan.",
                day=words,
            ),
            awb("9:12", 2),
            overridable=True,
        ),
    )


def consents(letter: Letter, on: date) -> bool:
    """Whether the recipient expressly said that e-mail will do (art. 2:8 Awb; R01F).

    What confirms an electronic message by itself needs no consent (art. 2:17 Awb).
    """
    return bool(_mailbox(letter, on))


def _mailbox(letter: Letter, on: date) -> str:
    if letter.party is None:
        return ""
    if BY_KIND[letter.kind].automatic:
        return cases.speaks_to(letter.complaint, letter.party).email
    return cases.mailbox(letter.complaint, letter.party, on)


def _effects(actor: Actor, letter: Letter, sending: Sending) -> None:
    """What the sending of this letter means for the file."""
    complaint = letter.complaint
    if letter.kind is LetterKind.L11:
        _complete_postponement(actor, letter)
    hearing = letter.hearing
    if letter.kind is LetterKind.L10 and hearing is not None and not hearing.report_final_on:
        hearing.comment_asked_on = sending.sent_on
    facts = replace(cases.facts(complaint, actor), today=sending.sent_on)
    for row in procedure.by_letters(complaint.state):
        obstacles = row.obstacles(facts)
        if all(one.overridable for one in obstacles):
            if on_moving := MOVES.get(row.event):
                on_moving(actor, complaint, sending.reason if obstacles else "")
            filing.take(actor, complaint, row, reason=sending.reason, overridden=obstacles)
            return
    # Another recipient, or another letter, still has to go out.


def _complete_postponement(actor: Actor, letter: Letter) -> None:
    """Art. 9:11 lid 2: the postponement holds from the day on which everyone had its notice."""
    postponement = letter.postponement
    if postponement is None:
        return
    notices = [
        one for one in letter.complaint.letters
        if one.postponement is postponement and one.state is not LetterState.WITHDRAWN
    ]  # fmt: skip
    days = [cases.legally_sent_on(one) for one in notices]
    owed = len(BY_KIND[LetterKind.L11].recipients(cases.facts(letter.complaint, actor)))
    sent = [day for day in days if day]
    complete = len(sent) == len(days) >= owed
    postponement.notice_complete_on = max(sent) if complete else None


def _conclude(actor: Actor, complaint: Complaint, late_cause: str) -> None:
    _end(actor, complaint, late_cause)
    complaint.concluded_on = _last_sent(complaint, LetterKind.L15)


def _end(actor: Actor, complaint: Complaint, late_cause: str) -> None:
    """The handling ended on the day on which the last of its letters went out (art. 9:24 lid 1)."""
    complaint.ended_on = _last_sent(complaint, *ENDS)
    complaint.late_cause = late_cause
    weeks = int(str(choices.setting("committee_access_weeks")))
    for role in cases.advising(complaint, actor.today):
        role.until_on = committee_access_until(complaint.ended_on, weeks)


def _deliver(actor: Actor, complaint: Complaint, _late_cause: str) -> None:
    """From here the advice does not change any more (art. 9:14 lid 2 Awb, SOD4)."""
    advice = cases.current_advice(complaint)
    if advice is not None:
        advice.delivered_on, advice.delivered_by_id = actor.today, actor.user_id


ENDS = (
    LetterKind.L05A, LetterKind.L05B, LetterKind.L06B, LetterKind.L06C, LetterKind.L15,
    LetterKind.L16, LetterKind.L17,
)  # fmt: skip
"""Letters with which a handling ends."""


def _last_sent(complaint: Complaint, *kinds: LetterKind) -> date | None:
    since = cases.since_reopening(complaint)
    days = [
        cases.legally_sent_on(one)
        for one in complaint.letters
        if one.kind in kinds and (since is None or one.recorded_at >= since)
    ]
    return max((day for day in days if day), default=None)


MOVES: Mapping[Event, Callable[[Actor, Complaint, str], None]] = {
    Event.CONCLUDE: _conclude,
    Event.DELIVER_ADVICE: _deliver,
    Event.REFUSE: _end,
    Event.LEAVE_ASIDE: _end,
    Event.FORWARD: _end,
    Event.RETURN: _end,
    Event.SETTLE: _end,
    Event.WITHDRAW: _end,
}


# --- what came back -------------------------------------------------------------------------


def _claim_sent(actor: Actor, letter_id: int) -> Letter:
    letter = db.session.get(Letter, letter_id)
    if letter is None:
        raise NotFound
    claim_file(letter.complaint_id, None)
    access.require_for(actor, Permission.LETTER_SEND, letter)
    if letter.state is not LetterState.SENT:
        raise Refusal("Deze brief is nog niet verzonden.", basis=awb("2:11"))
    return letter


def bounced(actor: Actor, letter_id: int, bounced_on: date) -> None:
    """Record that a letter came back: it does not count as sent until it goes out again."""
    with transaction():
        letter = _claim_sent(actor, letter_id)
        sent_on = cases.legally_sent_on(letter)
        if sent_on is None:
            raise Refusal("Deze brief is al teruggekomen; verzend hem eerst opnieuw.",
                          basis=awb("2:11", 1))  # fmt: skip
        if not sent_on <= bounced_on <= actor.today:
            raise Invalid(bounced_on="Kies een dag tussen de verzending en vandaag.")
        letter.deliveries.append(
            Delivery(bounced_on=bounced_on, recorded_at=now(), recorded_by_id=actor.user_id)
        )
        _after_delivery(actor, letter, "letter:bounced")


def resent(actor: Actor, letter_id: int, sending: Sending) -> None:
    """Record the second sending, which is the one that counts (art. 2:11 lid 3 Awb)."""
    with transaction():
        letter = _claim_sent(actor, letter_id)
        if cases.legally_sent_on(letter) is not None:
            raise Refusal("Deze brief is niet teruggekomen.", basis=awb("2:11", 3))
        back = letter.deliveries[-1]
        if not back.bounced_on <= sending.sent_on <= actor.today:
            raise Invalid(sent_on="Kies een dag tussen het terugkomen en vandaag.")
        if sending.channel is SendChannel.EMAIL and not consents(letter, sending.sent_on):
            raise Refusal("Verzend per post: er is geen instemming met e-mail.", basis=awb("2:8"))
        if sending.channel is SendChannel.PORTAL:
            raise Refusal("De kennisgeving kwam niet op tijd aan. Verzend nu per post.",
                          basis=awb("2:10", 1))  # fmt: skip
        if letter.kind in LATE:
            facts = replace(cases.facts(letter.complaint, actor), today=sending.sent_on)
            late = procedure.standing((LATE[letter.kind],), facts)
            procedure.give_way(late, sending.reason)
            letter.complaint.late_cause = sending.reason if late else ""
        outbox.sent_otherwise(letter.id)
        if sending.pdf:
            _check_mail(letter, sending, actor.today)
            _mail(actor, letter, sending)
        back.resent_on, back.channel = sending.sent_on, sending.channel
        _after_delivery(actor, letter, "letter:resent")


def see_to_notices() -> Counter[str]:
    """Which letters on a code page were told of within 48 hours (art. 2:10 lid 1 Awb).

    One that was not, does not count as sent: it came back, and goes by post. How many were told
    of, and how many were not.
    """
    done: Counter[str] = Counter()
    for key in [one.id for one in portal.unsettled_placements(MOST_NOTICES)]:
        with transaction():
            letter = db.session.get_one(Letter, key)
            hold_file(letter.complaint_id)
            placement, told_at = letter.placement, outbox.sent_at(placements.notice_of(letter))
            if placement is None or placement.notified_at or placement.lapsed_at:
                continue  # another machine was first
            ends_at = deadlines.portal_notice_ends(placement.placed_at, choices.calendar())
            if told_at and told_at <= ends_at:
                placement.notified_at = told_at
                audit.record(system(today()), "letter:notified", letter.complaint, letter)
                filing.settle(letter.complaint)
                done["told"] += 1
            elif told_at or now() > ends_at or outbox.failed(placements.notice_of(letter)):
                placement.lapsed_at = now()
                if cases.legally_sent_on(letter) is not None:
                    letter.deliveries.append(Delivery(bounced_on=today(), recorded_at=now()))
                _after_delivery(system(today()), letter, "letter:not_notified")
                done["lapsed"] += 1
    return done


MOST_NOTICES = 500
"""Looked at in one go; the next go has the rest."""


def _after_delivery(actor: Actor, letter: Letter, verb: str) -> None:
    complaint = letter.complaint
    db.session.flush()
    if letter.kind is LetterKind.L11:
        _complete_postponement(actor, letter)
    if cases.legally_sent_on(letter) and complaint.ended_on and letter.kind in ENDS:
        complaint.ended_on = _last_sent(complaint, *ENDS)
        if letter.kind is LetterKind.L15:
            complaint.concluded_on = _last_sent(complaint, LetterKind.L15)
    filing.settle(complaint)
    audit.record(actor, verb, complaint, letter)


LATE = {
    LetterKind.L05A: procedure.notice_in_time,
    LetterKind.L05B: procedure.notice_in_time,
    LetterKind.L15: procedure.in_time,
}
"""Letters that can be late, and what that means."""
