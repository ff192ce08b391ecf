"""What each letter may say. A template sees these fields and nothing else.

Values are text, yes/no, and rows of those; whoever fills a context has already put dates and
names into running Dutch (``letters.dutch``). Each field carries its own card, so that the screen
"first the values, then the words" and the field list for template makers need no second source.
"""

from letters.contexts.handling import (
    AdviceReport,
    AdvisedConduct,
    Appointed,
    Appointment,
    BoardHandling,
    BoardMember,
    ExtensionConfirmed,
    ExtensionRequest,
    Postponement,
    Recommended,
    Reopened,
    Resumed,
)
from letters.contexts.hearings import (
    Heard,
    HearingComplainant,
    HearingReport,
    HearingSubject,
    HearingWaived,
    Present,
    Question,
)
from letters.contexts.intake import (
    Acknowledgement,
    AdviserNotice,
    AutomaticReceipt,
    CopyToSubject,
    ForwardedInside,
    Forwarding,
    ForwardingNotice,
    LeftAside,
    LeftAsideConduct,
    NeededItem,
    NotHandled,
    NotHandledSubject,
    RefusedConduct,
    RepresentativeRefused,
    Returned,
    RightChannel,
    SupplementRequest,
)
from letters.contexts.ombudsman import (
    AnsweredRecommendation,
    Asked,
    OmbudsmanAnswer,
    RecommendationAnswer,
    Register,
)
from letters.contexts.outcome import (
    ConductOutcome,
    Correction,
    Deviation,
    Findings,
    JudgedConduct,
    Measure,
    MeasuresDone,
    OutcomeForSubject,
    Settled,
    SettledSubject,
    Withdrawn,
)
from letters.contexts.reports import FormalRoute, ReportClosed, ReportTakenUp
from letters.contexts.shared import (
    Adviser,
    ConductLine,
    Context,
    Entered,
    Told,
)
from letters.fields import Card, cards, missing, sample, values

__all__ = [
    "Acknowledgement", "AdviceReport", "AdvisedConduct", "Adviser", "AdviserNotice",
    "AnsweredRecommendation", "Appointed", "Appointment", "Asked", "AutomaticReceipt",
    "BoardHandling", "BoardMember", "Card", "ConductLine", "ConductOutcome", "Context",
    "CopyToSubject", "Correction", "Deviation", "Entered", "ExtensionConfirmed",
    "ExtensionRequest", "Findings", "FormalRoute", "ForwardedInside", "Forwarding",
    "ForwardingNotice", "Heard", "HearingComplainant", "HearingReport", "HearingSubject",
    "HearingWaived", "JudgedConduct", "LeftAside", "LeftAsideConduct", "Measure",
    "MeasuresDone", "NeededItem", "NotHandled", "NotHandledSubject", "OmbudsmanAnswer",
    "OutcomeForSubject", "Postponement", "Present", "Question", "RecommendationAnswer",
    "Recommended", "RefusedConduct", "Register", "Reopened", "ReportClosed", "ReportTakenUp",
    "RepresentativeRefused", "Resumed", "Returned", "RightChannel", "Settled", "SettledSubject",
    "SupplementRequest", "Told", "Withdrawn", "cards", "missing", "sample", "values",
]  # fmt: skip
