"""Word documents made wrong by chance: the same seed gives the same ones.

Bytes are turned over, and, more often, the XML inside is: parts, elements, attributes and texts are
dropped, doubled, moved, renamed, nested and filled with what attacks are made of. What comes out
is then packed soundly, so that it gets past the archive and deep into the readers.
"""

import io
import random
import zipfile
from collections.abc import Callable

from lxml import etree

from letters.package import W
from tests.hostile import packages
from tests.hostile.corpus import words

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
Parts = dict[str, bytes]
PAYLOADS = [one for one in words()[0] if one.isprintable() and "\ufffe" not in one] + list(
    packages.FIELD_CODES
)
TAGS = [W + one for one in (
    "p", "r", "t", "tbl", "tr", "tc", "del", "ins", "moveFrom", "moveTo", "sdt", "sdtContent",
    "fldChar", "instrText", "fldSimple", "hyperlink", "br", "tab", "drawing", "pict", "object",
    "comment", "rPr", "pPr", "trPr", "vanish", "sectPr", "body", "document", "style",
    "bookmarkStart", "commentRangeStart", "numPr", "footnoteReference", "txbxContent",
    "altChunk",
)]  # fmt: skip


def sources() -> list[bytes]:
    """What is made wrong: all that is good, the templates among it."""
    return [data for _, data in packages.good() if len(data) < 400_000]


def opened(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


class Fuzzer:
    """One series of documents."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.sources = sources()
        self.parts = [opened(one) for one in self.sources]

    def one(self) -> bytes:
        if self.chance.random() < 0.2:
            return self.turned_over(self.chance.choice(self.sources))
        parts = dict(self.chance.choice(self.parts))
        for _ in range(self.chance.choice((1, 1, 1, 2, 3, 5, 8))):
            act: Callable[[Parts], None] = self.chance.choice(
                (self.in_xml, self.in_xml, self.in_xml, self.in_xml, self.in_bytes, self.of_parts)
            )
            act(parts)
        return packages.packed(parts)

    def turned_over(self, data: bytes) -> bytes:
        """Bits, pieces, and ends of the file as it is."""
        wrong, chance = bytearray(data), self.chance
        for _ in range(chance.choice((1, 2, 4, 16, 64))):
            at = chance.randrange(len(wrong))
            how = chance.randrange(5)
            if how == 0:
                wrong[at] ^= 1 << chance.randrange(8)
            elif how == 1:
                wrong[at : at + 4] = chance.choice((b"\0" * 4, b"\xff" * 4, b"\xff\xff\xff\x7f"))
            elif how == 2:
                other = chance.randrange(len(wrong))
                wrong[at : at + 30] = wrong[other : other + 30]
            elif how == 3:
                del wrong[at : at + chance.randrange(1, 40)]
            else:
                wrong[at:at] = chance.randbytes(chance.randrange(1, 40))
            if not wrong:
                break
        return bytes(wrong)

    def in_bytes(self, parts: Parts) -> None:
        """One part, without regard for what it is."""
        name = self.chance.choice(list(parts) or [""])
        if parts.get(name):
            parts[name] = self.turned_over(parts[name])

    def of_parts(self, parts: Parts) -> None:
        """Parts dropped, doubled, exchanged, and given each other's names."""
        chance = self.chance
        if len(parts) < 2:
            return
        one, other = chance.sample(list(parts), 2)
        how = chance.randrange(5)
        if how == 0:
            del parts[one]
        elif how == 1:
            parts[one], parts[other] = parts[other], parts[one]
        elif how == 2:
            parts[one.replace("word/", "word/x/", 1)] = parts.pop(one)
        elif how == 3:
            parts[one + chance.choice((".xml", ".rels", ".png", ".bin", "/"))] = parts[one]
        else:
            parts[one] = parts[one] * chance.choice((2, 50))

    def in_xml(self, parts: Parts) -> None:
        """One element, attribute or text of one part."""
        chance = self.chance
        names = [one for one in parts if one.endswith((".xml", ".rels"))]
        heavy = [one for one in names if one == packages.MAIN]
        if not names:
            return
        name = chance.choice(heavy or names) if chance.random() < 0.6 else chance.choice(names)
        try:
            root = etree.fromstring(parts[name], PARSER)
        except (etree.XMLSyntaxError, ValueError):
            return
        if root is None:
            return
        nodes = list(root.iter(etree.Element))
        if not nodes:
            return
        try:
            for _ in range(chance.choice((1, 1, 2, 6))):
                self.node(chance.choice(nodes), nodes)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        except (etree.LxmlError, ValueError, TypeError, LookupError):
            return  # it became something that cannot be written down

    def node(self, node: etree._Element, nodes: list[etree._Element]) -> None:
        chance, parent = self.chance, node.getparent()
        how, words_ = chance.randrange(10), chance.choice(PAYLOADS)
        if how == 0 and parent is not None:
            parent.remove(node)
        elif how == 1 and parent is not None:
            copies = chance.choice((1, 3, 40))
            for _ in range(copies):
                parent.append(etree.fromstring(etree.tostring(node, with_tail=False), PARSER))
        elif how == 2:
            other = chance.choice(nodes)
            if node not in other.iterancestors() and other is not node and parent is not None:
                other.append(node)
        elif how == 3:
            node.tag = chance.choice(TAGS)
        elif how == 4:
            node.text = self.fitting(words_)
        elif how == 5:
            node.tail = self.fitting(words_)
        elif how == 6 and node.attrib:
            node.set(chance.choice(list(node.attrib)), self.fitting(words_))
        elif how == 7 and node.attrib:
            del node.attrib[chance.choice(list(node.attrib))]
        elif how == 8:
            deep = node
            for _ in range(chance.choice((1, 5, 60, 300))):
                deep = etree.SubElement(deep, chance.choice(TAGS))
            deep.text = self.fitting(words_)
        else:
            node.text = self.fitting(words_) * chance.choice((1, 100, 5000))

    @staticmethod
    def fitting(words_: str) -> str:
        return "".join(one for one in words_ if one in "\t\n" or one.isprintable())
