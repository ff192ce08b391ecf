"""Files for each role: the own one, one of others, a closed one, and one that it is involved in.

Everything that someone could read in a file has the marker of that file in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from models import (
    AccessCode,
    CalendarFeed,
    Clarification,
    Complaint,
    ComplaintLink,
    ContactMoment,
    DataBreach,
    DataRequest,
    DavLock,
    Document,
    EditToken,
    EmergencyAccess,
    Hearing,
    Letter,
    LetterTemplate,
    LetterVersion,
    Mail,
    Note,
    OmbudsmanCase,
    OmbudsmanQuestion,
    PublicText,
    Recommendation,
    SavedView,
    Submission,
    Substitution,
    db,
)
from operations import clock, documents, filing, indexing, reading
from operations.transaction import transaction
from queries import agenda
from rules.vocabulary import (
    ContactChannel,
    Direction,
    HearingForm,
    Kind,
    LetterKind,
    LinkKind,
    ProposalState,
    ReadingReason,
    RecommendationKind,
    RecommendationOrigin,
    RequestKind,
    State,
    SubmissionKind,
    Track,
    VersionOrigin,
)
from tests import thread
from tests.factories import a_complaint, a_contact, a_statement, an_assignment
from tests.journeys.other_screens import destructions, management
from tests.letters.packages import a_template
from tests.made_once import made_once
from tests.rights.table import WHO
from tests.views.record import days_ago, user

SIGN = "zqx"
"""What every marker begins with; whoever searches for it, finds whatever there is."""
MARKER = re.compile(rf"{SIGN}(\d+)w")
USERS = tuple(one for one in WHO if one)
TOKEN = "rechten-{}"
Keys = dict[str, Any]


@dataclass
class Office:
    """What was made, by id."""

    files: dict[tuple[str, str, Kind], Keys] = field(default_factory=dict)
    """By who, how they stand to it, and kind."""
    panel: Keys = field(default_factory=dict)
    """One of everything that is managed."""

    def of(self, who: str, relation: str, kind: Kind) -> Keys:
        return self.files["" if relation == "other" else who, relation, kind]

    def marked(self) -> Iterator[tuple[str, str, str, Kind]]:
        """Each marker, and whose file it is in."""
        for (who, relation, kind), keys in self.files.items():
            yield keys["number"], who, relation, kind


def mark(number: int) -> str:
    return f"{SIGN}{number}w"


@made_once
def office() -> Office:
    """Four files of each kind for each role: three of them, and one that everyone shares."""
    made = _shared()
    numbers = iter(range(200, 1000))
    for kind in Kind:
        for who in USERS:
            for relation in ("own", "closed", "involved"):
                made.files[who, relation, kind] = one_more(made, kind, next(numbers), who, relation)
    for (who, relation, _kind), keys in made.files.items():
        if (who, relation) != ("auditor", "involved"):  # said why, so that there is more to read
            reading.explain(thread.someone("auditor"), keys["key"], ReadingReason.OVERSIGHT)
    return made


@made_once
def small_office() -> Office:
    """Only what everyone shares."""
    return _shared()


def _shared() -> Office:
    made = Office(panel=management() | destructions())
    for number, kind in enumerate(Kind, 100):
        other = _file(kind, number, "board2", unit_id=thread.unit_id("Opleidingen"))
        made.files["", "other", kind] = papers(other, other, "board2")
    one, other = (made.files["", "other", kind] for kind in Kind)
    with transaction():
        link = ComplaintLink(one_id=one["key"], other_id=other["key"], kind=LinkKind.RELATED,
                             at=clock.now(), by_id=user("board2").id)  # fmt: skip
        db.session.add(link)
        db.session.flush()
        one["link"] = other["link"] = link.id
    made.panel |= _of_a_person(made.files["", "other", Kind.FORMAL])
    _personal(made)
    return made


def _of_a_person(file: Keys) -> Keys:
    """A request of the complainant, and a letter to them that went to someone else."""
    now = clock.now()
    with transaction():
        asked = DataRequest(
            number="P2026-0900", kind=RequestKind.ACCESS, contact_id=file["contact"],
            received_on=clock.today(), due_on=clock.today(), identity="gebeld", limits=[],
            recorded_at=now, recorded_by_id=user("board2").id,
        )  # fmt: skip
        breach = DataBreach(
            number="D2026-0900", complaint_id=file["key"], letter_id=file["letter"],
            noticed_at=now, due_at=now, what="Verkeerde envelop", recorded_at=now,
            recorded_by_id=user("board2").id,
        )  # fmt: skip
        db.session.add_all([asked, breach])
        db.session.flush()
        return {"privacy": asked.id, "breach": breach.id, "piece": f"complaint:{file['key']}"}


def one_more(made: Office, kind: Kind, number: int, who: str, relation: str) -> Keys:
    """A file with everything in it, and the ids of that."""
    other = made.files["", "other", kind]["key"]
    return papers(standing(kind, number, who, relation), thread.fresh(other), who)


def _file(kind: Kind, number: int, who: str | None, **columns: Any) -> Complaint:
    usual = {
        "state": State.F8 if kind is Kind.FORMAL else State.I2,
        "received_on": days_ago(14),
        "complainant": a_contact(family_name=f"Klager {mark(number)}", town=mark(number),
                                 email=f"{mark(number)}@thuis.example", sort_name=mark(number)),
        "subject": f"Onderwerp {mark(number)}",
        "description": f"Verhaal {mark(number)}",
        "wish": f"Wens {mark(number)}",
        "about_whom": f"Iemand {mark(number)}",
        "track": Track.OWN if kind is Kind.FORMAL else None,
        "handler": user(who) if who else None,
    }  # fmt: skip
    return a_complaint(**usual | columns)


def standing(kind: Kind, number: int, who: str, relation: str) -> Complaint:
    """A file that is someone's own, closed, or about that person and otherwise their own."""
    me, closed = user(who), relation == "closed"
    columns: Keys = {}
    if closed:
        columns["state"] = State.F19 if kind is Kind.FORMAL else State.I3
    if who == "team_leader":
        columns["unit_id"] = me.unit_id
    if who == "servicedesk" and kind is Kind.FORMAL:  # registered, and not handed over yet
        columns |= {"recorded_by_id": me.id, "handler": None}
        if not closed:
            columns["state"] = State.F0
    if who == "adviser1":
        columns["handler"] = user("board2")
        if kind is Kind.FORMAL:
            columns["track"] = Track.ADVISER
    if relation == "involved" and kind is Kind.FORMAL:
        columns["subject_user"] = me
    file = _file(kind, number, who, **columns)
    if who == "adviser1":
        an_assignment(file, me, until_on=days_ago(1) if closed else None)
    if relation == "involved":
        if kind is Kind.REPORT:
            a_statement(file, me, involved=True)
    elif who not in {"auditor", "administrator"}:
        a_statement(file, me)
    return file


def papers(file: Complaint, other: Complaint, who: str) -> Keys:
    """One of everything that can hang on a file, each with its marker."""
    number = int(MARKER.search(file.subject)[1])  # type: ignore[index]  # ``_file`` put it there
    sign, now, me = mark(number), clock.now(), user(who)
    leads = who == "team_leader"  # and carries the measure out: that text is there for them
    word = documents.put(a_template(f"Geachte {sign},", "De brief."))
    with transaction(), db.session.no_autoflush:
        file = db.session.get_one(Complaint, file.id)
        party = file.parties[0]
        code = AccessCode(party=party, code_hash=f"code-{number}", issued_at=now,
                          expires_at=now + timedelta(days=90))  # fmt: skip
        db.session.add(code)
        db.session.flush()
        template = db.session.query(LetterTemplate).filter_by(kind=LetterKind.L01).first()
        letter = Letter(complaint=file, kind=LetterKind.L01, party=party, template=template,
                        fields={}, addressee=f"Aan {sign}", recorded_at=now,
                        recorded_by_id=me.id)  # fmt: skip
        file.conducts[0].title = f"Gedraging {sign}"
        file.conducts[0].description = f"Gebeurd {sign}"
        paper, written = (
            Document(complaint=file, sha256=sha, name=f"{sign}.{ends}", media_type=media, size=21,
                     origin=origin, recorded_at=now)
            for sha, ends, media, origin in (
                (documents.put(b"%PDF-1.7 klaagschrift"), "pdf", "application/pdf", "toegevoegd"),
                (word, "docx", documents.WORD, "brief"),
            )
        )  # fmt: skip
        version = LetterVersion(letter=letter, number=1, document=written, at=now, by=me,
                                origin=VersionOrigin.GENERATED)  # fmt: skip
        hearing = Hearing(complaint=file, party=party, planned_at=now + timedelta(days=7),
                          form=HearingForm.IN_PERSON, place=f"Zaal {sign}",
                          heard_by=me)  # fmt: skip
        measure = Recommendation(
            complaint=file, origin=RecommendationOrigin.BOARD, recorded_at=now,
            kind=RecommendationKind.PREVENTION, recorded_by_id=me.id, owner=me if leads else None,
            text="Wat jij moet doen" if leads else f"Maatregel {sign}", due_on=clock.today(),
        )  # fmt: skip
        question = Clarification(complaint=file, question=f"Vraag {sign}", asked_at=now,
                                 asked_by=me)  # fmt: skip
        case = OmbudsmanCase(complaint=file, reference=f"No {sign}", opened_on=days_ago(3),
                             recorded_at=now, recorded_by_id=me.id)  # fmt: skip
        case.questions.append(OmbudsmanQuestion(question=f"Hoe {sign}?", due_on=clock.today()))
        sent = Submission(complaint=file, party=party, code_id=code.id, submitted_at=now,
                          kind=SubmissionKind.SUPPLEMENT, text=f"Bericht {sign}",
                          form_token=f"formulier-{number}")  # fmt: skip
        mail = Mail(key=f"proef:{number}", complaint=file, recipient=f"{sign}@thuis.example",
                    subject=sign, body=sign, recorded_at=now, next_try_at=now, failed_at=now,
                    tries=8, error="De mailserver antwoordde: 451 4.3.0")  # fmt: skip
        public = PublicText(complaint_id=file.id, text=f"Samenvatting {sign}", written_at=now,
                            written_by_id=user("board2").id)  # fmt: skip
        rows = [version, paper, hearing, measure, question, case, sent, mail, public,
                Note(complaint=file, text=f"Notitie {sign}", at=now, by=me),
                ContactMoment(complaint=file, at=now, direction=Direction.OUTGOING, by=me,
                              channel=ContactChannel.PHONE, with_whom=f"Beller {sign}",
                              summary=f"Gesproken {sign}")]  # fmt: skip
        link = None
        if file.id != other.id:
            link = ComplaintLink(one_id=file.id, other_id=other.id, kind=LinkKind.RELATED,
                                 reason=f"Verband {sign}", at=now, by_id=me.id)  # fmt: skip
            rows.append(link)
        db.session.add_all(rows)
        db.session.flush()
        filing.settle(file)
        indexing.refresh(file)
        return {
            "number": str(number), "key": file.id, "version": file.version, "party": party.id,
            "conduct": file.conducts[0].id, "contact": party.contact_id, "document": paper.id,
            "letter": letter.id, "letter_version": letter.version, "hearing": hearing.id,
            "recommendation": measure.id, "clarification": question.id, "ombudsman_case": case.id,
            "ombudsman_question": case.questions[0].id, "submission": sent.id, "mail": mail.id,
            "link": link.id if link else 0, "public_text": public.id,
        }  # fmt: skip


SCREENS = (
    "admin", "audit", "calendar", "category", "committee", "complaint", "conduct", "contact",
    "duty", "emergency", "hearing", "letter", "lock", "mail", "mandate", "member",
    "recommendation", "register", "report", "role", "setting", "substitution",
    "template", "text_block", "tie", "unit", "user", "privacy", "breach",
)  # fmt: skip


def _personal(made: Office) -> None:
    """What each user has of their own, and a letter that someone has open."""
    now, today = clock.now(), clock.today()
    later = now + timedelta(days=99)
    other = made.files["", "other", Kind.FORMAL]
    with transaction():
        token = EditToken(token_hash="-", letter_id=other["letter"], user=user("board2"),
                          opened_at=now, expires_at=later)  # fmt: skip
        lock = DavLock(letter_id=other["letter"], edit_token=token, user=user("board2"),
                       token="-", owner="-", since=now, expires_at=later)  # fmt: skip
        asked = EmergencyAccess(
            complaint_id=other["key"], reason="Storing", asked_at=now, decided_at=now,
            asked_by=user("administrator"), decided_by=user("coordinator"), until=later,
            state=ProposalState.APPROVED,
        )  # fmt: skip
        db.session.add_all([lock, asked])
        for who in USERS:
            me = user(who)
            views = [SavedView(user=me, screen=one, name="Proef", query="") for one in SCREENS]
            away = Substitution(absent=user("board2"), substitute=me, from_on=today,
                                until_on=today, recorded_at=now, recorded_by_id=me.id)  # fmt: skip
            feed = CalendarFeed(user_id=me.id, created_at=now,
                                token_hash=agenda.hashed(TOKEN.format(who)))  # fmt: skip
            db.session.add_all([*views, away, feed])
            db.session.flush()
            own = {f"view:{one.screen}": one.id for one in views} | {"substitution": away.id}
            made.panel |= {f"{who} {name}": key for name, key in own.items()}
        made.panel |= {"lock": lock.id, "mail": other["mail"], "emergency": asked.id}
        made.panel["first"] = db.session.query(LetterTemplate.id).first()[0]
