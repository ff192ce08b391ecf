"""What the code page says of a file, in plain words: per state, and for each side its own."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext

from models import DeadlineLine
from rules.law import awb
from rules.vocabulary import (
    HearingForm,
    LetterKind,
    Side,
    State,
    SubmissionChoice,
    SubmissionKind,
    Track,
)
from views import languages


def N_(text: str) -> str:  # noqa: N802 - the name by which Babel finds it
    """A text that is said later, in the language of whoever reads it."""
    later: Any = lazy_gettext(text)
    return later  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Words:
    """Where a file stands, and what comes next."""

    phase: str
    next: str


RECEIVED = Words(N_("We hebben je klacht"), N_("We sturen je een bevestiging."))
LOOKED_AT = Words(
    N_("We bekijken je klacht"),
    N_("We kijken of we de klacht kunnen behandelen. Daarna hoor je wie dat doet."),
)
HEARD = Words(
    N_("We luisteren naar beide kanten"),
    N_("Van jouw gesprek krijg je een verslag. We praten ook met de ander."),
)
JUDGED = Words(
    N_("We maken ons oordeel"),
    N_("We schrijven op wat we vinden. Je krijgt daarover een brief."),
)
STOPPED = Words(N_("We behandelen de klacht niet verder"), N_("In onze brief lees je waarom."))
CLOSED = Words(N_("De klacht is klaar"), N_("Ons oordeel staat in de brief die je kreeg."))

COMPLAINANT: dict[State, Words] = {
    State.I0: Words(N_("We hebben je melding"), N_("De Servicedesk pakt de melding op.")),
    State.I1: Words(N_("We hebben je melding"), N_("De Servicedesk pakt de melding op.")),
    State.I2: Words(
        N_("De Servicedesk zoekt een oplossing"), N_("We bellen of schrijven je hierover.")
    ),
    State.I3: Words(N_("De melding is opgelost"), N_("Ben je niet tevreden? Bel ons dan.")),
    State.I4: Words(
        N_("We vonden geen oplossing"), N_("Je kunt nu een klacht indienen bij het bestuur.")
    ),
    State.I5: Words(N_("De melding is nu een klacht"), N_("Je hoort van ons hoe het verder gaat.")),
    State.I6: Words(N_("De melding is gesloten"), N_("Ben je het niet eens? Bel ons dan.")),
    State.I7: Words(N_("De melding is voor een ander"), N_("We hebben je verteld voor wie.")),
    State.F0: RECEIVED,
    State.F1: RECEIVED,
    State.F2: LOOKED_AT,
    State.F3: Words(
        N_("We missen nog iets"), N_("Stuur wat we missen. Dan gaan we verder met je klacht.")
    ),
    State.F4: LOOKED_AT,
    State.F5: Words(
        N_("Het bestuur behandelt je klacht"), N_("We nodigen je uit voor een gesprek.")
    ),
    State.F6: Words(
        N_("Een adviseur onderzoekt je klacht"), N_("De adviseur nodigt je uit voor een gesprek.")
    ),
    State.F7: Words(
        N_("Een commissie onderzoekt je klacht"),
        N_("De commissie nodigt je uit voor een gesprek."),
    ),
    State.F8: HEARD,
    State.F9: Words(N_("Het onderzoek is klaar"), N_("Hierna komt het oordeel van het bestuur.")),
    State.F10: JUDGED,
    State.F11: JUDGED,
    State.F12: CLOSED,
    State.F13: STOPPED,
    State.F14: STOPPED,
    State.F15: Words(N_("We hebben je klacht doorgestuurd"), N_("In onze brief lees je naar wie.")),
    State.F16: Words(N_("De klacht is opgelost"), N_("Ben je toch niet tevreden? Bel ons dan.")),
    State.F17: Words(N_("De klacht is ingetrokken"), N_("We behandelen de klacht niet verder.")),
    State.F18: Words(
        N_("De klacht is klaar"), N_("We voeren uit wat we hebben beloofd. Daarna hoor je van ons.")
    ),
    State.F19: CLOSED,
}

ABOUT_YOU = Words(
    N_("Er is een klacht waar jij in voorkomt"),
    N_("We bekijken eerst of we de klacht behandelen. Je hoort het van ons."),
)
LOOKED_INTO = Words(
    N_("We behandelen een klacht waar jij in voorkomt"),
    N_("We nodigen je uit voor een gesprek. Je mag ook schriftelijk reageren."),
)
OVER_FOR_SUBJECT = Words(
    N_("De behandeling is gestopt"), N_("Je krijgt of kreeg hierover een brief.")
)
CLOSED_FOR_SUBJECT = Words(
    N_("De behandeling is klaar"), N_("Je krijgt of kreeg hierover een brief.")
)

SUBJECT: dict[State, Words] = {
    **dict.fromkeys((one for one in State if one.startswith("I")), ABOUT_YOU),
    **dict.fromkeys((State.F0, State.F1, State.F2, State.F3, State.F4), ABOUT_YOU),
    **dict.fromkeys((State.F5, State.F6, State.F7), LOOKED_INTO),
    State.F8: HEARD,
    **dict.fromkeys((State.F9, State.F10, State.F11), JUDGED),
    **dict.fromkeys((State.F12, State.F18, State.F19), CLOSED_FOR_SUBJECT),
    **dict.fromkeys((State.F13, State.F14, State.F15, State.F16, State.F17), OVER_FOR_SUBJECT),
}
"""How it ended, or with what, is the complainant's to know: it is not told apart here."""

PHASES = {Side.COMPLAINANT: COMPLAINANT, Side.SUBJECT: SUBJECT}


def why(line: DeadlineLine, track: Track | None) -> str:
    """Why this is the day, from the article under which the ledger has it."""
    weeks = 10 if track in {Track.ADVISER, Track.COMMITTEE} else 6
    begins = languages.day(line.start_on)
    words = {
        str(awb("9:11", 2)): gettext(
            "We hadden meer tijd nodig. Daarom is de termijn verlengd. Je kreeg daarover een brief."
        ),
        str(awb("9:11", 3)): gettext("Het is goed gevonden dat we langer de tijd nemen."),
        str(awb("9:2")): gettext("Deze dag koos het bestuur toen het de klacht weer opende."),
    }
    usual = gettext(
        "De wet geeft ons %(weeks)s weken, vanaf %(begins)s.", weeks=weeks, begins=begins
    )
    return words.get(line.basis, usual)


@dataclass(frozen=True)
class Ask:
    """How the code page speaks of one thing to send."""

    link: str
    title: str
    intro: str
    button: str
    sent: str


ASKS: dict[SubmissionKind, Ask] = {
    SubmissionKind.SUPPLEMENT: Ask(
        N_("Iets aanvullen of een bestand sturen"),
        N_("Je klacht aanvullen"),
        N_(
            "Stuur hier wat nog bij je klacht hoort. De persoon over wie je klaagt, kan dit ook "
            "te lezen krijgen."
        ),
        N_("Versturen"),
        N_("Je aanvulling"),
    ),
    SubmissionKind.HEARING: Ask(
        N_("Zeggen of je een gesprek wilt"),
        N_("Wil je een gesprek?"),
        N_(
            "Je mag je verhaal vertellen. Dat is een recht. Je mag ook nee zeggen. "
            "Je mag altijd iemand meenemen die je helpt."
        ),
        N_("Versturen"),
        N_("Je keuze over het gesprek"),
    ),
    SubmissionKind.REACTION: Ask(
        N_("Reageren op de klacht"),
        N_("Reageren op de klacht"),
        N_(
            "Schrijf hier hoe jij het ziet. Je hoeft niet te reageren. "
            "Wie klaagt, kan je reactie te lezen krijgen."
        ),
        N_("Versturen"),
        N_("Je reactie"),
    ),
    SubmissionKind.EXTENSION: Ask(
        N_("Antwoorden op onze vraag om meer tijd"),
        N_("Mogen we langer de tijd nemen?"),
        N_(
            "Je bent vrij om te kiezen. Nee zeggen mag, en heeft geen nadeel voor je. "
            "Dan houden we ons aan de dag die nu geldt."
        ),
        N_("Versturen"),
        N_("Je antwoord op onze vraag om meer tijd"),
    ),
    SubmissionKind.SATISFIED: Ask(
        N_("Ik ben tevreden"),
        N_("Ben je tevreden met de oplossing?"),
        N_(
            "Dan hoeven we de klacht niet verder te behandelen. Er komt dan geen oordeel. "
            "Ben je later toch niet tevreden? Dan gaan we weer verder."
        ),
        N_("Ja, ik ben tevreden"),
        N_("Je bent tevreden"),
    ),
    SubmissionKind.WITHDRAWAL: Ask(
        N_("Mijn klacht intrekken"),
        N_("Je klacht intrekken"),
        N_("Intrekken hoeft nooit. Het is je eigen keuze. Niemand mag je daartoe dwingen."),
        N_("Verder"),
        N_("Je klacht intrekken"),
    ),
}

CHOICES: dict[SubmissionChoice, str] = {
    SubmissionChoice.HEARD: N_("Ja, ik wil een gesprek"),
    SubmissionChoice.NOT_HEARD: N_("Nee, ik wil geen gesprek"),
    SubmissionChoice.AGREES: N_("Ja, dat is goed"),
    SubmissionChoice.REFUSES: N_("Nee, dat wil ik niet"),
}

HOW: dict[HearingForm, str] = {
    HearingForm.IN_PERSON: N_("Bij elkaar in een kamer"),
    HearingForm.PHONE: N_("Met de telefoon"),
    HearingForm.VIDEO: N_("Met beeld, via internet"),
}

LETTERS: dict[LetterKind, str] = {
    LetterKind.L01: N_("Bevestiging van ontvangst"),
    LetterKind.L03: N_("Vraag om aanvulling"),
    LetterKind.L07: N_("Kopie van de klacht"),
    LetterKind.L08A: N_("Uitnodiging voor een gesprek"),
    LetterKind.L08B: N_("Uitnodiging voor een gesprek"),
    LetterKind.L10: N_("Verslag van het gesprek"),
    LetterKind.L11: N_("We hebben meer tijd nodig"),
    LetterKind.L12A: N_("Vraag om meer tijd"),
    LetterKind.L12B: N_("Bevestiging: meer tijd"),
    LetterKind.L15: N_("Ons oordeel"),
    LetterKind.L15B: N_("De uitkomst"),
    LetterKind.L16: N_("Bevestiging: opgelost"),
    LetterKind.L17: N_("Bevestiging: ingetrokken"),
}
"""What a letter is called here; the others are simply a letter."""


def letter(kind: LetterKind) -> str:
    return LETTERS.get(kind, gettext("Brief van SSR"))
