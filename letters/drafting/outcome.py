"""L11, L13a, L15 and L15b: the term, the way of handling, and the outcome."""

from collections.abc import Mapping

from letters import contexts, dutch
from letters.drafting import people, term
from letters.drafting.case import Case
from letters.drafting.common import (
    NOT_A_LETTER,
    common,
    conduct_lines,
    lines,
    long,
    ombudsman,
    sentence,
    summary,
)
from letters.drafting.hearings import WAIVER_SENTENCES
from models import Conduct, Document, Hearing, HearingWaiver, User
from rules.deadlines import AMSTERDAM, EndingKind
from rules.hearing import WAIVER_BASIS
from rules.vocabulary import DecisionKind, HearingStatus, LetterKind, PartyKind, WaiverGround

# L11


def postponement(case: Case) -> contexts.Postponement:
    """L11 Verdagingsbericht (art. 9:11 lid 2 Awb)."""
    planned = case.postponement
    return contexts.Postponement(
        **common(case, LetterKind.L11, "Wij hebben meer tijd nodig"),
        to_subject=case.party is not None and case.party.kind is PartyKind.SUBJECT,
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
        hearings=tuple(_heard(hearing) for hearing in _held(case)),
        waivers=tuple(_waived(case, waiver) for waiver in case.complaint.waivers),
        documents=_documents(case),
        conducts=tuple(judged_conduct(conduct) for conduct in case.open_conducts),
        measures=lines(decision.measures) if decision else (),
        apology=_apology(case) if decision and decision.apology else "",
    )


def _handled_by(case: Case) -> str:
    """Who handled it; that this person was not involved only when it was stated (art. 9:7 Awb)."""
    handler = case.complaint.handler
    if handler is None:
        return ""
    who = dutch.capitalised(handler.name)
    function = f", {handler.job_title}," if handler.job_title else ""
    stated = case.statement(handler.id)
    clear = " en was niet betrokken bij wat er is gebeurd" if stated and not stated.involved else ""
    return f"{who}{function} heeft uw klacht onderzocht{clear}."


def _held(case: Case) -> list[Hearing]:
    held = [one for one in case.complaint.hearings if one.status is HearingStatus.HELD]
    return sorted(held, key=lambda one: one.held_at or one.planned_at)


def _heard(hearing: Hearing) -> contexts.Heard:
    day = hearing.held_at.astimezone(AMSTERDAM).date() if hearing.held_at else None
    return contexts.Heard(
        who=dutch.capitalised(people.in_sentence(hearing.party.contact)),
        when=f"op {long(day)}, {hearing.form.label}" if day else "",
        by_whom=hearing.heard_by.name if hearing.heard_by else "",
    )


NOT_HEARD: Mapping[WaiverGround, str] = {
    WaiverGround.EVIDENTLY_UNFOUNDED: "De klacht is kennelijk ongegrond",
    WaiverGround.DECLINED: "De klager wilde geen gebruik maken van het recht om te worden gehoord",
    WaiverGround.NO_REPLY: "De klager heeft niet binnen de gestelde termijn laten weten te willen "
    "worden gehoord",
    WaiverGround.OWN_WISH: "Dat was de eigen wens",
}
"""For whoever reads that another person was not heard; the evidence stays between us and them."""


def _waived(case: Case, waiver: HearingWaiver) -> str:
    own = [case.party, *people.represented(case)]
    basis = WAIVER_BASIS[waiver.ground]
    if waiver.party in own:
        reason = WAIVER_SENTENCES[waiver.ground].rstrip(".")
        return f"U bent niet gehoord. {reason} ({basis}). {sentence(waiver.evidence)}"
    name = dutch.capitalised(people.in_sentence(waiver.party.contact))
    return f"{name} is niet gehoord. {NOT_HEARD[waiver.ground]} ({basis})."


def _documents(case: Case) -> tuple[str, ...]:
    """The complaint, what came with it and in later, and the reports; not our own letters."""
    complaint = case.complaint
    ours = {version.document_id for letter in complaint.letters for version in letter.versions}
    ours |= {one.consent_document_id for one in complaint.extensions}
    used = [f"Uw klacht, die wij op {long(complaint.received_on)} ontvingen"]
    used += [_document(one) for one in complaint.documents if one.id not in ours]
    if count := len(_held(case)):
        used.append("Het verslag van het horen" if count == 1 else "De verslagen van het horen")
    return tuple(used)


def _document(document: Document) -> str:
    return f"{document.name} (bij uw klacht)" if document.part_of_complaint else document.name


def judged_conduct(conduct: Conduct) -> contexts.JudgedConduct:
    """Findings, judgement, reasons and conclusion on one part (art. 9:12 lid 1 Awb)."""
    return contexts.JudgedConduct(
        number=str(conduct.position),
        title=conduct.title,
        summary=sentence(conduct.description) or sentence(conduct.title),
        findings=sentence(conduct.findings),
        judgement=dutch.judgement_words(conduct.judgement) if conduct.judgement else "",
        reasons=sentence(conduct.judgement_reason),
        conclusion=sentence(conduct.conclusion),
    )


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
    decision = case.decision(DecisionKind.CONCLUSION)
    everything = len(own) == len(complaint.conducts) and len(case.subjects) == 1
    name = people.all_in_sentence(case.complainants)
    concluded_on = long(complaint.concluded_on)
    return contexts.OutcomeForSubject(
        **common(
            case,
            LetterKind.L15B,
            "De uitkomst van de klacht die over u ging",
            enclosures=(f"Kopie van onze brief aan {name} van {concluded_on}",)
            if name and concluded_on
            else (),
        ),
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
        measures=lines(decision.measures) if decision and everything else (),
        withheld_note="" if everything else OTHERS_WITHHELD,
    )
