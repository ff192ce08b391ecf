"""The hearing pack: only what was released for the hearing, numbered, with an index."""

from datetime import date
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from pikepdf import Array, Dictionary, Encryption, Name, Pdf
from pypdf import PdfReader
from sqlalchemy import select

from letters import pdf
from models import AuditEvent, User, db
from operations import clock, documents, intake, packs
from rules.errors import NotFound, NotPermitted, Refusal
from rules.vocabulary import LetterKind, PartyKind, State
from tests import thread
from tests.factories import a_complaint, a_contact, a_document, a_hearing, a_letter
from tests.thread import day, someone

WEDNESDAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def on_wednesday(app):
    with day(WEDNESDAY):
        yield


def pack(complaint_id: int, code: str = "coordinator") -> ZipFile:
    _, pieces = packs.hearing_pack(someone(code), complaint_id)
    return ZipFile(BytesIO(b"".join(pieces)))


def names(complaint_id: int) -> list[str]:
    return pack(complaint_id).namelist()[2:]


def a_file(**columns: object) -> int:
    complaint = a_complaint(state=State.F8, **columns)
    a_document(complaint, part_of_complaint=True)
    return complaint.id


def test_the_complaint_is_in_it_under_a_number():
    key = a_file()
    assert names(key) == ["01 klaagschrift.pdf"]
    assert pack(key).read("01 klaagschrift.pdf") == b"%PDF-1.7 klaagschrift"


def test_what_is_no_part_of_the_complaint_stays_out():
    key = a_file()
    a_document(thread.fresh(key), name="advies van de advocaat.pdf")
    intake.add_note(someone("coordinator"), key, "Alleen voor ons.")
    assert names(key) == ["01 klaagschrift.pdf"]


def test_only_letters_that_were_sent_are_in_it():
    key = a_file()
    sha256 = documents.put(b"verzonden")
    a_letter(thread.fresh(key), LetterKind.L01, sent_sha256=sha256)
    a_letter(thread.fresh(key), LetterKind.L07, sent=False)
    assert names(key) == ["01 klaagschrift.pdf", "02 Ontvangstbevestiging 04-03-2026.docx"]
    assert pack(key).read("02 Ontvangstbevestiging 04-03-2026.docx") == b"verzonden"


@pytest.mark.parametrize("kind", [LetterKind.L14, LetterKind.L15, LetterKind.L15B, LetterKind.L19])
def test_what_an_earlier_handling_came_to_stays_out(kind):
    key = a_file()
    a_letter(thread.fresh(key), kind, sent_sha256=documents.put(b"besluit"))
    assert names(key) == ["01 klaagschrift.pdf"]


def test_the_invitation_as_it_went_out_is_in_it(app):
    key = thread.register()
    thread.to_screening(key)
    thread.to_own_track(key)
    thread.to_hearing(key)
    thread.plan(key, PartyKind.COMPLAINANT)
    assert "04 Uitnodiging horen klager 04-03-2026.docx" in names(key)


def held(key: int, **columns: object) -> None:
    complaint = thread.fresh(key)
    known = {
        "status": "held", "held_at": clock.now(), "heard_by_id": thread.user_id("coordinator"),
        "report": "Zij vertelde <wat> er was.\nEn & meer.", "present": "Klager",
    }  # fmt: skip
    a_hearing(complaint, **known | columns)


def words(data: bytes) -> str:
    document = WordDocument(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_report_is_in_it_with_the_comments():
    key = a_file()
    held(key, comments="Ik zei: nooit.", report_final_on=WEDNESDAY)
    assert names(key)[1] == "02 Verslag van horen klager 04-03-2026.docx"
    told = words(pack(key).read(names(key)[1]))
    assert "Zij vertelde <wat> er was.\nEn & meer." in told
    assert "Ik zei: nooit." in told


def test_a_report_that_is_not_final_says_so():
    key = a_file()
    held(key)
    assert names(key)[1] == "02 Verslag van horen klager 04-03-2026 (concept).docx"


def test_the_index_names_every_piece_in_order():
    key = a_file()
    held(key, report_final_on=WEDNESDAY)
    zipped, title = pack(key), "Verslag van horen klager 04-03-2026"
    assert zipped.namelist()[:2] == ["00 Inhoud.docx", "00 Inhoud.txt"]
    text = zipped.read("00 Inhoud.txt").decode().split("\r\n")
    assert text[0] == f"Hoordossier {thread.fresh(key).reference}"
    assert text[3:5] == [
        "01 klaagschrift.pdf\tDe klacht\t04-03-2026",
        f"02 {title}.docx\t{title}\t04-03-2026",
    ]
    assert "02 Verslag van horen klager" in words(zipped.read("00 Inhoud.docx"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "01 etc-passwd"),
        ("C:\\Windows\\win.ini", "01 C--Windows-win.ini"),
        ("a\u202efdp.exe", "01 afdp.exe"),
        ("con", "01 bestand con"),
    ],
)
def test_a_name_is_safe_on_every_system(name, safe):
    complaint = a_complaint(state=State.F8)
    a_document(complaint, part_of_complaint=True, name=name)
    assert names(complaint.id) == [safe]


def test_what_word_cannot_hold_does_not_break_the_index():
    complaint = a_complaint(state=State.F8, complainant=a_contact(family_name="Zoë \x08 🙂"))
    a_letter(complaint, LetterKind.L01, sent_sha256=documents.put(b"x"), addressee="Zoë \x08 🙂")
    assert "Zoë  🙂" in words(pack(complaint.id).read("00 Inhoud.docx"))


def test_who_took_it_stands_in_the_trail():
    key = a_file()
    pack(key)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.verb == "hearing:pack")).one()
    assert (event.chain, event.actor_id) == (key, thread.user_id("coordinator"))
    assert event.data == {"count": 1}


def test_an_adviser_gets_no_pack_of_a_file_that_is_not_assigned():
    with pytest.raises(NotFound):
        packs.hearing_pack(someone("adviser1"), a_file())


def test_one_who_does_not_hear_gets_no_pack():
    with pytest.raises(NotPermitted):
        packs.hearing_pack(someone("auditor"), a_file())


def test_one_who_is_involved_gets_no_pack():
    user = db.session.get_one(User, thread.user_id("coordinator"))
    with pytest.raises(NotFound):
        packs.hearing_pack(someone("coordinator"), a_file(subject_user=user))


def test_a_piece_that_is_missing_stops_it_before_it_starts():
    complaint = a_complaint(state=State.F8)
    a_document(complaint, part_of_complaint=True, sha256="0" * 64)
    with pytest.raises(NotFound):
        packs.hearing_pack(someone("coordinator"), complaint.id)


# --- as one PDF -----------------------------------------------------------------------------


def book(complaint_id: int, code: str = "coordinator") -> PdfReader:
    name, data = packs.hearing_pack_pdf(someone(code), complaint_id)
    assert name == f"Hoordossier {thread.fresh(complaint_id).reference}.pdf"
    return PdfReader(BytesIO(data))


def a_pdf(*, pages: int = 1, rotate: int = 0, password: str = "") -> bytes:
    """Blank pages, with a link elsewhere on the first, and a script that starts on opening."""
    made, kept = Pdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page().rotate(rotate, relative=False)
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('x')")
    away = Dictionary(S=Name.URI, URI="https://elders.example/")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), A=away)
    made.pages[0].obj.Annots = Array([made.make_indirect(link)])
    made.pages[0].obj.AA = Dictionary(O=made.Root.OpenAction)
    made.save(kept, encryption=Encryption(user=password, owner="x") if password else False)
    return kept.getvalue()


def with_document(name: str, data: bytes) -> int:
    complaint = a_complaint(state=State.F8)
    a_document(complaint, part_of_complaint=True, name=name, sha256=documents.put(data))
    return complaint.id


def test_the_pdf_has_an_index_with_the_page_of_each_piece_and_numbers_every_page():
    key = with_document("brief.pdf", a_pdf(pages=3))
    held(key, report_final_on=WEDNESDAY)
    reader = book(key)
    index, *_, report = (page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 5
    assert [one.title for one in reader.outline] == [
        "Inhoud", "01 brief.pdf", "02 Verslag van horen klager 04-03-2026.docx"
    ]  # fmt: skip
    reference = thread.fresh(key).reference
    for number, page in enumerate(reader.pages, 1):
        assert f"Hoordossier {reference}, bladzijde {number} van 5" in page.extract_text()
    rows = index.split("Bladzijde")[1].split()
    assert rows.index("2") < rows.index("5")
    assert "Zij vertelde <wat> er was." in report


def test_a_longer_index_moves_the_pages():
    complaint = a_complaint(state=State.F8)
    for number in range(60):
        a_document(complaint, part_of_complaint=True, name=f"bijlage {number} bij de klacht.pdf",
                   sha256=documents.put(a_pdf()))  # fmt: skip
    reader = book(complaint.id)
    first = reader.get_destination_page_number(reader.outline[1]) + 1
    assert first > 2
    assert len(reader.pages) == first - 1 + 60
    assert reader.pages[first - 2].extract_text().rstrip().count(f"{len(reader.pages)}") >= 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kapot.pdf", b"%PDF-1.7 kapot"),
        ("dicht.pdf", a_pdf(password="geheim")),
        ("kapot.png", b"\x89PNG\r\n\x1a\nkapot"),
        ("kapot.docx", b"PK\x03\x04kapot"),
        ("opmaak.eml", b"Content-Type: text/html\r\n\r\n<p>Ik klaag</p>"),
    ],
)
def test_what_cannot_be_printed_is_named_and_stays_in_the_zip(name, data):
    key = with_document(name, data)
    (index,) = (page.extract_text() for page in book(key).pages)
    assert name.split(".")[0] in index
    assert "alleen in de zip" in index.replace("\n", " ")
    assert names(key) == [f"01 {name}"]


LATIN = b"""Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

E=E9n keer."""


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("brief.txt", "Ik klaag één keer.".encode(), "Ik klaag één keer."),
        ("bericht.eml", b"Subject: =?utf-8?q?Caf=C3=A9?=\r\n\r\nIk klaag.", "Café"),
        (
            "latijn.eml",
            LATIN,
            "Eén keer.",
        ),
        ("kapot.eml", b'To: a:b;,<"\r\nDate: [\\\r\nSubject: \xff\r\n\r\nIk klaag.', "Ik klaag."),
    ],
)
def test_a_text_and_a_message_are_printed(name, data, told):
    pages = [page.extract_text() for page in book(with_document(name, data)).pages]
    assert told in pages[1]


def test_what_came_with_a_message_is_named():
    mail = EmailMessage()
    mail["Subject"] = "Klacht"
    mail.set_content("Ik klaag.")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="bewijs.pdf")
    mail.add_attachment("notitie", filename="eerst.txt")
    _, page = book(with_document("bericht.eml", mail.as_bytes())).pages
    assert "Ik klaag." in page.extract_text()
    assert "Bijlagen (in de zip): bewijs.pdf, eerst.txt" in page.extract_text()


def test_who_comes_while_another_pdf_is_made_is_told(monkeypatch):
    monkeypatch.setattr(pdf, "TURN", 0.01)
    with pdf.ONE_AT_A_TIME, pytest.raises(Refusal, match="al een andere pdf gemaakt"):
        book(a_file())


def test_nothing_in_it_acts_or_leads_elsewhere():
    reader = book(with_document("brief.pdf", a_pdf()))
    assert {"/OpenAction", "/Names", "/AA"}.isdisjoint(reader.root_object)
    assert all("/Annots" not in page and "/AA" not in page for page in reader.pages)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_numbered_too(rotate):
    page = book(with_document("scan.pdf", a_pdf(rotate=rotate))).pages[1]
    assert "bladzijde 2 van 2" in page.extract_text()


def test_without_libreoffice_there_is_no_pdf(monkeypatch):
    monkeypatch.setenv("PATH", "/nergens")
    with pytest.raises(NotFound):
        packs.hearing_pack_pdf(someone("coordinator"), a_file())


def test_the_pdf_is_for_whoever_hears():
    with pytest.raises(NotPermitted):
        packs.hearing_pack_pdf(someone("auditor"), a_file())
