"""What figures say: singular and plural, honest where there is little, and no verdict."""

import pytest

from rules.vocabulary import Kind, Outcome
from views import figure_words as words

MONTHS = [(2026, month) for month in range(7, 12)]

INFLOW = [
    (
        [5, 5, 9, 9, 9],
        [6, 6, 8, 8, 8],
        "Sinds september komen er meer klachten binnen dan er afgaan",
    ),
    ([5, 5, 5, 5, 9], [4, 5, 5, 5, 8], "Er kwamen 2 klachten meer binnen dan er afgingen"),
    ([5, 5, 5, 5, 5], [4, 5, 5, 5, 5], "Er kwam 1 klacht meer binnen dan er afgingen"),
    ([5, 5, 5, 5, 5], [6, 5, 5, 5, 5], "Er ging 1 klacht meer af dan er binnenkwamen"),
    ([5, 5, 5, 5, 5], [9, 5, 5, 5, 5], "Er gingen 4 klachten meer af dan er binnenkwamen"),
    ([5, 5, 5, 5, 5], [5, 5, 5, 5, 5], "Er gingen evenveel klachten af als er binnenkwamen"),
    ([0, 0, 0, 2, 2], [0, 0, 0, 0, 0], "Per maand: te weinig klachten om iets te zeggen"),
    # From the first month on: that is no turn, only a difference.
    ([2, 2, 2, 2, 2], [1, 1, 1, 1, 1], "Er kwamen 5 klachten meer binnen dan er afgingen"),
]


@pytest.mark.parametrize(("received", "ended", "sentence"), INFLOW)
def test_inflow(app, received, ended, sentence):
    assert words.inflow(Kind.FORMAL, MONTHS, received, ended) == sentence


def test_inflow_of_reports(app):
    assert words.inflow(Kind.REPORT, MONTHS, [9, 5, 5, 5, 5], [5] * 5) == (
        "Er kwamen 4 meldingen meer binnen dan er afgingen"
    )


@pytest.mark.parametrize(
    ("count", "longer", "sentence"),
    [
        (4, 4, "Doorlooptijd: te weinig klachten om iets te zeggen"),
        (5, 0, "Geen klacht duurde langer dan 10 weken"),
        (5, 1, "1 klacht duurde langer dan 10 weken"),
        (9, 3, "3 klachten duurden langer dan 10 weken"),
    ],
)
def test_durations(app, count, longer, sentence):
    assert words.durations(count, longer, 10) == sentence


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({}, "Uitkomst: te weinig klachten om iets te zeggen"),
        ({Outcome.FOUNDED: 4}, "Uitkomst: te weinig klachten om iets te zeggen"),
        ({Outcome.FOUNDED: 1, Outcome.UNFOUNDED: 7},
         "1 van de 8 afgehandelde klachten was gegrond of deels gegrond"),
        ({Outcome.FOUNDED: 2, Outcome.PARTLY_FOUNDED: 3, Outcome.WITHDRAWN: 4},
         "5 van de 9 afgehandelde klachten waren gegrond of deels gegrond"),
        ({Outcome.FOUNDED: 31, Outcome.PARTLY_FOUNDED: 24, Outcome.UNFOUNDED: 38,
          Outcome.NOT_HANDLED: 24},
         "47% van de afgehandelde klachten was gegrond of deels gegrond"),
    ],
)  # fmt: skip
def test_outcomes(app, numbers, sentence):
    assert words.outcomes(numbers) == sentence


@pytest.mark.parametrize(
    ("late", "ended", "named", "sentence"),
    [
        (0, 0, [], "Er is nog niets afgehandeld"),
        (0, 3, [], "Geen klacht ging te laat af"),
        (1, 3, [("Ziekte.", 1)], "1 klacht ging te laat af"),
        (2, 3, [("Verzet.", 1), ("Ziekte.", 1)], "2 klachten gingen te laat af"),
        (3, 3, [("Ziekte.", 2), ("Verzet.", 1)],
         "3 klachten gingen te laat af, vaakst hierom: Ziekte"),
        (4, 9, [("Ziekte.", 2), ("Verzet.", 2)], "4 klachten gingen te laat af"),
    ],
)  # fmt: skip
def test_causes(app, late, ended, named, sentence):
    assert words.causes(late, ended, named) == sentence


@pytest.mark.parametrize(
    ("count", "late", "sentence"),
    [
        (0, 0, "Alle aanbevelingen zijn uitgevoerd"),
        (1, 0, "1 aanbeveling staat open"),
        (1, 1, "1 aanbeveling staat open, over de datum"),
        (5, 0, "5 aanbevelingen staan open"),
        (5, 2, "5 aanbevelingen staan open, 2 over de datum"),
    ],
)
def test_recommendations(app, count, late, sentence):
    assert words.recommendations(count, late) == sentence


MOST = ("Onderwerp", "Vaakst over: %(name)s", "Geen onderwerp springt eruit")


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ([("a", 4)], "Onderwerp: te weinig klachten om iets te zeggen"),
        ([("a", 2), ("b", 3)], "Vaakst over: b"),
        ([("a", 3), ("b", 3)], "Geen onderwerp springt eruit"),
    ],
)
def test_what_stands_out(app, numbers, sentence):
    assert words.most(numbers, Kind.FORMAL, *MOST) == sentence


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (124, 114, ("▲", "9% meer")),
        (114, 124, ("▼", "8% minder")),
        (114, 114, ("", "evenveel")),
        (9, 4, ("", "")),
        (4, 9, ("", "")),
    ],
)
def test_compared_with_a_year_earlier(app, now, before, told):
    assert words.change(now, before) == told


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (91, 85, ("▲", "6 punten hoger")),
        (85, 86, ("▼", "1 punt lager")),
        (85, 85, ("", "gelijk")),
    ],
)
def test_shares_compared(app, now, before, told):
    assert words.points(now, before) == told


@pytest.mark.parametrize(
    ("part", "of", "share"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 2, 50), (5, 5, 100)]
)
def test_a_share(part, of, share):
    assert words.percent(part, of) == share
