"""L01 to L03, L07 and L24: from receipt until the complaint is taken up or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from letters import contexts, dutch
from letters.drafting import people, term
from letters.drafting.case import Case
from letters.drafting.common import (
    address_withheld,
    adviser_sentence,
    advisers,
    common,
    conduct_lines,
    conduct_on,
    lines,
    long,
    reply_before,
    sentence,
    summary,
)
from models import Conduct, Party
from rules.admissibility import Requirement, missing_requirements
from rules.deadlines import AMSTERDAM
from rules.vocabulary import Channel, DecisionKind, LetterKind, PartyKind

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
        ),
        received_on=long(complaint.received_on),
        summary=summary(case),
        handler=people.with_function(complaint.handler),
        adviser_sentence=adviser_sentence(case),
        due_on=term.due_on(case),
        due_basis=term.due_basis(case),
        still_needed=tuple(item.what for item in needed_items(case)),
        needed_before=long(complaint.supplement_due_on),
        informal_option=case.setting("informal_option") or INFORMAL,
    )


# L01b


def adviser_notice(case: Case) -> contexts.AdviserNotice:
    """L01b Aanvullend ontvangstbericht (art. 9:15 lid 1 Awb)."""
    decision = case.decision(DecisionKind.TRACK)
    return contexts.AdviserNotice(
        **common(case, LetterKind.L01B, "Er komt een advies over uw klacht"),
        received_on=long(case.complaint.received_on),
        adviser_sentence=adviser_sentence(case, named=False),
        advisers=advisers(case),
        decided_on=long(decision.decided_on) if decision else "",
        reason=sentence(decision.reason) if decision else "",
        due_on=term.due_on(case),
        due_basis=term.due_basis(case),
    )


# L02a, L02b and L02c


def automatic_receipt(case: Case) -> contexts.AutomaticReceipt:
    """L02a Automatische ontvangstbevestiging (art. 2:17 Awb)."""
    received_at = case.complaint.received_at.astimezone(AMSTERDAM)
    nobody = dict.fromkeys(("signed_for", "signatory_name", "signatory_function", "mandate"), "")
    return contexts.AutomaticReceipt(
        **common(case, LetterKind.L02A, "Uw bericht is bij ons binnengekomen") | nobody,
        received_at=f"{dutch.weekday_date(received_at.date())} om {received_at:%H.%M} uur",
        entered=entered(case),
        file_names=tuple(document.name for document in case.complaint_documents),
    )


def entered(case: Case) -> tuple[contexts.Entered, ...]:
    """What the sender told us; not whom we recognised in it, nor the address of another."""
    complaint = case.complaint
    senders = [one for one in case.complainants if one is case.party] or people.represented(case)
    given = [("Naam", people.all_in_sentence(senders))]
    for contact in (party.contact for party in senders):
        given += [
            ("Adres", ", ".join(people.postal_address(contact))),
            ("E-mail", contact.email),
            ("Telefoon", contact.phone),
        ]
    given += [("Onderwerp", complaint.subject), ("Wat er gebeurde", complaint.description)]
    given += [(f"Onderdeel {one.position}", _conduct(one)) for one in complaint.conducts]
    given += [("Wat u wilt", complaint.wish)]
    return tuple(contexts.Entered(label=label, value=one) for label, one in given if one.strip())


def _conduct(conduct: Conduct) -> str:
    when = conduct_on(conduct)
    told = (conduct.title, conduct.description, dutch.capitalised(when))
    return "\n".join(one for one in told if one.strip())


def forwarded_inside(case: Case) -> contexts.ForwardedInside:
    """L02b Bericht doorgeleiding (art. 2:24 Awb)."""
    complaint = case.complaint
    return contexts.ForwardedInside(
        **common(case, LetterKind.L02B, "Uw klacht is bij de juiste afdeling"),
        received_on=long(complaint.received_on),
        channel=complaint.channel.label,
        forwarded_on=long(complaint.forwarded_on),
        term_start_on=long(complaint.term_start_on),
        due_on=term.due_on(case),
        due_basis=term.due_basis(case),
    )


def right_channel(case: Case) -> contexts.RightChannel:
    """L02c Verwijzing naar het juiste kanaal (art. 2:16 lid 1 Awb)."""
    return contexts.RightChannel(
        **common(
            case,
            LetterKind.L02C,
            "Wilt u uw klacht langs een andere weg sturen?",
            enclosures=(COMPLAINT_FORM,),
        ),
        received_on=long(case.complaint.received_on),
        channel=case.complaint.channel.label,
        channels=channels(case),
        lodged_on=long(case.complaint.reference_on),
    )


COMPLAINT_FORM = "Klachtenformulier"


def channels(case: Case) -> tuple[str, ...]:
    """The designated ways (art. 2:13 lid 2 Awb); by post is always one (art. 2:7 lid 2 Awb)."""
    address, mailbox = case.setting("authority_address"), case.setting("authority_email")
    ways = {
        Channel.FORM: "Met het klachtenformulier op onze website.",
        Channel.EMAIL: f"Per e-mail naar {mailbox}." if mailbox else "",
        Channel.POST: f"Per post naar {address}." if address else "",
    }
    chosen = case.settings.get("designated_channels", ())
    designated = {*(chosen if isinstance(chosen, list | tuple) else ()), Channel.POST}
    return tuple(words for way, words in ways.items() if way in designated and words)


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


# L07


def copy_to_subject(case: Case) -> contexts.CopyToSubject:
    """L07 Afschrift aan degene over wie wordt geklaagd (art. 9:9 Awb)."""
    return contexts.CopyToSubject(
        **common(
            case,
            LetterKind.L07,
            "Er is een klacht ontvangen die over u gaat",
        ),
        received_on=long(case.complaint.received_on),
        complainant_name=people.all_in_sentence(case.complainants),
        conducts=conduct_lines(case.own_conducts),
        handler=people.with_function(case.complaint.handler),
        adviser_sentence=adviser_sentence(case),
        reply_before=reply_before(case),
        due_on=term.due_on(case),
        withheld_note=address_withheld(case),
    )


# L24


def representative_refused(case: Case) -> contexts.RepresentativeRefused:
    """L24 Weigering gemachtigde (art. 2:2 Awb)."""
    helper = _refused_helper(case)
    to_helper = helper is not None and helper is case.party
    shared = common(case, LetterKind.L24, "Wij weigeren een gemachtigde")
    return contexts.RepresentativeRefused(
        # Whoever is refused stands for nobody.
        **shared | ({"on_behalf_of": ""} if to_helper else {}),
        to_helper=to_helper,
        received_on=long(case.complaint.received_on),
        represented_name=people.all_in_sentence(_spoken_for(case, helper)),
        helper_name=people.in_sentence(helper.contact) if helper else "",
        refused_on=long(helper.refused_on) if helper else "",
        reason=sentence(helper.refusal_reason) if helper else "",
    )


def _spoken_for(case: Case, helper: Party | None) -> list[Party]:
    """One person, or whoever complains when that was not said."""
    if helper is None or helper.represents is None:
        return case.complainants
    return [helper.represents]


def _refused_helper(case: Case) -> Party | None:
    """Who was refused: the recipient, else who spoke for the recipient, else the last one."""
    refused = [
        one
        for one in case.complaint.parties
        if one.kind is PartyKind.REPRESENTATIVE and one.refused_on is not None
    ]
    mine = [one for one in refused if case.party in {one, one.represents}]
    return next(reversed(mine or refused), None)
