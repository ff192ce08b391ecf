"""Why a file is not taken: one cause, one sentence that says what to do."""

from collections.abc import Callable
from enum import Enum

from rules.wording import Told, told

N_ = str
"""The name by which Babel finds a text that is said later."""


class Cause(Enum):
    """Each cause has its own sentence; whoever speaks another language goes by the name."""

    EMPTY = N_("Dit bestand is leeg.")
    TOO_BIG = N_("Dit bestand is groter dan %(most)s MB. Maak het kleiner of deel het op.")
    KIND = N_("Dit soort bestand kan niet. Toegestaan: %(allowed)s.")
    CONTENT = N_("De inhoud van dit bestand past niet bij .%(suffix)s.")
    PASSWORD = N_("Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf.")
    PROGRAM = N_(
        "In dit bestand zit een programma (%(what)s). Bewaar het zonder, of druk het af als pdf."
    )
    ENCLOSED = N_("In dit bestand zit een ander bestand. Voeg dat los toe, of druk dit af als pdf.")
    OUTSIDE = N_(
        "Dit bestand haalt iets van buiten op (%(what)s). Druk het af als pdf en voeg die toe."
    )
    WORD = N_("%(sentence)s Lukt dat niet? Bewaar het als pdf en voeg die toe.")
    BOMB = N_("Dit bestand wordt uitgepakt te groot om veilig te openen.")
    DAMAGED = N_("Dit bestand is beschadigd: het is niet te openen. Bewaar het opnieuw.")
    ATTACHED = N_("In deze e-mail zit een bijlage die niet kan: %(name)s. %(sentence)s")
    TOO_MANY = N_("Er kunnen ten hoogste %(most)s bestanden bij.")
    VIRUS = N_("In dit bestand zit een virus. Het is niet bewaard.")


class Unfit(ValueError):
    """This file is not taken (bestand geweigerd)."""

    def __init__(self, cause: Cause, hint: str = "", **facts: "str | int | Unfit") -> None:
        self.cause, self.hint, self.facts = cause, hint, facts
        super().__init__(self.told())

    def told(self, say: Callable[[str], str] = str) -> str:
        """The sentence and the hint, each as ``say`` says it in the language of a page."""
        return say(self.words)

    @property
    def words(self) -> Told:
        """The same for whoever says it later."""
        facts = {
            name: one.words if isinstance(one, Unfit) else one for name, one in self.facts.items()
        }
        sentence = told(self.cause.value, **facts)
        if not self.hint:
            return sentence
        return told("%(sentence)s %(hint)s", sentence=sentence, hint=told(self.hint))
