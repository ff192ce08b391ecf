"""Makes the Word file of a definitive letter say what its paper says, and nothing more.

Tracked changes become the text that was read, comments and hidden text go, and so does who worked
on it. What remains is compared with lists of what may, as ``letters.package`` does.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from letters import package, reading
from letters.package import CT, RELATION, W

ROWS, CELLS = W + "trPr", W + "tcPr"
INSERTED = frozenset({W + "ins", W + "moveTo"})
CHANGED_PROPERTIES = frozenset(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange",
        "tcPrChange", "tblGridChange", "numberingChange",
    )
)  # fmt: skip
CELL_MARKS = frozenset({W + "cellIns", W + "cellDel", W + "cellMerge"})
RANGES = frozenset(
    W + kind + side
    for kind in (
        "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange",
        "customXmlMoveFromRange", "customXmlMoveToRange",
    )
    for side in ("Start", "End")
)  # fmt: skip
REVISIONS = reading.STRUCK | INSERTED | CHANGED_PROPERTIES | CELL_MARKS

COMMENT_MARKS = frozenset(
    W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
SESSIONS = frozenset({"rsids", "rsid", "trackRevisions", "docVars"})
"""Settings that tell in which sittings a document was made, and with which tool."""

DROPPED = frozenset(
    {
        "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "thumbnail",
        "customXml",
    }
)  # fmt: skip
KEPT_PROPERTIES: Mapping[str, frozenset[str]] = {
    "core-properties": frozenset({"title", "subject", "language", "created", "modified"}),
    "extended-properties": frozenset({"Application", "AppVersion"}),
    "custom-properties": frozenset({"kenmerk", "brief_id", "versie"}),
}
"""What a definitive letter may say about itself."""


def cleaned(data: bytes) -> bytes:
    """The document without revisions, comments, hidden text and names; the same when clean."""
    members = package.read_members(data)
    parts = {one.name: one.content for one in members}
    gone = _dropped(parts)
    changed = {name: package.written_xml(root) for name, root in _clean_parts(parts, gone)}
    if not gone and not changed:
        return data
    return package.written(
        package.member(one.name, changed[one.name]) if one.name in changed else one
        for one in members
        if one.name not in gone
    )


def _clean_parts(
    parts: Mapping[str, bytes], gone: frozenset[str]
) -> Iterable[tuple[str, etree._Element]]:
    """The parts that are not clean, made so."""
    main = package.main_part(parts)
    properties = {
        name: kept
        for kind, kept in KEPT_PROPERTIES.items()
        for name in package.related(parts, "", frozenset({kind}))
    }
    settings = set(package.related(parts, main, frozenset({"settings"})))
    hidden = hidden_styles(parts)
    with_text = reading.roots(parts)
    for name in parts:
        if name in gone or not name.lower().endswith((".xml", ".rels")):
            continue
        root = with_text[name] if name in with_text else package.parse(parts[name])
        if name in with_text:
            changed = sum((accept(root), _without_comments(root), _without_hidden(root, hidden)))
        elif name in properties:
            changed = _without_facts(root, properties[name])
        elif name in settings:
            changed = _remove(one for one in root.iter() if _local(one) in SESSIONS)
        elif gone and (name == package.CONTENT_TYPES or name.endswith(".rels")):
            changed = _without_links(root, name, gone)
        else:
            changed = _remove(root.iter(W + "rsid"))
        if changed + _without_sittings(root):
            yield name, root


def _local(node: etree._Element) -> str:
    return str(etree.QName(node).localname)


def _remove(nodes: Iterable[etree._Element]) -> int:
    """Take these out, with all that is in them."""
    found = [one for one in dict.fromkeys(nodes) if one.getparent() is not None]
    for one in found:
        one.getparent().remove(one)
    return len(found)


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    at = parent.index(node)
    parent[at : at + 1] = list(node)


# Tracked changes


def revisions(root: etree._Element) -> list[etree._Element]:
    """Every tracked change (bijgehouden wijziging)."""
    return list(root.iter(*REVISIONS))


def accept(root: etree._Element) -> int:
    """Make every tracked change final; returns how many there were."""
    found = revisions(root)
    if not found and next(root.iter(*RANGES), None) is None:
        return 0
    _remove(row for one in found if (row := reading.struck_row(one)) is not None)
    _remove(table for table in root.iter(W + "tbl") if table.find(W + "tr") is None)
    _remove(one.getparent().getparent() for one in found if one.tag == W + "cellDel")
    _remove(one for one in found if one.tag in reading.STRUCK and _holds_text(one))
    joined = [one.getparent().getparent().getparent() for one in found if _ends(one)]
    for one in found:
        if one.tag in INSERTED and _holds_text(one) and one.getparent() is not None:
            _unwrap(one)
    for paragraph in reversed(joined):
        _join(paragraph)
    _remove(root.iter(*REVISIONS, *RANGES))
    return len(found) or 1


def _holds_text(node: etree._Element) -> bool:
    """Around text; elsewhere it is the mark of a paragraph or a row."""
    return node.getparent() is not None and node.getparent().tag not in {W + "rPr", ROWS}


def _ends(node: etree._Element) -> bool:
    """The end of a paragraph was struck."""
    parent = node.getparent()
    return (
        node.tag in reading.STRUCK
        and parent is not None
        and parent.tag == W + "rPr"
        and parent.getparent() is not None
        and parent.getparent().tag == W + "pPr"
    )


def _join(paragraph: etree._Element) -> None:
    """What is left of a paragraph goes before the next, as Word does."""
    parent, following = paragraph.getparent(), paragraph.getnext()
    if parent is None:
        return
    left = [one for one in paragraph if one.tag != W + "pPr"]
    if following is not None and following.tag == W + "p":
        at = 1 if following.find(W + "pPr") is not None else 0
        following[at:at] = left
        parent.remove(paragraph)
    elif not left and not _last_of_its_kind(paragraph):
        parent.remove(paragraph)


def _last_of_its_kind(paragraph: etree._Element) -> bool:
    """A cell must end with a paragraph, and a header must have one."""
    parent = paragraph.getparent()
    ends_cell = parent.tag == W + "tc" and paragraph.getnext() is None
    return ends_cell or len(parent.findall(W + "p")) == 1


# Comments, hidden text, and whose work it was


def _without_comments(root: etree._Element) -> int:
    marks = list(root.iter(*COMMENT_MARKS))
    emptied = [one.getparent() for one in marks if one.getparent().tag == W + "r"]
    _remove(marks)
    _remove(run for run in emptied if all(one.tag == W + "rPr" for one in run))
    return len(marks)


Tells = Callable[[etree._Element | None], bool | None]
"""Whether text with these properties is so; None when they do not say."""


def hidden_styles(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The styles that hide their text, also when they inherit that."""
    return styles_that(parts, _vanishes)


def styles_that(parts: Mapping[str, bytes], tells: Tells) -> frozenset[str]:
    """The styles of which this holds, also when they inherit it."""
    main = package.main_part(parts)
    known: dict[str, tuple[str, bool | None]] = {}
    for name in package.related(parts, main, frozenset({"styles"})):
        for style in package.parse(parts[name]).iter(W + "style"):
            based = style.find(W + "basedOn")
            parent = "" if based is None else based.get(W + "val", "")
            known[style.get(W + "styleId", "")] = (parent, tells(style.find(W + "rPr")))

    def holds(style: str, seen: frozenset[str]) -> bool:
        parent, own = known.get(style, ("", False))
        return own if own is not None else parent not in seen and holds(parent, seen | {style})

    return frozenset(one for one in known if holds(one, frozenset()))


def _vanishes(properties: etree._Element | None) -> bool | None:
    """Whether text with these properties is hidden; None when they do not say."""
    found = None if properties is None else properties.find(W + "vanish")
    return None if found is None else found.get(W + "val", "1") not in {"0", "false", "off"}


def is_hidden(run: etree._Element, styles: frozenset[str]) -> bool:
    """Whether this run is not shown or printed (verborgen tekst)."""
    return holds_for(run, styles, _vanishes)


def holds_for(run: etree._Element, styles: frozenset[str], tells: Tells) -> bool:
    """Whether this holds for a run: by its own properties, or else by one of its styles."""
    own = tells(run.find(W + "rPr"))
    if own is not None or not styles:
        return bool(own)
    paragraph = next(run.iterancestors(W + "p"), None)
    named = (
        run.find(f"{W}rPr/{W}rStyle"),
        None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle"),
    )
    return any(one is not None and one.get(W + "val") in styles for one in named)


def _without_hidden(root: etree._Element, styles: frozenset[str]) -> int:
    fields = (W + "fldChar", W + "instrText")
    return _remove(
        run
        for paragraph in reading.elements(root)
        for run in list(reading.runs(paragraph))
        if is_hidden(run, styles) and not any(one.tag in fields for one in run)
    )


def _without_sittings(root: etree._Element) -> int:
    """Take out the numbers by which Word knows in which sitting something was typed."""
    count = 0
    for node in root.iter(etree.Element):
        for key in [key for key in node.attrib if str(key).startswith(W + "rsid")]:
            del node.attrib[key]
            count += 1
    return count


def _without_facts(root: etree._Element, kept: frozenset[str]) -> int:
    return _remove(
        one
        for one in root
        if one.get("name", _local(one)) not in kept and "".join(one.itertext()).strip()
    )


# The package


def _dropped(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The parts that go, and what hangs on them."""
    main = package.main_part(parts)
    waiting = [
        *package.related(parts, "", DROPPED),
        *package.related(parts, main, DROPPED),
    ]
    gone: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in gone or name not in parts:
            continue
        folder, _, file = name.rpartition("/")
        gone |= {name, f"{folder}/_rels/{file}.rels".lstrip("/")} & parts.keys()
        waiting += package.related(parts, name, package.RELATIONS)
    return frozenset(gone)


def _without_links(root: etree._Element, name: str, gone: frozenset[str]) -> int:
    """No relation or content type names a part that went."""
    if name == package.CONTENT_TYPES:
        named = root.iter(CT + "Override")
        return _remove(one for one in named if one.get("PartName", "").lstrip("/") in gone)
    folder = posixpath.dirname(posixpath.dirname(name))
    return _remove(
        one
        for one in root.iter(RELATION)
        if one.get("TargetMode", "Internal") == "Internal"
        and package.resolved(folder, one.get("Target", "")) in gone
    )
