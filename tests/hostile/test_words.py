"""Hostile words in the boxes of every form: kept as words, or refused beside the box."""

import re
from collections.abc import Iterable, Iterator

import pytest
from lxml import html

from tests.hostile import corpus
from tests.hostile.test_guards import SOME, files, forms
from tests.hostile.watching import nothing_happens
from tests.journeys.other_screens import FORMS, OTHER_SCREENS
from tests.rights.test_rights import quick
from tests.rights.walk import Unwritten
from text import Unclean, clean_text

__all__ = ["quick"]

BOXES = {"text", "search", "tel", "email", "url", "date", "number", "time", None}
RAW = re.compile(r"<script>alert|<svg[ /]onload|<img src=x|549077", re.IGNORECASE)
EVERY = 17
"""Of the words each box gets one in so many, another part than the box before: a prime."""


def test_every_word_is_kept_or_refused():
    kept, refused = corpus.words()
    for word in kept:
        assert clean_text(clean_text(word)) == clean_text(word), ascii(word)
    for word in refused:
        with pytest.raises(Unclean, match=r"^(Dit|Dat) .*\.$"):
            clean_text(word)


def boxes(form: html.FormElement) -> Iterator[str]:
    """The boxes of a form in which one types."""
    for one in form.inputs:
        if one.name and (
            one.tag == "textarea" or (one.tag == "input" and one.get("type") in BOXES)
        ):
            yield one.name


def wrong_with(reply, where: str, word: str) -> str:
    if reply.status_code not in {200, 302, 303, 400, 403, 404, 409, 413, 422}:
        return f"{where} {ascii(word)[:60]}: {reply.status_code}"
    if reply.mimetype == "text/html" and (found := RAW.search(reply.text)):
        return f"{where} {ascii(word)[:60]}: says {found[0]!r}"
    if reply.status_code == 422 and 'class="error"' not in reply.text:
        return f"{where} {ascii(word)[:60]}: refused, and no box says why"
    return ""


def tried(signed_in, monkeypatch, who: str, pages: Iterable[str], every: int) -> int:
    """How many pairs of a word and a box were tried."""
    made, browser, wrong, cells = files(), signed_in(who), [], 0
    kept, refused = corpus.words()
    words = [one for one in (*kept, *refused) if len(one) < 30_000]
    with Unwritten().watching(monkeypatch):
        for number, path in enumerate(pages):
            if not set(re.findall(r"{(\w+)}", path)) <= made.keys():
                continue
            page = browser.get(path.format(**made))
            for form in forms(page.text) if page.status_code == 200 else ():
                asked, names = dict(form.form_values()), list(boxes(form))
                where = form.action or path.format(**made)
                for word in words[number % every :: every] if names else ():
                    sent = word.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
                    with nothing_happens():
                        reply = browser.post(where, data=asked | dict.fromkeys(names, sent))
                    wrong += filter(None, [wrong_with(reply, where, word)])
                    cells += len(names)
    assert wrong == []
    return cells


only_sqlite = pytest.mark.parametrize("application", ["sqlite"], indirect=True)


@only_sqlite
def test_some_words_in_some_forms(app, signed_in, monkeypatch, quick):
    assert tried(signed_in, monkeypatch, "secretary", SOME, 10 * EVERY)


@pytest.mark.slow
@only_sqlite
@pytest.mark.parametrize(
    "who", ["secretary", "coordinator", "administrator", "servicedesk", "board1"]
)
def test_every_word_in_every_form(app, signed_in, monkeypatch, quick, who, record_property):
    pages = dict.fromkeys((*FORMS.get(who, ()), *OTHER_SCREENS.get(who, ())))
    cells = tried(signed_in, monkeypatch, who, pages, EVERY)
    record_property("hostile: words in boxes", cells)
    assert cells > 500
