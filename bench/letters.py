"""How much faster than plain docxtpl a letter is made: ``python bench/letters.py``.

Both make the same letter from the same template, in turns, in one process; each round is a few
letters of the one and then of the other. Their texts are compared first. Ours includes its
checks: values cleaned, file reopened, every value found back. Compiling is shown apart. Comparing
two versions of a letter, on screen and for Word, is held against one rendering by docxtpl.
"""

import io
import os
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docx import Document
from docxtpl import DocxTemplate

from letters import compare as compare_versions
from letters import contexts, render, tracked
from letters.catalogue import CATALOGUE
from rules.vocabulary import LetterKind

ROUNDS, PLAIN_EACH, OURS_EACH = 15, 2, 40


def heavy(data: bytes) -> bytes:
    """The template as python-docx would save it: with its own 30 KB (packed) of styles."""
    out = io.BytesIO()
    plain = io.BytesIO()
    Document().save(plain)
    with (
        zipfile.ZipFile(plain) as default,
        zipfile.ZipFile(io.BytesIO(data)) as ours,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in ours.namelist():
            source = default if name == "word/styles.xml" else ours
            made.writestr(name, source.read(name))
    return out.getvalue()


def with_docxtpl(data: bytes, values: dict[str, object]) -> bytes:
    document = DocxTemplate(io.BytesIO(data))
    document.render(values, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def seconds(work: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def memory_mb() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20


def compare(label: str, kind: LetterKind, data: bytes) -> float:
    definition = CATALOGUE[kind]
    context = contexts.sample(definition.context_class)
    values = contexts.values(context)
    properties = render.Properties(kind.label, context.reference, "1", "1")
    template = render.compile_template(data)
    plain, ours = with_docxtpl(data, values), render.render(template, context, properties)
    if render.read_text(plain) != render.read_text(ours):
        raise SystemExit(f"{label}: the texts differ")
    pairs = [
        (
            seconds(lambda: with_docxtpl(data, values), PLAIN_EACH),
            seconds(lambda: render.render(template, context, properties), OURS_EACH),
        )
        for _ in range(ROUNDS)
    ]
    slow, fast = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    compiling = seconds(lambda: render.compile_template(data), 3) * 1000
    print(
        f"{label:26} docxtpl {slow:7.2f} ms   wederhoor {fast:6.3f} ms   {ratio:6.1f} x   "
        f"compile once {compiling:5.1f} ms   {len(ours)} bytes"
    )
    return ratio


def edited(data: bytes) -> bytes:
    """The letter as someone puts it back: a word in every paragraph of text, and some more."""
    document = Document(io.BytesIO(data))
    for one in document.paragraphs:
        if len(one.text) > 60:
            one.runs[0].text = f"Ook {one.runs[0].text}"
    for number in range(10):
        document.add_paragraph(f"Toegevoegde alinea {number}, met enkele woorden.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changes(kind: LetterKind, at: datetime) -> None:
    """What comparing costs, in renderings by docxtpl of the same letter."""
    definition = CATALOGUE[kind]
    context, template = contexts.sample(definition.context_class), definition.path.read_bytes()
    properties = render.Properties(kind.label, context.reference, "1", "1")
    old = render.render(render.compile_template(template), context, properties)
    new, values = edited(old), contexts.values(context)
    acts: dict[str, Callable[[], object]] = {
        "compare on screen": lambda: compare_versions.rows(old, new),
        "tracked changes": lambda: tracked.tracked(old, new, "Wederhoor", at),
    }
    for name, act in acts.items():
        pairs = [
            (seconds(lambda: with_docxtpl(template, values), PLAIN_EACH), seconds(act, PLAIN_EACH))
            for _ in range(ROUNDS)
        ]
        plain, ours = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
        ratio = statistics.median(other / one for one, other in pairs)
        print(f"{kind.value:3} {name:22} docxtpl {plain:7.2f} ms   {ours:6.2f} ms   {ratio:4.2f} x")


def main() -> None:
    print(f"{os.cpu_count()} cores, {memory_mb()} MB, {ROUNDS} rounds, texts equal")
    ratios = [
        compare(kind.value, kind, definition.path.read_bytes())
        for kind, definition in CATALOGUE.items()
    ]
    compare(
        "L15, default styles", LetterKind.L15, heavy(CATALOGUE[LetterKind.L15].path.read_bytes())
    )
    print(f"median of the {len(ratios)} letters: {statistics.median(ratios):.1f} x plain docxtpl")
    for kind in (LetterKind.L01, LetterKind.L15):
        changes(kind, datetime(2026, 11, 23, tzinfo=UTC))


if __name__ == "__main__":
    main()
