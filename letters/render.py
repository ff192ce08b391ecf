"""Makes letters: a template compiled once, a letter in a millisecond.

What docxtpl does for every letter (parse, patch, compile, pack) happens here once per template
version. A letter then costs its own text: fill in, pack, and read back to prove that every value
is there. The other members of the package stay as packed as they were.
"""

import re
import struct
import threading
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from jinja2 import Template, TemplateError
from lxml import etree
from markupsafe import escape

from letters import contexts, language, package, reading
from letters.language import ENVIRONMENT, PRINTED
from letters.package import Member, Refused, W
from rules.wording import told

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML or Word cannot hold; newline and tab are kept."""
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\[ontbreekt")
EMPTY_CELL = "</w:tcPr></w:tc>"

CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
PROPERTY_PARTS: Mapping[str, tuple[str, str]] = {
    CORE: (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    CUSTOM: (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
}
CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
CACHE_SIZE = 64


@dataclass(frozen=True)
class Properties:
    """What the document says about itself, so that it can be recognised when it comes back."""

    title: str
    reference: str
    letter_id: str = ""
    version: str = ""
    author: str = ""
    made_at: str = ""
    """Moment of making, ISO 8601 in UTC; empty leaves it out."""


@dataclass(frozen=True)
class CompiledTemplate:
    """One template version, ready to be filled in."""

    sha256: str
    members: Sequence[Member]
    templates: Mapping[str, Template]
    property_names: Mapping[str, str]
    """Where core and custom properties stand in this package."""


def compile_template(data: bytes) -> CompiledTemplate:
    """Validate, check and compile; Refused when the file or a tag is not acceptable."""
    members = package.read_members(data)
    parts = {member.name: member.content for member in members}
    templates = {}
    for name in language.template_parts(parts):
        root = package.parse(parts[name])
        if problem := next(_problems(root, len(parts[name])), None):
            raise Refused(f"{problem.message} {problem.suggestion}".strip())
        source = language.patched(root)
        if "{{" in source or "{%" in source:
            templates[name] = ENVIRONMENT.from_string(source)
    complete, names = _with_properties(members, parts)
    return CompiledTemplate(sha256(data).hexdigest(), complete, templates, names)


def _problems(root: etree._Element, size: int) -> Any:
    if size > language.MAX_PART:
        raise Refused("Dit sjabloon is te groot om te controleren.")
    try:
        yield from language.template_problems(root)
    except Refused:
        raise
    except Exception as error:
        raise Refused("De tags in dit sjabloon zijn niet te lezen.") from error


_cache: OrderedDict[str, CompiledTemplate] = OrderedDict()
_cache_lock = threading.Lock()


def compiled(digest: str, loader: Callable[[], bytes]) -> CompiledTemplate:
    """The compiled template with this sha256; ``loader`` reads its bytes when it is new here."""
    with _cache_lock:
        if digest in _cache:
            _cache.move_to_end(digest)
            return _cache[digest]
    template = compile_template(loader())
    if template.sha256 != digest:
        raise Refused("Dit sjabloon is niet meer het sjabloon dat is gecontroleerd.")
    with _cache_lock:
        _cache[digest] = template
        if len(_cache) > CACHE_SIZE:
            _cache.popitem(last=False)
    return template


def clean(words: str) -> str:
    """Text as a letter can hold it: newlines as LF, without what XML cannot carry."""
    if words.isprintable():  # nearly all are, and this is ten times faster
        return words
    return UNPRINTABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def render(template: CompiledTemplate, context: contexts.Context, properties: Properties) -> bytes:
    """The letter as a Word document; the same input gives the same bytes.

    Refused when a value would not be in the letter exactly as it is in the file.
    """
    fields = _cleaned(contexts.values(context))
    changed: dict[str, bytes] = {}
    printed: dict[str, list[str]] = {}
    for name, part in template.templates.items():
        printed[name] = []
        xml = _fill(part, {**fields, PRINTED: printed[name]})
        changed[name] = (XML + xml).encode()
    changed[template.property_names[CORE]] = _core_xml(properties)
    changed[template.property_names[CUSTOM]] = _custom_xml(properties)
    data = package.written(
        package.member(one.name, changed[one.name]) if one.name in changed else one
        for one in template.members
    )
    _prove(data, printed)
    return data


def _fill(part: Template, fields: dict[str, Any]) -> str:
    try:
        xml = "".join(part.root_render_func(part.new_context(fields)))
    except TemplateError as error:
        raise Refused("Het sjabloon gebruikt een veld dat deze brief niet heeft.") from error
    # A table cell without a paragraph is a damaged file to Word.
    return xml.replace(EMPTY_CELL, "</w:tcPr><w:p/></w:tc>") if EMPTY_CELL in xml else xml


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return value


# Reading back


def _prove(data: bytes, printed: Mapping[str, Sequence[str]]) -> None:
    """Reopen the letter and find every printed value, in order, in the text of its part."""
    for name, content in _reopened(data, frozenset(printed)).items():
        words = _all_text(etree.fromstring(content))
        at = 0
        for value in printed[name]:
            found = words.find(value, at)
            if found < 0:
                raise Refused(
                    told(
                        "De brief mist de tekst “%(value)s”; hij is niet gemaakt.", value=value[:60]
                    )
                )
            at = found + len(value)


def _reopened(data: bytes, names: frozenset[str]) -> dict[str, bytes]:
    """The members with these names, unpacked from the finished bytes through the directory."""
    _, _, _, _, count, _, at, _ = struct.unpack("<4s4H2LH", data[-22:])
    found = {}
    for _ in range(count):
        fields = struct.unpack("<4s6H3L5H2L", data[at : at + 46])
        name = data[at + 46 : at + 46 + fields[10]].decode()
        if name in names:
            begin = fields[16] + 30 + fields[10]
            packed = data[begin : begin + fields[8]]
            stored = fields[4] == zipfile.ZIP_STORED
            content = packed if stored else zlib.decompress(packed, -zlib.MAX_WBITS)
            if zlib.crc32(content) != fields[7]:
                raise Refused(package.DAMAGED)
            found[name] = content
        at += 46 + fields[10]
    if len(found) != len(names):
        raise Refused(package.DAMAGED)
    return found


TEXT, BREAK, RETURN, TAB = W + "t", W + "br", W + "cr", W + "tab"
SIGNS = {BREAK: "\n", RETURN: "\n", TAB: "\t"}


def _all_text(root: etree._Element) -> str:
    return "".join(
        (node.text or "") if node.tag == TEXT else SIGNS[node.tag]
        for node in root.iter(TEXT, BREAK, RETURN, TAB)
    )


def read_text(data: bytes) -> str:
    """What the document says, a line per paragraph: text and tables, then headers and footers."""
    return "\n".join(one.text for one in reading.of_document(data))


def leftovers(data: bytes) -> list[str]:
    """The sentences in which a tag or a missing value is still visible."""
    return [
        language.sentence_around(line, found.start())
        for line in read_text(data).split("\n")
        if (found := LEFTOVER.search(line))
    ]


def find_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """``kenmerk``, ``brief_id`` and ``versie`` as the document carries them, if it does."""
    return {
        str(node.get("name")): "".join(node.itertext())
        for name in package.related(parts, "", frozenset({"custom-properties"}))
        for node in package.parse(parts[name]).iter("{*}property")
        if node.get("name") in ("kenmerk", "brief_id", "versie")
    }


def stamped(data: bytes, version: int) -> bytes:
    """The document saying that it is this version, where it has a place for that.

    What someone saved still says which version it began with.
    """
    members = package.read_members(data)
    parts = {member.name: member.content for member in members}
    said = {}
    for name in package.related(parts, "", frozenset({"custom-properties"})):
        root = package.parse(parts[name])
        for node in root.iterfind("{*}property[@name='versie']/*"):
            if node.text != str(version):
                node.text, said[name] = str(version), root
    if not said:
        return data
    return package.written(
        package.member(one.name, etree.tostring(said[one.name], xml_declaration=True,
                                                encoding="UTF-8", standalone=True))
        if one.name in said
        else one
        for one in members
    )  # fmt: skip


# The package


def _with_properties(
    members: Sequence[Member], parts: Mapping[str, bytes]
) -> tuple[Sequence[Member], Mapping[str, str]]:
    """Make room for core and custom properties where the template has none."""
    names: dict[str, str] = {}
    added: dict[str, tuple[str, str]] = {}
    for name, (relation, kind) in PROPERTY_PARTS.items():
        known = package.related(parts, "", frozenset({relation.rpartition("/")[2]}))
        names[name] = known[0] if known else name
        if not known:
            added[name] = (relation, kind)
    if not added:
        return members, names
    types = package.parse(parts[package.CONTENT_TYPES])
    relations = package.parse(parts[package.ROOT_RELATIONS])
    for number, (name, (relation, kind)) in enumerate(added.items()):
        etree.SubElement(types, package.CT + "Override", PartName=f"/{name}", ContentType=kind)
        etree.SubElement(
            relations, package.RELATION, Id=f"wederhoor{number}", Type=relation, Target=name
        )
    rewritten = {package.CONTENT_TYPES: types, package.ROOT_RELATIONS: relations}
    kept = [
        package.member(member.name, etree.tostring(rewritten[member.name]))
        if member.name in rewritten
        else member
        for member in members
    ]
    return [*kept, *(package.member(name, b"") for name in added)], names


def _core_xml(properties: Properties) -> bytes:
    moment = clean(properties.made_at)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escape(moment)}</dcterms:{name}>'
        for name in ("created", "modified")
        if moment
    )
    return (
        f"{XML}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_line(properties.title)}</dc:title>"
        f"<dc:subject>{_line(properties.reference)}</dc:subject>"
        f"<dc:creator>{_line(properties.author)}</dc:creator>"
        f"<dc:language>nl-NL</dc:language>{dates}</cp:coreProperties>"
    ).encode()


def _custom_xml(properties: Properties) -> bytes:
    values = {
        "kenmerk": properties.reference,
        "brief_id": properties.letter_id,
        "versie": properties.version,
    }
    rows = "".join(
        f'<property fmtid="{CUSTOM_SET}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{_line(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f"{XML}<Properties"
        ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{rows}</Properties>"
    ).encode()


def _line(words: str) -> str:
    return str(escape(" ".join(clean(words).split())[:250]))
