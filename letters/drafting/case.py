"""What a builder of letters gets, and the questions that several of them ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models import (
    Advice,
    Assignment,
    Complaint,
    Conduct,
    ConflictStatement,
    Decision,
    Document,
    Hearing,
    Letter,
    Mandate,
    OmbudsmanCase,
    Party,
    Postponement,
    Screening,
    User,
)
from rules.calendar import Calendar
from rules.terms import TO_CONFIRM, SettingValue
from rules.vocabulary import (
    NOT_HANDLED,
    CaseRole,
    CommitteeRole,
    DecisionKind,
    HearingStatus,
    LetterKind,
    LetterState,
    PartyKind,
    ScreeningOutcome,
    Track,
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One letter to be made: the file, for whom, on which day, and who makes and signs it."""

    complaint: Complaint
    letter_date: date
    settings: Mapping[str, SettingValue]
    contact: User
    """Who makes the letter, and answers questions about it."""
    party: Party | None = None
    """For whom the letter is; None for what goes into the file only."""
    hearing: Hearing | None = None
    postponement: Postponement | None = None
    signatory: User | None = None
    mandate: Mandate | None = None
    calendar: Calendar = field(default_factory=Calendar)

    def setting(self, key: str) -> str:
        """A setting as text; empty while the authority still has to confirm it."""
        value = str(self.settings.get(key, "")).strip()
        return "" if TO_CONFIRM in value else value

    def number(self, key: str) -> int:
        return int(str(self.settings[key]))

    def parties(self, kind: PartyKind) -> list[Party]:
        """Those in this role, without who was refused as a representative (art. 2:2 Awb)."""
        return [
            party
            for party in self.complaint.parties
            if party.kind is kind and party.refused_on is None
        ]

    @property
    def complainants(self) -> list[Party]:
        return self.parties(PartyKind.COMPLAINANT)

    @property
    def subjects(self) -> list[Party]:
        return self.parties(PartyKind.SUBJECT)

    @property
    def open_conducts(self) -> list[Conduct]:
        """The conducts that are handled, or not screened yet."""
        return [
            conduct for conduct in self.complaint.conducts if conduct.screening not in NOT_HANDLED
        ]

    def screened(self, *outcomes: ScreeningOutcome) -> list[Conduct]:
        """The conducts with one of these outcomes of the screening."""
        return [one for one in self.complaint.conducts if one.screening in outcomes]

    def own(self, conducts: list[Conduct]) -> list[Conduct]:
        """What is about the recipient; all of it as long as nobody said who did what."""
        linked = [conduct for conduct in conducts if self.party in conduct.subjects]
        return linked if any(conduct.subjects for conduct in conducts) else conducts

    @property
    def own_conducts(self) -> list[Conduct]:
        return self.own(self.open_conducts)

    @property
    def to_subject(self) -> bool:
        """Whether the letter goes to someone who is complained about."""
        return self.party is not None and self.party.kind is PartyKind.SUBJECT

    @property
    def hearings_held(self) -> list[Hearing]:
        held = [one for one in self.complaint.hearings if one.status is HearingStatus.HELD]
        return sorted(held, key=lambda one: one.held_at or one.planned_at)

    @property
    def copy_sent(self) -> Letter | None:
        """The letter with the copy of the complaint that the recipient already got (art. 9:9)."""
        return next(iter(self.sent(LetterKind.L07, self.party)), None)

    @property
    def advised(self) -> bool:
        """Whether an adviser or committee handles the complaint (afdeling 9.1.3 Awb)."""
        return self.complaint.track in {Track.ADVISER, Track.COMMITTEE}

    @property
    def advisers(self) -> list[Assignment]:
        """Who advises on the day of the letter: the adviser, or the chair and then the members."""
        sitting = (
            one
            for one in self.complaint.assignments
            if one.role in {CaseRole.ADVISER, CaseRole.MEMBER}
            and one.ended_at is None
            and (one.until_on is None or one.until_on >= self.letter_date)
        )
        return sorted(sitting, key=lambda one: (one.seat is not CommitteeRole.CHAIR, one.id))

    @property
    def advice(self) -> Advice | None:
        """The newest advice, while the complaint is handled with one."""
        return self.complaint.advices[-1] if self.advised and self.complaint.advices else None

    @property
    def ombudsman_case(self) -> OmbudsmanCase | None:
        """The newest investigation that still runs; else the newest."""
        known = sorted(self.complaint.ombudsman_cases, key=lambda one: one.closed_on is None)
        return known[-1] if known else None

    def sent(self, kind: LetterKind | None = None, party: Party | None = None) -> list[Letter]:
        """The letters that went out, oldest first; of this kind, to this party."""
        found = [
            letter
            for letter in self.complaint.letters
            if letter.state is LetterState.SENT
            and (kind is None or letter.kind is kind)
            and (party is None or letter.party is party)
        ]
        return sorted(found, key=lambda one: (one.sent_on or self.letter_date, one.id))

    @property
    def complaint_documents(self) -> list[Document]:
        """The complaint and what came with it (art. 9:9 Awb)."""
        return [document for document in self.complaint.documents if document.part_of_complaint]

    def decision(self, kind: DecisionKind) -> Decision | None:
        """The last decision of this kind."""
        found = [one for one in self.complaint.decisions if one.kind is kind]
        return found[-1] if found else None

    def screening(self, conduct: Conduct) -> Screening | None:
        """What was decided last about this conduct; a proposal does not count."""
        decided = [one for one in conduct.screenings if not one.proposed]
        return decided[-1] if decided else None

    def statement(self, user_id: int | None) -> ConflictStatement | None:
        """What this user last stated about being involved (art. 9:7 and 2:4 Awb)."""
        found = [one for one in self.complaint.statements if one.user_id == user_id]
        return max(found, key=lambda one: one.id, default=None)
