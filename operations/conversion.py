"""A report becomes a formal complaint (law.md T06). A helper of ``operations.handling``."""

from dataclasses import dataclass, replace

from models import Complaint, Conduct, Document, Party, db
from operations import audit, filing, indexing, intake
from operations.clock import now
from queries import cases
from rules import deadlines
from rules.errors import Invalid
from rules.permissions import Actor
from rules.vocabulary import (
    ClockStart,
    Dating,
    Kind,
    LetterState,
    TimeOutcome,
)
from rules.wording import told


@dataclass(frozen=True)
class Conversion:
    """From which message the term runs, and what that message was."""

    clock_start: ClockStart
    message: intake.Receipt | None = None
    """The new form or message, when the term runs from there."""
    signed: bool = False
    about_handling: bool = False
    """The complaint is also about how the report was handled (SOD7)."""


def convert(actor: Actor, report: Complaint, data: Conversion | None, reason: str) -> Complaint:
    """Make the complaint out of the report: parties, conducts and documents go along.

    No informal step is owed (R005), so nothing of what was tried is asked.
    """
    receipt = _receipt(actor, report, data, reason)
    row = intake.begins(Kind.FORMAL)
    received_on = deadlines.received_on(receipt.received_at)
    made = Complaint(
        reference=filing.next_reference(Kind.FORMAL, received_on.year),
        kind=Kind.FORMAL,
        state=row.target,
        received_at=receipt.received_at,
        source_id=report.id,
        clock_reason=reason,
        recorded_at=now(),
        recorded_by_id=actor.user_id,
        **intake.receipt_columns(receipt, received_on),
        **{name: getattr(report, name) for name in intake.Description.__dataclass_fields__},
    )
    db.session.add(made)
    db.session.flush()
    filing.take(actor, made, row, reason=reason)
    parties = _parties(report, made)
    _conducts(report, made, parties)
    if data is not None and data.about_handling:
        _about_handling(report, made)
    _documents(actor, report, made)
    filing.settle(made)
    indexing.refresh(made)
    report.ended_on = actor.today
    filing.end_for_good(report, actor.today)
    start = data.clock_start.value if data else None
    audit.record(actor, "report:converted", report, made, clock_start=start)
    return made


def _receipt(
    actor: Actor, report: Complaint, data: Conversion | None, reason: str
) -> intake.Receipt:
    wrong: dict[str, str] = {}
    named = not cases.anonymous(report)
    if data is None or data.clock_start not in deadlines.clock_starts(
        written=report.written, named=named
    ):
        wrong["clock_start"] = told(
            "Kies het nieuwe formulier of bericht: alleen een schriftelijke melding met de naam "
            "van de melder kan zelf een klaagschrift zijn (art. 9:4 Awb)."
        )
    if not reason.strip():
        wrong["reason"] = told("Leg uit waarom de termijn vanaf die dag loopt.")
    from_message = data is not None and data.clock_start is ClockStart.MESSAGE
    if data is None or (from_message and data.message is None):
        wrong.setdefault("received_at", told("Vul in wanneer het formulier of bericht binnenkwam."))
    if wrong or data is None:
        raise Invalid(**wrong)
    receipt = intake.receipt_of(report)
    if data.clock_start is ClockStart.MESSAGE and data.message is not None:
        receipt = replace(data.message, language=report.language)
        intake.check_receipt(receipt, actor.today)
    return replace(receipt, informal_tried=report.taken_up_on is not None, signed=data.signed)


def _parties(report: Complaint, made: Complaint) -> dict[int, Party]:
    """The same contacts in the same roles; what each was in the report, by its id there."""
    copies: dict[int, Party] = {}
    for party in report.parties:
        copies[party.id] = Party(
            **{name: getattr(party, name) for name in PARTY}, contact_id=party.contact_id
        )
        made.parties.append(copies[party.id])
    db.session.flush()
    for party in report.parties:
        if party.represents_id is not None:
            copies[party.id].represents_id = copies[party.represents_id].id
    return copies


PARTY = (
    "kind", "capacity", "former", "board_member", "lawyer", "authorised_on", "refused_on",
    "refusal_reason",
)  # fmt: skip
CONDUCT = (
    "position", "title", "description", "place", "about_report", "category_id", "dating",
    "occurred_on", "started_on", "ended_on", "earliest_on", "latest_on",
)  # fmt: skip
UNTESTED = {"time_outcome": TimeOutcome.UNDETERMINED, "time_flags": []}


def _conducts(report: Complaint, made: Complaint, parties: dict[int, Party]) -> None:
    for conduct in report.conducts:
        made.conducts.append(
            Conduct(
                **{name: getattr(conduct, name) for name in CONDUCT},
                **UNTESTED,
                subjects=[parties[one.id] for one in conduct.subjects],
            )
        )


def _about_handling(report: Complaint, made: Complaint) -> None:
    """How the report was handled is a conduct of its own: it is screened and judged as any other,
    and whoever handled it does not handle the complaint about it.
    """
    begun = report.taken_up_on or report.received_on
    made.conducts.append(
        Conduct(
            position=1 + max((one.position for one in made.conducts), default=0),
            title=f"De behandeling van melding {report.reference}",
            description="De klacht gaat ook over de manier waarop de melding is behandeld.",
            about_report=True,
            dating=Dating.ONGOING,
            started_on=begun,
            **UNTESTED,
        )
    )


def _documents(actor: Actor, report: Complaint, made: Complaint) -> None:
    """Rows of their own with the same bytes; of the letters what was sent, no drafts."""
    sent = {one.sent_sha256 for one in report.letters if one.state is LetterState.SENT}
    for document in report.documents:
        if document.origin == "brief" and document.sha256 not in sent:
            continue
        made.documents.append(
            Document(
                **{name: getattr(document, name) for name in DOCUMENT},
                origin=f"melding {report.reference}",
                recorded_at=now(),
                recorded_by_id=actor.user_id,
            )
        )


DOCUMENT = (
    "sha256", "name", "media_type", "size", "part_of_complaint", "special_data", "scan",
)  # fmt: skip
