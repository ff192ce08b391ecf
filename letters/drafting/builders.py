"""Which function fills which letter."""

from collections.abc import Callable, Mapping

from letters import contexts
from letters.drafting import hearings, intake, outcome
from letters.drafting.case import Case
from rules.vocabulary import LetterKind

Builder = Callable[[Case], contexts.Context]

BUILDERS: Mapping[LetterKind, Builder] = {
    LetterKind.L01: intake.acknowledgement,
    LetterKind.L03: intake.supplement_request,
    LetterKind.L05A: intake.not_handled,
    LetterKind.L07: intake.copy_to_subject,
    LetterKind.L08A: hearings.hearing_complainant,
    LetterKind.L08B: hearings.hearing_subject,
    LetterKind.L09: hearings.hearing_waived,
    LetterKind.L10: hearings.hearing_report,
    LetterKind.L11: outcome.postponement,
    LetterKind.L13A: outcome.board_handling,
    LetterKind.L15: outcome.findings,
    LetterKind.L15B: outcome.outcome_for_subject,
}


def build(kind: LetterKind, case: Case) -> contexts.Context:
    """The values of this letter."""
    return BUILDERS[kind](case)
