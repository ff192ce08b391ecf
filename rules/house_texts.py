"""Texts on the public pages that the authority can replace by its own, as Markdown."""

from dataclasses import dataclass

from rules.wording import Dutch

LANGUAGES: dict[str, Dutch] = {"nl": "Nederlands", "en": "Engels"}
LONGEST = 40_000


@dataclass(frozen=True)
class HouseText:
    """One text in one language. Without an own one, the text that ships is shown."""

    name: str
    language: str
    title: Dutch

    @property
    def key(self) -> str:
        """Under which the settings keep it; the colon tells it from a choice."""
        return f"text:{self.name}:{self.language}"

    @property
    def address(self) -> str:
        """Where everyone reads it."""
        return "/" if self.name == "start" else f"/{self.name}"

    @property
    def file(self) -> str:
        """The file of docs/publiek that ships; the start page has none."""
        suffix = "" if self.language == "nl" else ".en"
        return "" if self.name == "start" else f"{self.name}{suffix}.md"


TITLES: dict[str, Dutch] = {
    "start": "Inleiding van de beginpagina",
    "privacy": "Privacy",
    "toegankelijkheid": "Toegankelijkheid",
    "klachtenregeling": "Klachtenregeling",
}
TEXTS = {
    one.key: one
    for name, title in TITLES.items()
    for one in (HouseText(name, language, title) for language in LANGUAGES)
}
LOGO = "image:logo"
