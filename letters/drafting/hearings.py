"""L08a, L08b, L09 and L10: inviting, leaving out and reporting a hearing (art. 9:10 Awb)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from letters import contexts, dutch
from letters.drafting import people, term
from letters.drafting.case import Case
from letters.drafting.common import (
    NOT_A_LETTER,
    address_withheld,
    common,
    conduct_lines,
    lines,
    long,
    reply_before,
    sentence,
)
from letters.drafting.enclosures import enclosed
from models import Hearing, HearingWaiver, Letter, Party, User
from rules.deadlines import AMSTERDAM
from rules.hearing import WAIVER_BASIS
from rules.vocabulary import (
    CaseRole,
    HearingForm,
    HearingStatus,
    LetterKind,
    PartyKind,
    Track,
    WaiverGround,
)

# L08a and L08b

ALTERNATIVES: Mapping[HearingForm, str] = {
    HearingForm.IN_PERSON: "telefonisch of via een videoverbinding",
    HearingForm.PHONE: "in persoon of via een videoverbinding",
    HearingForm.VIDEO: "in persoon of telefonisch",
}


def hearing_complainant(case: Case) -> contexts.HearingComplainant:
    """L08a Uitnodiging horen klager (art. 9:10 lid 1 Awb)."""
    return contexts.HearingComplainant(
        **common(case, LetterKind.L08A, "Uitnodiging voor een gesprek over uw klacht"),
        **_invitation(case),
        conducts=conduct_lines(case.open_conducts),
        others_present=_others_for_complainant(case),
        papers="U kunt de stukken van het dossier vóór het gesprek bij ons inzien. Wilt u dat? Bel "
        "of mail ons dan.",
    )


def hearing_subject(case: Case) -> contexts.HearingSubject:
    """L08b Uitnodiging horen betrokkene (art. 9:10 lid 1 Awb)."""
    enclosures = bool(enclosed(LetterKind.L08B, case))
    return contexts.HearingSubject(
        **common(
            case,
            LetterKind.L08B,
            "Uitnodiging voor een gesprek over een klacht",
        ),
        **_invitation(case),
        conducts=conduct_lines(case.own_conducts),
        complainant_name=people.all_in_sentence(case.complainants),
        others_present=_others_for_subject(case),
        papers=_papers_for_subject(case.copy_sent, enclosures=enclosures)
        + (f" {withheld}" if enclosures and (withheld := address_withheld(case)) else ""),
    )


def _invitation(case: Case) -> dict[str, Any]:
    hearing = case.hearing
    if hearing is None:
        empty = ("heard_by", "hearing_on", "hearing_time", "place", "form", "alternatives")
        return dict.fromkeys((*empty, "reply_before"), "")
    return {
        "heard_by": _heard_by(case, hearing),
        "hearing_on": dutch.weekday_date(hearing.planned_at.astimezone(AMSTERDAM).date()),
        "hearing_time": clock_times(hearing.planned_at, hearing.minutes),
        "place": hearing.place,
        "form": hearing.form.label,
        "alternatives": "Kunt u op dat moment niet, of praat u liever "
        f"{ALTERNATIVES[hearing.form]}? Bel of mail ons, dan zoeken wij samen een oplossing.",
        "reply_before": long(hearing.reply_by),
    }


def _heard_by(case: Case, hearing: Hearing) -> str:
    who = people.with_function(hearing.heard_by or case.complaint.handler)
    if hearing.heard_by_all:
        return f"de adviescommissie, met als voorzitter {who}"
    own = case.complaint.track in {Track.OWN, None}
    return f"{who}, namens {people.the_board(case)}" if who and own else who


def clock_times(begins_at: datetime, minutes: int | None) -> str:
    """``10.00 tot 11.00 uur`` on the Dutch clock; without an end when that is not known."""
    begin = begins_at.astimezone(AMSTERDAM)
    if not minutes:
        return f"{begin:%H.%M} uur"
    # Added in UTC: an hour across the change of the clock is still an hour.
    end = (begins_at + timedelta(minutes=minutes)).astimezone(AMSTERDAM)
    return f"{begin:%H.%M} tot {end:%H.%M} uur"


def _others(case: Case, others: list[Party]) -> list[Hearing]:
    """The planned hearings of the other side."""
    return [
        hearing
        for hearing in case.complaint.hearings
        if hearing.status is HearingStatus.PLANNED and hearing.party in others
    ]


def _together(case: Case, hearing: Hearing) -> bool:
    mine = case.hearing
    return mine is not None and (mine.planned_at, mine.place) == (hearing.planned_at, hearing.place)


def _others_for_complainant(case: Case) -> str:
    """Without names: who complains need not know the name of an employee."""
    known = _others(case, case.subjects)
    if not known:
        return ""
    if any(_together(case, hearing) for hearing in known):
        return "Degene over wie u klaagt, is ook bij dit gesprek."
    return "Degene over wie u klaagt, wordt apart gehoord en is niet bij dit gesprek."


def _others_for_subject(case: Case) -> str:
    known = _others(case, case.complainants)
    if not known:
        return ""
    joint = [hearing.party for hearing in known if _together(case, hearing)]
    if joint:
        verb = "is" if len(joint) == 1 else "zijn"
        names = people.all_in_sentence(joint)
        return f"Ook {names} {verb} bij dit gesprek."
    names = dutch.capitalised(people.all_in_sentence(dict.fromkeys(one.party for one in known)))
    if len({id(one.party) for one in known}) > 1:
        return f"{names} worden apart gehoord en zijn niet bij dit gesprek."
    return f"{names} wordt apart gehoord en is niet bij dit gesprek."


def _papers_for_subject(sent: Letter | None, *, enclosures: bool) -> str:
    if sent is not None:
        return (
            "De klacht en de stukken die erbij zaten, heeft u al van ons gekregen bij onze brief "
            f"van {long(sent.sent_on)}. De andere stukken van het dossier kunt u vóór het gesprek "
            "bij ons inzien."
        )
    if enclosures:
        return "De klacht en de stukken die erbij zaten, sturen wij met deze brief mee."
    return "U kunt de stukken van het dossier vóór het gesprek bij ons inzien."


# L09

WAIVER_SENTENCES: Mapping[WaiverGround, str] = {
    WaiverGround.EVIDENTLY_UNFOUNDED: "De klacht is kennelijk ongegrond: dat staat al vast zonder "
    "dat wij u daarover hoeven te horen.",
    WaiverGround.DECLINED: "U heeft ons laten weten dat u geen gebruik wilt maken van het recht om "
    "te worden gehoord.",
    WaiverGround.NO_REPLY: "U heeft ons niet binnen de gestelde termijn laten weten dat u wilt "
    "worden gehoord.",
    WaiverGround.OWN_WISH: "U heeft ons laten weten dat u niet wilt worden gehoord.",
}


def waiver_of(case: Case, party: Party | None) -> HearingWaiver | None:
    """Why this party is not heard; for a representative, why the represented party is not."""
    stands_for = {one.id for one in people.represented(case)} if party is case.party else set()
    concerned = {party.id} | stands_for if party else stands_for
    return next((one for one in case.complaint.waivers if one.party_id in concerned), None)


def hearing_waived(case: Case) -> contexts.HearingWaived:
    """L09 Bericht afzien van horen (art. 9:10 lid 2 en 9:15 lid 3 Awb)."""
    waiver = waiver_of(case, case.party)
    return contexts.HearingWaived(
        **common(case, LetterKind.L09, "Wij nodigen u niet uit voor een gesprek"),
        received_on=long(case.complaint.received_on),
        ground=WAIVER_SENTENCES[waiver.ground] if waiver else "",
        basis=str(WAIVER_BASIS[waiver.ground]) if waiver else "",
        evidence=sentence(waiver.evidence) if waiver else "",
        decided_by=people.with_function(waiver.decided_by) if waiver else "",
        decided_on=long(waiver.decided_on) if waiver else "",
        due_on=term.due_on(case),
    )


# L10

QUESTION = re.compile(r"V\s*:\s*(.*)", re.IGNORECASE)
ANSWER = re.compile(r"A\s*:\s*(.*)", re.IGNORECASE)


def hearing_report(case: Case) -> contexts.HearingReport:
    """L10 Verslag van horen (art. 9:10 lid 3 Awb)."""
    hearing = case.hearing
    name = people.in_sentence(hearing.party.contact) if hearing else ""
    statement, questions = told(hearing.report if hearing else "")
    # Who heard answers for the report, and signs it.
    signed = replace(case, signatory=hearing.heard_by if hearing else None)
    subject = f"Verslag van het horen van {name}" if name else ""
    return contexts.HearingReport(
        **common(signed, LetterKind.L10, subject) | NOT_A_LETTER,
        **_held(hearing),
        heard_name=name,
        heard_role=_role(hearing.party) if hearing else "",
        present=_present(hearing.present if hearing else ""),
        statement=statement,
        questions=questions,
        remarks=hearing.comments if hearing else "",
        comment_before=reply_before(case) if hearing and not hearing.report_final_on else "",
        author=_author(case),
    )


def _held(hearing: Hearing | None) -> dict[str, Any]:
    if hearing is None or hearing.held_at is None:
        return dict.fromkeys(("hearing_on", "hearing_time", "place", "form"), "")
    return {
        "hearing_on": dutch.weekday_date(hearing.held_at.astimezone(AMSTERDAM).date()),
        "hearing_time": clock_times(hearing.held_at, hearing.minutes),
        # Not the number that was called, nor the address of the video meeting.
        "place": hearing.place if hearing.form is HearingForm.IN_PERSON else "",
        "form": hearing.form.label,
    }


def _role(party: Party) -> str:
    if party.kind is not PartyKind.REPRESENTATIVE or party.represents is None:
        return party.kind.label
    return f"gemachtigde van {people.in_sentence(party.represents.contact)}"


def _author(case: Case) -> str:
    """The minute-taker of the file (verslaglegger), else who heard."""
    takers = [
        one.user.name
        for one in case.complaint.assignments
        if one.role is CaseRole.MINUTES and one.until_on is None
    ]
    if takers:
        return takers[-1]
    return case.hearing.heard_by.name if case.hearing and case.hearing.heard_by else ""


def _present(words: str) -> tuple[contexts.Present, ...]:
    """A line for each: ``naam, rol``."""
    found = (line.partition(",") for line in lines(words))
    return tuple(contexts.Present(name=name.strip(), role=role.strip()) for name, _, role in found)


def told(report: str) -> tuple[str, tuple[contexts.Question, ...]]:
    """What was said, and apart from that the lines that start with ``V:`` and ``A:``.

    >>> told("Zij belde.\\nV: Hoe laat?\\nA: Om negen uur.")
    ('Zij belde.', (Question(question='Hoe laat?', answer='Om negen uur.'),))
    """
    kept: list[str] = []
    rows: list[dict[str, list[str]]] = []
    open_part: list[str] | None = None
    for line in report.splitlines():
        words = line.strip()
        if asked := QUESTION.fullmatch(words):
            open_part = [asked[1]]
            rows.append({"question": open_part, "answer": []})
        elif (answered := ANSWER.fullmatch(words)) and rows:
            open_part = rows[-1]["answer"]
            open_part.append(answered[1])
        elif open_part is not None and words:
            open_part.append(words)
        else:
            open_part = None
            kept.append(line)
    questions = tuple(
        contexts.Question(question="\n".join(row["question"]), answer="\n".join(row["answer"]))
        for row in rows
    )
    return "\n".join(kept).strip(), questions


# Who was heard, for the letters that tell it afterwards


def _name(user: User | None) -> str:
    return user.name if user else ""


def heard(hearing: Hearing) -> contexts.Heard:
    day = hearing.held_at.astimezone(AMSTERDAM).date() if hearing.held_at else None
    return contexts.Heard(
        who=dutch.capitalised(people.in_sentence(hearing.party.contact)),
        when=f"op {long(day)}, {hearing.form.label}" if day else "",
        by_whom="de adviescommissie" if hearing.heard_by_all else _name(hearing.heard_by),
    )


NOT_HEARD: Mapping[WaiverGround, str] = {
    WaiverGround.EVIDENTLY_UNFOUNDED: "De klacht is kennelijk ongegrond",
    WaiverGround.DECLINED: "De klager wilde geen gebruik maken van het recht om te worden gehoord",
    WaiverGround.NO_REPLY: "De klager heeft niet binnen de gestelde termijn laten weten te willen "
    "worden gehoord",
    WaiverGround.OWN_WISH: "Dat was de eigen wens",
}
"""For whoever reads that another person was not heard; the evidence stays between us and them."""


def not_heard(case: Case, waiver: HearingWaiver) -> str:
    own = [case.party, *people.represented(case)]
    basis = WAIVER_BASIS[waiver.ground]
    if waiver.party in own:
        reason = WAIVER_SENTENCES[waiver.ground].rstrip(".")
        return f"U bent niet gehoord. {reason} ({basis}). {sentence(waiver.evidence)}"
    name = dutch.capitalised(people.in_sentence(waiver.party.contact))
    return f"{name} is niet gehoord. {NOT_HEARD[waiver.ground]} ({basis})."
