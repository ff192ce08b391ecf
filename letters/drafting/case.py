"""What a builder of letters gets, and the questions that several of them ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models import (
    Complaint,
    Conduct,
    ConflictStatement,
    Decision,
    Document,
    Hearing,
    Mandate,
    Party,
    Postponement,
    User,
)
from rules.calendar import Calendar
from rules.terms import TO_CONFIRM, SettingValue
from rules.vocabulary import DecisionKind, PartyKind, ScreeningOutcome


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
            conduct
            for conduct in self.complaint.conducts
            if conduct.screening is not ScreeningOutcome.REFUSED
        ]

    @property
    def refused_conducts(self) -> list[Conduct]:
        return [
            conduct
            for conduct in self.complaint.conducts
            if conduct.screening is ScreeningOutcome.REFUSED
        ]

    @property
    def own_conducts(self) -> list[Conduct]:
        """What is about the recipient; all of it as long as nobody said who did what."""
        linked = [conduct for conduct in self.open_conducts if self.party in conduct.subjects]
        said = any(conduct.subjects for conduct in self.open_conducts)
        return linked if said else self.open_conducts

    @property
    def complaint_documents(self) -> list[Document]:
        """The complaint and what came with it (art. 9:9 Awb)."""
        return [document for document in self.complaint.documents if document.part_of_complaint]

    def decision(self, kind: DecisionKind) -> Decision | None:
        """The last decision of this kind."""
        found = [one for one in self.complaint.decisions if one.kind is kind]
        return found[-1] if found else None

    def statement(self, user_id: int | None) -> ConflictStatement | None:
        """What this user last stated about being involved (art. 9:7 and 2:4 Awb)."""
        found = [one for one in self.complaint.statements if one.user_id == user_id]
        return max(found, key=lambda one: one.id, default=None)
