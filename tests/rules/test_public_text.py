"""A text for everyone holds no name and no day (law.md 7.2)."""

import pytest

from rules.public_text import obstacles

NAMES = ["Johanna", "Groot", "O’Neill", "Bo"]

GOOD = [
    "De klacht ging over een cursus die werd verzet.",
    "Een deelnemer kreeg drie weken geen antwoord op een brief. In maart is dat hersteld.",
    "Het bestuur vond de klacht gegrond (art. 9:12 Awb).",
    "Een grootse cursus met bomen.",
    "Van de 25 deelnemers kregen 3 geen plaats in 2026.",
    "",
]
BAD = [
    ("Mevrouw Groot kreeg geen antwoord.", "een naam uit het dossier: “Groot”"),
    ("de docent o’neill was te laat.", "een naam uit het dossier: “O’Neill”"),
    ("Mail naar iemand@ssr.example.", "een e-mailadres: “iemand@ssr.example.”"),
    ("Zie www.ssr.example.", "een internetadres: “www.”"),
    ("Dit was K2026-0001.", "een kenmerk: “K2026-0001”"),
    ("Wie woont op 1234 AB weet het.", "een postcode: “1234 AB”"),
    ("Bel 030 123 45 67.", "een lang nummer: “030 123 45 67”"),
    ("Burgerservicenummer 123456782.", "een lang nummer: “123456782”"),
    ("Op 3-4-2026 kwam niemand.", "een dag: “3-4-2026”"),
    ("Op 2026-04-03 kwam niemand.", "een dag: “2026-04-03”"),
    ("Op 3 april kwam niemand.", "een dag: “3 april”"),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_neutral_text_is_let_through(text):
    assert obstacles(text, NAMES) == []


@pytest.mark.parametrize(("text", "told"), BAD)
def test_what_points_at_someone_is_named(text, told):
    assert told in " ".join(str(one.text) for one in obstacles(text, NAMES))


def test_everything_is_said_at_once():
    assert len(obstacles("Groot, g@x.example, 3 april", NAMES)) == 3
