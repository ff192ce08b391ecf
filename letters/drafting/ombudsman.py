"""L19, L20 and L27: to the ombudsman, and to the public (titel 9.2 en art. 9:12a Awb)."""

from collections.abc import Mapping
from typing import Any

from letters import contexts
from letters.drafting import people
from letters.drafting.case import Case
from letters.drafting.common import NOT_A_LETTER, common, long, outside, sentence
from letters.fields import MISSING
from models import OmbudsmanCase, Recommendation
from rules.vocabulary import Acceptance, LetterKind, RecommendationOrigin


def _to_ombudsman(
    case: Case, found: OmbudsmanCase | None, kind: LetterKind, subject: str, **more: Any
) -> dict[str, Any]:
    """What both letters have: the address of the settings, and the reference of the case."""
    complaint = case.complaint
    return {
        **common(case, kind, subject, **more),
        **outside(people.set_address(case, "ombudsman")),
        "your_reference": found.reference if found else "",
        "opened_on": long(found.opened_on) if found else "",
        "complainant_name": people.all_in_sentence(case.complainants),
        "concluded_on": long(complaint.concluded_on),
    }


# L19

ONLY_YOU = (
    "In het dossier staan gevoelige gegevens over personen. Wij vragen u daarom dat uitsluitend u "
    "van die stukken kennisneemt (art. 9:31 lid 4 Awb)."
)
NOTHING_KEPT = "Wij vragen voor geen van deze stukken om geheimhouding (art. 9:31 lid 4 Awb)."


def ombudsman_answer(case: Case) -> contexts.OmbudsmanAnswer:
    """L19 Reactie aan de ombudsman (art. 9:31 en 9:35 Awb): the answers, a person writes."""
    found, complaint = case.ombudsman_case, case.complaint
    asked = [one for one in (found.questions if found else ()) if one.answered_on is None]
    return contexts.OmbudsmanAnswer(
        **_to_ombudsman(
            case,
            found,
            LetterKind.L19,
            "Antwoord op uw vragen" if asked else "Reactie op uw bevindingen",
            enclosures=(f"Het dossier {complaint.reference}",),
        ),
        questions=tuple(
            contexts.Asked(question=one.question, due_on=long(one.due_on), answer="")
            for one in asked
        ),
        reply="" if asked else MISSING.format("reactie op de bevindingen"),
        confidentiality=ONLY_YOU if complaint.special_data or complaint.sensitive else NOTHING_KEPT,
    )


# L20

FOLLOWED: Mapping[Acceptance | None, str] = {
    Acceptance.ACCEPTED: "Wij volgen deze aanbeveling.",
    Acceptance.PARTLY: "Wij volgen deze aanbeveling voor een deel.",
    Acceptance.REJECTED: "Wij volgen deze aanbeveling niet.",
}


def recommendation_answer(case: Case) -> contexts.RecommendationAnswer:
    """L20 Reactie op aanbeveling ombudsman (art. 9:36 lid 4 Awb): those of one case."""
    known = case.complaint.recommendations
    made = [one for one in known if one.origin is RecommendationOrigin.OMBUDSMAN]
    number = made[-1].ombudsman_case_id if made else None
    cases = (one for one in case.complaint.ombudsman_cases if one.id == number)
    found = next(cases, case.ombudsman_case)
    return contexts.RecommendationAnswer(
        **_to_ombudsman(case, found, LetterKind.L20, "Reactie op uw aanbeveling"),
        recommendations=tuple(
            contexts.AnsweredRecommendation(
                words=sentence(one.text),
                answer=FOLLOWED.get(one.acceptance, ""),
                explanation=_explained(one),
            )
            for one in made
            if one.ombudsman_case_id == number
        ),
    )


def _explained(one: Recommendation) -> str:
    """How and when it is followed, or why not."""
    if one.acceptance is Acceptance.REJECTED:
        return sentence(one.answer_reason)
    done = f"{sentence(one.result)} Dat was klaar op {long(one.done_on)}." if one.done_on else ""
    planned = f"Wij doen dit uiterlijk op {long(one.due_on)}." if one.due_on else ""
    return " ".join(filter(None, (sentence(one.answer_reason), done or planned)))


# L27


def register(case: Case) -> contexts.Register:
    """L27 Klachtenregister (art. 9:12a Awb): one file holds no year, so there is nothing to tell.

    The register fills this context; from a file it only has its frame.
    """
    year = str(case.letter_date.year)
    unsigned = {
        "signed_for": "", "signatory_name": "", "signatory_function": "", "mandate": "",
        "reference": f"Klachten {year}",
    }  # fmt: skip
    return contexts.Register(
        **common(case, LetterKind.L27, f"Klachten in {year}") | NOT_A_LETTER | unsigned,
        year=year,
        totals=(),
        rows=(),
    )
