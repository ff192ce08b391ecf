"""A letter in other words, from the template to the post: a mistake told in its sentence, mended,
tried, activated by another; then drafted, edited, compared, looked over and sent.

Acceptance: a running letter keeps the version that it was made from, the next one has the new.
"""

from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from letters.render import read_text
from models import Letter, db
from operations import audit, clock, documents
from rules.vocabulary import LetterKind, LetterState, State
from tests.factories import a_complaint
from tests.journeys.arriving import go
from tests.letters.files import demo
from tests.letters.packages import replaced

OURS = "Op {{ received_on }} hebben wij uw klacht"
WRONG = "Dank voor uw bericht. Op {{ recieved_on }} hebben wij uw klacht"
MORE = "Wij bellen u maandag."
RIGHT = "Dank voor uw bericht. Op {{ received_on }} hebben wij uw klacht"


@pytest.fixture
def files(app, tmp_path):
    """Two complaints to acknowledge, and the template of someone who made one typing error."""
    for _ in range(2):
        a_complaint(state=State.F1, received_on=clock.today(), handler=demo("coordinator"))
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
    return fetched(person, person.page.get_by_role("link", name="Downloaden").first.click)


def letter_of(person, complaint: int) -> str:
    """The text of the acknowledgement of this file, made now."""
    person.opens(f"/admin/complaint/{complaint}/letter/?kind=L01")
    person.presses("Maken voor")
    return download(person)


def add_in_yellow(letter) -> None:
    """A sentence more, marked as one marks what is not done."""
    run = letter.paragraphs[-1].insert_paragraph_before().add_run(MORE)
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def take_mark_away(letter) -> None:
    for run in (run for one in letter.paragraphs for run in one.runs):
        run.font.highlight_color = None


def edits(person, how) -> None:
    """Take the letter along, change it, and put it back."""
    with person.page.expect_download() as downloading:
        person.page.get_by_role("button", name="Uitchecken en downloaden").click()
    path = downloading.value.path()
    letter = Document(str(path))
    how(letter)
    letter.save(str(path))
    brief = {"name": "brief.docx", "mimeType": documents.WORD, "buffer": path.read_bytes()}
    person.page.locator("[name=file]").set_input_files(brief)
    person.presses("Terugzetten", exact=True)


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
    go(secretary.page.get_by_role("link", name="Proefbrief met een dossier versie 2"))
    box = secretary.page.get_by_role("combobox", name="Dossier")
    box.press_sequentially("K2026")
    secretary.page.get_by_role("option").first.click()
    secretary.presses("Kiezen")
    link = secretary.page.get_by_role("link", name="Proefbrief voor")
    assert "Dank voor uw bericht." in fetched(secretary, link.click)

    administrator = at_browser("administrator")
    administrator.opens("/admin/template/")
    go(administrator.page.get_by_role("link", name="Bekijken"))
    sample = administrator.page.get_by_role("link", name="Proefbrief met voorbeeld versie 2")
    assert "Dank voor uw bericht." in fetched(administrator, sample.click)
    administrator.presses("Activeren")
    assert "De versie is geactiveerd." in administrator.reads()

    after = letter_of(secretary, 2)
    assert "Dank voor uw bericht." not in before
    assert "Dank voor uw bericht." in after
    assert "Gemaakt uit sjabloon L01, versie 2." in secretary.reads()
    drafted = secretary.page.url
    secretary.page.goto(running)
    assert "Gemaakt uit sjabloon L01, versie 1." in secretary.reads()
    assert "Dank voor uw bericht." not in download(secretary)

    secretary.page.goto(drafted)
    edits(secretary, add_in_yellow)
    assert "Gemarkeerde tekst" in secretary.reads()
    secretary.follows("Wat is er veranderd")
    assert MORE in secretary.page.locator("ins").last.inner_text()
    secretary.page.goto(drafted)
    secretary.presses("Definitief maken")
    assert "Kijk dit eerst na" in secretary.reads()
    secretary.page.goto(drafted)
    edits(secretary, take_mark_away)
    assert "Gemarkeerde tekst" not in secretary.reads()
    secretary.presses("Definitief maken")
    secretary.presses("Verzonden")
    assert "Een verzonden brief verandert niet meer" in secretary.reads()

    db.session.rollback()
    [sent] = db.session.query(Letter).filter_by(state=LetterState.SENT)
    went = documents.read(sent.sent_sha256)
    assert sha256(went).hexdigest() == sent.sent_sha256
    assert MORE in read_text(went)
    assert "Dank voor uw bericht." in read_text(went)
    assert list(audit.breaks()) == []
