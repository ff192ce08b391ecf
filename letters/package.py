"""Refuses what is no plain Word document before anything else opens it, and packs our own.

Sizes are counted while unpacking, because a directory can lie; names, relations and fields are
compared with lists of what is allowed, because a list of what is forbidden is never complete.
"""

import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from rules.errors import Refusal
from rules.wording import Dutch, told

MIB = 2**20
MAX_FILE, MAX_PART, MAX_SUM = 10 * MIB, 20 * MIB, 60 * MIB
MAX_ENTRIES, MAX_RATIO = 500, 100
RATIO_COUNTS_FROM = MIB
"""Smaller parts may shrink as they like: a page of spaces is no bomb."""

EXTENSIONS = frozenset({"xml", "rels", "png", "jpg", "jpeg", "gif", "emf", "wmf", "odttf"})
READ = frozenset({"xml", "rels"})
"""Endings of parts that are looked into."""
NAME = re.compile(r"[A-Za-z0-9_\-.\[\] ()&+,/]+", re.ASCII)
ENCODINGS = frozenset({"UTF-8", "UTF-16", "US-ASCII", "ASCII"})

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FORBIDDEN_TYPES = ("macro", "vba", "activex", "oleobject", "ms-office.control", "html", "rtf")

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
OUTWARD = frozenset({"src", "href", "althref"})
CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

RELATIONS = frozenset(
    {
        "officeDocument", "core-properties", "extended-properties", "custom-properties",
        "thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable",
        "font", "theme", "numbering", "header", "footer", "footnotes", "endnotes", "comments",
        "commentsExtended", "commentsIds", "commentsExtensible", "people", "glossaryDocument",
        "image", "hyperlink", "customXml", "customXmlProps",
    }
)  # fmt: skip
RELATION_BASES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
    "http://schemas.microsoft.com/office/",
)
HYPERLINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)

FORBIDDEN_ELEMENTS: Mapping[str, Dutch] = {
    "altChunk": "een ingevoegd vreemd bestand",
    "OLEObject": "een ingesloten object",
    "control": "een besturingselement",
    "subDoc": "een subdocument",
    "mailMerge": "een samenvoegbron (Afdruk samenvoegen)",
    "attachedTemplate": "een gekoppeld sjabloon",
    "saveThroughXslt": "een omzetting bij het opslaan",
    "frameset": "een frameset",
    "movie": "een film",
}
FIELDS = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE",
        "PRINTDATE", "AUTHOR", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "LASTSAVEDBY",
        "DOCPROPERTY", "FILENAME", "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "TOC",
        "TC", "XE", "INDEX", "SEQ", "LISTNUM", "SYMBOL", "ADVANCE", "NUMWORDS", "NUMCHARS",
        "REVNUM", "USERNAME", "USERINITIALS", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
    }
)  # fmt: skip
FIELD_WORD = re.compile(r"\s*([A-Za-z]+)")
FIELD_LINK = re.compile(
    r'\s*HYPERLINK(?:\s+(?:\\[hlmnot]|"(?:https?://|mailto:)[^"]*"|"[^":\\/]*"))*\s*', re.IGNORECASE
)


class Refused(Refusal):
    """This file is not accepted (bestand geweigerd): one Dutch sentence says why."""

    def __init__(self, sentence: Dutch) -> None:
        self.sentence = sentence
        super().__init__(sentence)


DAMAGED: Dutch = "Dit bestand is beschadigd of geen Word-bestand."


@dataclass(frozen=True)
class Member:
    """One part of the package: unpacked, and packed as it stands in the file."""

    name: str
    method: int
    packed: bytes
    content: bytes
    crc: int


FIXED_TIME = 0x0021
"""1 January 1980, the first day that a zip file knows: the same parts are the same bytes."""


SMALL = 1024
"""Bytes of a part below which it is kept as it is."""


def member(name: str, content: bytes, level: int = 1) -> Member:
    """One part, packed; a small one costs more to pack than it wins."""
    if len(content) < SMALL:
        return Member(name, zipfile.ZIP_STORED, content, content, zlib.crc32(content))
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return Member(name, zipfile.ZIP_DEFLATED, packed, content, zlib.crc32(content))


def written(members: Iterable[Member]) -> bytes:
    """A zip file of these members, as packed as they are."""
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for one in members:
        name = one.name.encode()
        facts = struct.pack(
            "<3H3L2H",
            *(one.method, 0, FIXED_TIME),
            *(one.crc, len(one.packed), len(one.content)),
            *(len(name), 0),
        )
        local = b"PK\x03\x04\x14\x00\x00\x00" + facts + name
        rest = struct.pack("<3H2L", 0, 0, 0, 0, at)
        directory.append(b"PK\x01\x02\x14\x00\x14\x00\x00\x00" + facts + rest + name)
        body += (local, one.packed)
        at += len(local) + len(one.packed)
    count, index = len(directory), b"".join(directory)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(index), at, 0)
    return b"".join((*body, index, end))


def written_xml(root: etree._Element) -> bytes:
    """One part as it goes into the file."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def validate(data: bytes) -> None:
    """Accept a plain Word document or raise Refused; never anything else."""
    read_parts(data)


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of an accepted document, by name; Refused otherwise."""
    return {member.name: member.content for member in read_members(data)}


def read_members(data: bytes) -> list[Member]:
    """The members of an accepted document in their order; Refused otherwise."""
    try:
        members = list(_unpacked(data))
        _check_contents({member.name: member.content for member in members})
    except Refused:
        raise
    except Exception as error:
        # Damaged archives raise at least seven kinds of errors; to the user it is one thing.
        raise Refused(DAMAGED) from error
    return members


def parse(content: bytes) -> etree._Element:
    """One XML part, without DOCTYPE, network or entities; comments and instructions dropped."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(content, parser)
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise Refused("Dit bestand bevat een DOCTYPE; die hoort niet in een Word-document.")
    if (info.encoding or "UTF-8").upper() not in ENCODINGS:
        raise Refused(DAMAGED)
    return root


def main_part(parts: Mapping[str, bytes]) -> str:
    """Name of the part with the running text, usually ``word/document.xml``."""
    for relation in parse(parts[ROOT_RELATIONS]).iter(RELATION):
        if relation.get("Type", "").endswith("/officeDocument"):
            return resolved("", relation.get("Target", ""))
    raise Refused(DAMAGED)


def related(parts: Mapping[str, bytes], source: str, kinds: frozenset[str]) -> list[str]:
    """Names of the parts to which ``source`` has a relation of one of these kinds."""
    folder, _, file = source.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
    if relations is None:
        return []
    return [
        resolved(folder, relation.get("Target", ""))
        for relation in parse(relations).iter(RELATION)
        if relation.get("Type", "").rpartition("/")[2] in kinds
    ]


def _unpacked(data: bytes) -> Iterator[Member]:
    if len(data) > MAX_FILE:
        raise Refused("Dit bestand is groter dan 10 MB.")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(DAMAGED)
    infos = _directory(data)
    total = 0
    for info in infos:
        packed = _packed(data, info)
        content = _content(packed, info)
        total += len(content)
        if total > MAX_SUM:
            raise Refused("Uitgepakt is dit bestand groter dan 60 MB.")
        if not info.is_dir():
            yield Member(info.filename, info.compress_type, packed, content, info.CRC)


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        if archive.comment or archive.start_dir + _directory_size(data) != len(data) - 22:
            raise Refused("Er staat iets vóór of achter het Word-bestand in dit bestand.")
    if not infos or min(info.header_offset for info in infos) != 0:
        raise Refused("Er staat iets vóór of achter het Word-bestand in dit bestand.")
    if len(infos) > MAX_ENTRIES:
        raise Refused("Dit bestand bestaat uit meer dan 500 onderdelen.")
    if len({info.filename.casefold() for info in infos}) != len(infos):
        raise Refused("Dit bestand bevat een onderdeel dubbel.")
    if len({info.header_offset for info in infos}) != len(infos):
        raise Refused(DAMAGED)
    for info in infos:
        _check_entry(info)
    return infos


def _directory_size(data: bytes) -> int:
    signature, _, _, here, total, size, _, _ = struct.unpack("<4s4H2LH", data[-22:])
    if signature != b"PK\x05\x06" or here != total or total == 0xFFFF:
        raise Refused("Er staat iets vóór of achter het Word-bestand in dit bestand.")
    return int(size)


def _check_entry(info: zipfile.ZipInfo) -> None:
    name = info.filename
    if info.flag_bits & 0x2041:
        raise Refused("Dit bestand is met een wachtwoord beveiligd.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(DAMAGED)
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("Dit bestand bevat een verwijzing naar een ander bestand.")
    unsafe = not NAME.fullmatch(name) or name.startswith("/") or ".." in name.split("/")
    if unsafe or info.orig_filename != name:
        raise Refused("Dit bestand bevat een onderdeel met een ongeldige naam.")
    if info.is_dir():
        if info.file_size or info.compress_size > 2:
            raise Refused(DAMAGED)
    elif name.rpartition(".")[2].lower() not in EXTENSIONS:
        raise Refused(
            told("Dit bestand bevat een onderdeel dat hier niet mag: %(name)s.", name=name)
        )


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    start = info.header_offset
    header = data[start : start + 30]
    fields = struct.unpack("<4s5H3L2H", header)
    name = data[start + 30 : start + 30 + fields[9]]
    if fields[0] != b"PK\x03\x04" or name != info.filename.encode("ascii"):
        raise Refused(DAMAGED)
    if fields[2] & 0x2041 or fields[3] != info.compress_type:
        raise Refused(DAMAGED)
    begin = start + 30 + fields[9] + fields[10]
    packed = data[begin : begin + info.compress_size]
    if len(packed) != info.compress_size:
        raise Refused(DAMAGED)
    return packed


def _content(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    content = packed
    if info.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, MAX_PART + 1)
        if len(content) <= MAX_PART and (not inflater.eof or inflater.unused_data):
            raise Refused(DAMAGED)
    if len(content) > MAX_PART:
        raise Refused("Een onderdeel van dit bestand is uitgepakt groter dan 20 MB.")
    if len(content) > RATIO_COUNTS_FROM and len(content) > MAX_RATIO * max(len(packed), 1):
        raise Refused("Dit bestand is verdacht sterk ingepakt.")
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Refused(DAMAGED)
    return content


def _check_contents(parts: Mapping[str, bytes]) -> None:
    if CONTENT_TYPES not in parts or ROOT_RELATIONS not in parts:
        raise Refused(DAMAGED)
    roots = {
        name: parse(content)
        for name, content in parts.items()
        if name.rpartition(".")[2].lower() in READ
    }
    for name, root in roots.items():
        _check_elements(root)
        if name.lower().endswith(".rels"):
            _check_relations(name, root, parts)
    main = main_part(parts)
    _check_types(roots[CONTENT_TYPES], main)
    text = roots.get(main)
    if text is None or text.tag != W + "document" or text.find(W + "body") is None:
        raise Refused(DAMAGED)


def _check_types(root: etree._Element, main: str) -> None:
    overrides = [
        (node.get("PartName", "").lstrip("/"), node.get("ContentType", ""))
        for node in root.iter(CT + "Override")
    ]
    defaults = [
        (node.get("Extension", "").lower(), node.get("ContentType", ""))
        for node in root.iter(CT + "Default")
    ]
    for names in (overrides, defaults):
        if len({name.casefold() for name, _ in names}) != len(names):
            raise Refused(DAMAGED)
    for _, kind in overrides + defaults:
        if any(word in kind.lower() for word in FORBIDDEN_TYPES):
            raise Refused("Dit bestand bevat macro’s of ingesloten objecten.")
    for name, kind in overrides + defaults:
        if kind.lower().endswith("xml") and name.rpartition(".")[2].lower() in EXTENSIONS - READ:
            # Word goes by the type, and we look inside what is called XML.
            raise Refused(
                told("Dit bestand bevat een onderdeel dat hier niet mag: %(name)s.", name=name)
            )
    mains = [name for name, kind in overrides if kind == MAIN_TYPE]
    if mains != [main]:
        raise Refused("Dit is geen gewoon Word-document (.docx). Sla het op als Word-document.")


def _check_relations(name: str, root: etree._Element, parts: Mapping[str, bytes]) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    seen: set[str] = set()
    known = {part.casefold() for part in parts}
    for relation in root.iter(RELATION):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        base, _, short = kind.rpartition("/")
        if relation.get("Id", "") in seen:
            raise Refused(DAMAGED)
        seen.add(relation.get("Id", ""))
        if short not in RELATIONS or not f"{base}/".startswith(RELATION_BASES):
            raise Refused(
                told(
                    "Dit bestand bevat een verwijzing die hier niet mag: %(short)s.",
                    short=short[:40],
                )
            )
        mode = relation.get("TargetMode", "Internal")
        if mode == "External":
            if short != "hyperlink" or not HYPERLINK.fullmatch(target):
                raise Refused(
                    told(
                        "Dit bestand verwijst naar iets buiten het bestand (%(short)s): "
                        "%(target)s.",
                        short=short,
                        target=target[:80],
                    )
                )
        elif mode != "Internal":
            raise Refused(DAMAGED)
        elif not target.startswith("#") and resolved(folder, target).casefold() not in known:
            raise Refused("Een onderdeel waarnaar dit bestand verwijst, ontbreekt.")


def resolved(folder: str, target: str) -> str:
    """The name of the part that a relation of this folder means."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _check_elements(root: etree._Element) -> None:
    for node in root.iter(*(f"{{*}}{name}" for name in FORBIDDEN_ELEMENTS)):
        name = etree.QName(node).localname
        raise Refused(
            told("Dit bestand bevat %(name)s; verwijder dat eerst.", name=FORBIDDEN_ELEMENTS[name])
        )
    for node in root.iter(V + "*"):
        if any(etree.QName(str(key)).localname in OUTWARD for key in node.attrib):
            raise Refused("Dit bestand bevat een afbeelding van buiten het bestand.")
    for code in _field_codes(root):
        _check_field(code)


CODE = frozenset({"instrText", "delInstrText"})
SHOWN = frozenset({"t", "delText"})
FIELD_TAGS = tuple(f"{{*}}{name}" for name in ("fldSimple", "fldChar", *CODE, *SHOWN))


@dataclass
class _Field:
    """A field that began: its code so far, and whether its result has begun."""

    code: list[str]
    told: bool = False


def _field_codes(root: etree._Element) -> Iterator[str]:
    """Each field code in full: Word lets one code run over many runs, and nests them.

    A nested code counts for the field around it too. A field whose name comes out of another
    field is given as ``{``, which is no allowed name. All text before the result is code, whatever
    its tag says, in every namespace: Word reads a document in the strict one as well.
    """
    begun: list[_Field] = []
    loose: list[str] = []
    for node in root.iter(*FIELD_TAGS):
        tag, text = etree.QName(node).localname, node.text or ""
        if tag == "fldSimple":
            yield from _values(node, "instr")
        elif tag == "fldChar":
            kinds = _values(node, "fldCharType")
            if "begin" in kinds:
                if begun and not "".join(begun[-1].code).strip():
                    yield "{"
                begun.append(_Field([]))
            elif "end" in kinds and begun:
                yield "".join(begun.pop().code)
            elif "separate" in kinds and begun:
                begun[-1].told = True
        elif tag in CODE:
            for code in [one.code for one in begun] or [loose]:
                code.append(text)
        else:
            for one in begun:
                if not one.told:
                    one.code.append(text)
    yield from ("".join(one.code) for one in begun)
    if loose:
        yield "".join(loose)


def _values(node: etree._Element, name: str) -> list[str]:
    """What this attribute says, in whichever namespace it stands."""
    return [str(one) for key, one in node.items() if etree.QName(str(key)).localname == name]


def _check_field(code: str) -> None:
    word = FIELD_WORD.match(code)
    name = word[1].upper() if word else ""
    if not code.strip():
        return
    if name not in FIELDS or (name == "HYPERLINK" and not FIELD_LINK.fullmatch(code)):
        raise Refused(
            told(
                "Dit bestand bevat een veldcode die hier niet mag: %(code)s.",
                code=code.strip()[:40],
            )
        )
