"""L01c, L11 to L14 and L26: the term, and who handles and advises."""

from collections.abc import Mapping
from typing import Any

from letters import contexts, dutch
from letters.drafting import people, term
from letters.drafting.case import Case
from letters.drafting.common import (
    NOT_A_LETTER,
    advisers,
    common,
    conduct_lines,
    long,
    outside,
    sentence,
)
from letters.drafting.hearings import heard, not_heard
from models import Assignment, Conduct, User
from rules.deadlines import AMSTERDAM
from rules.vocabulary import (
    CaseRole,
    DeadlineKind,
    DecisionKind,
    Event,
    Judgement,
    LetterKind,
    RecommendationOrigin,
    Track,
)

# L01c

RESUMED_BECAUSE: Mapping[Event, tuple[str, str]] = {
    Event.RESUME: (
        "U heeft ons laten weten dat u niet tevreden bent met de oplossing (art. 9:5 Awb).",
        "De klager is niet tevreden met de oplossing (art. 9:5 Awb).",
    ),
    Event.RESUME_CASE: (
        "Het strafrechtelijk onderzoek of de vervolging is voorbij (art. 9:8 lid 1 onder f Awb).",
        "De reden waarom de behandeling stillag, is er niet meer.",
    ),
    Event.RETRACT: (
        "De intrekking van uw klacht is teruggedraaid.",
        "De intrekking van de klacht is teruggedraaid.",
    ),
}
"""Why a complaint that had ended goes on: to the complainant, and to whom it is about. Of a
criminal case the other side does not hear from us.
"""


def resumed(case: Case) -> contexts.Resumed:
    """L01c Bericht hervatting."""
    steps = [one for one in case.complaint.steps if one.event in RESUMED_BECAUSE]
    last = steps[-1] if steps else None
    day = last.at.astimezone(AMSTERDAM).date() if last else None
    if last and last.event in term.ANEW:
        day = case.complaint.resumed_on or day
    return contexts.Resumed(
        **common(case, LetterKind.L01C, "Wij gaan verder met de klacht"),
        to_subject=case.to_subject,
        received_on=long(case.complaint.received_on),
        resumed_on=long(day),
        reason=RESUMED_BECAUSE[last.event][case.to_subject] if last else "",
        due_on=term.due_on(case),
        due_basis="" if case.to_subject else term.due_basis(case),
    )


# L11


def postponement(case: Case) -> contexts.Postponement:
    """L11 Verdagingsbericht (art. 9:11 lid 2 Awb)."""
    planned = case.postponement
    return contexts.Postponement(
        **common(case, LetterKind.L11, "Wij hebben meer tijd nodig"),
        to_subject=case.to_subject,
        received_on=long(case.complaint.received_on),
        original_due_on=term.due_on(case),
        weeks=dutch.weeks(planned.weeks) if planned else "",
        due_on=long(term.postponed(case)),
        reason=sentence(planned.reason) if planned else "",
    )


# L13a


def board_handling(case: Case) -> contexts.BoardHandling:
    """L13a Besluit behandeling door bestuur (Klachtenregeling SSR)."""
    complaint, decision = case.complaint, case.decision(DecisionKind.TRACK)
    members = sorted(decision.members, key=lambda one: one.user_id) if decision else []
    return contexts.BoardHandling(
        **common(case, LetterKind.L13A, "Besluit: het bestuur behandelt de klacht zelf")
        | NOT_A_LETTER,
        received_on=long(complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        conducts=conduct_lines(case.open_conducts),
        decided_on=long(decision.decided_on) if decision else "",
        members=tuple(
            contexts.BoardMember(
                name=member.user.name,
                function=member.user.job_title,
                statement=statement(case, member.user)
                if member.took_part
                else f"Nam geen deel aan het besluit: {sentence(member.reason)}",
            )
            for member in members
        ),
        handler=people.with_function(complaint.handler),
        handler_statement=statement(case, complaint.handler) if complaint.handler else "",
        reason=sentence(decision.reason) if decision else "",
        due_on=term.due_on(case),
    )


def statement(case: Case, user: User) -> str:
    """What someone stated about involvement and interest; empty when nothing is on record."""
    stated = case.statement(user.id)
    if stated is None or stated.text.strip():
        return sentence(stated.text) if stated else ""
    day = long(stated.stated_at.astimezone(AMSTERDAM).date())
    how = "wel" if stated.involved else "niet"
    return f"Verklaarde op {day} {how} betrokken te zijn bij de gedraging."


# L12a and L12b


def extension_request(case: Case) -> contexts.ExtensionRequest:
    """L12a Instemmingsverzoek verder uitstel (art. 9:11 lid 3 Awb)."""
    complaint = case.complaint
    return contexts.ExtensionRequest(
        **common(
            case,
            LetterKind.L12A,
            "Vindt u het goed dat wij meer tijd nemen?",
            enclosures=("Antwoordformulier",),
        ),
        received_on=long(complaint.received_on),
        due_on=term.due_on(case),
        proposed_until=long(complaint.extension_until),
        reason=sentence(complaint.extension_reason),
        answer_before=long(complaint.extension_answer_by),
    )


def extension_confirmed(case: Case) -> contexts.ExtensionConfirmed:
    """L12b Bevestiging verder uitstel (art. 9:11 lid 3 Awb)."""
    agreed = case.complaint.extensions[-1] if case.complaint.extensions else None
    return contexts.ExtensionConfirmed(
        **common(
            case,
            LetterKind.L12B,
            "De nieuwe einddatum staat vast",
        ),
        to_subject=case.to_subject,
        received_on=long(case.complaint.received_on),
        agreed_until=long(agreed.agreed_until) if agreed else "",
        consent_on=long(agreed.consent_on) if agreed else "",
        reason=sentence(agreed.reason) if agreed else "",
    )


# L13


def appointment(case: Case) -> contexts.Appointment:
    """L13 Aanwijzing adviseur of commissie (art. 9:13 en 9:14 Awb, Klachtenregeling SSR)."""
    complaint, decision = case.complaint, case.decision(DecisionKind.TRACK)
    committee = complaint.track is Track.COMMITTEE
    return contexts.Appointment(
        **common(
            case,
            LetterKind.L13,
            f"Aanwijzing als {'adviescommissie' if committee else 'adviseur'} voor een klacht",
            enclosures=(f"Het dossier {complaint.reference}",),
        )
        | _to_advisers(case, committee=committee),
        committee=committee,
        received_on=long(complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        conducts=conduct_lines(case.open_conducts),
        decided_on=long(decision.decided_on) if decision else "",
        reason=sentence(decision.reason) if decision else "",
        advisers=tuple(
            contexts.Appointed(
                name=one.user.name, role=people.seat(one), statement=_independence(case, one)
            )
            for one in case.advisers
        ),
        advice_before=_advice_before(case),
        due_on=term.due_on(case),
    )


def _to_advisers(case: Case, *, committee: bool) -> dict[str, Any]:
    """Whom it is for: they read it in the panel, so their names are their address."""
    names = tuple(f"{one.user.name}, {people.seat(one)}" for one in case.advisers)
    if not names or not committee:
        return outside(names, f"Geachte {case.advisers[0].user.name}" if names else "")
    return outside(("Adviescommissie", *names), "Geachte leden van de commissie")


def _independence(case: Case, one: Assignment) -> str:
    """What was stated about the conduct (art. 9:7 Awb), and about ties (the scheme)."""
    committee = case.complaint.committee
    declared = [
        member.declared_independent_on
        for member in (committee.members if committee else ())
        if member.user_id == one.user_id and member.declared_independent_on
    ]
    ties = (
        f"Verklaarde op {long(declared[-1])} geen (recente) binding met "
        f"{case.setting('authority_name')} te hebben."
        if declared and one.role is CaseRole.MEMBER
        else ""
    )
    return " ".join(filter(None, (statement(case, one.user), ties)))


def _advice_before(case: Case) -> str:
    lines = [one for one in case.complaint.deadlines if one.kind is DeadlineKind.ADVICE]
    return long(lines[-1].legal_end) if lines else ""


# L14

ADVISED: Mapping[Judgement, str] = {
    Judgement.FOUNDED: "Dit onderdeel is gegrond.",
    Judgement.PARTLY_FOUNDED: "Dit onderdeel is deels gegrond.",
    Judgement.UNFOUNDED: "Dit onderdeel is ongegrond.",
    Judgement.NO_JUDGEMENT: "Over dit onderdeel is geen oordeel mogelijk.",
}
ADMISSIBLE: Mapping[bool | None, str] = {
    True: "Dit onderdeel is ontvankelijk: het kan worden behandeld.",
    False: "Dit onderdeel is niet ontvankelijk: het hoeft niet te worden behandeld.",
    None: "",
}


def advice_report(case: Case) -> contexts.AdviceReport:
    """L14 Rapport van bevindingen en advies (art. 9:15 lid 4 Awb, Klachtenregeling SSR)."""
    complaint, sit, held = case.complaint, case.advisers, case.hearings_held
    board = case.setting("authority_board")
    # Who advises answers for the report, and signs it; nobody does so for the board.
    own = {
        "addressee": (board,) if board else (),
        "signed_for": f"namens {people.the_adviser(case)},",
        "signatory_name": sit[0].user.name if sit else "",
        "signatory_function": people.seat(sit[0]) if sit else "",
        "mandate": "",
    }
    return contexts.AdviceReport(
        **common(
            case,
            LetterKind.L14,
            "Rapport van bevindingen en advies",
        )
        | NOT_A_LETTER
        | own,
        received_on=long(complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        advisers=advisers(case),
        report=case.advice.report if case.advice else "",
        hearings=tuple(heard(one) for one in held),
        waivers=tuple(not_heard(case, one) for one in complaint.waivers),
        conducts=tuple(_advised(one) for one in case.open_conducts),
        recommendations=tuple(
            contexts.Recommended(kind=dutch.capitalised(one.kind.label), words=sentence(one.text))
            for one in complaint.recommendations
            if one.origin is RecommendationOrigin.ADVICE
        ),
    )


def _advised(conduct: Conduct) -> contexts.AdvisedConduct:
    return contexts.AdvisedConduct(
        number=str(conduct.position),
        title=conduct.title,
        admissible=ADMISSIBLE[conduct.advised_admissible],
        founded=ADVISED[conduct.advised] if conduct.advised else "",
        reasons=sentence(conduct.advised_reason),
    )


# L26


def reopened(case: Case) -> contexts.Reopened:
    """L26 Bericht heropening."""
    decision = case.decision(DecisionKind.REOPENING)
    conducts = case.own_conducts if case.to_subject else case.open_conducts
    return contexts.Reopened(
        **common(case, LetterKind.L26, "Wij heropenen de klacht"),
        to_subject=case.to_subject,
        received_on=long(case.complaint.received_on),
        decided_on=long(decision.decided_on) if decision else "",
        reason=sentence(decision.reason) if decision else "",
        conducts=conduct_lines(conducts),
        own_term_on=long(case.complaint.own_term_on),
    )
