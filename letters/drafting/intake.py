"""L01, L03, L05a and L07: from receipt until the complaint is taken up or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from letters import contexts, dutch
from letters.drafting import people, term
from letters.drafting.case import Case
from letters.drafting.common import (
    adviser_sentence,
    common,
    conduct_lines,
    lines,
    long,
    ombudsman,
    reply_before,
    sentence,
    summary,
)
from models import Conduct, Screening
from rules.admissibility import GROUND, Requirement, missing_requirements
from rules.deadlines import EndingKind
from rules.vocabulary import LetterKind, RefusalGround

# L01

INFORMAL = (
    "Misschien kunnen wij uw klacht ook in een gesprek met u oplossen. Bent u daarna tevreden, dan "
    "hoeft de procedure niet verder (art. 9:5 Awb). U beslist dat zelf."
)


def acknowledgement(case: Case) -> contexts.Acknowledgement:
    """L01 Ontvangstbevestiging (art. 9:6 Awb)."""
    complaint = case.complaint
    return contexts.Acknowledgement(
        **common(
            case,
            LetterKind.L01,
            "Wij hebben uw klacht ontvangen",
            enclosures=("Kopie van uw klacht",) if case.complaint_documents else (),
        ),
        received_on=long(complaint.received_on),
        summary=summary(case),
        handler=people.with_function(complaint.handler),
        adviser_sentence=adviser_sentence(complaint, people.the_board(case)),
        due_on=term.due_on(case),
        due_basis=term.due_basis(case),
        still_needed=tuple(item.what for item in needed_items(case)),
        needed_before=long(complaint.supplement_due_on),
        informal_option=case.setting("informal_option") or INFORMAL,
    )


# L03


@dataclass(frozen=True)
class Reason:
    """Why something is needed, and by which words in a list it is recognised."""

    what: str
    why: str
    words: tuple[str, ...]


REASONS: Mapping[Requirement | str, Reason] = {
    Requirement.SIGNATURE: Reason(
        "Uw handtekening onder de klacht",
        "Een schriftelijke klacht moet zijn ondertekend (art. 9:4 lid 2 Awb).",
        ("handtekening", "ondertekening", "ondertekend"),
    ),
    Requirement.NAME: Reason(
        "Uw naam",
        "Wij moeten weten van wie de klacht is (art. 9:4 lid 2 onder a Awb).",
        ("uw naam", "naam van de indiener"),
    ),
    Requirement.ADDRESS: Reason(
        "Uw adres",
        "Zonder adres kunnen wij u onze brieven niet sturen (art. 9:4 lid 2 onder a Awb).",
        ("uw adres", "postadres", "woonadres", "adres van"),
    ),
    Requirement.DATE: Reason(
        "De datum waarop u uw klacht schreef",
        "In een klacht hoort een datum te staan (art. 9:4 lid 2 onder b Awb).",
        ("dagtekening", "datum waarop u"),
    ),
    Requirement.DESCRIPTION: Reason(
        "Een beschrijving van wat er is gebeurd",
        "Zonder beschrijving weten wij niet waarover u klaagt (art. 9:4 lid 2 onder c Awb).",
        ("omschrijving", "beschrijving"),
    ),
    "authorisation": Reason(
        "Een machtiging",
        "U klaagt namens een ander; wij willen zeker weten dat die dat goedvindt "
        "(art. 2:1 lid 3 Awb).",
        ("machtiging", "volmacht"),
    ),
    "translation": Reason(
        "Een vertaling",
        "Wij hebben een vertaling nodig om uw klacht goed te kunnen behandelen "
        "(art. 9:4 lid 3 en 6:5 lid 3 Awb).",
        ("vertaling",),
    ),
}
OTHER_WHY = "Daarmee kunnen wij uw klacht beter behandelen."


def absent(case: Case) -> tuple[Requirement, ...]:
    """What art. 9:4 lid 2 Awb asks and the file does not have."""
    complaint = case.complaint
    described = complaint.description.strip() or any(
        conduct.description.strip() for conduct in complaint.conducts
    )
    writers = [party.contact for party in case.complainants]
    has = {
        Requirement.SIGNATURE: complaint.signed,
        Requirement.NAME: bool(writers),
        Requirement.ADDRESS: all(people.has_postal_address(one) for one in writers),
        Requirement.DATE: complaint.letter_dated_on is not None,
        Requirement.DESCRIPTION: bool(described),
    }
    return missing_requirements(name for name, there in has.items() if there)


def needed_items(case: Case) -> tuple[contexts.NeededItem, ...]:
    """What was asked for; else what the law asks and the file lacks. A date is never chased."""
    if case.complaint.supplement_received_on is not None:
        return ()
    if asked := lines(case.complaint.supplement_items):
        return tuple(_typed(item) for item in asked)
    return tuple(
        contexts.NeededItem(what=REASONS[one].what, why=REASONS[one].why)
        for one in absent(case)
        if one is not Requirement.DATE
    )


def _typed(item: str) -> contexts.NeededItem:
    what = dutch.capitalised(item.rstrip(". "))
    known = _recognised(item)
    return contexts.NeededItem(what=what, why=REASONS[known].why if known else OTHER_WHY)


def _recognised(item: str) -> Requirement | str | None:
    found = item.casefold()
    return next(
        (name for name, one in REASONS.items() if any(word in found for word in one.words)), None
    )


LEFT_ASIDE = (
    "Krijgen wij dit niet op tijd, dan kunnen wij uw klacht misschien niet volgens de regels van "
    "art. 9:5 tot en met 9:12 Awb behandelen. U krijgt daarover dan nog een brief. Ook dan kijken "
    "wij wat wij van uw bericht kunnen leren."
)
HANDLED_ANYWAY = "Krijgen wij dit niet op tijd, dan behandelen wij uw klacht met wat wij nu hebben."
CAN_BE_LEFT_ASIDE = {Requirement.NAME, Requirement.ADDRESS, Requirement.DATE,
                     Requirement.DESCRIPTION, "authorisation", "translation"}  # fmt: skip
"""Art. 9:4 lid 1 and 2, 2:1 lid 3 and 6:5 lid 3 Awb: never for a signature alone (R01C)."""


def supplement_request(case: Case) -> contexts.SupplementRequest:
    """L03 Verzoek om aanvulling (art. 9:4 lid 2, 2:1 lid 3 en 6:5 lid 3 Awb)."""
    needed = needed_items(case)
    kinds = {_recognised(item.what) for item in needed}
    return contexts.SupplementRequest(
        **common(
            case,
            LetterKind.L03,
            "Wilt u uw klacht aanvullen?",
            enclosures=("Machtigingsformulier",) if "authorisation" in kinds else (),
        ),
        received_on=long(case.complaint.received_on),
        needed=needed,
        reply_before=long(case.complaint.supplement_due_on),
        due_on=term.due_on(case),
        consequence=LEFT_ASIDE if kinds & CAN_BE_LEFT_ASIDE else HANDLED_ANYWAY,
    )


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
    handled = case.open_conducts
    what = "een deel van uw klacht" if handled else "uw klacht"
    due_on = term.due_on(case)
    return contexts.NotHandled(
        **common(case, LetterKind.L05A, f"Wij behandelen {what} niet"),
        **ombudsman(case, EndingKind.REFUSED),
        received_on=long(case.complaint.received_on),
        lodged_on=long(case.complaint.reference_on),
        refused=tuple(refused_conduct(conduct) for conduct in case.refused_conducts),
        handled=conduct_lines(handled),
        handled_explanation=_further(len(handled), due_on) if handled and due_on else "",
    )


def _further(count: int, due_on: str) -> str:
    parts = "dit onderdeel" if count == 1 else "deze onderdelen"
    return f"Over {parts} hoort u uiterlijk op {due_on} van ons."


def refused_conduct(conduct: Conduct) -> contexts.RefusedConduct:
    """What the board decided last; a proposal does not count."""
    decided = [one for one in conduct.screenings if not one.proposed and one.ground]
    last = decided[-1] if decided else None
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


# L07

ADDRESS_WITHHELD = (
    "Het adres, telefoonnummer en e-mailadres van de klager hebben wij in het afschrift weggelaten."
)


def copy_to_subject(case: Case) -> contexts.CopyToSubject:
    """L07 Afschrift aan degene over wie wordt geklaagd (art. 9:9 Awb)."""
    return contexts.CopyToSubject(
        **common(
            case,
            LetterKind.L07,
            "Er is een klacht ontvangen die over u gaat",
            enclosures=tuple(document.name for document in case.complaint_documents),
        ),
        received_on=long(case.complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        conducts=conduct_lines(case.own_conducts),
        handler=people.with_function(case.complaint.handler),
        adviser_sentence=adviser_sentence(case.complaint, people.the_board(case)),
        reply_before=reply_before(case),
        due_on=term.due_on(case),
        withheld_note=ADDRESS_WITHHELD if case.settings.get("hide_complainant_address") else "",
    )
