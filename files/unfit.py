"""Why a file is not taken: one cause, one sentence that says what to do."""

from collections.abc import Callable
from enum import Enum

N_ = str
"""The name by which Babel finds a text that is said later."""


class Cause(Enum):
    """Each cause has its own sentence; whoever speaks another language goes by the name."""

    EMPTY = N_("Dit bestand is leeg.")
    TOO_BIG = N_("Dit bestand is groter dan {most} MB. Maak het kleiner of deel het op.")
    KIND = N_("Dit soort bestand kan niet. Toegestaan: {allowed}.")
    CONTENT = N_("De inhoud van dit bestand past niet bij .{suffix}.")
    PASSWORD = N_("Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf.")
    PROGRAM = N_(
        "In dit bestand zit een programma ({what}). Bewaar het zonder, of druk het af als pdf."
    )
    ENCLOSED = N_("In dit bestand zit een ander bestand. Voeg dat los toe, of druk dit af als pdf.")
    OUTSIDE = N_(
        "Dit bestand haalt iets van buiten op ({what}). Druk het af als pdf en voeg die toe."
    )
    WORD = N_("{sentence} Lukt dat niet? Bewaar het als pdf en voeg die toe.")
    BOMB = N_("Dit bestand wordt uitgepakt te groot om veilig te openen.")
    DAMAGED = N_("Dit bestand is beschadigd: het is niet te openen. Bewaar het opnieuw.")
    ATTACHED = N_("In deze e-mail zit een bijlage die niet kan: {name}. {sentence}")
    TOO_MANY = N_("Er kunnen ten hoogste {most} bestanden bij.")
    VIRUS = N_("In dit bestand zit een virus. Het is niet bewaard.")


class Unfit(ValueError):
    """This file is not taken (bestand geweigerd)."""

    def __init__(self, cause: Cause, hint: str = "", **facts: "str | int | Unfit") -> None:
        self.cause, self.hint, self.facts = cause, hint, facts
        super().__init__(self.told())

    def told(self, say: Callable[[str], str] = str) -> str:
        """The sentence and the hint, each as ``say`` says it in the language of a page."""
        facts = {
            name: one.told(say) if isinstance(one, Unfit) else one
            for name, one in self.facts.items()
        }
        hint = say(self.hint) if self.hint else ""
        return f"{say(self.cause.value).format(**facts)} {hint}".strip()
