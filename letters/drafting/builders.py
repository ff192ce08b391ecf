"""Which function fills which letter."""

from collections.abc import Callable, Mapping

from letters import contexts
from letters.drafting import (
    handling,
    hearings,
    intake,
    ombudsman,
    outcome,
    reports,
    screening,
)
from letters.drafting.case import Case
from rules.vocabulary import LetterKind

Builder = Callable[[Case], contexts.Context]

BUILDERS: Mapping[LetterKind, Builder] = {
    LetterKind.L01: intake.acknowledgement,
    LetterKind.L01B: intake.adviser_notice,
    LetterKind.L01C: handling.resumed,
    LetterKind.L02A: intake.automatic_receipt,
    LetterKind.L02B: intake.forwarded_inside,
    LetterKind.L02C: intake.right_channel,
    LetterKind.L03: intake.supplement_request,
    LetterKind.L05A: screening.not_handled,
    LetterKind.L05B: screening.left_aside,
    LetterKind.L05C: screening.not_handled_subject,
    LetterKind.L06A: screening.forwarding,
    LetterKind.L06B: screening.forwarding_notice,
    LetterKind.L06C: screening.returned,
    LetterKind.L07: intake.copy_to_subject,
    LetterKind.L08A: hearings.hearing_complainant,
    LetterKind.L08B: hearings.hearing_subject,
    LetterKind.L09: hearings.hearing_waived,
    LetterKind.L10: hearings.hearing_report,
    LetterKind.L11: handling.postponement,
    LetterKind.L12A: handling.extension_request,
    LetterKind.L12B: handling.extension_confirmed,
    LetterKind.L13: handling.appointment,
    LetterKind.L13A: handling.board_handling,
    LetterKind.L14: handling.advice_report,
    LetterKind.L15: outcome.findings,
    LetterKind.L15B: outcome.outcome_for_subject,
    LetterKind.L16: outcome.settled,
    LetterKind.L16B: outcome.settled_subject,
    LetterKind.L17: outcome.withdrawn,
    LetterKind.L18: outcome.measures_done,
    LetterKind.L19: ombudsman.ombudsman_answer,
    LetterKind.L20: ombudsman.recommendation_answer,
    LetterKind.L21: reports.report_taken_up,
    LetterKind.L22: reports.formal_route,
    LetterKind.L23: reports.report_closed,
    LetterKind.L24: intake.representative_refused,
    LetterKind.L25: outcome.correction,
    LetterKind.L26: handling.reopened,
    LetterKind.L27: ombudsman.register,
}


def build(kind: LetterKind, case: Case) -> contexts.Context:
    """The values of this letter."""
    return BUILDERS[kind](case)
