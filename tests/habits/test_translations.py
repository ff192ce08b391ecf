"""Every text of a screen has its English one, and what runs is what is written."""

import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from translations import words

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "translations/en/LC_MESSAGES/messages.po"


def translated() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, "en") if one.id}


def texts(of: gettext.GNUTranslations) -> dict[str, str]:
    """Without the header, which says when it was compiled."""
    return {id_: text for id_, text in of._catalog.items() if id_}  # type: ignore[attr-defined]  # no public way to all of it


def extracted() -> Iterator[tuple[str, str]]:
    """Every text that is translated, with where it stands."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for place, _, id_, _, _ in extract_from_dir(ROOT, methods, options, DEFAULT_KEYWORDS):
        yield str(place), id_ if isinstance(id_, str) else id_[0]


def in_the_pages() -> set[str]:
    return {text for _place, text in extracted()}


def test_every_text_has_its_english() -> None:
    english = translated()
    assert [text for text in sorted(in_the_pages()) if not english.get(text)] == []


def test_nothing_is_translated_that_no_page_says() -> None:
    assert sorted(set(translated()) - in_the_pages()) == []


def places_in(text: str) -> set[str]:
    """What is filled in: ``%(name)s``, or ``{name}`` where a message of ``text`` says so."""
    return set(re.findall(r"%\((\w+)\)s|\{(\w+)\}", text))


def test_the_english_fills_in_the_same() -> None:
    english = translated()
    assert [
        id_ for id_, text in english.items() if text and places_in(id_) != places_in(text)
    ] == []


def test_every_text_of_python_is_one_whole_sentence() -> None:
    glued = [
        f"{path.relative_to(ROOT)}:{one.line} {one.text}"
        for path in words.modules()
        for one in words.found(path.read_text(encoding="utf-8"))
        if one.why
    ]
    assert glued == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with CATALOGUE.open("rb") as file:
        fresh = io.BytesIO()
        write_mo(fresh, read_po(file, "en"), use_fuzzy=True)
    fresh.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        kept = gettext.GNUTranslations(file)
    assert texts(kept) == texts(gettext.GNUTranslations(fresh))


SOURCE = """
from rules.wording import Dutch, told
TABLE: dict[str, tuple[str, Dutch]] = {"key": ("code", "Een tekst")}

def why(open: bool, label: Dutch = "Zo") -> Dutch:
    return "Ja" if open else told("Nog %(n)s", n=1)

class Colour(Labelled):
    RED = "red", "rood"

why(True, label="Anders")
flash("Opgeslagen.", "success")
flash(f"Nog {n} dagen")
other("geen tekst van een scherm")
"""


def test_what_is_annotated_is_collected() -> None:
    found = words.found(SOURCE)
    assert [one.text for one in found if not one.why] == [
        "Een tekst", "Zo", "Ja", "Nog %(n)s", "rood", "Anders", "Opgeslagen.",
    ]  # fmt: skip
    assert [one.text for one in found if one.why] == ["Nog … dagen"]
