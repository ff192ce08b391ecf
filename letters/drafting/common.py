"""The blocks that every letter has, and small ones that several share (law.md part 5)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from letters import contexts, dutch
from letters.drafting import people
from letters.drafting.case import Case
from letters.drafting.enclosures import enclosed
from models import Conduct
from rules.deadlines import Ending, EndingKind, ombudsman_term
from rules.vocabulary import Dating, LetterKind, Track

ENDS = (".", "!", "?", "…", ".”", ".'", '."')


def sentence(words: str) -> str:
    """Words that can stand between sentences.

    >>> sentence("Geen antwoord op een brief"), sentence("Waarom?"), sentence(" ")
    ('Geen antwoord op een brief.', 'Waarom?', '')
    """
    text = words.strip()
    return text if not text or text.endswith(ENDS) else f"{text}."


def lines(words: str) -> tuple[str, ...]:
    """The lines of a field that holds a list, without the marks that people put before them.

    >>> lines("- een brief\\n\\n• een bon")
    ('een brief', 'een bon')
    """
    found = (line.strip().lstrip("-•*").strip() for line in words.splitlines())
    return tuple(line for line in found if line)


def quoted(items: Iterable[str]) -> str:
    """``“een” en “twee”``."""
    return dutch.in_words(f"“{item}”" for item in items)


def long(day: date | None) -> str:
    """A day in words; empty when it is not on record."""
    return dutch.long_date(day) if day else ""


def common(case: Case, kind: LetterKind, subject: str, **more: Any) -> dict[str, Any]:
    """What every letter has."""
    return {
        "authority_name": case.setting("authority_name"),
        "authority_full_name": case.setting("authority_full_name"),
        "authority_address": case.setting("authority_visiting_address")
        or case.setting("authority_address"),
        "authority_return_address": case.setting("authority_address"),
        "authority_phone": case.setting("authority_phone"),
        "authority_email": case.setting("authority_email"),
        "letter_date": dutch.long_date(case.letter_date),
        "reference": case.complaint.reference,
        "addressee": people.addressee(case),
        "salutation": people.salutation(case),
        "on_behalf_of": people.all_in_sentence(people.represented(case)),
        "subject": subject,
        "contact_name": case.contact.name,
        # Staff have no number of their own on record; the mailbox survives an absence.
        "contact_phone": case.setting("authority_phone"),
        "contact_email": case.setting("authority_email"),
        "enclosures": tuple(one.name for one in enclosed(kind, case)),
        "privacy_note": privacy_note(case),
        **people.signature(case, kind),
        **more,
    }


NOT_A_LETTER: dict[str, Any] = {
    "addressee": (),
    "salutation": "",
    "on_behalf_of": "",
    "privacy_note": "",
    "authority_return_address": "",
}
"""What a document for the file leaves out."""


def outside(
    addressee: tuple[str, ...], salutation: str = "Geachte heer, mevrouw"
) -> dict[str, Any]:
    """What a letter to no party of the file has in place of a party's name and address."""
    return {
        "addressee": addressee,
        "salutation": salutation if addressee else "",
        "on_behalf_of": "",
        "privacy_note": "",
    }


def privacy_note(case: Case) -> str:
    """Art. 13 and 14 AVG: why we have these data, and where to ask."""
    chosen = case.setting("privacy_note")
    name, mailbox = case.setting("authority_name"), case.setting("authority_email")
    if chosen or not (name and mailbox):
        return chosen
    return (
        f"{name} gebruikt persoonsgegevens in deze zaak alleen om de klacht te behandelen. Dat is "
        "een wettelijke taak (hoofdstuk 9 van de Algemene wet bestuursrecht; art. 6 lid 1 onder "
        "c en e AVG). Wilt u weten welke gegevens wij van u hebben, of wilt u die laten "
        f"verbeteren? Mail dan naar {mailbox}."
    )


def ombudsman(case: Case, ending: EndingKind) -> dict[str, Any]:
    """Which ombudsman, and until when (art. 9:12 lid 2 and 9:24 lid 1 Awb)."""
    last_day = ombudsman_term(Ending(ending, case.letter_date), case.calendar).legal_end
    return {
        "ombudsman_name": case.setting("ombudsman_name"),
        "ombudsman_address": case.setting("ombudsman_address"),
        "ombudsman_contact": case.setting("ombudsman_contact"),
        "ombudsman_until": dutch.long_date(last_day),
    }


ADDRESS_WITHHELD = (
    "Het adres, telefoonnummer en e-mailadres van de klager hebben wij in het afschrift weggelaten."
)


def address_withheld(case: Case) -> str:
    """What goes with the copy of the complaint; empty when the address may stand in it."""
    return ADDRESS_WITHHELD if case.settings.get("hide_complainant_address") else ""


def adviser_sentence(case: Case, *, named: bool = True) -> str:
    """That someone will advise (art. 9:15 lid 1 Awb); empty when the board handles it itself."""
    if not case.advised:
        return ""
    who, sit = ADVISED_BY[case.complaint.track], case.advisers
    told = (
        f"{who} behandelt de klacht en adviseert {people.the_board(case)} daarover "
        "(art. 9:15 lid 1 Awb)."
    )
    if not (named and sit):
        return told
    names = dutch.in_words(f"{one.user.name} ({people.seat(one)})" for one in sit)
    return f"{told} Dat {'is' if len(sit) == 1 else 'zijn'} {names}."


ADVISED_BY: Mapping[Track | None, str] = {
    Track.ADVISER: "Een adviseur",
    Track.COMMITTEE: "Een adviescommissie van drie leden",
}


def advisers(case: Case) -> tuple[contexts.Adviser, ...]:
    """Who advises, the chair first."""
    return tuple(
        contexts.Adviser(name=one.user.name, role=people.seat(one)) for one in case.advisers
    )


def summary(case: Case) -> str:
    """The complaint in two sentences, in the words of the file."""
    titles = [conduct.title for conduct in case.complaint.conducts]
    told = f"Uw klacht gaat over “{case.complaint.subject}”."
    if not case.complaint.subject.strip():
        return ""
    if not titles or titles == [case.complaint.subject]:
        return told
    if len(titles) == 1:
        return f"{told} Het gaat u om {quoted(titles)}."
    return f"{told} Wij zien daarin {dutch.number(len(titles))} onderdelen: {quoted(titles)}."


def conduct_lines(conducts: Iterable[Conduct]) -> tuple[contexts.ConductLine, ...]:
    """The parts of the complaint as a numbered list."""
    return tuple(
        contexts.ConductLine(
            number=str(conduct.position),
            summary=sentence(conduct.title),
            conduct_on=conduct_on(conduct),
        )
        for conduct in conducts
    )


def conduct_on(conduct: Conduct) -> str:
    """When it happened, to follow "Dat was"; empty when that is not known."""
    match conduct.dating:
        case Dating.DAY if conduct.occurred_on:
            return f"op {dutch.long_date(conduct.occurred_on)}"
        case Dating.PERIOD if conduct.started_on and conduct.ended_on:
            return f"van {until(conduct.started_on, conduct.ended_on)}"
        case Dating.ONGOING if conduct.started_on:
            return f"vanaf {dutch.long_date(conduct.started_on)} en het duurt nog voort"
        case Dating.WINDOW if conduct.earliest_on and conduct.latest_on:
            return f"ergens in de periode van {until(conduct.earliest_on, conduct.latest_on)}"
        case _:
            return ""


def until(first: date, last: date) -> str:
    """Two days without saying month or year twice.

    >>> until(date(2026, 9, 7), date(2026, 9, 18))
    '7 tot en met 18 september 2026'
    >>> until(date(2026, 8, 30), date(2026, 9, 2))
    '30 augustus tot en met 2 september 2026'
    """
    words = dutch.long_date(first).split()
    if first.year == last.year:
        words.pop()
        if first.month == last.month:
            words.pop()
    return f"{' '.join(words)} tot en met {dutch.long_date(last)}"


def reply_before(case: Case) -> str:
    """A reasonable time to answer this letter (house norm), on a working day."""
    days = timedelta(days=case.number("hearing_reply_days"))
    return dutch.long_date(case.calendar.end_of_statutory_period(case.letter_date + days))
