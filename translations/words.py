"""Finds the Dutch texts of screens in Python, for Babel (``babel.cfg``).

A text that a screen shows is annotated ``rules.wording.Dutch``: as a field, a parameter, a table or
what a function gives back. What stands there as a literal is collected, also where such a field is
filled or such a function is called; so are the labels of every ``Labelled``, and what is flashed.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("text.py", "rules", "files", "letters", "queries", "operations", "views")
OURS = {place.removesuffix(".py") for place in PLACES}
MARK = ast.Name("Dutch")
ELSEWHERE = ("flash", "Unclean", "N_", "Refused")
"""What takes a text first, and is told of by nothing that knows the mark."""
PLURAL = frozenset(
    {
        "list", "set", "frozenset", "Sequence", "Collection", "Iterable", "Iterator", "Generator",
        "Final", "ClassVar",
    }
)  # fmt: skip
"""What holds any number of what stands between its brackets."""


class Found(NamedTuple):
    """A text with its line; or, with ``why``, words of which no text can be made."""

    line: int
    text: str
    why: str = ""


@dataclass
class Takes:
    """Which arguments of a call are Dutch texts: by place, by name, and all the others."""

    places: list[ast.expr | None] = field(default_factory=list)
    names: dict[str, ast.expr] = field(default_factory=dict)
    rest: ast.expr | None = None
    others: ast.expr | None = None


def extract(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[Any, ...]]:
    """For Babel: line, function, text, comments."""
    for one in found(file.read().decode()):
        if not one.why:
            yield one.line, None, one.text, []


def found(source: str) -> list[Found]:
    """The Dutch texts of a module."""
    tree = ast.parse(source)
    return sorted(set(Reader(tree, known()).all()), key=lambda one: (one.line, one.text))


# --- what the whole project annotates ---


@dataclass
class Known:
    """The classes by name, and what calls take by the name that is called: per module, as two
    modules may have the same name, and of any."""

    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    calls: dict[str, Takes] = field(default_factory=dict)
    at: dict[str, dict[str, Takes]] = field(default_factory=dict)

    def line_of(self, one: ast.ClassDef) -> Iterator[ast.ClassDef]:
        """A class and what it is made of, nearest first."""
        yield one
        for base in one.bases:
            above = self.classes.get(_name(base))
            if above is not None and above is not one:
                yield from self.line_of(above)

    def attribute(self, owner: ast.ClassDef, name: str) -> ast.expr | None:
        """How an attribute of a class is annotated, there or further up."""
        for one in self.line_of(owner):
            for line in one.body:
                if isinstance(line, ast.AnnAssign) and _name(line.target) == name:
                    return line.annotation
        return None


@cache
def known() -> Known:
    made = Known()
    trees = {_module(path): ast.parse(path.read_text(encoding="utf-8")) for path in modules()}
    for tree in trees.values():
        made.classes |= {one.name: one for one in ast.walk(tree) if isinstance(one, ast.ClassDef)}
    for name, tree in trees.items():
        made.at[name] = _calls(tree, made)
        made.calls |= made.at[name]
    return made


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _calls(tree: ast.Module, made: Known) -> dict[str, Takes]:
    """What the classes, methods and functions of a module take."""
    found: dict[str, Takes] = {}
    for one in ast.walk(tree):
        if isinstance(one, ast.ClassDef):
            methods = [part for part in one.body if isinstance(part, ast.FunctionDef)]
            found |= _dutch({part.name: _signature(part, 1) for part in methods})
            found[one.name] = _constructor(one, made)
        elif isinstance(one, ast.Module):
            functions = [part for part in one.body if isinstance(part, ast.FunctionDef)]
            found |= _dutch({part.name: _signature(part) for part in functions})
    return found


def modules() -> Iterator[Path]:
    for place in PLACES:
        where = ROOT / place
        yield from sorted(where.rglob("*.py")) if where.is_dir() else [where]


def _dutch(calls: dict[str, Takes]) -> dict[str, Takes]:
    return {name: takes for name, takes in calls.items() if takes != Takes()}


def _constructor(owner: ast.ClassDef, made: Known) -> Takes:
    """What a class takes: its own ``__init__``, or the fields of a dataclass."""
    fields: dict[str, ast.expr] = {}
    for one in made.line_of(owner):
        for line in one.body:
            if isinstance(line, ast.FunctionDef) and line.name == "__init__":
                return _wider(_signature(line, 1), one, made)
        own = {
            _name(line.target): line.annotation
            for line in one.body
            if isinstance(line, ast.AnnAssign)
        }
        fields = own | {key: kind for key, kind in fields.items() if key not in own}
    return _only_dutch(list(fields.values()), fields)


def _wider(takes: Takes, owner: ast.ClassDef, made: Known) -> Takes:
    """With the names that ``**kwargs`` hands to the class above."""
    for base in owner.bases:
        above = made.classes.get(_name(base))
        if above is not None and above is not owner:
            takes.names = _constructor(above, made).names | takes.names
    return takes


def _signature(one: ast.FunctionDef, skip: int = 0) -> Takes:
    arguments = one.args
    plain = [*arguments.posonlyargs, *arguments.args]
    if skip and any(_name(mark) == "staticmethod" for mark in one.decorator_list):
        skip = 0
    named = {arg.arg: arg.annotation for arg in [*plain, *arguments.kwonlyargs] if arg.annotation}
    takes = _only_dutch([arg.annotation for arg in plain[skip:]], named)
    takes.rest = _if_dutch(arguments.vararg.annotation if arguments.vararg else None)
    takes.others = _if_dutch(arguments.kwarg.annotation if arguments.kwarg else None)
    return takes


def _only_dutch(places: list[ast.expr | None], names: dict[str, ast.expr]) -> Takes:
    kinds = [_if_dutch(kind) for kind in places]
    kept = {name: kind for name, kind in names.items() if _if_dutch(kind)}
    return Takes(kinds if any(kinds) else [], kept)


def _if_dutch(kind: ast.expr | None) -> ast.expr | None:
    return kind if kind is not None and _says(kind) else None


def _says(kind: ast.expr) -> bool:
    return any(isinstance(one, ast.Name) and one.id == MARK.id for one in ast.walk(kind))


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value) | ast.Call(func=value):
            return _name(value)
        case _:
            return ""


# --- one module ---


class Reader:
    """Collects the texts of one module."""

    def __init__(self, tree: ast.Module, known: Known) -> None:
        self.tree, self.known = tree, known
        self.own = _calls(tree, known)
        imports = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
        self.imported = {
            alias.asname or alias.name: (one.module or "", alias.name)
            for one in imports
            for alias in one.names
        }

    def all(self) -> Iterator[Found]:
        for node in ast.walk(self.tree):
            match node:
                case ast.Call():
                    yield from self.call(node)
                case ast.AnnAssign(value=ast.expr() as value):
                    yield from self.texts(value, node.annotation)
                case ast.FunctionDef():
                    yield from self.function(node)
                case ast.ClassDef():
                    yield from self.attributes(node)

    def call(self, node: ast.Call) -> Iterator[Found]:
        takes = self.takes(_name(node.func))
        if takes is None:
            return
        for place, value in enumerate(node.args):
            kind = takes.places[place] if place < len(takes.places) else takes.rest
            yield from self.texts(value, kind)
        for one in node.keywords:
            yield from self.texts(one.value, takes.names.get(one.arg or "", takes.others))

    def takes(self, name: str) -> Takes | None:
        """What stands here under this name comes first, then what was imported, then any."""
        if name in self.own and name not in ELSEWHERE:
            return self.own[name]
        module, called = self.imported.get(name, ("", name))
        if called in ELSEWHERE:
            return Takes([MARK])
        if module and module.partition(".")[0] not in OURS:
            return None  # SQLAlchemy's ``text`` takes no text for a screen
        return self.known.at.get(module, {}).get(called) or self.known.calls.get(called)

    def function(self, node: ast.FunctionDef) -> Iterator[Found]:
        """What it gives back, and what its parameters are by themselves."""
        plain = [*node.args.posonlyargs, *node.args.args]
        given = plain[len(plain) - len(node.args.defaults) :]
        pairs = [
            *zip(given, node.args.defaults, strict=True),
            *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
        ]
        for argument, value in pairs:
            if value is not None and argument.annotation is not None:
                yield from self.texts(value, argument.annotation)
        if node.returns is None or not _says(node.returns):
            return
        for one in _within(node):
            match one:
                case ast.Return(value=ast.expr() as value):
                    yield from self.texts(value, node.returns)
                case ast.Yield(value=ast.expr() as value):
                    yield from self.texts(value, _inside(node.returns)[0])

    def attributes(self, node: ast.ClassDef) -> Iterator[Found]:
        labelled = any(one.name == "Labelled" for one in self.known.line_of(node))
        for line in node.body:
            if not isinstance(line, ast.Assign):
                continue
            match line.value:
                case ast.Tuple(elts=[_, label, *_]) if labelled:
                    yield from self.texts(label, MARK)
                case value:
                    for target, part in _pairs(line.targets[0], value):
                        kind = self.known.attribute(node, _name(target))
                        yield from self.texts(part, kind)

    def texts(self, node: ast.expr, kind: ast.expr | None) -> Iterator[Found]:
        """The texts of an expression that is annotated like this."""
        if kind is None or not _says(kind):
            return
        match node:
            case ast.Constant(value=str(text)):
                if any(letter.isalpha() for letter in text):
                    yield Found(node.lineno, text)
            case ast.IfExp(body=one, orelse=other):
                yield from self.texts(one, kind)
                yield from self.texts(other, kind)
            case ast.BoolOp(values=several):
                for one in several:
                    yield from self.texts(one, kind)
            case ast.NamedExpr(value=one) | ast.Starred(value=one):
                yield from self.texts(one, kind)
            case ast.Dict(values=several):
                key, value = (*_inside(kind), MARK)[:2]
                for of_key, one in zip(node.keys, several, strict=True):
                    if of_key is not None:
                        yield from self.texts(of_key, key)
                    yield from self.texts(one, value)
            case ast.DictComp(value=one):
                yield from self.texts(one, _inside(kind)[-1])
            case ast.Tuple(elts=several) | ast.List(elts=several) | ast.Set(elts=several):
                for place, one in enumerate(several):
                    yield from self.texts(one, _at(kind, place))
            case ast.ListComp(elt=one) | ast.SetComp(elt=one) | ast.GeneratorExp(elt=one):
                yield from self.texts(one, _at(kind, 0))
            case ast.BinOp(left=one, op=ast.BitOr(), right=other):
                yield from self.texts(one, kind)
                yield from self.texts(other, kind)
            case ast.JoinedStr() | ast.BinOp(op=ast.Add()):
                if words := _words(node):
                    yield Found(node.lineno, words, "one whole sentence, with told or say")


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Each name with what it becomes."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _within(node: ast.FunctionDef) -> Iterator[ast.AST]:
    """What a function does itself, without the functions in it."""
    waiting: list[ast.AST] = [*node.body]
    while waiting:
        one = waiting.pop()
        yield one
        if not isinstance(one, ast.FunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(one)


def _words(node: ast.expr) -> str:
    """The words that are glued to something; nothing when it is only signs."""
    parts = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    words = "…".join(part for part in parts if isinstance(part, str))
    return words if any(len(word) > 1 and word.isalpha() for word in words.split()) else ""


def _inside(kind: ast.expr) -> list[ast.expr]:
    """What stands between the brackets of a type."""
    match kind:
        case ast.Subscript(slice=ast.Tuple(elts=several)):
            return several
        case ast.Subscript(slice=one):
            return [one]
        case ast.BinOp(left=one, right=other):
            return _inside(one if _says(one) else other)
        case _:
            return [kind]


def _at(kind: ast.expr, place: int) -> ast.expr | None:
    """The type of one of several."""
    inside = _inside(kind)
    several = isinstance(inside[-1], ast.Constant) or _name(kind) in PLURAL
    if isinstance(kind, ast.BinOp):
        return _at(kind.left if _says(kind.left) else kind.right, place)
    if several:
        return inside[0]
    return inside[place] if place < len(inside) else None
