"""Why a file is not taken: one cause, one sentence that says what to do."""

from enum import Enum


class Cause(Enum):
    """Each cause has its own sentence; whoever speaks another language goes by the name."""

    EMPTY = "Dit bestand is leeg."
    TOO_BIG = "Dit bestand is groter dan {most} MB. Maak het kleiner of deel het op."
    KIND = "Dit soort bestand kan niet. Toegestaan: {allowed}."
    CONTENT = "De inhoud van dit bestand past niet bij .{suffix}."
    PASSWORD = "Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf."  # noqa: S105
    PROGRAM = (
        "In dit bestand zit een programma ({what}). Bewaar het zonder, of druk het af als pdf."
    )
    ENCLOSED = "In dit bestand zit een ander bestand. Voeg dat los toe, of druk dit af als pdf."
    OUTSIDE = "Dit bestand haalt iets van buiten op ({what}). Druk het af als pdf en voeg die toe."
    WORD = "{sentence} Lukt dat niet? Bewaar het als pdf en voeg die toe."
    BOMB = "Dit bestand wordt uitgepakt te groot om veilig te openen."
    DAMAGED = "Dit bestand is beschadigd: het is niet te openen. Bewaar het opnieuw."
    ATTACHED = "In deze e-mail zit een bijlage die niet kan: {name}. {sentence}"
    TOO_MANY = "Er kunnen ten hoogste {most} bestanden bij."
    VIRUS = "In dit bestand zit een virus. Het is niet bewaard."


class Unfit(ValueError):
    """This file is not taken (bestand geweigerd)."""

    def __init__(self, cause: Cause, hint: str = "", **facts: str | int) -> None:
        self.cause, self.facts = cause, facts
        super().__init__(f"{cause.value.format(**facts)} {hint}".strip())
