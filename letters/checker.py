"""Tells the maker of a template what is wrong, in which sentence, and what to write instead."""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from letters import contexts, language, package, render
from letters.catalogue import CATALOGUE, LetterDefinition
from letters.contexts import Card
from letters.language import Problem
from letters.package import Refused
from rules.errors import Refusal
from rules.vocabulary import LetterKind
from rules.wording import Dutch, lower, told

MEMORY_LIMIT = 512 * 2**20
CPU_SECONDS = 5
WALL_SECONDS = 15

OBJECTION = re.compile(r"\b(bezwaar|bezwaarschrift|beroep)\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(geen|niet|nooit)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+")

AFRESH: Dutch = (
    "Kopieer de tekst in Word naar een nieuw document, en sla dat op als Word-document (.docx)."
)
"""Leaves macros, links to elsewhere and embedded objects behind."""


@dataclass(frozen=True)
class Finding:
    """One thing to repair: the sentence it is in, what is wrong, and what to do."""

    sentence: str
    message: Dutch
    suggestion: Dutch = ""


def report(data: bytes, kind: LetterKind) -> list[Finding]:
    """All that must change, a trial letter included; that tells only something of a file that can
    be read.
    """
    return check(data, kind) or trial(data, kind)


def check(data: bytes, kind: LetterKind) -> list[Finding]:
    """All that must change before this file can be the template of this kind. Never raises."""
    try:
        parts = package.read_parts(data)
        found = list(_findings(parts, CATALOGUE[kind]))
    except Refusal as refusal:
        found = [Finding("", str(refusal), AFRESH)]
    except Exception:
        # Jinja and docxtpl raise RecursionError, ValueError and more on odd input.
        found = [Finding("", "De tags in dit sjabloon zijn niet te lezen.")]
    return list(dict.fromkeys(found))


def _findings(parts: Mapping[str, bytes], definition: LetterDefinition) -> Iterator[Finding]:
    printed: set[str] = set()
    words: list[str] = []
    broken = False
    for name in language.template_parts(parts):
        if len(parts[name]) > language.MAX_PART:
            yield Finding("", "Dit sjabloon is te groot om te controleren.")
            return
        root = package.parse(parts[name])
        lines = [language.text_of(one) for one in root.iter(package.W + "p")]
        words += lines
        flat = [" ".join(one.split()) for one in lines]
        reader = Reader(contexts.cards(definition.context_class))
        for problem in _part_problems(root, reader):
            broken = True
            yield _quoting(problem, flat)
        printed |= reader.printed
    yield from _property_findings(parts)
    if not broken:
        yield from _omissions(definition, printed, words)


def _part_problems(root: etree._Element, reader: "Reader") -> Iterator[Problem]:
    try:
        yield from language.template_problems(root, reader.problems)
    except TemplateSyntaxError as error:
        yield Problem(
            "",
            told("De tags zijn niet te lezen (%(why)s).", why=error.message),
            told("Kijk de laatste wijziging na."),
        )


def _quoting(problem: Problem, lines: list[str]) -> Finding:
    """The problem with the sentence in the document, where it names only a piece of it."""
    piece = " ".join(problem.sentence.split())
    needle = re.sub(r"^\{%(?:p |tr |)\s*|\s*%\}$", "", piece)
    for line in lines:
        at = line.find(needle) if needle else -1
        if at >= 0:
            return Finding(
                language.sentence_around(line, at),
                problem.message,
                problem.suggestion,
            )
    return Finding(piece, problem.message, problem.suggestion)


def _property_findings(parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Document properties are written by the panel; docxtpl would evaluate tags in them."""
    kinds = frozenset({"core-properties", "extended-properties", "custom-properties"})
    for name in package.related(parts, "", kinds):
        for text in package.parse(parts[name]).itertext():
            if language.MARK.search(text):
                yield Finding(
                    text[:200],
                    told("In de documenteigenschappen van dit sjabloon staat een tag."),
                    told(
                        "Maak die leeg: Bestand, Info, Eigenschappen. Het paneel vult ze zelf in."
                    ),
                )


def _omissions(
    definition: LetterDefinition, printed: set[str], lines: list[str]
) -> Iterator[Finding]:
    cards = contexts.cards(definition.context_class)
    for path in sorted(definition.must_print - printed):
        if _parent(path) in definition.must_print - printed:
            continue
        yield Finding(
            "",
            told(
                "Deze brief moet “%(what)s” noemen; {{ %(field)s }} ontbreekt.",
                what=lower(cards[path].label),
                field=path,
            ),
            _how_to_print(cards[path]),
        )
    words = " ".join(" ".join(lines).split()).lower()
    for statement in definition.statements:
        if not statement.stands_in(words):
            yield Finding(
                "",
                told("In deze brief moet staan %(what)s.", what=told(statement.tells)),
                told("Neem een zin op met “%(said)s”.", said=statement.forms[0]),
            )
    for line in lines:
        for found in SENTENCE.finditer(line):
            if OBJECTION.search(found[0]) and not NEGATION.search(found[0]):
                yield Finding(
                    found[0].strip(),
                    told("Tegen een klachtbrief staat geen bezwaar of beroep open (art. 9:3 Awb)."),
                    told("Haal deze zin weg."),
                )


def _parent(path: str) -> str:
    return path.rpartition(".")[0]


def _how_to_print(card: Card) -> str:
    parent, _, name = card.path.rpartition(".")
    if card.kind == "text":
        shown = f"rij.{name}" if parent else name
        if parent:
            words = told("Voeg {{ %(shown)s }} toe binnen de lus over %(list)s.")
            return told(words, shown=shown, list=parent)
        return told("Voeg {{ %(shown)s }} toe.", shown=shown)
    return told(
        "Voeg een lus toe: {%%p for rij in %(path)s %%}, {{ rij }}, {%%p endfor %%}, "
        "elk in een eigen alinea.",
        path=card.path,
    )


class Reader:
    """Follows the fields of one part through its loops, and remembers which are printed."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self.cards = cards
        self.printed: set[str] = set()

    def problems(self, tree: nodes.Template) -> Iterator[Problem]:
        """Unknown fields, and known ones used as what they are not."""
        yield from self._each(tree.body, {})

    def _each(self, body: list[nodes.Node], rows: Mapping[str, str]) -> Iterator[Problem]:
        for node in body:
            if isinstance(node, nodes.For):
                yield from self._loop(node, rows)
            elif isinstance(node, nodes.If):
                yield from self._used(node.test, rows)
                yield from self._each([*node.body, *node.elif_, *node.else_], rows)
            elif isinstance(node, nodes.Output):
                for one in node.nodes:
                    if not isinstance(one, nodes.TemplateData):
                        yield from self._printed(one, rows)

    def _loop(self, node: nodes.For, rows: Mapping[str, str]) -> Iterator[Problem]:
        name = _written(node.target)
        written = _written(node.iter)
        path = self._path(node.iter, rows)
        if name in self.cards or name == "loop" or name in rows:
            yield Problem(
                f"for {name} in",
                told("“%(name)s” is al de naam van iets anders.", name=name),
                told("Kies een andere naam, bijvoorbeeld rij."),
            )
        elif path is None:
            yield self._unknown(written, rows)
        elif self.cards[path].kind not in ("texts", "rows"):
            yield Problem(
                f"in {written}",
                told("“%(written)s” is geen lijst; daar kan geen lus over lopen.", written=written),
                told("Schrijf {{ %(written)s }}.", written=written),
            )
        else:
            self.printed.add(path)
            yield from self._each(node.body, {**rows, name: path})

    def _printed(self, node: nodes.Node, rows: Mapping[str, str]) -> Iterator[Problem]:
        if isinstance(node, nodes.Filter) and node.node is not None:
            yield from self._printed(node.node, rows)
        elif isinstance(node, nodes.CondExpr):
            yield from self._used(node.test, rows)
            for branch in (node.expr1, node.expr2):
                if branch is not None:
                    yield from self._printed(branch, rows)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            written = _written(node)
            path = self._path(node, rows)
            if written == "loop.index" and rows:
                return
            if path is None:
                yield self._unknown(written, rows)
            elif written in rows and self.cards[path].kind == "texts":
                return
            elif self.cards[path].kind != "text":
                yield Problem(
                    written,
                    told(
                        "“%(written)s” is geen tekst en kan niet zo worden afgedrukt.",
                        written=written,
                    ),
                    told(
                        "Gebruik een ja/nee-veld in {%%p if … %%} en een lijst in "
                        "{%%p for rij in %(written)s %%}.",
                        written=written,
                    ),
                )
            else:
                self.printed.add(path)
        elif not isinstance(node, nodes.Const):
            yield Problem("", told("Alleen een veld kan worden afgedrukt."), "Schrijf {{ veld }}.")

    def _used(self, node: nodes.Node, rows: Mapping[str, str]) -> Iterator[Problem]:
        if isinstance(node, nodes.Name | nodes.Getattr):
            written = _written(node)
            if self._path(node, rows) is None and not (
                rows and written in {f"loop.{one}" for one in language.LOOP_FIELDS}
            ):
                yield self._unknown(written, rows)
            return
        for child in node.iter_child_nodes():
            yield from self._used(child, rows)

    def _path(self, node: nodes.Node, rows: Mapping[str, str]) -> str | None:
        """The path of a field, with the loop's row put back to its list."""
        first, _, rest = _written(node).partition(".")
        if first in rows:
            path = f"{rows[first]}.{rest}" if rest else rows[first]
        else:
            path = _written(node)
            if _parent(path):
                return None
        return path if path in self.cards else None

    def _unknown(self, written: str, rows: Mapping[str, str]) -> Problem:
        names = {
            path if not _parent(path) else f"{row}.{path.rpartition('.')[2]}": path
            for path in self.cards
            for row in (
                [""] if not _parent(path) else [r for r, p in rows.items() if p == _parent(path)]
            )
        }
        labels = {self.cards[path].label.lower(): name for name, path in names.items()}
        near = (
            get_close_matches(written, names, n=1, cutoff=0.6)
            or [
                labels[label]
                for label in get_close_matches(
                    written.replace("_", " ").lower(), labels, n=1, cutoff=0.6
                )
            ]
            or get_close_matches(written, names, n=1, cutoff=0.4)
        )
        return Problem(
            written,
            told("Onbekend veld “%(written)s”.", written=written),
            told("Bedoel je {{ %(name)s }}?", name=near[0])
            if near
            else told("Kijk op de veldkaart van deze brief."),
        )


def _written(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return "…"


# The trial rendering


def trial(data: bytes, kind: LetterKind) -> list[Finding]:
    """Render with the sample in a child process that has little memory and time."""
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module, data on stdin
            [sys.executable, "-m", "letters.checker", kind.name],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=Path(__file__).resolve().parent.parent,
            check=False,
        )
        return [Finding(**one) for one in json.loads(child.stdout)]
    except (subprocess.TimeoutExpired, ValueError, TypeError, OSError):
        return [Finding("", told("Met dit sjabloon lukt het niet een proefbrief te maken."))]


def _trial(data: bytes, kind: LetterKind) -> list[Finding]:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    context = contexts.sample(CATALOGUE[kind].context_class)
    properties = render.Properties(title=kind.label, reference=context.reference)
    try:
        letter = render.render(render.compile_template(data), context, properties)
        return [
            Finding(line, told("In de proefbrief staat nog een tag of ontbrekende waarde."))
            for line in render.leftovers(letter)
        ]
    except Refused as refusal:
        return [Finding("", refusal.sentence)]


if __name__ == "__main__":
    results = _trial(sys.stdin.buffer.read(), LetterKind[sys.argv[1]])
    sys.stdout.write(json.dumps([asdict(one) for one in results]))
