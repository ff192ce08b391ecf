"""The little language of a template: which tags there are, and which of Jinja is allowed.

docxtpl's tags, and of Jinja only what a letter needs: print a field, choose, repeat. Anything
that can call, index, import, compute or reach behind a value is refused before it is compiled.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateRuntimeError, nodes, pass_context
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from letters.package import W, main_part, related
from rules.wording import Dutch, told

MAX_PART = 2**20
"""A template larger than this is no letter; keeps every check within a second."""
MAX_TAGS = 2000
MAX_LOOP_DEPTH = 2

MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{_|_\}")
PAIRS = {"{{": "}}", "{%": "%}"}
OUTPUT_TAG = re.compile(r"\{\{(?!p |r |tr |tc )[^{}%#]{1,300}\}\}", re.DOTALL)
BLOCK_TAG = re.compile(
    r"\{%(p |tr |)\s*(if|elif|else|endif|for|endfor)\b([^{}%#]{0,300})(?<!-)%\}", re.DOTALL
)
ELEMENT = re.compile(r"<(/?)([\w:.\-]+)[^<>]*?(/?)>")

ALLOWED_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.If, nodes.CondExpr, nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Filter,
)  # fmt: skip
LOOP_FIELDS = frozenset({"index", "first", "last"})
FILTERS = frozenset({"upper", "lower", "title", "trim", "default"})

PRINTING_RELATIONS = frozenset({"header", "footer", "footnotes", "endnotes"})

BREAKS = {
    "\n": Markup('</w:t><w:br/><w:t xml:space="preserve">'),
    "\t": Markup('</w:t><w:tab/><w:t xml:space="preserve">'),
}
PRINTED = ""
"""Key, impossible as a field name, under which a rendering collects what it printed."""


@dataclass(frozen=True)
class Problem:
    """Something in a template that cannot stay: where, what, and what to do."""

    sentence: str
    message: Dutch
    suggestion: Dutch = ""


@pass_context
def in_word(context: JinjaContext, value: Any) -> Any:
    """One value as the inside of a ``w:t``: escaped, with breaks for newlines."""
    if isinstance(value, Undefined):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TemplateRuntimeError("only text can be printed")
    words = str(value)
    context.parent[PRINTED].append(words)
    if "\n" not in words and "\t" not in words:
        return words
    escaped = escape(words)
    for character, element in BREAKS.items():
        escaped = escaped.replace(character, element)
    return escaped


class WordEnvironment(ImmutableSandboxedEnvironment):
    """Jinja reduced to printing, choosing and repeating plain values."""

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, finalize=in_word, keep_trailing_newline=True
        )
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - Jinja's signature
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja's signature
        return isinstance(obj, LoopContext) and attr in LOOP_FIELDS

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a dict, or where a loop is; nothing else has attributes here."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if self.is_safe_attribute(obj, attribute, None):
            return getattr(obj, attribute)
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.unsafe_undefined(obj, str(argument))

    def call(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        """Nothing in a template can be called."""
        return self.unsafe_undefined(None, "call")


ENVIRONMENT = WordEnvironment()
_DOCXTPL = DocxTemplate("")


def patched(root: etree._Element) -> str:
    """The part as docxtpl hands it to Jinja: tags put together, ``{%p`` and ``{%tr`` resolved."""
    source = etree.tostring(root, encoding="unicode")
    return str(_DOCXTPL.patch_xml(source))


def text_of(paragraph: etree._Element) -> str:
    """The text of one paragraph as read, without that of text boxes inside it."""
    pieces: list[str] = []
    for node in paragraph.iter(W + "t", W + "br", W + "cr", W + "tab"):
        if node.tag == W + "t":
            if next(node.iterancestors(W + "p")) is paragraph:
                pieces.append(node.text or "")
        elif node.getparent().tag == W + "r":
            pieces.append("\t" if node.tag == W + "tab" else "\n")
    return "".join(pieces)


def structure_problems(root: etree._Element) -> Iterator[Problem]:
    """What is wrong with the tags as they stand in the paragraphs, before Jinja sees them."""
    count = 0
    for node in root.iter():
        if node.tag != W + "t" and any(
            "{" in str(value) and MARK.search(str(value))
            for value in (node.text or "", *node.values())
        ):
            yield Problem(
                _short(node.text or ""),
                told(
                    "Hier kan geen tag staan: in een veldcode, een eigenschap of verwijderde tekst."
                ),
                told("Zet de tag in gewone tekst en verwerk eerst alle bijgehouden wijzigingen."),
            )
    for paragraph in root.iter(W + "p"):
        words = text_of(paragraph)
        if not MARK.search(words):
            continue
        count += len(MARK.findall(words))
        if count > 2 * MAX_TAGS:
            yield Problem("", told("Dit sjabloon heeft meer dan 2000 tags."))
            return
        yield from _tag_problems(words)
        yield from _placement_problems(paragraph, words)


def _tag_problems(words: str) -> Iterator[Problem]:
    opened: re.Match[str] | None = None
    for mark in MARK.finditer(words):
        sign = mark[0]
        if sign in ("{#", "#}", "{_", "_}"):
            yield Problem(
                sentence_around(words, mark.start()),
                told("“%(sign)s” kan niet in een sjabloon.", sign=sign),
                told("Gebruik voor een toelichting een opmerking in Word."),
            )
            return
        if opened is None and sign in PAIRS:
            opened = mark
        elif opened is not None and sign == PAIRS[opened[0]]:
            tag = words[opened.start() : mark.end()]
            if not (OUTPUT_TAG.fullmatch(tag) or BLOCK_TAG.fullmatch(tag)):
                yield Problem(
                    sentence_around(words, opened.start()),
                    told("De tag “%(tag)s” is niet toegestaan.", tag=_short(tag)),
                    told(
                        "Toegestaan zijn {{ veld }}, {%p if veld %}, {%p for rij in lijst %} "
                        "en hun afsluiting."
                    ),
                )
            opened = None
        else:
            yield Problem(
                sentence_around(words, mark.start()),
                told("Hier staat “%(sign)s” zonder dat het bij een tag hoort.", sign=sign),
                told("Schrijf een tag als {{ veld }} of {%p if veld %}, op één regel."),
            )
            return
    if opened is not None:
        yield Problem(
            sentence_around(words, opened.start()),
            told(
                "De tag die begint met “%(tag)s” wordt niet gesloten.",
                tag=_short(words[opened.start() :]),
            ),
            told("Sluit de tag met %(sign)s, in dezelfde alinea.", sign=PAIRS[opened[0]]),
        )


def _placement_problems(paragraph: etree._Element, words: str) -> Iterator[Problem]:
    """docxtpl drops the whole paragraph or row around ``{%p`` and ``{%tr``: nothing may be lost."""
    for tag in BLOCK_TAG.finditer(words):
        around = words
        if tag[1] == "tr ":
            row = next(paragraph.iterancestors(W + "tr"), None)
            if row is None:
                yield Problem(
                    words,
                    told("“%(tag)s” staat niet in een tabel.", tag=tag[0]),
                    "Gebruik {%p … %}.",
                )
                continue
            around = "".join(text_of(one) for one in row.iter(W + "p"))
        if tag[1] and around.strip() != tag[0]:
            what = "rij" if tag[1] == "tr " else "alinea"
            yield Problem(
                _short(words),
                told(
                    "“%(tag)s” moet alleen in een %(what)s staan; "
                    "de rest van die %(what)s verdwijnt.",
                    tag=tag[0],
                    what=told(what),
                ),
                told("Zet “%(tag)s” in een eigen %(what)s.", tag=tag[0], what=told(what)),
            )


def flow_problems(source: str) -> Iterator[Problem]:
    """Blocks that are not closed, or that cut the document's structure in half.

    Also a value that would not be printed inside text, where it could break the file.
    """
    stack: list[str] = []
    for _, part, words in ENVIRONMENT.lex(source):
        if part == "data":
            _follow(words, stack)
        elif part == "variable_begin" and stack[-1:] != ["w:t"]:
            yield Problem("", told("Een veld staat op een plek waar geen tekst kan staan."))
            return
    problems = list(_pairing_problems(source))
    yield from problems or _cut_problems(source)


def _pairing_problems(source: str) -> Iterator[Problem]:
    blocks: list[tuple[str, str]] = []
    for block in BLOCK_TAG.finditer(source):
        yield from _block_problems(block, blocks)
    for name, opening in blocks:
        yield Problem(
            opening,
            told("Het blok “%(opening)s” wordt niet afgesloten.", opening=opening),
            told("Zet eronder een alinea met {%%p end%(name)s %%}.", name=name),
        )


def _follow(words: str, stack: list[str]) -> None:
    for element in ELEMENT.finditer(words):
        if element[1]:
            if stack:
                stack.pop()
        elif not element[3]:
            stack.append(element[2])


def _block_problems(block: re.Match[str], blocks: list[tuple[str, str]]) -> Iterator[Problem]:
    name = block[2]
    if name in ("if", "for"):
        blocks.append((name, block[0]))
        return
    wanted = {"elif": "if", "else": "if", "endif": "if", "endfor": "for"}[name]
    if not blocks or blocks[-1][0] != wanted:
        yield Problem(
            block[0],
            told("“%(block)s” hoort bij geen open %(wanted)s-blok.", block=block[0], wanted=wanted),
            told("Open het blok met {%%p %(wanted)s … %%} of haal deze tag weg.", wanted=wanted),
        )
    elif name.startswith("end"):
        blocks.pop()


def _cut_problems(source: str) -> Iterator[Problem]:
    stack: list[str] = []
    starts: list[tuple[str, list[str]]] = []
    at = 0
    for block in BLOCK_TAG.finditer(source):
        _follow(source[at : block.start()], stack)
        at = block.end()
        if block[2] in ("if", "for"):
            starts.append((block[0], list(stack)))
        elif starts and starts[-1][1] != stack:
            yield Problem(
                starts[-1][0],
                told(
                    "Het blok “%(block)s” begint en eindigt niet op dezelfde plek in het document.",
                    block=starts[-1][0],
                ),
                told(
                    "Zet begin en einde beide in een eigen alinea met {%p … %}, "
                    "of beide in één zin."
                ),
            )
            return
        if block[2].startswith("end"):
            starts.pop()


def grammar_problems(tree: nodes.Template) -> Iterator[Problem]:
    """Whatever Jinja can do and a letter may not."""
    for node in _walk(tree):
        if not isinstance(node, ALLOWED_NODES):
            yield _not_allowed(type(node).__name__.lower())
        elif isinstance(node, nodes.Filter) and (
            node.name not in FILTERS
            or node.kwargs
            or node.dyn_args
            or node.dyn_kwargs
            or not all(isinstance(one, nodes.Const) for one in node.args)
        ):
            yield _not_allowed(f"|{node.name}")
        elif isinstance(node, nodes.Const) and (
            not isinstance(node.value, str | int) or len(str(node.value)) > 200
        ):
            yield _not_allowed(_short(str(node.value)))
        elif isinstance(node, nodes.For) and (
            node.recursive
            or node.test is not None
            or node.else_
            or not isinstance(node.target, nodes.Name)
        ):
            yield _not_allowed("for met extra’s")
    yield from _depth_problems(tree, 0)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(one.iter_child_nodes())


def _depth_problems(node: nodes.Node, depth: int) -> Iterator[Problem]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.For):
            if depth >= MAX_LOOP_DEPTH:
                yield _not_allowed("for")
            else:
                yield from _depth_problems(child, depth + 1)
        else:
            yield from _depth_problems(child, depth)


def _not_allowed(what: str) -> Problem:
    return Problem(
        what,
        told("Dit kan niet in een sjabloon: “%(what)s”.", what=what),
        told(
            "Gebruik alleen velden, if en for (ten hoogste twee diep), en de filters %(filters)s.",
            filters=", ".join(sorted(FILTERS)),
        ),
    )


AROUND = 1000
"""Letters before and behind in which a sentence is looked for: a text can be one without end."""


def sentence_around(words: str, position: int) -> str:
    """The sentence in which this position lies.

    >>> sentence_around("Eerste zin. Tweede {{ x }} zin. Derde.", 20)
    'Tweede {{ x }} zin.'
    """
    before = max(0, position - AROUND)
    words, position = words[before : position + AROUND], position - before
    start = max((words.rfind(end, 0, position) + 2 for end in (". ", "? ", "! ")), default=0)
    begin = 0 if start == 1 else start
    ends = [found + 1 for end in (". ", "? ", "! ") if (found := words.find(end, position)) >= 0]
    return _short(words[begin : min(ends, default=len(words))], 300)


def _short(words: str, length: int = 80) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"


Judge = Callable[[nodes.Template], Iterator[Problem]]


def template_problems(root: etree._Element, judge: Judge | None = None) -> Iterator[Problem]:
    """All that is wrong with one part; ``judge`` adds what depends on the kind of letter."""
    problems = list(structure_problems(root))
    yield from problems
    if problems:
        return
    source = patched(root)
    problems = list(flow_problems(source))
    yield from problems
    if problems:
        return
    tree = ENVIRONMENT.parse(source)
    problems = list(grammar_problems(tree))
    yield from problems
    if not problems and judge is not None:
        yield from judge(tree)


def template_parts(parts: Mapping[str, bytes]) -> list[str]:
    """The parts in which tags work: running text, headers, footers, foot- and endnotes."""
    main = main_part(parts)
    return list(dict.fromkeys([main, *related(parts, main, PRINTING_RELATIONS)]))
