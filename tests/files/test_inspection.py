"""Files from outside: what they are by content, what of them is kept, and why one is not."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pikepdf import Encryption, Pdf
from PIL import Image

from files.inspection import KINDS, LARGEST, inspect
from files.pictures import MOST_PIXELS
from files.unfit import Cause, Unfit
from tests.letters.packages import a_document, packed, parts
from tests.samples import (
    a_jpeg,
    a_mail,
    a_pdf,
    a_photo,
    a_png,
    chunk,
    exif,
    packed_away,
    segment,
)  # fmt: skip

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def locked(**passwords: str) -> bytes:
    with Pdf.open(BytesIO(a_pdf())) as pdf:
        pdf.save(kept := BytesIO(), encryption=Encryption(**passwords))
    return kept.getvalue()


def acting(action: bytes) -> bytes:
    return a_pdf(root="/OpenAction 6 0 R", objects=[action])


def bomb() -> bytes:
    return packed(parts() | {"word/media/image1.png": bytes(15 * 2**20)})


GOOD = {
    "brief.pdf": a_pdf(),
    "BRIEF.PDF": a_pdf() + b"\n\0\0",
    "dicht voor wijzigen.pdf": locked(owner="x"),
    "met link.pdf": acting(b"<</S/URI/URI(https://elders.example/)>>"),
    "over JavaScript.pdf": a_pdf("/S /JavaScript /JS"),
    "brief.docx": a_document(),
    "foto.jpg": a_photo(),
    "foto.jpeg": a_jpeg(),
    "scherm.png": a_png(),
    "verslag.txt": "café, met een tab\ten\r\nregels".encode(),
    "uit 1998.txt": "café".encode("cp1252"),
    "bericht.eml": a_mail(),
    "factuur.exe.pdf": a_pdf(),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_send_is_taken(name):
    checked = inspect(name, BytesIO(GOOD[name]))
    assert (checked.name, checked.media_type) == (
        name, KINDS[name.rpartition(".")[2].lower()].media_type,
    )  # fmt: skip
    if not name.startswith("foto"):
        assert checked.data == GOOD[name]


HOSTILE = [
    ("leeg.pdf", b"", Cause.EMPTY),
    ("groot.txt", b"x" * (LARGEST + 1), Cause.TOO_BIG),
    # kinds that are not taken
    ("virus.exe", b"MZ", Cause.KIND),
    ("brief.pdf.exe", a_pdf(), Cause.KIND),
    ("zonder extensie", a_pdf(), Cause.KIND),
    (".pdf", a_pdf(), Cause.KIND),
    ("", a_pdf(), Cause.KIND),
    ("beeld.svg", b"<svg/>", Cause.KIND),
    ("pagina.html", b"<html>", Cause.KIND),
    ("macro.docm", a_document(), Cause.KIND),
    ("oud.doc", b"\xd0\xcf\x11\xe0", Cause.KIND),
    ("archief.zip", b"PK\x03\x04", Cause.KIND),
    ("verkeerd\u202efdp.exe", a_pdf(), Cause.KIND),
    ("brief.pdf\0.exe", a_pdf(), Cause.KIND),
    # content that is not what the name says
    ("pagina.pdf", b"<html><script>alert(1)</script>%PDF-1.7", Cause.CONTENT),
    ("beeld.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Cause.CONTENT),
    ("pagina.png", b"<!doctype html><script>alert(1)</script>", Cause.CONTENT),
    ("foto.jpg", a_png(), Cause.CONTENT),
    ("foto.png", a_photo(), Cause.CONTENT),
    ("gif.jpg", b"GIF89a=1;alert(1)", Cause.CONTENT),
    ("tekst.txt", a_pdf(), Cause.CONTENT),
    ("programma.txt", b"MZ\x90\0\3", Cause.CONTENT),
    ("pakket.txt", a_document(), Cause.CONTENT),
    ("terminal.txt", b"\x1b]0;x\x07", Cause.CONTENT),
    ("unicode.txt", "café".encode("utf-16"), Cause.CONTENT),
    ("pakket.pdf", a_pdf() + a_document(), Cause.CONTENT),
    ("programma.pdf", a_pdf() + b"MZ" + b"\x90" * 5000, Cause.CONTENT),
    ("geen bericht.eml", b"Ik klaag over de cursus.", Cause.CONTENT),
    ("pagina.eml", b"<html><script>alert(1)</script>", Cause.CONTENT),
    # locked
    ("dicht.pdf", locked(user="geheim", owner="x"), Cause.PASSWORD),
    ("dicht.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Cause.PASSWORD),
    # programs
    ("macro.docx", packed(parts() | {"word/vbaProject.bin": b"x"}), Cause.PROGRAM),
    ("script.pdf", acting(SCRIPT), Cause.PROGRAM),
    ("gespeld.pdf", acting(b"<</S/J#61vaScript/J#53(x)>>"), Cause.PROGRAM),
    ("verpakt.pdf", packed_away(SCRIPT, 0), Cause.PROGRAM),
    ("diep.pdf", acting(b"<</S/GoTo/Next[<</S/Named/Next[<</S/Launch>>]>>]>>"), Cause.PROGRAM),
    ("start.pdf", acting(b"<</S/Launch/Win<</F(cmd.exe)>>>>"), Cause.PROGRAM),
    ("formulier.pdf", a_pdf(root="/AcroForm<</XFA[]/Fields[]>>"), Cause.PROGRAM),
    # other files, and what is elsewhere
    ("erin.pdf", a_pdf(root="/Names<</EmbeddedFiles<</Names[]>>>>"), Cause.ENCLOSED),
    ("bijlage.pdf", a_pdf(objects=[b"<</Type/Filespec/EF<</F 4 0 R>>>>"]), Cause.ENCLOSED),
    ("elders.pdf", acting(rb"<</S/GoToR/F(\\\\host\\deel\\x.pdf)>>"), Cause.OUTSIDE),
    ("verzenden.pdf", acting(b"<</S/SubmitForm/F(https://elders.example)>>"), Cause.OUTSIDE),
    ("stroom.pdf", a_pdf(objects=[b"<</Length 0/F(x)>>stream\n\nendstream"]), Cause.OUTSIDE),
    ("xml.docx", packed(parts() | {"word/x.xml": b"<!DOCTYPE x []><x/>"}), Cause.WORD),
    # bombs
    ("bom.docx", bomb(), Cause.WORD),
    ("bom.pdf", packed_away(SCRIPT, 100_000_000), Cause.BOMB),
    ("bom.png", a_png(width=2**15, height=2**15), Cause.BOMB),
    ("bom.jpg", a_jpeg(width=65535, height=65535), Cause.BOMB),
    ("scans.jpg", a_jpeg(*[segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x3f"] * 200), Cause.BOMB),
    ("stukjes.jpg", a_jpeg(segment(0xE1, b"") * 30_000), Cause.BOMB),
    ("stukjes.png", a_png(chunk(b"tEXt") * 30_000), Cause.BOMB),
    # damaged
    ("kapot.pdf", b"%PDF-1.7 kapot", Cause.DAMAGED),
    ("half.pdf", a_pdf()[:200], Cause.DAMAGED),
    ("geen pagina.pdf", a_pdf().replace(b"[3 0 R]/Count 1", b"[]/Count 0     "), Cause.DAMAGED),
    ("kapot.docx", b"PK\x03\x04 kapot", Cause.WORD),
    ("half.png", a_png()[:-6], Cause.DAMAGED),
    ("omgevallen.png", a_png().replace(b"IDAT", b"IDAX"), Cause.DAMAGED),
    ("kop.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IEND"), Cause.DAMAGED),
    ("half.jpg", a_jpeg()[:-2], Cause.DAMAGED),
    ("kop.jpg", b"\xff\xd8\xff\xd9", Cause.DAMAGED),
    ("plat.jpg", a_jpeg(height=0), Cause.DAMAGED),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "cause"), HOSTILE, ids=[one[0] for one in HOSTILE])
def test_what_is_not_taken_has_one_cause_and_one_sentence(name, data, cause):
    with pytest.raises(Unfit) as refused:
        inspect(name, data)
    assert refused.value.cause is cause
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)


def test_a_kind_that_is_not_taken_is_answered_with_those_that_are():
    with pytest.raises(Unfit) as refused:
        inspect("foto.heic", b"x")
    assert str(refused.value) == (
        "Dit soort bestand kan niet. Toegestaan: pdf, docx, jpg, jpeg, png, txt, eml. "
        "Bewaar de foto als jpg."
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/brief.pdf", "etc-brief.pdf"),
        ("C:\\Users\\x\\brief.pdf", "C--Users-x-brief.pdf"),
        ("..\uff0fbrief.pdf", "brief.pdf"),
        ("brief\u202efdp.pdf", "brieffdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie- x.pdf"),
        ("n\0ul.pdf", "bestand nul.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_the_name_is_one_name_everywhere(given, kept):
    assert inspect(given, a_pdf()).name.lstrip("-") == kept


def test_no_more_is_read_than_is_taken():
    endless = BytesIO(b"x" * (LARGEST + 5000))
    with pytest.raises(Unfit):
        inspect("groot.txt", endless)
    assert endless.tell() == LARGEST + 1


# --- pictures -------------------------------------------------------------------------------


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def test_a_photo_says_no_more_who_made_it_and_where():
    kept = inspect("foto.jpg", a_photo(turned=6)).data
    assert b"Jansen" in a_photo()
    assert not any(word in kept for word in (b"Jansen", b"Telefoon", b"ftyp", b"xmpmeta"))
    assert dict(opened(kept).getexif()) == {0x0112: 6}
    assert opened(kept).tobytes() == opened(a_photo()).tobytes()


def test_an_upright_photo_says_nothing_at_all():
    assert b"Exif" not in inspect("foto.jpg", a_photo(turned=1)).data


def test_a_picture_says_no_more_what_was_typed_with_it():
    told = (chunk(b"tEXt", b"Author\0Jansen"), chunk(b"eXIf", exif()), chunk(b"tIME", bytes(7)))
    kept = inspect("scherm.png", a_png(*told) + b"<script>Jansen</script>").data
    assert b"Jansen" not in kept
    assert dict(opened(kept).getexif()) == {0x0112: 6}
    assert opened(kept).tobytes() == b"\xff\0\0\0\0\xff"


@pytest.mark.parametrize("mode", ["progressive", "profile", "cmyk"])
def test_pictures_of_other_programs_look_as_they_did(mode):
    picture = Image.radial_gradient("L").convert("CMYK" if mode == "cmyk" else "RGB")
    extra = {"progressive": {"progressive": True}, "profile": {"icc_profile": bytes(300)}}
    picture.save(made := BytesIO(), "JPEG", **extra.get(mode, {}))
    kept = opened(inspect("foto.jpg", made.getvalue()).data)
    assert kept.tobytes() == opened(made.getvalue()).tobytes()
    assert kept.info.get("icc_profile") == extra.get(mode, {}).get("icc_profile")


def test_the_largest_photos_of_telephones_are_taken():
    assert MOST_PIXELS > 12_000 * 8_000
    assert inspect("foto.jpg", a_jpeg(width=12_000, height=8_000))


# --- whatever comes -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.jpg", "a.png", "a.eml"])
@settings(max_examples=60, deadline=None)
@given(damage=some.lists(some.tuples(some.floats(0, 1), some.binary(max_size=6)), max_size=8))
def test_a_damaged_file_is_taken_or_refused_and_never_a_fault(name, damage):
    sound = {"a.pdf": a_pdf(), "a.docx": a_document(), "a.jpg": a_photo(), "a.png": a_png()}
    data = bytearray(sound.get(name, a_mail()))
    for place, bytes_ in damage:
        at = int(place * len(data))
        data[at : at + len(bytes_)] = bytes_
    with suppress(Unfit):
        inspect(name, bytes(data))
