"""What a step of the procedure may need: the form of each step asks only for its own."""

from dataclasses import dataclass
from datetime import date

from operations.conversion import Conversion
from operations.incoming import Incoming
from operations.judging import BoardDecision


@dataclass(frozen=True)
class StepData:
    """Every fact that some step asks; what a step does not ask stays as it is here.

    ``reason`` is why the step is taken in spite of what stands in its way.
    """

    reason: str = ""
    items: str = ""
    due_on: date | None = None
    received_on: date | None = None
    weeks: int = 0
    agreed_until: date | None = None
    consent_on: date | None = None
    consent: Incoming | None = None
    decision: BoardDecision | None = None
    adviser_id: int | None = None
    committee_id: int | None = None
    requested_on: date | None = None
    own_term_on: date | None = None
    solution: str = ""
    satisfaction: str = ""
    settled_on: date | None = None
    forwarded_to: str = ""
    conversion: Conversion | None = None

    @property
    def told(self) -> str:
        """Why, as the file keeps it: what was weighed, or else what the board itself said."""
        return self.reason or (self.decision.reason if self.decision else "")
