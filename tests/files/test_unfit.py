"""Why a file is not taken, in the language of whoever sent it."""

import re

from files.unfit import Cause, Unfit
from rules.wording import Told
from tests.habits.test_translations import translated

ENGLISH = translated()


def say(words: str) -> str:
    """In English, as a page says it."""
    assert isinstance(words, Told)
    values = {
        name: say(one) if isinstance(one, Told) else one for name, one in words.values.items()
    }
    return ENGLISH.get(words.words, words.words) % values


def test_each_cause_has_its_own_sentence_in_english():
    said = [ENGLISH[one.value] for one in Cause]
    assert len(set(said)) == len(said)
    for one in Cause:
        places = set(re.findall(r"%\(\w+\)s", ENGLISH[one.value]))
        assert places == set(re.findall(r"%\(\w+\)s", one.value))


def test_what_is_wrong_inside_is_said_in_the_same_language():
    inside = Unfit(Cause.KIND, "Pak het uit en voeg de bestanden los toe.", allowed="pdf")
    refused = Unfit(Cause.ATTACHED, name="a.zip", sentence=inside)
    assert str(refused) == (
        "In deze e-mail zit een bijlage die niet kan: a.zip. Dit soort bestand kan niet. "
        "Toegestaan: pdf. Pak het uit en voeg de bestanden los toe."
    )
    assert refused.told(say) == (
        "In this e-mail is an attachment that we cannot take: a.zip. We cannot take this kind of "
        "file. Allowed: pdf. Unpack it and add the files one by one."
    )
