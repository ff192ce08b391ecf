"""L15 to L18 and L25: how a complaint ends, and what follows."""

from collections.abc import Mapping

from letters import contexts, dutch
from letters.drafting import people
from letters.drafting.case import Case
from letters.drafting.common import (
    address_withheld,
    common,
    lines,
    long,
    ombudsman,
    reply_before,
    sentence,
    summary,
)
from letters.drafting.enclosures import enclosed
from letters.drafting.hearings import heard, not_heard
from models import Conduct, Document, Recommendation
from rules.deadlines import EndingKind
from rules.vocabulary import (
    Acceptance,
    DecisionKind,
    Judgement,
    LetterKind,
    RecommendationOrigin,
)

# L15


def findings(case: Case) -> contexts.Findings:
    """L15 Afdoeningsbrief (art. 9:12 Awb)."""
    decision = case.decision(DecisionKind.CONCLUSION)
    return contexts.Findings(
        **common(case, LetterKind.L15, "De uitkomst van uw klacht"),
        **ombudsman(case, EndingKind.FINDINGS),
        received_on=long(case.complaint.received_on),
        summary=summary(case),
        handled_by=_handled_by(case),
        hearings=tuple(heard(hearing) for hearing in case.hearings_held),
        waivers=tuple(not_heard(case, waiver) for waiver in case.complaint.waivers),
        documents=_documents(case),
        adviser_sentence=_advice_given(case),
        conducts=tuple(judged_conduct(case, conduct) for conduct in case.open_conducts),
        deviations=deviations(case),
        measures=measures(case),
        apology=_apology(case) if decision and decision.apology else "",
    )


def _handled_by(case: Case) -> str:
    """Who handled it; that nobody was involved only when it was stated (art. 9:7 Awb)."""
    sit = case.advisers
    if case.advised and sit:
        names = dutch.in_words(f"{one.user.name} ({people.seat(one)})" for one in sit)
        told = f"{dutch.capitalised(people.the_adviser(case))} heeft uw klacht onderzocht: {names}."
        stated = [case.statement(one.user_id) for one in sit]
        clear = all(one is not None and not one.involved for one in stated)
        nobody = "Niemand van hen was" if len(sit) > 1 else "Die was niet"
        return f"{told} {nobody} betrokken bij wat er is gebeurd." if clear else told
    handler = case.complaint.handler
    if handler is None:
        return ""
    who = dutch.capitalised(handler.name)
    function = f", {handler.job_title}," if handler.job_title else ""
    own = case.statement(handler.id)
    clear_words = " en was niet betrokken bij wat er is gebeurd" if own and not own.involved else ""
    return f"{who}{function} heeft uw klacht onderzocht{clear_words}."


def _advice_given(case: Case) -> str:
    """Who advised and when (art. 9:15 lid 4 Awb); empty without adviser or committee."""
    if not case.advised:
        return ""
    advice = case.advice
    day = f" op {long(advice.delivered_on)}" if advice and advice.delivered_on else ""
    return (
        f"{dutch.capitalised(people.the_adviser(case))} bracht{day} advies uit aan "
        f"{people.the_board(case)} (art. 9:15 lid 4 Awb)."
    )


def view(who: str, judgement: Judgement | None) -> str:
    """What someone thinks of a part, as a sentence; empty when nothing is on record."""
    if judgement is None:
        return ""
    if judgement is Judgement.NO_JUDGEMENT:
        return f"{dutch.capitalised(who)} geeft over dit onderdeel geen oordeel."
    return f"{dutch.capitalised(who)} vindt dit onderdeel {judgement.label}."


def deviations(case: Case) -> tuple[contexts.Deviation, ...]:
    """Per part and per recommendation where the board departs from the advice (art. 9:16 Awb)."""
    if not case.advised:
        return ()
    adviser, board = people.the_adviser(case), people.the_board(case)
    judged = (
        contexts.Deviation(
            point=f"Onderdeel {one.position}, {one.title}",
            advice=view(adviser, one.advised),
            view=view(board, one.judgement),
            reason=sentence(one.deviation_reason),
        )
        for one in case.open_conducts
        if one.advised is not None and one.judgement not in {None, one.advised}
    )
    recommended = (
        contexts.Deviation(
            point="Een aanbeveling",
            advice=sentence(one.text),
            view=f"{dutch.capitalised(board)} {NOT_FOLLOWED[one.acceptance]}",
            reason=sentence(one.answer_reason),
        )
        for one in _advised(case)
        if one.acceptance in NOT_FOLLOWED
    )
    return (*judged, *recommended)


NOT_FOLLOWED: Mapping[Acceptance | None, str] = {
    Acceptance.PARTLY: "neemt deze aanbeveling voor een deel over.",
    Acceptance.REJECTED: "neemt deze aanbeveling niet over.",
}


def _advised(case: Case) -> list[Recommendation]:
    known = case.complaint.recommendations
    return [one for one in known if one.origin is RecommendationOrigin.ADVICE]


def measures(case: Case) -> tuple[str, ...]:
    """What the board decided to do, and which recommendations it took over; each once."""
    decision = case.decision(DecisionKind.CONCLUSION)
    decided = lines(decision.measures) if decision else ()
    taken_over = (
        one.text
        for one in case.complaint.recommendations
        if one.origin is not RecommendationOrigin.OMBUDSMAN
        and one.acceptance is Acceptance.ACCEPTED
    )
    found = {one.strip().rstrip(".").casefold(): one.strip() for one in (*decided, *taken_over)}
    return tuple(found.values())


def _documents(case: Case) -> tuple[str, ...]:
    """The complaint, what came with it and in later, and the reports; not our own letters."""
    complaint = case.complaint
    used = [f"Uw klacht, die wij op {long(complaint.received_on)} ontvingen"]
    used += [_document(one) for one in complaint.documents if one.origin not in INTERNAL]
    if count := len(case.hearings_held):
        used.append("Het verslag van het horen" if count == 1 else "De verslagen van het horen")
    return tuple(used)


INTERNAL = frozenset({"bijlage", "brief", "besluit", "instemming", "opvolging"})
"""Where documents come from that the parties did not bring in."""


def _document(document: Document) -> str:
    return f"{document.name} (bij uw klacht)" if document.part_of_complaint else document.name


def judged_conduct(case: Case, conduct: Conduct) -> contexts.JudgedConduct:
    """Findings, judgement, reasons and conclusion on one part (art. 9:12 lid 1 Awb)."""
    return contexts.JudgedConduct(
        number=str(conduct.position),
        title=conduct.title,
        summary=sentence(conduct.description) or sentence(conduct.title),
        findings=sentence(conduct.findings),
        judgement=dutch.judgement_words(conduct.judgement) if conduct.judgement else "",
        reasons=sentence(conduct.judgement_reason),
        conclusion=sentence(conduct.conclusion),
        advice=_advice_on(case, conduct),
    )


def _advice_on(case: Case, conduct: Conduct) -> str:
    """What was advised on this part, with the reasons; empty without an advice."""
    if not case.advised or conduct.advised is None:
        return ""
    who = dutch.capitalised(people.the_adviser(case))
    admissible = (
        f"{who} vindt dat dit onderdeel niet behandeld hoeft te worden."
        if conduct.advised_admissible is False
        else ""
    )
    told = (admissible, view(who, conduct.advised), sentence(conduct.advised_reason))
    return " ".join(filter(None, told))


def _apology(case: Case) -> str:
    """The board said yes to an apology; for what exactly, whoever edits the letter can add."""
    return (
        f"{dutch.capitalised(people.the_board(case))} biedt u excuses aan voor wat er is gebeurd."
    )


# L15b

OTHERS_WITHHELD = "Wat over anderen gaat, hebben wij in de kopie onleesbaar gemaakt."


def outcome_for_subject(case: Case) -> contexts.OutcomeForSubject:
    """L15b Afschrift uitkomst aan betrokkene: only what was about this person."""
    complaint, own = case.complaint, case.own_conducts
    everything = len(own) == len(complaint.conducts) and len(case.subjects) == 1
    name = people.all_in_sentence(case.complainants)
    concluded_on = long(complaint.concluded_on)
    withheld = ("" if everything else OTHERS_WITHHELD, address_withheld(case))
    return contexts.OutcomeForSubject(
        **common(case, LetterKind.L15B, "De uitkomst van de klacht die over u ging"),
        received_on=long(complaint.received_on),
        complainant_name=name,
        concluded_on=concluded_on,
        conducts=tuple(
            contexts.ConductOutcome(
                number=str(conduct.position),
                summary=sentence(conduct.title),
                judgement=dutch.judgement_words(conduct.judgement) if conduct.judgement else "",
                reasons=sentence(conduct.judgement_reason),
            )
            for conduct in own
        ),
        # Measures are not recorded per person: with others in the file they could be about them.
        measures=measures(case) if everything else (),
        withheld_note=" ".join(filter(None, withheld)) if enclosed(LetterKind.L15B, case) else "",
    )


# L16 and L16b


def settled(case: Case) -> contexts.Settled:
    """L16 Bevestiging informele oplossing (art. 9:5 Awb)."""
    complaint = case.complaint
    return contexts.Settled(
        **common(case, LetterKind.L16, "Uw klacht is opgelost"),
        **ombudsman(case, EndingKind.SETTLED),
        received_on=long(complaint.received_on),
        settled_on=long(complaint.settled_on),
        settlement=sentence(complaint.settlement) or sentence(complaint.solution),
        satisfaction=sentence(complaint.satisfaction),
        reply_before=reply_before(case),
    )


def settled_subject(case: Case) -> contexts.SettledSubject:
    """L16b Informele oplossing, aan betrokkene."""
    return contexts.SettledSubject(
        **common(case, LetterKind.L16B, "De klacht over u is opgelost"),
        received_on=long(case.complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        settled_on=long(case.complaint.settled_on),
    )


# L17


def withdrawn(case: Case) -> contexts.Withdrawn:
    """L17 Bevestiging intrekking (art. 9:12a Awb: the registration stays)."""
    return contexts.Withdrawn(
        **common(case, LetterKind.L17, "De klacht is ingetrokken"),
        **ombudsman(case, EndingKind.WITHDRAWN),
        to_subject=case.to_subject,
        received_on=long(case.complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        withdrawn_on=long(case.complaint.withdrawn_on),
        withdrawn_how=case.complaint.withdrawn_how.strip().rstrip("."),
    )


# L18


def measures_done(case: Case) -> contexts.MeasuresDone:
    """L18 Bericht opvolging maatregelen (Klachtenregeling SSR)."""
    return contexts.MeasuresDone(
        **common(case, LetterKind.L18, "Wat wij na uw klacht hebben gedaan"),
        concluded_on=long(case.complaint.concluded_on),
        measures=tuple(
            contexts.Measure(
                words=sentence(one.text), result=sentence(one.result), done_on=long(one.done_on)
            )
            for one in case.complaint.recommendations
            if one.done_on is not None and one.acceptance is not Acceptance.REJECTED
        ),
    )


# L25


def correction(case: Case) -> contexts.Correction:
    """L25 Correctie- of intrekkingsbericht (art. 2:12 Awb): what changes, a person writes."""
    sent = case.sent(party=case.party) if case.party else []
    day = long(sent[-1].sent_on) if sent else ""
    return contexts.Correction(
        **common(case, LetterKind.L25, f"Verbetering van onze brief van {day}" if day else ""),
        corrected_letter=sent[-1].kind.label if sent else "",
        corrected_on=day,
        change="",
    )
