"""A letter in other words: a mistake told in its sentence, mended, tried, activated by another.

Acceptance: a running letter keeps the version that it was made from, the next one has the new.
"""

from pathlib import Path

import pytest

from letters.render import read_text
from models import db
from operations import audit, clock
from rules.vocabulary import LetterKind, State
from tests.factories import a_complaint
from tests.letters.packages import replaced

OURS = "Op {{ received_on }} hebben wij uw klacht"
WRONG = "Dank voor uw bericht. Op {{ recieved_on }} hebben wij uw klacht"
RIGHT = "Dank voor uw bericht. Op {{ received_on }} hebben wij uw klacht"


@pytest.fixture
def files(app, tmp_path):
    """Two complaints to acknowledge, and the template of someone who made one typing error."""
    for _ in range(2):
        a_complaint(state=State.F1, received_on=clock.today())
    db.session.rollback()
    for name, words in (("fout.docx", WRONG), ("goed.docx", RIGHT)):
        (tmp_path / name).write_bytes(replaced(LetterKind.L01, OURS, words))
    return tmp_path


def studio(person):
    person.opens("/admin/template/")
    person.follows("L01 Ontvangstbevestiging")


def offers(person, path: Path):
    person.page.set_input_files("input[type=file]", path)
    person.presses("Controleren en voorstellen")


def fetched(person, press) -> str:
    with person.page.expect_download() as downloading:
        press()
    return read_text(Path(downloading.value.path()).read_bytes())


def download(person) -> str:
    return fetched(person, lambda: person.follows("Downloaden"))


def letter_of(person, complaint: int) -> str:
    """The text of the acknowledgement of this file, made now."""
    person.opens(f"/admin/complaint/{complaint}/letter/?kind=L01")
    person.presses("Maken voor")
    return download(person)


def test_a_secretary_mends_a_template_and_a_second_person_activates_it(at_browser, files):
    secretary = at_browser("secretary")
    before = letter_of(secretary, 1)
    running = secretary.page.url

    studio(secretary)
    offers(secretary, files / "fout.docx")
    said = secretary.reads()
    assert "Op {{ recieved_on }} hebben wij uw klacht ontvangen." in said
    assert "Onbekend veld “recieved_on”. Bedoel je {{ received_on }}?" in said
    assert "versie 2" not in said

    offers(secretary, files / "goed.docx")
    assert "Je hebt deze versie zelf voorgesteld." in secretary.reads()
    assert secretary.page.get_by_role("button", name="Activeren").count() == 0
    secretary.page.get_by_role("link", name="Proefbrief met een dossier versie 2").click()
    box = secretary.page.get_by_role("combobox", name="Dossier")
    box.press_sequentially("K2026")
    secretary.page.get_by_role("option").first.click()
    secretary.presses("Kiezen")
    link = secretary.page.get_by_role("link", name="Proefbrief voor")
    assert "Dank voor uw bericht." in fetched(secretary, link.click)

    administrator = at_browser("administrator")
    administrator.opens("/admin/template/")
    administrator.page.get_by_role("link", name="Bekijken").click()
    sample = administrator.page.get_by_role("link", name="Proefbrief met voorbeeld versie 2")
    assert "Dank voor uw bericht." in fetched(administrator, sample.click)
    administrator.presses("Activeren")
    assert "De versie is geactiveerd." in administrator.reads()

    after = letter_of(secretary, 2)
    assert "Dank voor uw bericht." not in before
    assert "Dank voor uw bericht." in after
    assert "Gemaakt uit sjabloon L01, versie 2." in secretary.reads()
    secretary.page.goto(running)
    assert "Gemaakt uit sjabloon L01, versie 1." in secretary.reads()
    assert "Dank voor uw bericht." not in download(secretary)
    assert list(audit.breaks()) == []
