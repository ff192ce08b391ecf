"""Every text of a public page has its English one, and what runs is what is written."""

import gettext
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with CATALOGUE.open("rb") as file:
        fresh = io.BytesIO()
        write_mo(fresh, read_po(file, "en"), use_fuzzy=True)
    fresh.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        kept = gettext.GNUTranslations(file)
    assert texts(kept) == texts(gettext.GNUTranslations(fresh))
