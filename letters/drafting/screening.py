"""L05a to L06c: what is not handled here, and where it goes (art. 9:8, 9:4 and 2:3 Awb)."""

from collections.abc import Iterable, Mapping
from typing import Any

from letters import contexts
from letters.drafting import people, term
from letters.drafting.case import Case
from letters.drafting.common import common, conduct_lines, lines, long, ombudsman, outside, sentence
from letters.drafting.intake import REASONS, absent
from models import Conduct, Screening
from rules.admissibility import GROUND
from rules.deadlines import EndingKind
from rules.law import awb
from rules.vocabulary import LetterKind, RefusalGround
from rules.vocabulary import ScreeningOutcome as Outcome

# L05a

GROUND_SENTENCES: Mapping[RefusalGround, str] = {
    RefusalGround.HANDLED_BEFORE: "Over deze gedraging is al eerder een klacht ingediend, en die "
    "klacht is volgens de wettelijke regels behandeld.",
    RefusalGround.OVER_A_YEAR: "De gedraging vond langer dan een jaar voor het indienen van uw "
    "klacht plaats.",
    RefusalGround.OBJECTION: "Tegen deze gedraging had u bezwaar kunnen maken.",
    RefusalGround.APPEAL: "Tegen deze gedraging kunt of kon u beroep instellen.",
    RefusalGround.OTHER_COURT: "Over deze gedraging loopt of liep een procedure bij een andere "
    "rechter dan de bestuursrechter.",
    RefusalGround.CRIMINAL_CASE: "Over deze gedraging loopt een strafrechtelijk onderzoek of een "
    "vervolging.",
    RefusalGround.INSUFFICIENT_WEIGHT: "Uw belang bij dit onderdeel, of het gewicht van de "
    "gedraging, is kennelijk onvoldoende.",
}
AFTERWARDS: Mapping[RefusalGround, str] = {
    RefusalGround.CRIMINAL_CASE: "Is het onderzoek of de vervolging voorbij, dan kunt u ons vragen "
    "dit onderdeel alsnog te behandelen.",
}


def not_handled(case: Case) -> contexts.NotHandled:
    """L05a Mededeling niet in behandeling nemen (art. 9:8 lid 3 Awb)."""
    what = "een deel van uw klacht" if case.open_conducts else "uw klacht"
    return contexts.NotHandled(
        **common(case, LetterKind.L05A, f"Wij behandelen {what} niet"),
        **ombudsman(case, EndingKind.REFUSED),
        received_on=long(case.complaint.received_on),
        lodged_on=long(case.complaint.reference_on),
        refused=tuple(_refused(case, conduct) for conduct in case.screened(Outcome.REFUSED)),
        **further(case),
    )


def further(case: Case) -> dict[str, Any]:
    """What is still handled when a part of the complaint is not, and until when."""
    left, due_on = case.open_conducts, term.due_on(case)
    parts = "dit onderdeel" if len(left) == 1 else "deze onderdelen"
    told = f"Over {parts} hoort u uiterlijk op {due_on} van ons." if left and due_on else ""
    return {"handled": conduct_lines(left), "handled_explanation": told}


def _refused(case: Case, conduct: Conduct) -> contexts.RefusedConduct:
    last = case.screening(conduct)
    ground = last.ground if last else None
    return contexts.RefusedConduct(
        number=str(conduct.position),
        summary=sentence(conduct.title),
        ground=GROUND_SENTENCES[ground] if ground else "",
        basis=str(GROUND[ground].basis) if ground else "",
        facts=_facts(last) if last else "",
        reasons=sentence(last.reason) if last else "",
        afterwards=AFTERWARDS.get(ground, "") if ground else "",
    )


def _facts(screening: Screening) -> str:
    facts, earlier = sentence(screening.facts), screening.earlier_reference.strip()
    if not earlier or earlier in facts:
        return facts
    return f"{facts} De eerdere klacht heeft kenmerk {earlier}."


# L05b

SIGNAL = "Wij hebben uw bericht gelezen en geregistreerd. Wij kijken wat wij ervan kunnen leren."


def left_aside(case: Case) -> contexts.LeftAside:
    """L05b Mededeling buiten behandeling (art. 9:4 Awb)."""
    what = "een deel van uw klacht" if case.open_conducts else "uw klacht"
    return contexts.LeftAside(
        **common(case, LetterKind.L05B, f"Wij behandelen {what} niet als formele klacht"),
        **ombudsman(case, EndingKind.LEFT_ASIDE),
        received_on=long(case.complaint.received_on),
        left_aside=tuple(_lacking(case, one) for one in case.screened(Outcome.LEFT_ASIDE)),
        steps_taken=_steps_taken(case),
        signal=SIGNAL,
        **further(case),
    )


def _lacking(case: Case, conduct: Conduct) -> contexts.LeftAsideConduct:
    last = case.screening(conduct)
    lacking = " ".join(f"{REASONS[one].what} ontbreekt. {REASONS[one].why}" for one in absent(case))
    return contexts.LeftAsideConduct(
        number=str(conduct.position),
        summary=sentence(conduct.title),
        lacking=(sentence(last.facts) if last else "") or lacking,
        reason=sentence(last.reason) if last else "",
    )


def _steps_taken(case: Case) -> str:
    """That a supplement was asked, and what came of it; empty when it was not on record."""
    asked, complaint = case.sent(LetterKind.L03), case.complaint
    if not asked:
        return ""
    due, came = complaint.supplement_due_on, complaint.supplement_received_on
    until = f", tot en met {long(due)}" if due else ""
    answer = (
        f"Op {long(came)} kregen wij uw antwoord, maar dat was niet genoeg."
        if came
        else "Daarop hebben wij niets ontvangen."
    )
    return f"Op {long(asked[-1].sent_on)} vroegen wij u om uw klacht aan te vullen{until}. {answer}"


# L05c

NOT_HANDLED_HERE: Mapping[Outcome, str] = {
    Outcome.REFUSED: f"Het bestuur is niet verplicht dit te behandelen ({awb('9:8')}).",
    Outcome.LEFT_ASIDE: f"De klacht voldoet niet aan de eisen van de wet ({awb('9:4', 2)}).",
}
"""Without the ground: it can be about something that is not for the person complained about."""


def not_handled_subject(case: Case) -> contexts.NotHandledSubject:
    """L05c Bericht aan betrokkene: niet behandeld."""
    return contexts.NotHandledSubject(
        **common(case, LetterKind.L05C, "De klacht over u wordt niet behandeld"),
        received_on=long(case.complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        conducts=tuple(
            contexts.Told(
                number=str(one.position),
                summary=sentence(one.title),
                reason=NOT_HANDLED_HERE[one.screening] if one.screening else "",
            )
            for one in case.own(case.screened(*NOT_HANDLED_HERE))
        ),
    )


# L06a, L06b and L06c


def told(case: Case, conducts: Iterable[Conduct]) -> tuple[contexts.Told, ...]:
    """The parts, each with the reason of the decision about it."""
    return tuple(
        contexts.Told(
            number=str(conduct.position),
            summary=sentence(conduct.title),
            reason=sentence(last.reason) if (last := case.screening(conduct)) else "",
        )
        for conduct in conducts
    )


def forwarding(case: Case) -> contexts.Forwarding:
    """L06a Doorzendbrief (art. 2:3 lid 1 Awb): to the other authority."""
    return contexts.Forwarding(
        **common(case, LetterKind.L06A, "Doorzending van een klacht")
        | outside(lines(case.complaint.forwarded_to)),
        received_on=long(case.complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        conducts=told(case, case.screened(Outcome.FORWARDED)),
    )


def forwarding_notice(case: Case) -> contexts.ForwardingNotice:
    """L06b Bericht van doorzending (art. 2:3 lid 1 Awb): to the sender."""
    to, sent = lines(case.complaint.forwarded_to), case.sent(LetterKind.L06A)
    return contexts.ForwardingNotice(
        **common(
            case,
            LetterKind.L06B,
            "Wij hebben uw klacht doorgestuurd",
        ),
        received_on=long(case.complaint.received_on),
        forwarded_to=", ".join(to),
        # Both go out at the same time.
        forwarded_on=long(sent[-1].sent_on if sent else case.letter_date),
        conducts=told(case, case.screened(Outcome.FORWARDED)),
        **further(case),
    )


def returned(case: Case) -> contexts.Returned:
    """L06c Terugzending (art. 2:3 lid 2 Awb)."""
    return contexts.Returned(
        **common(case, LetterKind.L06C, "Wij sturen uw bericht terug"),
        received_on=long(case.complaint.received_on),
        conducts=told(case, case.screened(Outcome.RETURNED)),
        **further(case),
    )
