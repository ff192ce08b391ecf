"""The record: tables, columns, relations and constraints; no behaviour.

An invariant that a database can keep is a constraint here, so that no code can break it. What the
ledger of deadlines and the audit trail hold is protected by triggers as well (migrations/ddl.py).
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask_security import AsaList, RoleMixin, UserMixin
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship

from rules import vocabulary as v
from rules.wording import packed, unpacked

__all__ = ["AsaList", "Base", "db"]


class Utc(TypeDecorator[datetime]):
    """A moment. Always aware and in UTC for us, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # PostgreSQL answers in the time zone of the session, SQLite without one.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """A sentence of the rules, kept with its pieces so that a screen can say it in English."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else packed(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unpacked(value)


def code(values: type[StrEnum], *, closed: bool = True) -> Enum:
    """A column for a closed list; with ``closed=False`` it may grow without migration."""
    return Enum(
        values,
        native_enum=False,
        length=40,
        create_constraint=closed,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
        name=values.__name__.lower(),
    )


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""One way of naming constraints, so that migrations can find them again."""

TYPES: dict[Any, Any] = {
    str: Text(),
    datetime: Utc(),
    v.Kind: code(v.Kind),
    v.State: code(v.State),
    v.Event: code(v.Event, closed=False),
    v.Track: code(v.Track),
    v.Channel: code(v.Channel),
    v.Permission: code(v.Permission, closed=False),
    v.Scope: code(v.Scope),
    v.CaseRole: code(v.CaseRole),
    v.PartyKind: code(v.PartyKind),
    v.TimeOutcome: code(v.TimeOutcome),
    v.Dating: code(v.Dating),
    v.RefusalGround: code(v.RefusalGround),
    v.ScreeningOutcome: code(v.ScreeningOutcome),
    v.Judgement: code(v.Judgement),
    v.HearingForm: code(v.HearingForm),
    v.HearingStatus: code(v.HearingStatus),
    v.WaiverGround: code(v.WaiverGround),
    v.DeadlineKind: code(v.DeadlineKind),
    v.LetterKind: code(v.LetterKind, closed=False),
    v.LetterState: code(v.LetterState),
    v.SendChannel: code(v.SendChannel),
    v.SubmissionKind: code(v.SubmissionKind),
    v.SubmissionChoice: code(v.SubmissionChoice),
    v.CommitteeRole: code(v.CommitteeRole),
    v.TieKind: code(v.TieKind),
    v.ContactKind: code(v.ContactKind),
    v.ReferenceBasis: code(v.ReferenceBasis),
    v.TermBasis: code(v.TermBasis),
    v.DecisionKind: code(v.DecisionKind),
    v.VersionOrigin: code(v.VersionOrigin),
    v.ScanState: code(v.ScanState),
    v.SearchKind: code(v.SearchKind),
    v.TemplateState: code(v.TemplateState),
    v.ProposalState: code(v.ProposalState),
    v.Answer: code(v.Answer),
    v.AfterHearing: code(v.AfterHearing),
    v.RecommendationKind: code(v.RecommendationKind),
    v.RecommendationOrigin: code(v.RecommendationOrigin),
    v.Acceptance: code(v.Acceptance),
    v.Direction: code(v.Direction),
    v.ContactChannel: code(v.ContactChannel),
    v.DutyMail: code(v.DutyMail),
    v.LinkKind: code(v.LinkKind),
    v.AccountLinkKind: code(v.AccountLinkKind),
    v.DestructionState: code(v.DestructionState),
    v.LateKind: code(v.LateKind, closed=False),
    v.RequestKind: code(v.RequestKind),
    v.RequestOutcome: code(v.RequestOutcome),
    v.DisclosureKind: code(v.DisclosureKind),
    v.DisclosureChoice: code(v.DisclosureChoice),
    v.BreachDecision: code(v.BreachDecision),
}


class Base(DeclarativeBase):
    # A type_annotation_map on the class breaks Flask-SQLAlchemy (its issue 1361).
    registry = registry(type_annotation_map=TYPES, metadata=MetaData(naming_convention=NAMES))


db = SQLAlchemy(model_class=Base)


def key(target: str, *, index: bool = True, nullable: bool = False) -> Any:
    """A foreign key; indexed, because every one of them is joined on."""
    return mapped_column(ForeignKey(target), index=index, nullable=nullable)


class Identified:
    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned(Identified):
    """What people edit: the number tells the second to save that the first was there."""

    version: Mapped[int] = mapped_column(default=1)


# --- who works here -------------------------------------------------------------------------


class Unit(Versioned, Base):
    """Afdeling."""

    __tablename__ = "unit"
    name: Mapped[str] = mapped_column(String(120), unique=True)
    active: Mapped[bool] = mapped_column(default=True)


class UserRole(Base):
    __tablename__ = "user_role"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"), primary_key=True)


class Role(Versioned, Base, RoleMixin):
    """Rol. The eight roles are fixed; what each may do is data (Grant)."""

    __tablename__ = "role"
    name: Mapped[str] = mapped_column(String(40), unique=True)
    description: Mapped[str] = mapped_column(default="")
    # Flask-Security asks for this column; our rights are the grants below.
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    grants: Mapped[list["Grant"]] = relationship(
        back_populates="role", cascade="all, delete-orphan"
    )


class Grant(Identified, Base):
    """Recht: what a role may do, and how far. No row means no."""

    __tablename__ = "grant"
    __table_args__ = (UniqueConstraint("role_id", "permission"),)
    role_id: Mapped[int] = key("role.id")
    permission: Mapped[v.Permission]
    scope: Mapped[v.Scope]
    role: Mapped[Role] = relationship(back_populates="grants")


class User(Versioned, Base, UserMixin):
    """Medewerker, bestuurslid, adviseur of commissielid."""

    __tablename__ = "user"
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    job_title: Mapped[str] = mapped_column(String(120), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    # Flask-Security puts this in the session; changing it ends every session of the user.
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    unit_id: Mapped[int | None] = key("unit.id", nullable=True)
    duty_mail: Mapped[v.DutyMail] = mapped_column(default=v.DutyMail.BOTH)
    # The language of the panel for this person; letters are Dutch whatever it says.
    language: Mapped[str] = mapped_column(String(8), default="nl")
    # Whether keys such as "/" and "g w" do something (WCAG 2.1.4).
    shortcuts: Mapped[bool] = mapped_column(default=True)
    # Per list the columns that this person wants to see, by name and in order.
    lists: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]
    unit: Mapped[Unit | None] = relationship()
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]  # the mixin says RoleMixin
        secondary="user_role"
    )


class GrantProposal(Versioned, Base):
    """Voorstel voor andere rechten van een rol. Decided about by another, it never changes."""

    __tablename__ = "grant_proposal"
    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("state <> 'rejected' OR answer <> ''", name="rejected"),
        CheckConstraint(
            "state NOT IN ('approved', 'rejected') OR decided_by_id <> recorded_by_id",
            name="second",
        ),
        Index(None, "state", "recorded_at"),
    )
    role_id: Mapped[int] = key("role.id")
    base: Mapped[int]
    """The version of the role that the proposal is about: of a later one it says nothing."""

    state: Mapped[v.ProposalState] = mapped_column(default=v.ProposalState.PROPOSED)
    changes: Mapped[dict[str, list[str | None]]] = mapped_column(JSON)
    """Per permission the scope that was, and the one proposed."""

    reason: Mapped[str]
    answer: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    role: Mapped[Role] = relationship()
    recorded_by: Mapped["User"] = relationship(foreign_keys=[recorded_by_id])
    decided_by: Mapped["User | None"] = relationship(foreign_keys=[decided_by_id])


class Substitution(Versioned, Base):
    """Vervanging bij afwezigheid: who does someone's work for some time, within both's rights."""

    __tablename__ = "substitution"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="period"),
        CheckConstraint("absent_id <> substitute_id", name="another"),
    )
    absent_id: Mapped[int] = key("user.id")
    substitute_id: Mapped[int] = key("user.id")
    from_on: Mapped[date]
    until_on: Mapped[date]
    kind: Mapped[v.Kind | None]
    """Only complaints, or only reports; empty is both."""

    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    absent: Mapped["User"] = relationship(foreign_keys=[absent_id])
    substitute: Mapped["User"] = relationship(foreign_keys=[substitute_id])


class EmergencyAccess(Versioned, Base):
    """Noodtoegang: whoever reads no files reads this one for some hours, after a second person
    allowed it (SOD10). Decided about, only its end is still written.
    """

    __tablename__ = "emergency_access"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reasoned"),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(state = 'approved') = (until IS NOT NULL)", name="until"),
        CheckConstraint("state <> 'rejected' OR answer <> ''", name="rejected"),
        CheckConstraint(
            "state NOT IN ('approved', 'rejected') OR decided_by_id <> asked_by_id", name="second"
        ),
        CheckConstraint("ended_at IS NULL OR state = 'approved'", name="ended"),
        Index(None, "state", "until"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    reason: Mapped[str]
    state: Mapped[v.ProposalState] = mapped_column(default=v.ProposalState.PROPOSED)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = key("user.id")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(default="")
    until: Mapped[datetime | None]
    # Earlier than that, by someone; or written down by the panel when it was over.
    ended_at: Mapped[datetime | None]
    complaint: Mapped["Complaint"] = relationship()
    asked_by: Mapped["User"] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped["User | None"] = relationship(foreign_keys=[decided_by_id])


class SavedView(Versioned, Base):
    """Weergave: a list as someone wants to see it again: a name, and what its address asks."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("user_id", "screen", "name"),
        Index(None, "screen", "shared"),
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    # The list: its name in addresses.
    screen: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    query: Mapped[str] = mapped_column(String(2000))
    shared: Mapped[bool] = mapped_column(default=False)
    user: Mapped[User] = relationship()


class WebSession(Base):
    """A signed-in browser, kept on our side so that it can be ended."""

    __tablename__ = "web_session"
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int | None] = key("user.id", nullable=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    device: Mapped[str] = mapped_column(String(80), default="")
    """Browser and system, so that someone knows their own sessions apart."""

    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Authenticator(Identified, Base):
    """App met codes: a second step by codes that follow the clock (TOTP, RFC 6238)."""

    __tablename__ = "authenticator"
    user_id: Mapped[int] = key("user.id")
    name: Mapped[str] = mapped_column(String(60))
    # Sealed with a key that is not in the database (operations/totp.py).
    secret: Mapped[str]
    # Of the last code that was taken: it and what came before work no more.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Identified, Base):
    """Toegangssleutel: a second step by a key that never leaves its device (WebAuthn)."""

    __tablename__ = "passkey"
    user_id: Mapped[int] = key("user.id")
    name: Mapped[str] = mapped_column(String(60))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    # How often the device says that it signed; a lower number tells of a copy.
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Identified, Base):
    """Herstelcode: lets someone through once who has no second step at hand; only its hash."""

    __tablename__ = "recovery_code"
    user_id: Mapped[int] = key("user.id")
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccountLink(Identified, Base):
    """Mailed address with which someone sets a password: only its hash, gone once it was used."""

    __tablename__ = "account_link"
    user_id: Mapped[int] = key("user.id")
    kind: Mapped[v.AccountLinkKind]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    user: Mapped[User] = relationship()


class LinkedIdentity(Identified, Base):
    """Gekoppelde inlog: who someone is to the provider of the organisation (OpenID Connect)."""

    __tablename__ = "linked_identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("user_id", "issuer"),
    )
    user_id: Mapped[int] = key("user.id", index=False)
    issuer: Mapped[str] = mapped_column(String(500))
    # Never given to someone else by the issuer; a mail address can be.
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class Attempt(Identified, Base):
    """One failed try that counts towards a limit, seen by every process."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "bucket", "at"),)
    bucket: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]


class Mandate(Versioned, Base):
    """Who may sign what for the board (mandaat, art. 10:3 and 10:12 Awb)."""

    __tablename__ = "mandate"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="period"),)
    user_id: Mapped[int] = key("user.id")
    letter_kind: Mapped[v.LetterKind]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(200))
    signature_block: Mapped[str]
    user: Mapped[User] = relationship()


# --- settings -------------------------------------------------------------------------------


class Setting(Versioned, Base):
    """Instelling: what differs from the default. Texts and pictures have a colon in their key."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[Any] = mapped_column(JSON)


class SettingVersion(Identified, Base):
    """What a setting was made, when and by whom: the trail holds no texts, so this does."""

    __tablename__ = "setting_version"
    __table_args__ = (UniqueConstraint("key", "number"),)
    key: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    value: Mapped[Any] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_by: Mapped[User | None] = relationship()


class TermChange(Versioned, Base):
    """Another length of a term of the law, from a day on; files keep that of their first day."""

    __tablename__ = "term_change"
    __table_args__ = (
        UniqueConstraint("key", "valid_from"),
        CheckConstraint("value > 0", name="value"),
    )
    key: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    value: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))


class JobRun(Base):
    """The last time that a job ran, by the clock of the machine."""

    __tablename__ = "job_run"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    """Empty while it runs, and when it broke off."""


class PracticeClock(Base):
    """Marks a demonstration, and says how far its clock is ahead; a real record has no row."""

    __tablename__ = "practice_clock"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    ahead_seconds: Mapped[int] = mapped_column(BigInteger, default=0)


class CalendarDay(Versioned, Base):
    """Extra rest day, beside those of the Algemene termijnenwet that the rules know."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(200))


class Category(Versioned, Base):
    """Soort gedraging; starts with the words of the scheme."""

    __tablename__ = "category"
    name: Mapped[str] = mapped_column(String(120), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class Counter(Base):
    """The last number given out, per series and year; taken in the transaction of the file."""

    __tablename__ = "counter"
    series: Mapped[str] = mapped_column(String(4), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


# --- people in files ------------------------------------------------------------------------


class Contact(Versioned, Base):
    """A person, organisation or department that appears in a file."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("length(family_name) + length(organisation) > 0", name="named"),
        Index(None, "sort_name", "id"),
        Index(None, "family_key", "initial"),
    )
    kind: Mapped[v.ContactKind] = mapped_column(default=v.ContactKind.NATURAL)
    first_name: Mapped[str] = mapped_column(String(80), default="")
    infix: Mapped[str] = mapped_column(String(30), default="")
    family_name: Mapped[str] = mapped_column(String(120), default="")
    organisation: Mapped[str] = mapped_column(String(160), default="")
    sort_name: Mapped[str] = mapped_column(String(300), default="")
    # Copied from the names, to find who is alike: see queries/likeness.py.
    family_key: Mapped[str] = mapped_column(String(160), default="")
    initial: Mapped[str] = mapped_column(String(1), default="")
    salutation: Mapped[str] = mapped_column(String(40), default="")
    street: Mapped[str] = mapped_column(String(160), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    postcode: Mapped[str] = mapped_column(String(12), default="")
    town: Mapped[str] = mapped_column(String(120), default="")
    foreign_address: Mapped[str] = mapped_column(String(400), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    relation: Mapped[str] = mapped_column(String(80), default="")
    email_consent_on: Mapped[date | None]
    email_consent_until: Mapped[date | None]
    unit_id: Mapped[int | None] = key("unit.id", nullable=True)
    # A user who is a party cannot see the file (SOD1); unique, so that one person is one contact.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), unique=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = key("user.id", nullable=True)
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    unit: Mapped[Unit | None] = relationship()


# --- the complaint --------------------------------------------------------------------------


class Complaint(Versioned, Base):
    """Klacht of melding: the file as a whole."""

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint("(kind = 'formal') = (state LIKE 'F%')", name="state_fits_kind"),
        CheckConstraint("reference_on <= received_on", name="lodged_before_received"),
        CheckConstraint("term_start_on >= received_on", name="term_after_receipt"),
        CheckConstraint("state <> 'F12' OR concluded_on IS NOT NULL", name="concluded"),
        CheckConstraint(
            "destroyed_on IS NULL OR (subject = '' AND description = '' AND about_whom = '' AND "
            "wish = '' AND complainant_names = '' AND subject_names = '')",
            name="destroyed",
        ),
        Index(None, "kind", "state", "id"),
        Index(None, "received_on", "id"),
        Index(None, "ended_on", "id"),
        Index(None, "retention_from", "id"),
        Index(None, "target_on", "id"),
        Index(None, "legal_end", "id"),
        Index(None, "handler_id", "id"),
        Index(None, "category_id", "id"),
        Index(None, "kind", "id"),
        Index(None, "open", "due_on", "id"),
        Index(None, "kind", "take_up_due_on", "id"),
        # The few that are open among all there ever were, to count where they stand.
        Index(
            "ix_complaint_still_open",
            "kind",
            "state",
            "handler_id",
            sqlite_where=text("open = 1"),
            postgresql_where=text("open"),
        ),
    )
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[v.Kind]
    state: Mapped[v.State]
    subject: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(default="")
    # About whom, in the words of who complains; the parties are those that someone recognised.
    about_whom: Mapped[str] = mapped_column(String(200), default="")
    wish: Mapped[str] = mapped_column(default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    unit_id: Mapped[int | None] = key("unit.id", nullable=True)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    channel: Mapped[v.Channel]
    channel_designated: Mapped[bool] = mapped_column(default=True)
    written: Mapped[bool] = mapped_column(default=True)
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    postmark_on: Mapped[date | None]
    sent_at: Mapped[datetime | None]
    received_elsewhere_on: Mapped[date | None]
    forwarded_on: Mapped[date | None]
    sender_told_on: Mapped[date | None]
    reference_on: Mapped[date]
    reference_basis: Mapped[v.ReferenceBasis]
    term_start_on: Mapped[date]
    term_basis: Mapped[v.TermBasis] = mapped_column(default=v.TermBasis.RECEIVED)
    letter_dated_on: Mapped[date | None]
    signed: Mapped[bool] = mapped_column(default=True)
    signature_method: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(8), default="nl")
    informal_tried: Mapped[bool | None]
    intake_help_given: Mapped[bool] = mapped_column(default=False)
    sensitive: Mapped[bool] = mapped_column(default=False)
    special_data: Mapped[bool] = mapped_column(default=False)

    track: Mapped[v.Track | None]
    supplement_items: Mapped[str] = mapped_column(default="")
    supplement_due_on: Mapped[date | None]
    supplement_received_on: Mapped[date | None]
    concluded_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    late_cause: Mapped[str] = mapped_column(default="")
    # The same as the figures count it; the words can hold a name.
    late_kind: Mapped[v.LateKind | None]
    # What was learned, for the register (art. 9:12a).
    lesson: Mapped[str] = mapped_column(default="")
    legal_hold: Mapped[bool] = mapped_column(default=False)
    retention_from: Mapped[date | None]
    # The rule that held on that day, as ``rules.retention`` writes it.
    retention_rule: Mapped[str] = mapped_column(String(60), default="")
    # From then on this row says how many there were, and about whom no more (trigger).
    destroyed_on: Mapped[date | None]
    committee_id: Mapped[int | None] = key("committee.id", nullable=True)

    # The informal track.
    taken_up_on: Mapped[date | None]
    solution: Mapped[str] = mapped_column(default="")
    satisfaction: Mapped[str] = mapped_column(default="")
    source_id: Mapped[int | None] = key("complaint.id", nullable=True)
    clock_reason: Mapped[str] = mapped_column(default="")

    # The other ends: what was agreed (art. 9:5), or that it was withdrawn; and where it goes to.
    settled_on: Mapped[date | None]
    settlement: Mapped[str] = mapped_column(default="")
    settlement_confirmed: Mapped[bool] = mapped_column(default=False)
    withdrawn_on: Mapped[date | None]
    withdrawn_how: Mapped[str] = mapped_column(String(200), default="")
    forwarded_to: Mapped[str] = mapped_column(default="")
    resumed_on: Mapped[date | None]
    own_term_on: Mapped[date | None]
    # What was proposed to the complainant in L12a (art. 9:11 lid 3).
    extension_until: Mapped[date | None]
    extension_reason: Mapped[str] = mapped_column(default="")
    extension_answer_by: Mapped[date | None]

    # What lists sort on: copies of the newest ledger lines, kept in the same transaction.
    open: Mapped[bool] = mapped_column(default=True)
    target_on: Mapped[date | None]
    legal_end: Mapped[date | None]
    notice_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    take_up_due_on: Mapped[date | None]
    with_ombudsman: Mapped[bool] = mapped_column(default=False)
    complainant_names: Mapped[str] = mapped_column(String(300), default="")
    subject_names: Mapped[str] = mapped_column(String(300), default="")

    # The form that made this file: sent twice, it makes one.
    form_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = key("user.id", nullable=True)

    category: Mapped[Category | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    handler: Mapped[User | None] = relationship(foreign_keys=[handler_id])
    committee: Mapped["Committee | None"] = relationship()
    source: Mapped["Complaint | None"] = relationship(remote_side="Complaint.id")
    advices: Mapped[list["Advice"]] = relationship(back_populates="complaint", order_by="Advice.id")
    recommendations: Mapped[list["Recommendation"]] = relationship(
        back_populates="complaint", order_by="Recommendation.id"
    )
    clarifications: Mapped[list["Clarification"]] = relationship(
        back_populates="complaint", order_by="Clarification.id"
    )
    contact_moments: Mapped[list["ContactMoment"]] = relationship(
        back_populates="complaint", order_by="ContactMoment.id"
    )
    ombudsman_cases: Mapped[list["OmbudsmanCase"]] = relationship(
        back_populates="complaint", order_by="OmbudsmanCase.id"
    )
    parties: Mapped[list["Party"]] = relationship(
        back_populates="complaint", order_by="Party.id", foreign_keys="Party.complaint_id"
    )
    conducts: Mapped[list["Conduct"]] = relationship(
        back_populates="complaint", order_by="Conduct.position"
    )
    steps: Mapped[list["Step"]] = relationship(back_populates="complaint", order_by="Step.id")
    deadlines: Mapped[list["DeadlineLine"]] = relationship(
        back_populates="complaint", order_by="DeadlineLine.id"
    )
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="complaint")
    statements: Mapped[list["ConflictStatement"]] = relationship(back_populates="complaint")
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="complaint", order_by="Decision.id"
    )
    postponements: Mapped[list["Postponement"]] = relationship(
        back_populates="complaint", order_by="Postponement.id"
    )
    extensions: Mapped[list["Extension"]] = relationship(
        back_populates="complaint", order_by="Extension.id"
    )
    hearings: Mapped[list["Hearing"]] = relationship(
        back_populates="complaint", order_by="Hearing.id"
    )
    waivers: Mapped[list["HearingWaiver"]] = relationship(back_populates="complaint")
    letters: Mapped[list["Letter"]] = relationship(back_populates="complaint", order_by="Letter.id")
    documents: Mapped[list["Document"]] = relationship(
        back_populates="complaint", order_by="Document.id"
    )
    notes: Mapped[list["Note"]] = relationship(back_populates="complaint", order_by="Note.id")
    # ``cases.load`` fills it with those of whoever asks; ``note_drafts.own`` looks once more.
    note_drafts: Mapped[list["NoteDraft"]] = relationship(viewonly=True)
    submissions: Mapped[list["Submission"]] = relationship(
        back_populates="complaint", order_by="Submission.id"
    )
    duties: Mapped[list["Duty"]] = relationship(
        back_populates="complaint", order_by="Duty.id", cascade="all, delete-orphan"
    )


class Party(Versioned, Base):
    """What a contact is to a complaint: complainant, representative or subject."""

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("complaint_id", "contact_id", "kind"),
        CheckConstraint("kind = 'representative' OR represents_id IS NULL", name="represents"),
        CheckConstraint("refused_on IS NULL OR refusal_reason <> ''", name="refusal_reasoned"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    contact_id: Mapped[int] = key("contact.id")
    kind: Mapped[v.PartyKind]
    capacity: Mapped[str] = mapped_column(String(120), default="")
    former: Mapped[bool] = mapped_column(default=False)
    board_member: Mapped[bool] = mapped_column(default=False)
    represents_id: Mapped[int | None] = key("party.id", nullable=True)
    lawyer: Mapped[bool] = mapped_column(default=False)
    authorised_on: Mapped[date | None]
    refused_on: Mapped[date | None]
    refusal_reason: Mapped[str] = mapped_column(default="")
    complaint: Mapped[Complaint] = relationship(
        back_populates="parties", foreign_keys=[complaint_id]
    )
    contact: Mapped[Contact] = relationship()
    represents: Mapped["Party | None"] = relationship(remote_side="Party.id")
    conducts: Mapped[list["Conduct"]] = relationship(
        secondary="conduct_subject", back_populates="subjects"
    )


class ConductSubject(Base):
    __tablename__ = "conduct_subject"
    conduct_id: Mapped[int] = mapped_column(ForeignKey("conduct.id"), primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), primary_key=True, index=True)


class Conduct(Versioned, Base):
    """Gedraging, klachtonderdeel: date, screening and judgement hang here, not on the complaint."""

    __tablename__ = "conduct"
    __table_args__ = (
        UniqueConstraint("complaint_id", "position"),
        CheckConstraint("(dating IN ('day')) = (occurred_on IS NOT NULL)", name="day"),
        CheckConstraint(
            "(dating IN ('period', 'ongoing')) = (started_on IS NOT NULL)", name="start"
        ),
        CheckConstraint("(dating = 'period') = (ended_on IS NOT NULL)", name="end"),
        CheckConstraint(
            "(dating = 'window') = (earliest_on IS NOT NULL AND latest_on IS NOT NULL)",
            name="window",
        ),
        CheckConstraint(
            "(ended_on IS NULL OR ended_on >= started_on) AND "
            "(latest_on IS NULL OR latest_on >= earliest_on)",
            name="order",
        ),
        CheckConstraint("judgement IS NULL OR judgement_reason <> ''", name="judgement_reasoned"),
        CheckConstraint("advised IS NULL OR advised_reason <> ''", name="advice_reasoned"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(String(160), default="")
    # The way in which the report was handled is itself complained about (SOD7).
    about_report: Mapped[bool] = mapped_column(default=False)
    category_id: Mapped[int | None] = key("category.id", nullable=True)
    dating: Mapped[v.Dating]
    occurred_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    earliest_on: Mapped[date | None]
    latest_on: Mapped[date | None]
    time_outcome: Mapped[v.TimeOutcome]
    time_flags: Mapped[list[str]] = mapped_column(JSON)
    screening: Mapped[v.ScreeningOutcome | None]
    findings: Mapped[str] = mapped_column(default="")
    judgement: Mapped[v.Judgement | None]
    judgement_reason: Mapped[str] = mapped_column(default="")
    conclusion: Mapped[str] = mapped_column(default="")
    # What the adviser or committee answered (the scheme): may it be handled, and is it founded.
    advised_admissible: Mapped[bool | None]
    advised: Mapped[v.Judgement | None] = mapped_column(code(v.Judgement, closed=False))
    advised_reason: Mapped[str] = mapped_column(default="")
    deviation_reason: Mapped[str] = mapped_column(default="")
    complaint: Mapped[Complaint] = relationship(back_populates="conducts")
    category: Mapped[Category | None] = relationship()
    subjects: Mapped[list[Party]] = relationship(
        secondary="conduct_subject", back_populates="conducts"
    )
    screenings: Mapped[list["Screening"]] = relationship(
        back_populates="conduct", order_by="Screening.id"
    )


class Screening(Identified, Base):
    """A proposal, or the board's decision, to take one conduct up or not. Never changed."""

    __tablename__ = "screening"
    __table_args__ = (
        CheckConstraint("outcome <> 'refused' OR ground IS NOT NULL", name="refusal_has_ground"),
        CheckConstraint("ground IS NULL OR (facts <> '' AND reason <> '')", name="reasoned"),
    )
    conduct_id: Mapped[int] = key("conduct.id")
    outcome: Mapped[v.ScreeningOutcome]
    ground: Mapped[v.RefusalGround | None]
    facts: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    earlier_reference: Mapped[str] = mapped_column(String(60), default="")
    proposed: Mapped[bool]
    by_id: Mapped[int] = key("user.id")
    at: Mapped[datetime]
    conduct: Mapped[Conduct] = relationship(back_populates="screenings")
    by: Mapped[User] = relationship()


class Note(Identified, Base):
    """Internal note or contact moment; never in place of a letter."""

    __tablename__ = "note"
    complaint_id: Mapped[int] = key("complaint.id")
    text: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = key("user.id")
    complaint: Mapped[Complaint] = relationship(back_populates="notes")
    by: Mapped[User] = relationship()


class NoteDraft(Versioned, Base):
    """Concept: what someone typed in a form of a file and did not save yet; theirs alone."""

    __tablename__ = "note_draft"
    __table_args__ = (UniqueConstraint("user_id", "complaint_id", "form"),)
    user_id: Mapped[int] = key("user.id")
    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaint.id", ondelete="CASCADE"), index=True
    )
    # Which form: "note", an act or a step, with what in the file it is about ("judge:3").
    form: Mapped[str] = mapped_column(String(60))
    # Field by field, as typed.
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(index=True)


class ComplaintLink(Identified, Base):
    """Verband tussen twee dossiers: each keeps its own clock (art. 9:11 Awb); never a merge.

    A link that was taken away stays as a row, so that the trail keeps what it was about.
    """

    __tablename__ = "complaint_link"
    __table_args__ = (
        CheckConstraint("one_id <> other_id", name="two"),
        Index(
            "uq_complaint_link_standing", "one_id", "other_id", unique=True,
            sqlite_where=text("removed_at IS NULL"), postgresql_where=text("removed_at IS NULL"),
        ),
    )  # fmt: skip
    one_id: Mapped[int] = key("complaint.id")
    other_id: Mapped[int] = key("complaint.id")
    # How ``one`` stands to ``other``.
    kind: Mapped[v.LinkKind]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int] = key("user.id")
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = key("user.id", nullable=True)


# --- the procedure --------------------------------------------------------------------------


class Step(Identified, Base):
    """One event of the procedure, as it happened."""

    __tablename__ = "step"
    complaint_id: Mapped[int] = key("complaint.id")
    event: Mapped[v.Event]
    source: Mapped[v.State | None] = mapped_column(code(v.State, closed=False))
    target: Mapped[v.State] = mapped_column(code(v.State, closed=False))
    basis: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int | None] = key("user.id", nullable=True)
    complaint: Mapped[Complaint] = relationship(back_populates="steps")
    by: Mapped[User | None] = relationship()


class DeadlineLine(Identified, Base):
    """One line of the ledger (termijn): appended, never changed; at most one line follows it."""

    __tablename__ = "deadline_line"
    __table_args__ = (
        UniqueConstraint("supersedes_id"),
        CheckConstraint("target_on <= legal_end", name="target_first"),
        Index(None, "kind", "legal_end"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    kind: Mapped[v.DeadlineKind]
    start_on: Mapped[date]
    nominal_end: Mapped[date]
    legal_end: Mapped[date]
    target_on: Mapped[date]
    basis: Mapped[str] = mapped_column(String(80))
    explanation: Mapped[str] = mapped_column(Words)
    flags: Mapped[list[str]] = mapped_column(JSON)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("deadline_line.id"))
    recorded_at: Mapped[datetime]
    complaint: Mapped[Complaint] = relationship(back_populates="deadlines")


class Assignment(Identified, Base):
    """What a user is to one file, from and until when."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="period"),
        Index(None, "user_id", "complaint_id"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[v.CaseRole]
    seat: Mapped[v.CommitteeRole | None]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    # Access that ends at once, as at a recusal, does not wait for the end of the day.
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(default="")
    complaint: Mapped[Complaint] = relationship(back_populates="assignments")
    user: Mapped[User] = relationship()


class ConflictStatement(Identified, Base):
    """Someone's statement of not being involved in the conduct (art. 9:7 and 2:4 Awb)."""

    __tablename__ = "conflict_statement"
    complaint_id: Mapped[int] = key("complaint.id")
    user_id: Mapped[int] = key("user.id")
    involved: Mapped[bool]
    text: Mapped[str] = mapped_column(default="")
    stated_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="statements")
    user: Mapped[User] = relationship(foreign_keys=[user_id])


class Decision(Identified, Base):
    """What the board decided in a file, on which day, and who took part (SOD11)."""

    __tablename__ = "decision"
    complaint_id: Mapped[int] = key("complaint.id")
    kind: Mapped[v.DecisionKind]
    decided_on: Mapped[date]
    track: Mapped[v.Track | None]
    reason: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    apology: Mapped[bool] = mapped_column(default=False)
    document_id: Mapped[int | None] = key("document.id", nullable=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="decisions")
    members: Mapped[list["DecisionMember"]] = relationship(back_populates="decision")


class DecisionMember(Base):
    __tablename__ = "decision_member"
    __table_args__ = (CheckConstraint("took_part OR reason <> ''", name="absence_reasoned"),)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    took_part: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    decision: Mapped[Decision] = relationship(back_populates="members")
    user: Mapped[User] = relationship()


class Postponement(Identified, Base):
    """Verdaging (art. 9:11 lid 2): holds once every party has its notice."""

    __tablename__ = "postponement"
    __table_args__ = (CheckConstraint("weeks BETWEEN 1 AND 4", name="weeks"),)
    complaint_id: Mapped[int] = key("complaint.id")
    weeks: Mapped[int]
    reason: Mapped[str]
    decided_on: Mapped[date]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    notice_complete_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    complaint: Mapped[Complaint] = relationship(back_populates="postponements")


class Extension(Identified, Base):
    """Verder uitstel met schriftelijke instemming (art. 9:11 lid 3)."""

    __tablename__ = "extension"
    complaint_id: Mapped[int] = key("complaint.id")
    agreed_until: Mapped[date]
    consent_on: Mapped[date]
    consent_document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="extensions")
    consent_document: Mapped["Document"] = relationship()


class Hearing(Versioned, Base):
    """Hoorgesprek with one party (art. 9:10)."""

    __tablename__ = "hearing"
    __table_args__ = (
        CheckConstraint(
            "status <> 'held' OR (held_at IS NOT NULL AND heard_by_id IS NOT NULL)", name="held"
        ),
        CheckConstraint(
            "status NOT IN ('moved', 'cancelled', 'no_show') OR over_reason <> ''", name="over"
        ),
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered"),
        Index(None, "planned_at", "id"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    party_id: Mapped[int] = key("party.id")
    form: Mapped[v.HearingForm]
    status: Mapped[v.HearingStatus] = mapped_column(default=v.HearingStatus.PLANNED)
    planned_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    participants: Mapped[str] = mapped_column(default="")
    reply_by: Mapped[date | None]
    answer: Mapped[v.Answer | None]
    answered_on: Mapped[date | None]
    over_reason: Mapped[str] = mapped_column(default="")
    over_next: Mapped[v.AfterHearing | None]
    moved_from_id: Mapped[int | None] = key("hearing.id", nullable=True)
    # Of the calendar invitation: each change that its guests must see raises it.
    sequence: Mapped[int] = mapped_column(default=0)
    held_at: Mapped[datetime | None]
    minutes: Mapped[int | None]
    # Who hears, from the planning on; a committee hears whole, or leaves it to this one member.
    heard_by_id: Mapped[int | None] = key("user.id", nullable=True)
    heard_by_all: Mapped[bool] = mapped_column(default=False)
    present: Mapped[str] = mapped_column(default="")
    report: Mapped[str] = mapped_column(default="")
    report_final_on: Mapped[date | None]
    comments: Mapped[str] = mapped_column(default="")
    comment_asked_on: Mapped[date | None]
    complaint: Mapped[Complaint] = relationship(back_populates="hearings")
    party: Mapped[Party] = relationship()
    heard_by: Mapped[User | None] = relationship()


class HearingWaiver(Identified, Base):
    """Why someone is not heard (art. 9:10 lid 2, or a subject's own wish)."""

    __tablename__ = "hearing_waiver"
    __table_args__ = (UniqueConstraint("party_id"),)
    complaint_id: Mapped[int] = key("complaint.id")
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    ground: Mapped[v.WaiverGround]
    evidence: Mapped[str]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_on: Mapped[date]
    complaint: Mapped[Complaint] = relationship(back_populates="waivers")
    party: Mapped[Party] = relationship()
    decided_by: Mapped[User] = relationship()


class Committee(Versioned, Base):
    """Adviescommissie (art. 9:14; the scheme: a chair and two members)."""

    __tablename__ = "committee"
    __table_args__ = (CheckConstraint("until_on IS NULL OR until_on >= from_on", name="period"),)
    name: Mapped[str] = mapped_column(String(160), unique=True)
    decided_on: Mapped[date]
    decision_document: Mapped[str] = mapped_column(String(200), default="")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    members: Mapped[list["CommitteeMember"]] = relationship(back_populates="committee")


class CommitteeMember(Versioned, Base):
    """Voorzitter of lid."""

    __tablename__ = "committee_member"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="period"),
        # One chair, and one seat per person, among those who sit now.
        Index(
            "uq_committee_member_chair",
            "committee_id",
            unique=True,
            sqlite_where=text("role = 'chair' AND until_on IS NULL"),
            postgresql_where=text("role = 'chair' AND until_on IS NULL"),
        ),
        Index(
            "uq_committee_member_seat",
            "committee_id",
            "user_id",
            unique=True,
            sqlite_where=text("until_on IS NULL"),
            postgresql_where=text("until_on IS NULL"),
        ),
    )
    committee_id: Mapped[int] = key("committee.id")
    user_id: Mapped[int] = key("user.id")
    role: Mapped[v.CommitteeRole]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    declared_independent_on: Mapped[date | None]
    committee: Mapped[Committee] = relationship(back_populates="members")
    user: Mapped[User] = relationship()
    ties: Mapped[list["Tie"]] = relationship(back_populates="member")


class Tie(Versioned, Base):
    """Binding with the authority; without an end it is current."""

    __tablename__ = "tie"
    __table_args__ = (
        CheckConstraint("to_on IS NULL OR from_on IS NULL OR to_on >= from_on", name="period"),
        CheckConstraint("judged_not_recent_on IS NULL OR judged_reason <> ''", name="judged"),
    )
    member_id: Mapped[int] = key("committee_member.id")
    kind: Mapped[v.TieKind]
    description: Mapped[str] = mapped_column(default="")
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    judged_not_recent_on: Mapped[date | None]
    judged_reason: Mapped[str] = mapped_column(default="")
    member: Mapped[CommitteeMember] = relationship(back_populates="ties")


# --- documents and letters ------------------------------------------------------------------


class Document(Identified, Base):
    """A file in the dossier. The bytes are in the document store under their sha256."""

    __tablename__ = "document"
    __table_args__ = (CheckConstraint("length(sha256) = 64 AND size >= 0", name="content"),)
    complaint_id: Mapped[int] = key("complaint.id")
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    origin: Mapped[str] = mapped_column(String(40))
    part_of_complaint: Mapped[bool] = mapped_column(default=False)
    special_data: Mapped[bool] = mapped_column(default=False)
    """Holds special data (art. 9 AVG): nobody searches in it outside its file."""
    printed_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """Of the Word file of which this is the PDF."""

    scan: Mapped[v.ScanState | None] = mapped_column(index=True)
    """None: the panel made it, or someone edited what the panel made."""
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = key("user.id", nullable=True)
    complaint: Mapped[Complaint] = relationship(back_populates="documents")
    recorded_by: Mapped[User | None] = relationship()


class LetterTemplate(Versioned, Base):
    """One version of a Word template; the checked bytes are in the document store.

    Recorded is who proposed it, decided who activated it or not; then it never changes (trigger).
    """

    __tablename__ = "letter_template"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        CheckConstraint("(state = 'activated') = (valid_from IS NOT NULL)", name="activated"),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("state <> 'rejected' OR reason <> ''", name="rejected"),
        Index(None, "kind", "valid_from"),
        Index(None, "state", "kind"),
    )
    kind: Mapped[v.LetterKind]
    number: Mapped[int]
    state: Mapped[v.TemplateState] = mapped_column(default=v.TemplateState.PROPOSED)
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    valid_from: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was rejected, for whoever proposed it."""

    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class TextBlock(Versioned, Base):
    """Tekstblok: words to use again, as the reason at a ground of art. 9:8 or as a closing."""

    __tablename__ = "text_block"
    ground: Mapped[v.RefusalGround | None]
    title: Mapped[str] = mapped_column(String(120), unique=True)
    text: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Letter(Versioned, Base):
    """Brief to one party, or into the file. Once sent it never changes (trigger and art. 2:12)."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint(
            "(state = 'sent') = (sent_on IS NOT NULL) AND "
            "(state = 'sent') = (sent_sha256 IS NOT NULL) AND "
            "(state = 'sent') = (sent_by_id IS NOT NULL) AND "
            "(state = 'sent') = (channel IS NOT NULL)",
            name="sent",
        ),
        Index(None, "state", "id"),
        Index(None, "kind", "id"),
        Index(None, "template_id", "state"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    kind: Mapped[v.LetterKind]
    party_id: Mapped[int | None] = key("party.id", nullable=True)
    hearing_id: Mapped[int | None] = key("hearing.id", nullable=True)
    postponement_id: Mapped[int | None] = key("postponement.id", nullable=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("letter_template.id"))
    state: Mapped[v.LetterState] = mapped_column(default=v.LetterState.DRAFT)
    addressee: Mapped[str] = mapped_column(String(300), default="")
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    approved_by_id: Mapped[int | None] = key("user.id", nullable=True)
    approved_at: Mapped[datetime | None]
    finished_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sent_on: Mapped[date | None] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    channel: Mapped[v.SendChannel | None]
    sent_sha256: Mapped[str | None] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="letters")
    party: Mapped[Party | None] = relationship()
    hearing: Mapped[Hearing | None] = relationship()
    postponement: Mapped[Postponement | None] = relationship()
    template: Mapped[LetterTemplate] = relationship()
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    sent_by: Mapped[User | None] = relationship(foreign_keys=[sent_by_id])
    versions: Mapped[list["LetterVersion"]] = relationship(
        back_populates="letter", order_by="LetterVersion.number"
    )
    enclosures: Mapped[list["Enclosure"]] = relationship(
        back_populates="letter", order_by="Enclosure.id"
    )
    deliveries: Mapped[list["Delivery"]] = relationship(
        back_populates="letter", order_by="Delivery.id"
    )
    placement: Mapped["Placement | None"] = relationship(back_populates="letter")


class Enclosure(Identified, Base):
    """What goes along with a letter: a file of the dossier, or paper that someone puts with it."""

    __tablename__ = "enclosure"
    letter_id: Mapped[int] = key("letter.id")
    name: Mapped[str]
    document_id: Mapped[int | None] = key("document.id", nullable=True)
    added: Mapped[bool] = mapped_column(default=False)
    """By a person, who may also leave it out again; else the panel proposed it."""
    # Why another file goes in place of a part of the complaint (art. 9:9 Awb).
    reason: Mapped[str] = mapped_column(default="")

    letter: Mapped[Letter] = relationship(back_populates="enclosures")
    document: Mapped[Document | None] = relationship()


class LetterVersion(Identified, Base):
    """One saved state of the Word file: generated, put back by a person, or made definitive."""

    __tablename__ = "letter_version"
    __table_args__ = (UniqueConstraint("letter_id", "number"),)
    letter_id: Mapped[int] = key("letter.id")
    number: Mapped[int]
    document_id: Mapped[int] = key("document.id")
    origin: Mapped[v.VersionOrigin]
    reason: Mapped[str] = mapped_column(default="")
    """Why what the pre-flight found could stay."""

    at: Mapped[datetime]
    by_id: Mapped[int] = key("user.id")
    letter: Mapped[Letter] = relationship(back_populates="versions")
    document: Mapped[Document] = relationship()
    by: Mapped[User] = relationship()


class EditToken(Identified, Base):
    """The secret address at which one user edits one letter in a word processor; kept hashed."""

    __tablename__ = "edit_token"
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    letter_id: Mapped[int] = key("letter.id")
    user_id: Mapped[int] = key("user.id")
    for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Whom the user stood in for when the letter was opened."""

    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    refused_because: Mapped[str] = mapped_column(default="")
    """Why the last save was refused; the word processor does not tell."""

    beside: Mapped[str] = mapped_column(String(200), default="")
    beside_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """What was saved under a temporary name, to be moved onto the letter."""

    letter: Mapped[Letter] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])


class DavLock(Identified, Base):
    """A letter that someone has open in a word processor: meanwhile nobody else saves it."""

    __tablename__ = "dav_lock"
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    edit_token_id: Mapped[int] = key("edit_token.id")
    user_id: Mapped[int] = key("user.id")
    token: Mapped[str] = mapped_column(String(100))
    owner: Mapped[str]
    """What the word processor says of itself, in XML; it asks it back."""
    since: Mapped[datetime]
    expires_at: Mapped[datetime]
    letter: Mapped[Letter] = relationship()
    edit_token: Mapped[EditToken] = relationship()
    user: Mapped[User] = relationship()


class Checkout(Identified, Base):
    """A letter that someone took along to edit (uitgecheckt); it stops nobody, it tells."""

    __tablename__ = "checkout"
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    user_id: Mapped[int] = key("user.id")
    number: Mapped[int]
    """The version that was taken along."""
    since: Mapped[datetime]
    letter: Mapped[Letter] = relationship()
    user: Mapped[User] = relationship()


class Delivery(Identified, Base):
    """A later sending of a letter that came back (art. 2:11: the second sending counts)."""

    __tablename__ = "delivery"
    letter_id: Mapped[int] = key("letter.id")
    bounced_on: Mapped[date]
    resent_on: Mapped[date | None]
    channel: Mapped[v.SendChannel | None]
    recorded_at: Mapped[datetime]
    # Nobody: the panel saw that its notice did not get out in time.
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    letter: Mapped[Letter] = relationship(back_populates="deliveries")


class Placement(Base):
    """A letter on the code page of its party: when it was told of, and fetched (art. 2:25)."""

    __tablename__ = "placement"
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    placed_at: Mapped[datetime]
    # The 48 hours of art. 2:10 lid 1: kept in time, or not.
    notified_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    letter: Mapped[Letter] = relationship(back_populates="placement")
    document: Mapped[Document] = relationship()


# --- advice and what follows ----------------------------------------------------------------


class Advice(Versioned, Base):
    """Rapport van bevindingen en advies (art. 9:15 lid 4): frozen once delivered (trigger)."""

    __tablename__ = "advice"
    __table_args__ = (CheckConstraint("delivered_on IS NULL OR report <> ''", name="delivered"),)
    complaint_id: Mapped[int] = key("complaint.id")
    recorded_at: Mapped[datetime]
    report: Mapped[str] = mapped_column(default="")
    delivered_on: Mapped[date | None]
    delivered_by_id: Mapped[int | None] = key("user.id", nullable=True)
    complaint: Mapped[Complaint] = relationship(back_populates="advices")
    delivered_by: Mapped[User | None] = relationship()


class Clarification(Identified, Base):
    """A question of the board about a delivered advice, and its answer; logged, no instruction."""

    __tablename__ = "clarification"
    __table_args__ = (CheckConstraint("answered_at IS NULL OR answer <> ''", name="answered"),)
    complaint_id: Mapped[int] = key("complaint.id")
    question: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="clarifications")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])


class Recommendation(Versioned, Base):
    """Aanbeveling or maatregel: the board's answer, and what came of it."""

    __tablename__ = "recommendation"
    __table_args__ = (
        CheckConstraint("acceptance <> 'rejected' OR answer_reason <> ''", name="rejected"),
        CheckConstraint("done_on IS NULL OR result <> ''", name="done"),
        Index(None, "due_on", "id"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    ombudsman_case_id: Mapped[int | None] = key("ombudsman_case.id", nullable=True)
    origin: Mapped[v.RecommendationOrigin]
    kind: Mapped[v.RecommendationKind]
    text: Mapped[str]
    acceptance: Mapped[v.Acceptance | None]
    answer_reason: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    owner_id: Mapped[int | None] = key("user.id", nullable=True)
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(default="")
    late_reason: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = key("document.id", nullable=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="recommendations")
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])


class OmbudsmanCase(Versioned, Base):
    """Onderzoek van de ombudsman (titel 9.2): reference, questions and outcome."""

    __tablename__ = "ombudsman_case"
    __table_args__ = (CheckConstraint("closed_on IS NULL OR outcome <> ''", name="closed"),)
    complaint_id: Mapped[int] = key("complaint.id")
    reference: Mapped[str] = mapped_column(String(80))
    opened_on: Mapped[date]
    findings_due_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship(back_populates="ombudsman_cases")
    questions: Mapped[list["OmbudsmanQuestion"]] = relationship(
        back_populates="case", order_by="OmbudsmanQuestion.id"
    )


class PublicText(Identified, Base):
    """Openbare tekst: what the public may read of a complaint, or of the judgement on a conduct.

    Each change is a new row, and only the newest counts, so that a text that was changed waits to
    be released again by someone who wrote none of it (SOD15).
    """

    __tablename__ = "public_text"
    __table_args__ = (
        CheckConstraint("(released_at IS NULL) = (released_by_id IS NULL)", name="released"),
        CheckConstraint("released_by_id <> written_by_id", name="second"),
        Index(None, "complaint_id", "conduct_id", "id"),
    )
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    # Of the judgement on this conduct (Woo); without one, of the complaint for the register.
    conduct_id: Mapped[int | None] = key("conduct.id", nullable=True)
    # Empty: what stood there was taken back.
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    released_by: Mapped[User | None] = relationship(foreign_keys=[released_by_id])


class OmbudsmanQuestion(Identified, Base):
    """A question of the ombudsman, with the day on which the answer is due (art. 9:31)."""

    __tablename__ = "ombudsman_question"
    case_id: Mapped[int] = key("ombudsman_case.id")
    question: Mapped[str]
    due_on: Mapped[date]
    answered_on: Mapped[date | None]
    case: Mapped[OmbudsmanCase] = relationship(back_populates="questions")


class ContactMoment(Identified, Base):
    """Contactmoment: who was spoken to, when and about what; never in place of a letter."""

    __tablename__ = "contact_moment"
    complaint_id: Mapped[int] = key("complaint.id")
    at: Mapped[datetime]
    direction: Mapped[v.Direction]
    channel: Mapped[v.ContactChannel]
    with_whom: Mapped[str] = mapped_column(String(160))
    summary: Mapped[str]
    by_id: Mapped[int] = key("user.id")
    complaint: Mapped[Complaint] = relationship(back_populates="contact_moments")
    by: Mapped[User] = relationship()


# --- duties and mail ------------------------------------------------------------------------


class Duty(Identified, Base):
    """Taak: what someone has to do in a file, by when; derived from the facts with each act."""

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("complaint_id", "kind", "subject"),
        Index(None, "due_on", "id"),
        Index(None, "permission", "due_on", "id"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    kind: Mapped[str] = mapped_column(String(40))
    # What inside the file it is about, such as "hearing:7"; empty for the file itself.
    subject: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Words)
    # From when it counts; empty: at once. So the passing of a day changes no row.
    from_on: Mapped[date | None]
    # The day to steer on, and the last day.
    target_on: Mapped[date | None]
    due_on: Mapped[date | None]
    basis: Mapped[str] = mapped_column(String(80), default="")
    # Whose it is: this user, or else whoever has the permission.
    user_id: Mapped[int | None] = key("user.id", nullable=True)
    permission: Mapped[v.Permission]
    # Where it is done: a key that the screens turn into an address, such as "hold:7".
    address: Mapped[str] = mapped_column(String(200), default="")
    complaint: Mapped[Complaint] = relationship(back_populates="duties")
    user: Mapped[User | None] = relationship()


class Mail(Identified, Base):
    """A message in the outbox: written with the act it belongs to, sent by ``flask mail send``."""

    __tablename__ = "mail"
    __table_args__ = (Index(None, "sent_at", "next_try_at"),)
    # Names the message, so that planning it twice writes it once.
    key: Mapped[str] = mapped_column(String(160), unique=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str]
    # A calendar message: its METHOD, and the iCalendar text.
    calendar_method: Mapped[str] = mapped_column(String(20), default="")
    calendar: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str] = mapped_column(String(64), default="")
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Words, default="")
    complaint: Mapped[Complaint | None] = relationship()
    user: Mapped[User | None] = relationship()


class MailDocument(Base):
    """A file that goes with a message; where it stands among the others."""

    __tablename__ = "mail_document"
    mail_id: Mapped[int] = mapped_column(
        ForeignKey("mail.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = key("document.id")


class CalendarFeed(Identified, Base):
    """The secret address of a user's calendar; a new one revokes the old one."""

    __tablename__ = "calendar_feed"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]


# --- people without an account --------------------------------------------------------------


class Draft(Versioned, Base):
    """Concept: a complaint that someone still writes on the public form; swept after a while."""

    __tablename__ = "draft"
    # As typed, field by field, for each step: what is wrong is kept as well.
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The steps that were right when they were typed; all of it is looked at again to send it.
    ready: Mapped[list[str]] = mapped_column(JSON)
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), unique=True)
    complaint: Mapped[Complaint | None] = relationship()
    files: Mapped[list["DraftFile"]] = relationship(
        back_populates="draft", order_by="DraftFile.id", cascade="all, delete-orphan"
    )


class DraftKey(Base):
    """A secret that opens a draft: that of a browser, or the one in a mailed link; kept hashed."""

    __tablename__ = "draft_key"
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    mailed: Mapped[bool]
    issued_at: Mapped[datetime]
    draft: Mapped[Draft] = relationship()


class DraftFile(Identified, Base):
    """A file that goes with a draft; the bytes are in the document store."""

    __tablename__ = "draft_file"
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    scan: Mapped[v.ScanState]
    number_found: Mapped[bool] = mapped_column(default=False)
    """Whether a citizen service number seems to stand in it (art. 46 UAVG): the sender is told."""
    draft: Mapped[Draft] = relationship(back_populates="files")


class AccessCode(Identified, Base):
    """The secret with which one party follows a file without an account; kept hashed."""

    __tablename__ = "access_code"
    party_id: Mapped[int] = key("party.id")
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = key("user.id", nullable=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    party: Mapped[Party] = relationship()


class CodeSession(Base):
    """A browser in which a code was entered; apart from the sign-in of staff."""

    __tablename__ = "code_session"
    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    code_id: Mapped[int] = key("access_code.id")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    code: Mapped[AccessCode] = relationship()


class SubmissionDocument(Base):
    __tablename__ = "submission_document"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), primary_key=True, index=True
    )


class Submission(Identified, Base):
    """What a party sent from the code page, word for word. Never changed."""

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint("(kind IN ('hearing', 'extension')) = (choice IS NOT NULL)", name="choice"),
        CheckConstraint("kind <> 'extension' OR until IS NOT NULL", name="until"),
        # The form that it was sent with: sent twice, it makes one.
        UniqueConstraint("party_id", "form_token"),
        Index(None, "party_id", "submitted_at"),
    )
    complaint_id: Mapped[int] = key("complaint.id")
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    code_id: Mapped[int] = key("access_code.id")
    kind: Mapped[v.SubmissionKind]
    choice: Mapped[v.SubmissionChoice | None]
    # A hearing: how, and with whom along.
    form: Mapped[v.HearingForm | None]
    companion: Mapped[str] = mapped_column(String(200), default="")
    # Further delay: the day that was proposed.
    until: Mapped[date | None]
    text: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(String(8), default="nl")
    submitted_at: Mapped[datetime]
    form_token: Mapped[str] = mapped_column(String(64))
    complaint: Mapped[Complaint] = relationship(back_populates="submissions")
    party: Mapped[Party] = relationship()
    documents: Mapped[list[Document]] = relationship(
        secondary="submission_document", order_by="Document.id"
    )
    outcome: Mapped["SubmissionOutcome | None"] = relationship(
        back_populates="submission", lazy="joined"
    )


class SubmissionOutcome(Identified, Base):
    """What was done with a submission (verwerkt)."""

    __tablename__ = "submission_outcome"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), unique=True)
    text: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = key("user.id")
    submission: Mapped[Submission] = relationship(back_populates="outcome")
    by: Mapped[User] = relationship()


# --- keeping and destroying -----------------------------------------------------------------


class LegalHold(Versioned, Base):
    """Bewaarplicht: a file stays although its term is over, as for a claim."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reasoned"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by_id IS NULL)", name="lifted"),
        # One at a time.
        Index(
            "uq_legal_hold_standing", "complaint_id", unique=True,
            sqlite_where=text("lifted_at IS NULL"), postgresql_where=text("lifted_at IS NULL"),
        ),
    )  # fmt: skip
    complaint_id: Mapped[int] = key("complaint.id")
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])


class Destruction(Versioned, Base):
    """Vernietigingslijst: proposed by one, approved by another; carried out, the certificate.

    It holds references, rules and days, and nobody's name but those of the two.
    """

    __tablename__ = "destruction"
    __table_args__ = (
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done"),
        CheckConstraint("state <> 'rejected' OR answer <> ''", name="rejected"),
        CheckConstraint(
            "state IN ('proposed', 'withdrawn') OR decided_by_id <> recorded_by_id", name="second"
        ),
        Index(None, "state", "recorded_at"),
    )
    number: Mapped[str] = mapped_column(String(16), unique=True)
    state: Mapped[v.DestructionState] = mapped_column(default=v.DestructionState.PROPOSED)
    reason: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    # Empty when a restored record does not know the user any more.
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    done_at: Mapped[datetime | None]
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    items: Mapped[list["DestructionItem"]] = relationship(
        back_populates="destruction", order_by="DestructionItem.id"
    )


class DestructionItem(Identified, Base):
    """One file on such a list: what it was, by which rule, and what came of it."""

    __tablename__ = "destruction_item"
    __table_args__ = (UniqueConstraint("destruction_id", "complaint_id"),)
    destruction_id: Mapped[int] = mapped_column(ForeignKey("destruction.id"))
    complaint_id: Mapped[int] = key("complaint.id")
    reference: Mapped[str] = mapped_column(String(16))
    kind: Mapped[v.Kind]
    received_on: Mapped[date]
    ended_on: Mapped[date]
    """The day from which the term counts."""

    rule: Mapped[str] = mapped_column(String(60))
    kept_until: Mapped[date]
    put_off: Mapped[list[str]] = mapped_column(JSON)
    """Why it was left alone after all."""

    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    """How much of what was destroyed."""

    destroyed_at: Mapped[datetime | None]
    destruction: Mapped[Destruction] = relationship(back_populates="items")
    complaint: Mapped[Complaint] = relationship()


# --- whom the data are about ----------------------------------------------------------------


class DataRequest(Versioned, Base):
    """Privacyverzoek: what someone asked about the data on themselves, and what was answered
    (art. 12 and 15 to 21 AVG). Answered, it goes with the last file of that person: then the row
    says what was asked when, and of nobody.
    """

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name="answered"),
        CheckConstraint(
            "outcome IS NULL OR outcome NOT IN ('partly', 'refused') OR reason <> ''",
            name="reasoned",
        ),
        CheckConstraint(
            "(prolonged_until IS NULL) = (prolonged_on IS NULL) AND "
            "(prolonged_until IS NULL OR prolonged_reason <> '')",
            name="prolonged",
        ),
        CheckConstraint("contact_id IS NOT NULL OR outcome IS NOT NULL", name="asker"),
        Index(None, "answered_on", "due_on"),
    )
    number: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[v.RequestKind]
    contact_id: Mapped[int | None] = key("contact.id", nullable=True)
    received_on: Mapped[date]
    due_on: Mapped[date]
    """The last day as it is now: of the month, or of the prolonged term."""

    asked: Mapped[str] = mapped_column(default="")
    # How it was established that it is this person (art. 12 lid 6).
    identity: Mapped[str] = mapped_column(String(200), default="")
    handler_id: Mapped[int | None] = key("user.id", nullable=True)
    prolonged_until: Mapped[date | None]
    prolonged_on: Mapped[date | None]
    """The day on which whoever asked was told so."""

    prolonged_reason: Mapped[str] = mapped_column(default="")
    outcome: Mapped[v.RequestOutcome | None]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    limits: Mapped[list[str]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    contact: Mapped[Contact | None] = relationship()
    handler: Mapped[User | None] = relationship(foreign_keys=[handler_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])


class Disclosure(Versioned, Base):
    """What a person decided about one piece of a file that someone asked to see."""

    __tablename__ = "disclosure"
    __table_args__ = (
        UniqueConstraint("request_id", "kind", "item_id"),
        CheckConstraint("choice <> 'out' OR reason <> ''", name="reasoned"),
        CheckConstraint("choice <> 'masked' OR text <> ''", name="masked"),
    )
    request_id: Mapped[int] = mapped_column(ForeignKey("data_request.id"))
    complaint_id: Mapped[int] = key("complaint.id")
    kind: Mapped[v.DisclosureKind]
    item_id: Mapped[int]
    """The row of that kind: of the complaint itself, a document, a letter."""

    fingerprint: Mapped[str] = mapped_column(String(64))
    """The sha256 of what was looked at: of another text nobody decided anything."""

    choice: Mapped[v.DisclosureChoice]
    text: Mapped[str] = mapped_column(default="")
    """What goes along instead of the text itself."""

    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class Rectification(Identified, Base):
    """Aanvullende verklaring: what someone says about their data in a file (art. 16 AVG).

    What it is about stays as it was: it can be evidence. Never changed.
    """

    __tablename__ = "rectification"
    __table_args__ = (CheckConstraint("text <> ''", name="text"),)
    complaint_id: Mapped[int] = key("complaint.id")
    request_id: Mapped[int] = key("data_request.id")
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    about: Mapped[str] = mapped_column(String(200))
    text: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    complaint: Mapped[Complaint] = relationship()
    party: Mapped[Party] = relationship()
    by: Mapped[User] = relationship()


class DataBreach(Versioned, Base):
    """Datalek: a letter went to someone else, since when we know, and what we decided (art. 33)."""

    __tablename__ = "data_breach"
    __table_args__ = (
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint("decision <> 'not_reported' OR reason <> ''", name="reasoned"),
        Index(None, "decided_at", "due_at"),
    )
    number: Mapped[str] = mapped_column(String(16), unique=True)
    complaint_id: Mapped[int] = key("complaint.id")
    # Empty when the letter was destroyed with its file.
    letter_id: Mapped[int | None] = key("letter.id", nullable=True)
    noticed_at: Mapped[datetime]
    due_at: Mapped[datetime]
    what: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decision: Mapped[v.BreachDecision | None]
    decided_at: Mapped[datetime | None]
    """When it was reported, or decided not to."""

    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    # Whether whom the data are about was told (art. 34).
    subjects_told: Mapped[bool | None]
    complaint: Mapped[Complaint] = relationship()
    letter: Mapped[Letter | None] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


# --- search and trail -----------------------------------------------------------------------


class SearchText(Base):
    """What search looks through: one row per source, of a file or of what hangs on it.

    The row of a file has the id of the file. What hangs on a file has an id below zero, in the
    order in which it is found: conversations, letters, attachments (operations/indexing.py).
    """

    __tablename__ = "search_text"
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    complaint_id: Mapped[int] = key("complaint.id")
    kind: Mapped[v.SearchKind]
    letter_id: Mapped[int | None] = key("letter.id", nullable=True)
    # Of a letter: the version that was read.
    document_id: Mapped[int | None] = key("document.id", nullable=True)
    # False: damaged, or too large to read; then only its name is here.
    readable: Mapped[bool] = mapped_column(default=True)
    head: Mapped[str]
    """What stands above it, folded: reference, names and subject, or the name of an attachment."""
    body: Mapped[str]
    """The head and the words themselves, folded."""
    words: Mapped[str]
    """The words as they were written, for the passage."""


class AuditChain(Base):
    """The tip of each chain: the next event takes its number from here, under a lock."""

    __tablename__ = "audit_chain"
    chain: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int]
    mac: Mapped[str] = mapped_column(String(64))


class AuditEvent(Base):
    """Logboekregel: who did what when. Chain 0 holds the events without a complaint."""

    __tablename__ = "audit_event"
    __table_args__ = (
        UniqueConstraint("chain", "seq"),
        Index(None, "verb", "id"),
        Index(None, "actor_id", "id"),
    )
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True
    )
    chain: Mapped[int] = mapped_column(BigInteger)
    seq: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    for_id: Mapped[int | None]
    """Whom the actor stood in for (vervanging)."""

    verb: Mapped[str] = mapped_column(String(60))
    entity: Mapped[str] = mapped_column(String(40), default="")
    entity_id: Mapped[int | None] = mapped_column(BigInteger)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    mac: Mapped[str] = mapped_column(String(64))
