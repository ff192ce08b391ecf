"""Rows for tests: plain functions in which every field has a default. Name only what matters."""

import hashlib
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select

from models import (
    Advice,
    Assignment,
    Base,
    Clarification,
    Complaint,
    Conduct,
    ConflictStatement,
    Contact,
    Document,
    Hearing,
    Letter,
    LetterTemplate,
    OmbudsmanCase,
    OmbudsmanQuestion,
    Party,
    Recommendation,
    Step,
    User,
    db,
)
from models import Role as RoleRow
from operations import clock, documents, filing, indexing
from operations.incoming import Incoming
from operations.transaction import transaction
from queries.actors import actor_for
from queries.cases import ENDINGS
from rules.permissions import Actor
from rules.vocabulary import (
    CaseRole,
    Channel,
    Dating,
    Event,
    HearingForm,
    Kind,
    LetterKind,
    LetterState,
    PartyKind,
    RecommendationKind,
    RecommendationOrigin,
    ReferenceBasis,
    Role,
    ScanState,
    SendChannel,
    State,
    TemplateState,
    TimeOutcome,
)
from tests.samples import a_pdf

T = TypeVar("T", bound=Base)

number = count(1)


def acting(user: User) -> Actor:
    """The user as policy sees them, today."""
    return actor_for(user, clock.today())


def a_user(*roles: Role, **columns: Any) -> User:
    """Someone who can sign in, with these roles."""
    one = next(number)
    with transaction():
        defaults = {
            "email": f"gebruiker{one}@proef.example",
            "name": f"Gebruiker {one}",
            "fs_uniquifier": f"proef-{one}",
            "created_at": clock.now(),
            "roles": list(db.session.scalars(select(RoleRow).where(RoleRow.name.in_(roles)))),
        }
        return _kept(User(**defaults | columns))


def a_contact(**columns: Any) -> Contact:
    """A natural person with an address."""
    one = next(number)
    with transaction():
        defaults = {
            "first_name": "Johanna",
            "infix": "van",
            "family_name": f"Proef{one}",
            "sort_name": f"proef{one} van johanna",
            "street": "Dorpsstraat",
            "house_number": str(one),
            "postcode": "1234 AB",
            "town": "Utrecht",
            "recorded_at": clock.now(),
        }
        contact = Contact(**defaults | columns)
        keys = indexing.name_keys(contact) | {"sort_name": contact.sort_name}
        return _kept(Contact(**keys | defaults | columns))


def a_complaint(
    *,
    state: State = State.F0,
    received_on: date | None = None,
    complainant: Contact | None = None,
    subject_user: User | None = None,
    handler: User | None = None,
    **columns: Any,
) -> Complaint:
    """A written complaint of today: one complainant, one conduct, ledger and copies right."""
    received_on = received_on or clock.today()
    complainant = complainant or a_contact()
    subject = a_contact(user_id=subject_user.id) if subject_user else None
    kind = Kind.FORMAL if state.startswith("F") else Kind.REPORT
    ended_on = received_on if state in ENDINGS else None
    with transaction():
        defaults = {
            "reference": filing.next_reference(kind, received_on.year),
            "kind": kind,
            "state": state,
            "subject": "Geen antwoord op een brief",
            "description": "Ik heb drie keer gebeld en niets gehoord.",
            "channel": Channel.POST,
            "received_at": datetime.combine(received_on, time(12), clock.AMSTERDAM),
            "received_on": received_on,
            "reference_on": received_on,
            "reference_basis": ReferenceBasis.RECEIVED,
            "term_start_on": received_on,
            "letter_dated_on": received_on,
            "handler_id": handler.id if handler else None,
            "ended_on": ended_on,
            "concluded_on": ended_on if state is State.F12 else None,
            "recorded_at": clock.now(),
        }
        complaint = _kept(Complaint(**defaults | columns))
        complaint.parties.append(Party(contact=complainant, kind=PartyKind.COMPLAINANT))
        if subject:
            complaint.parties.append(Party(contact=subject, kind=PartyKind.SUBJECT))
        complaint.conducts.append(_conduct(complaint))
        if ended_on:
            complaint.steps.append(_ending(state))
        _settled(complaint)
        return complaint


def a_party(complaint: Complaint, contact: Contact | None = None, **columns: Any) -> Party:
    """One more party; a person complained about unless ``kind`` says otherwise."""
    contact = contact or a_contact()
    with transaction():
        party = Party(contact=contact, **{"kind": PartyKind.SUBJECT} | columns)
        complaint.parties.append(party)
        _settled(complaint)
        return party


def a_conduct(complaint: Complaint, **columns: Any) -> Conduct:
    """One more conduct, a month before the complaint."""
    with transaction():
        conduct = _conduct(complaint, **columns)
        complaint.conducts.append(conduct)
        _settled(complaint)
        return conduct


def a_letter(
    complaint: Complaint, kind: LetterKind = LetterKind.L01, *, sent: bool = True, **columns: Any
) -> Letter:
    """A letter to the first party; sent by post on the day of receipt, or still a draft."""
    maker = a_user(Role.SECRETARY)
    with transaction():
        template = db.session.scalar(select(LetterTemplate).where(LetterTemplate.kind == kind))
        defaults: dict[str, Any] = {
            "kind": kind,
            "party": complaint.parties[0],
            "template": template or _template(kind),
            "fields": {},
            "recorded_at": clock.now(),
            "recorded_by_id": maker.id,
        }
        if sent:
            defaults |= {
                "state": LetterState.SENT,
                "sent_on": complaint.received_on,
                "sent_by_id": maker.id,
                "channel": SendChannel.POST,
                "sent_sha256": _sha256(kind),
            }
        letter = Letter(**defaults | columns)
        complaint.letters.append(letter)
        _settled(complaint)
        return letter


def an_assignment(complaint: Complaint, user: User, **columns: Any) -> Assignment:
    """The user has a role in the file, since nine days."""
    with transaction():
        defaults = {
            "complaint": complaint,
            "user": user,
            "role": CaseRole.ADVISER,
            "from_on": clock.today() - timedelta(days=9),
        }
        return _kept(Assignment(**defaults | columns))


def a_statement(complaint: Complaint, user: User, *, involved: bool = False) -> ConflictStatement:
    """The user stated whether he was involved in the conduct."""
    with transaction():
        return _kept(
            ConflictStatement(
                complaint=complaint,
                user=user,
                involved=involved,
                stated_at=clock.now(),
                recorded_by_id=user.id,
            )
        )


def _conduct(complaint: Complaint, **columns: Any) -> Conduct:
    defaults = {
        "position": len(complaint.conducts) + 1,
        "title": "Geen antwoord",
        "description": "Er kwam geen antwoord.",
        "dating": Dating.DAY,
        "occurred_on": complaint.reference_on - timedelta(days=30),
        "time_outcome": TimeOutcome.UNDETERMINED,
        "time_flags": [],
    }
    return Conduct(**defaults | columns)


def _ending(state: State) -> Step:
    event = Event.REFUSE if state is State.F13 else Event.CONCLUDE
    return Step(event=event, source=State.F4, target=state, at=clock.now())


def _template(kind: LetterKind) -> LetterTemplate:
    return LetterTemplate(
        kind=kind,
        number=1,
        sha256=_sha256(kind),
        file_name=f"{kind}.docx",
        state=TemplateState.ACTIVATED,
        valid_from=date(2026, 1, 1),
        recorded_at=clock.now(),
        decided_at=clock.now(),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _settled(complaint: Complaint) -> None:
    filing.settle(complaint)
    indexing.refresh(complaint)


def _kept(row: T) -> T:
    db.session.add(row)
    db.session.flush()
    return row


def a_hearing(complaint: Complaint, **columns: Any) -> Hearing:
    """A hearing of the first party, in a week."""
    with transaction():
        defaults: dict[str, Any] = {
            "party": complaint.parties[0],
            "planned_at": clock.now() + timedelta(days=7),
            "form": HearingForm.IN_PERSON,
            "place": "Voorbeeldplein 1, Utrecht",
        }
        hearing = Hearing(**defaults | columns)
        complaint.hearings.append(hearing)
        _settled(complaint)
        return hearing


def a_document(complaint: Complaint, **columns: Any) -> Document:
    """A file in the dossier, kept in the store."""
    with transaction():
        defaults: dict[str, Any] = {
            "sha256": documents.put(b"%PDF-1.7 klaagschrift"),
            "name": "klaagschrift.pdf",
            "media_type": "application/pdf",
            "size": 21,
            "origin": "toegevoegd",
            "recorded_at": clock.now(),
        }
        document = Document(**defaults | columns)
        complaint.documents.append(document)
        db.session.flush()
        return document


def received(name: str = "besluit.pdf", words: str = "besluit") -> Incoming:
    """A file that came through, as an act takes it."""
    return Incoming(name, "application/pdf", a_pdf(words), ScanState.NOT_SCANNED)


def an_advice(complaint: Complaint, **columns: Any) -> Advice:
    """A report of findings; a draft, unless ``delivered_on`` says when it was delivered."""
    with transaction():
        defaults = {"report": "Beide kanten zijn gehoord.", "recorded_at": clock.now()}
        advice = Advice(**defaults | columns)
        complaint.advices.append(advice)
        _settled(complaint)
        return advice


def a_recommendation(complaint: Complaint, **columns: Any) -> Recommendation:
    """Recommended by whoever advised, and not answered yet."""
    maker = a_user(Role.ADVISER)
    with transaction():
        defaults: dict[str, Any] = {
            "origin": RecommendationOrigin.ADVICE,
            "kind": RecommendationKind.PREVENTION,
            "text": "Leg belafspraken vast.",
            "recorded_at": clock.now(),
            "recorded_by_id": maker.id,
        }
        one = Recommendation(**defaults | columns)
        complaint.recommendations.append(one)
        _settled(complaint)
        return one


def a_clarification(complaint: Complaint, asker: User, **columns: Any) -> Clarification:
    """A question about a delivered advice, without an answer yet."""
    with transaction():
        defaults = {"question": "Wat bedoelt u met stroef?", "asked_at": clock.now()}
        one = Clarification(asked_by_id=asker.id, **defaults | columns)
        complaint.clarifications.append(one)
        _settled(complaint)
        return one


def an_ombudsman_case(complaint: Complaint, **columns: Any) -> OmbudsmanCase:
    """An open case with one question, to be answered within a week."""
    maker = a_user(Role.SECRETARY)
    with transaction():
        defaults: dict[str, Any] = {
            "reference": "2026.12345",
            "opened_on": complaint.received_on,
            "recorded_at": clock.now(),
            "recorded_by_id": maker.id,
        }
        case = OmbudsmanCase(**defaults | columns)
        due_on = clock.today() + timedelta(days=7)
        case.questions.append(OmbudsmanQuestion(question="Hoe is gehoord?", due_on=due_on))
        complaint.ombudsman_cases.append(case)
        complaint.with_ombudsman = case.closed_on is None
        _settled(complaint)
        return case
