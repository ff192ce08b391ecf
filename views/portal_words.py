"""What the code page says of a file, in plain words: per state, and for each side its own."""

from dataclasses import dataclass

from models import DeadlineLine
from queries import choices
from rules.deadlines import handling_length
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
from views.languages import say as _
from views.languages import say_later as _l


@dataclass(frozen=True)
class Words:
    """Where a file stands, and what comes next."""

    phase: str
    next: str


RECEIVED = Words(_l("We hebben je klacht"), _l("We sturen je een bevestiging."))
LOOKED_AT = Words(
    _l("We bekijken je klacht"),
    _l("We kijken of we de klacht kunnen behandelen. Daarna hoor je wie dat doet."),
)
HEARD = Words(
    _l("We luisteren naar beide kanten"),
    _l("Van jouw gesprek krijg je een verslag. We praten ook met de ander."),
)
JUDGED = Words(
    _l("We maken ons oordeel"),
    _l("We schrijven op wat we vinden. Je krijgt daarover een brief."),
)
STOPPED = Words(_l("We behandelen de klacht niet verder"), _l("In onze brief lees je waarom."))
CLOSED = Words(_l("De klacht is klaar"), _l("Ons oordeel staat in de brief die je kreeg."))

COMPLAINANT: dict[State, Words] = {
    State.I0: Words(_l("We hebben je melding"), _l("De Servicedesk pakt de melding op.")),
    State.I1: Words(_l("We hebben je melding"), _l("De Servicedesk pakt de melding op.")),
    State.I2: Words(
        _l("De Servicedesk zoekt een oplossing"), _l("We bellen of schrijven je hierover.")
    ),
    State.I3: Words(_l("De melding is opgelost"), _l("Ben je niet tevreden? Bel ons dan.")),
    State.I4: Words(
        _l("We vonden geen oplossing"), _l("Je kunt nu een klacht indienen bij het bestuur.")
    ),
    State.I5: Words(_l("De melding is nu een klacht"), _l("Je hoort van ons hoe het verder gaat.")),
    State.I6: Words(_l("De melding is gesloten"), _l("Ben je het niet eens? Bel ons dan.")),
    State.I7: Words(_l("De melding is voor een ander"), _l("We hebben je verteld voor wie.")),
    State.F0: RECEIVED,
    State.F1: RECEIVED,
    State.F2: LOOKED_AT,
    State.F3: Words(
        _l("We missen nog iets"), _l("Stuur wat we missen. Dan gaan we verder met je klacht.")
    ),
    State.F4: LOOKED_AT,
    State.F5: Words(
        _l("Het bestuur behandelt je klacht"), _l("We nodigen je uit voor een gesprek.")
    ),
    State.F6: Words(
        _l("Een adviseur onderzoekt je klacht"), _l("De adviseur nodigt je uit voor een gesprek.")
    ),
    State.F7: Words(
        _l("Een commissie onderzoekt je klacht"),
        _l("De commissie nodigt je uit voor een gesprek."),
    ),
    State.F8: HEARD,
    State.F9: Words(_l("Het onderzoek is klaar"), _l("Hierna komt het oordeel van het bestuur.")),
    State.F10: JUDGED,
    State.F11: JUDGED,
    State.F12: CLOSED,
    State.F13: STOPPED,
    State.F14: STOPPED,
    State.F15: Words(_l("We hebben je klacht doorgestuurd"), _l("In onze brief lees je naar wie.")),
    State.F16: Words(_l("De klacht is opgelost"), _l("Ben je toch niet tevreden? Bel ons dan.")),
    State.F17: Words(_l("De klacht is ingetrokken"), _l("We behandelen de klacht niet verder.")),
    State.F18: Words(
        _l("De klacht is klaar"), _l("We voeren uit wat we hebben beloofd. Daarna hoor je van ons.")
    ),
    State.F19: CLOSED,
}

ABOUT_YOU = Words(
    _l("Er is een klacht waar jij in voorkomt"),
    _l("We bekijken eerst of we de klacht behandelen. Je hoort het van ons."),
)
LOOKED_INTO = Words(
    _l("We behandelen een klacht waar jij in voorkomt"),
    _l("We nodigen je uit voor een gesprek. Je mag ook schriftelijk reageren."),
)
OVER_FOR_SUBJECT = Words(
    _l("De behandeling is gestopt"), _l("Je krijgt of kreeg hierover een brief.")
)
CLOSED_FOR_SUBJECT = Words(
    _l("De behandeling is klaar"), _l("Je krijgt of kreeg hierover een brief.")
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
    weeks = handling_length(track or Track.OWN, line.start_on, choices.calendar()).value
    begins = languages.day(line.start_on)
    words = {
        str(awb("9:11", 2)): _(
            "We hadden meer tijd nodig. Daarom is de termijn verlengd. Je kreeg daarover een brief."
        ),
        str(awb("9:11", 3)): _("Het is goed gevonden dat we langer de tijd nemen."),
        str(awb("9:2")): _("Deze dag koos het bestuur toen het de klacht weer opende."),
    }
    usual = _("De wet geeft ons %(weeks)s weken, vanaf %(begins)s.", weeks=weeks, begins=begins)
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
        _l("Iets aanvullen of een bestand sturen"),
        _l("Je klacht aanvullen"),
        _l(
            "Stuur hier wat nog bij je klacht hoort. De persoon over wie je klaagt, kan dit ook "
            "te lezen krijgen."
        ),
        _l("Versturen"),
        _l("Je aanvulling"),
    ),
    SubmissionKind.HEARING: Ask(
        _l("Zeggen of je een gesprek wilt"),
        _l("Wil je een gesprek?"),
        _l(
            "Je mag je verhaal vertellen. Dat is een recht. Je mag ook nee zeggen. "
            "Je mag altijd iemand meenemen die je helpt."
        ),
        _l("Versturen"),
        _l("Je keuze over het gesprek"),
    ),
    SubmissionKind.REACTION: Ask(
        _l("Reageren op de klacht"),
        _l("Reageren op de klacht"),
        _l(
            "Schrijf hier hoe jij het ziet. Je hoeft niet te reageren. "
            "Wie klaagt, kan je reactie te lezen krijgen."
        ),
        _l("Versturen"),
        _l("Je reactie"),
    ),
    SubmissionKind.EXTENSION: Ask(
        _l("Antwoorden op onze vraag om meer tijd"),
        _l("Mogen we langer de tijd nemen?"),
        _l(
            "Je bent vrij om te kiezen. Nee zeggen mag, en heeft geen nadeel voor je. "
            "Dan houden we ons aan de dag die nu geldt."
        ),
        _l("Versturen"),
        _l("Je antwoord op onze vraag om meer tijd"),
    ),
    SubmissionKind.SATISFIED: Ask(
        _l("Ik ben tevreden"),
        _l("Ben je tevreden met de oplossing?"),
        _l(
            "Dan hoeven we de klacht niet verder te behandelen. Er komt dan geen oordeel. "
            "Ben je later toch niet tevreden? Dan gaan we weer verder."
        ),
        _l("Ja, ik ben tevreden"),
        _l("Je bent tevreden"),
    ),
    SubmissionKind.WITHDRAWAL: Ask(
        _l("Mijn klacht intrekken"),
        _l("Je klacht intrekken"),
        _l("Intrekken hoeft nooit. Het is je eigen keuze. Niemand mag je daartoe dwingen."),
        _l("Verder"),
        _l("Je klacht intrekken"),
    ),
}

CHOICES: dict[SubmissionChoice, str] = {
    SubmissionChoice.HEARD: _l("Ja, ik wil een gesprek"),
    SubmissionChoice.NOT_HEARD: _l("Nee, ik wil geen gesprek"),
    SubmissionChoice.AGREES: _l("Ja, dat is goed"),
    SubmissionChoice.REFUSES: _l("Nee, dat wil ik niet"),
}

HOW: dict[HearingForm, str] = {
    HearingForm.IN_PERSON: _l("Bij elkaar in een kamer"),
    HearingForm.PHONE: _l("Met de telefoon"),
    HearingForm.VIDEO: _l("Met beeld, via internet"),
}

LETTERS: dict[LetterKind, str] = {
    LetterKind.L01: _l("Bevestiging van ontvangst"),
    LetterKind.L03: _l("Vraag om aanvulling"),
    LetterKind.L07: _l("Kopie van de klacht"),
    LetterKind.L08A: _l("Uitnodiging voor een gesprek"),
    LetterKind.L08B: _l("Uitnodiging voor een gesprek"),
    LetterKind.L10: _l("Verslag van het gesprek"),
    LetterKind.L11: _l("We hebben meer tijd nodig"),
    LetterKind.L12A: _l("Vraag om meer tijd"),
    LetterKind.L12B: _l("Bevestiging: meer tijd"),
    LetterKind.L15: _l("Ons oordeel"),
    LetterKind.L15B: _l("De uitkomst"),
    LetterKind.L16: _l("Bevestiging: opgelost"),
    LetterKind.L17: _l("Bevestiging: ingetrokken"),
}
"""What a letter is called here; the others are simply a letter."""


def letter(kind: LetterKind) -> str:
    return LETTERS.get(kind, _("Brief van SSR"))
