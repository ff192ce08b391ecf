"""What the procedure must know of one file: facts, without names of tables or screens."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from rules.vocabulary import (
    NOT_HANDLED,
    Acceptance,
    CommitteeRole,
    Judgement,
    LetterKind,
    LetterState,
    PartyKind,
    RecommendationOrigin,
    RefusalGround,
    ScreeningOutcome,
    State,
    TimeOutcome,
    Track,
    WaiverGround,
)


@dataclass(frozen=True)
class PartyFacts:
    """One complainant, representative or subject, as far as hearing and letters go."""

    id: int
    kind: PartyKind
    name: str
    address: bool = True
    represented: bool = False
    speaks_for: PartyKind | None = None
    represents_id: int | None = None
    """The very party for whom a representative speaks; None is every complainant without one."""
    refused: bool = False
    board_member: bool = False
    contact_id: int = 0
    is_user: bool = True
    """Known as a user of the panel, so that the file can be kept from this person."""
    hearing_planned: bool = False
    heard: bool = False
    report_missing: bool = False
    waiver: WaiverGround | None = None
    reply_passed: bool = False
    stayed_away: bool = False
    """Invited, did not come, and it was decided to go on without this person."""


@dataclass(frozen=True)
class ConductFacts:
    """One conduct: its test on the twelve months, its screening and its judgement."""

    id: int
    title: str
    described: bool = True
    time_outcome: TimeOutcome = TimeOutcome.ADMISSIBLE
    screening: ScreeningOutcome | None = None
    ground: RefusalGround | None = None
    judgement: Judgement | None = None
    advised: Judgement | None = None
    advised_admissible: bool | None = None
    deviation_reasoned: bool = False

    @property
    def deviates(self) -> bool:
        """The board judges otherwise than was advised (art. 9:16 Awb)."""
        return self.advised is not None and self.judgement not in {None, self.advised}


@dataclass(frozen=True)
class RecommendationFacts:
    """One recommendation or measure, and how far the board and its owner have come."""

    id: int
    text: str
    origin: RecommendationOrigin = RecommendationOrigin.ADVICE
    acceptance: Acceptance | None = None
    owned: bool = False
    due_on: date | None = None
    done: bool = False

    @property
    def accepted(self) -> bool:
        return self.acceptance in {Acceptance.ACCEPTED, Acceptance.PARTLY}


@dataclass(frozen=True)
class LetterFacts:
    """One letter: for whom, and how far. ``settled``: it belongs to something that is over."""

    id: int
    kind: LetterKind
    state: LetterState
    party_id: int | None = None
    settled: bool = False

    def stands_for(self, kind: LetterKind) -> bool:
        """Whether this is the letter of that kind that counts now."""
        return self.kind is kind and self.state is not LetterState.WITHDRAWN and not self.settled


@dataclass(frozen=True)
class CaseFacts:
    """All that guards ask about a file on one day."""

    state: State
    today: date
    received_on: date
    track: Track | None = None
    signed: bool = True
    letter_dated: bool = True
    parties: tuple[PartyFacts, ...] = ()
    conducts: tuple[ConductFacts, ...] = ()
    letters: tuple[LetterFacts, ...] = ()
    handler_id: int | None = None
    cleared: frozenset[int] = field(default_factory=frozenset)
    board_members: int = 2
    board_needs_adviser: bool = True
    notice_due_on: date | None = None
    legal_end: date | None = None
    supplement_due_on: date | None = None
    supplement_latest: date | None = None
    """The last day that a term to supplement can have; None without four weeks to keep."""
    supplement_received: bool = False
    letters_off: frozenset[LetterKind] = frozenset()
    """Letters that the authority does without."""
    postponed_weeks: int = 0
    most_postponed_weeks: int = 4
    """What art. 9:11 lid 2 Awb allows in a file of that day."""
    postponement_pending: bool = False
    track_decided: bool = False
    track_decided_on: date | None = None
    conclusion_decided: bool = False
    ombudsman_until: date | None = None
    electronic: bool = False
    channel_designated: bool = True
    forwarded_inside: bool = False
    acknowledged_on: date | None = None
    advisers: frozenset[int] = field(default_factory=frozenset)
    """Who advises now: the adviser, or the committee's chair and members."""
    seats: tuple[CommitteeRole, ...] = ()
    advice_report: bool = False
    advice_delivered: bool = False
    recommendations: tuple[RecommendationFacts, ...] = ()
    extended: bool = False
    extension_proposed: bool = False
    settlement_shown: bool = False
    withdrawn: bool = False
    resumed: bool = False
    """Taken up again after it had ended, on a term of the law."""
    reopened: bool = False
    with_ombudsman: bool = False
    has_unit: bool = False
    has_subject: bool = False
    reminded: bool = False
    """A report: the reporter was asked at least once for an answer."""

    def of(self, kind: PartyKind) -> tuple[PartyFacts, ...]:
        return tuple(party for party in self.parties if party.kind is kind and not party.refused)

    @property
    def complainants(self) -> tuple[PartyFacts, ...]:
        return self.of(PartyKind.COMPLAINANT)

    @property
    def subjects(self) -> tuple[PartyFacts, ...]:
        return self.of(PartyKind.SUBJECT)

    @property
    def board_involved(self) -> int:
        """About how many members of the board is complained."""
        return sum(party.board_member for party in self.subjects)

    @property
    def recipients(self) -> tuple[PartyFacts, ...]:
        """Who gets the complainants' letters: a representative in place of whom is represented."""
        direct = tuple(party for party in self.complainants if not party.represented)
        speakers = self.of(PartyKind.REPRESENTATIVE)
        return direct + tuple(one for one in speakers if one.speaks_for is not PartyKind.SUBJECT)

    @property
    def open_conducts(self) -> tuple[ConductFacts, ...]:
        """The conducts that are handled, or not screened yet."""
        return tuple(one for one in self.conducts if one.screening not in NOT_HANDLED)

    def screened(self, outcome: ScreeningOutcome) -> tuple[ConductFacts, ...]:
        """The conducts with this outcome of the screening."""
        return tuple(one for one in self.conducts if one.screening is outcome)

    @property
    def refused_conducts(self) -> tuple[ConductFacts, ...]:
        return self.screened(ScreeningOutcome.REFUSED)

    @property
    def measures(self) -> tuple[RecommendationFacts, ...]:
        """What the board said will be done."""
        return tuple(one for one in self.recommendations if one.accepted)

    @property
    def advised(self) -> bool:
        """Whether an adviser or committee handles the complaint (afdeling 9.1.3 Awb)."""
        return self.track in {Track.ADVISER, Track.COMMITTEE}

    def advice_open(self, user_id: int | None) -> bool:
        """Awb art. 9:14 lid 2: an advice in the making is of who advises alone (SOD4)."""
        return not self.advised or self.advice_delivered or user_id in self.advisers

    def advises(self, persons: Collection[int | None]) -> bool:
        """Whether one of these advises in this file: who acts, or for whom that is."""
        return not self.advisers.isdisjoint(one for one in persons if one is not None)

    def in_file(self, kind: LetterKind) -> bool:
        """Whether a document that goes to no party was made final and put away."""
        return any(
            letter.stands_for(kind) and letter.party_id is None and letter.state is LetterState.SENT
            for letter in self.letters
        )

    @property
    def informed_subjects(self) -> tuple[PartyFacts, ...]:
        """Who knows of the complaint: the copy of art. 9:9 went out."""
        return tuple(one for one in self.subjects if self.sent(LetterKind.L07, one))

    def sent(self, kind: LetterKind, party: PartyFacts) -> bool:
        return any(
            letter.stands_for(kind)
            and letter.party_id == party.id
            and letter.state is LetterState.SENT
            for letter in self.letters
        )

    def without(self, kind: LetterKind, parties: tuple[PartyFacts, ...]) -> list[str]:
        """The names of those who did not get this letter yet."""
        return [party.name for party in parties if not self.sent(kind, party)]
