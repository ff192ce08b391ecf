"""How much faster than plain docxtpl a letter is made: ``python bench/letters.py``.

Both make the same letter from the same template, in turns, in one process; each round is a few
letters of the one and then of the other. Their texts are compared first. Ours includes its
checks: values cleaned, file reopened, every value found back. Compiling is shown apart. Comparing
two versions of a letter, on screen and for Word, and what the studio says of a template, are held
against one rendering by docxtpl. A batch is a thousand letters with the page that tells of each; of
docxtpl a sample. A batch of PDFs is held against one start of LibreOffice per letter.
"""

import io
import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docx import Document
from docxtpl import DocxTemplate
from flask import Flask, get_template_attribute

from letters import checker, contexts, pdf, render, tracked
from letters import compare as compare_versions
from letters.catalogue import CATALOGUE
from rules.vocabulary import LetterKind
from views import layout
from views.progress import Line, Progress

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, PLAIN_EACH, OURS_EACH = 15, 2, 40
BATCH, BATCH_ROUNDS, BATCH_PLAIN = 1000, 10, 4
PRINTED, PRINT_ROUNDS, PRINTED_ALONE = 20, 3, 3


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
        tell(f"{kind.value:3} {name}", pairs)


def studio(kind: LetterKind) -> None:
    """What reading an uploaded template costs, in renderings by docxtpl; and with the trial letter,
    which a fresh interpreter makes, so that a hostile file has a process of its own.
    """
    definition = CATALOGUE[kind]
    data = definition.path.read_bytes()
    values = contexts.values(contexts.sample(definition.context_class))
    acts = (("studio report", checker.check, ROUNDS), ("with trial letter", checker.report, 5))
    for name, act, rounds in acts:
        if found := act(data, kind):
            raise SystemExit(f"{kind}: {found}")
        pairs = [
            (
                seconds(lambda: with_docxtpl(data, values), PLAIN_EACH),
                seconds(lambda act=act: act(data, kind), 1),
            )
            for _ in range(rounds)
        ]
        tell(f"{kind.value:3} {name}", pairs)


def tell(name: str, pairs: list[tuple[float, float]]) -> None:
    plain, ours = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(other / one for one, other in pairs)
    print(f"{name:26} docxtpl {plain:7.2f} ms   {ours:6.2f} ms   {ratio:4.2f} x")


def batch(kind: LetterKind) -> None:
    """A thousand letters, each with its own values and its line on the page that tells of it."""
    app = Flask("bench", root_path=str(ROOT))
    layout.init_app(app)
    definition = CATALOGUE[kind]
    data = definition.path.read_bytes()
    template = render.compile_template(data)
    every = [
        contexts.sample(definition.context_class, reference=f"K2026-{number:04}")
        for number in range(1, BATCH + 1)
    ]
    each, slow, fast = BATCH // BATCH_ROUNDS, 0.0, 0.0
    with app.test_request_context():
        step = get_template_attribute("_progress.html", "step")

        def make(number: int) -> None:
            context = every[number]
            properties = render.Properties(kind.label, context.reference, str(number), "1")
            render.render(template, context, properties)
            step(Progress(number + 1, BATCH, (Line(context.reference, f"/{number}"),)))

        for start in range(0, BATCH, each):
            sample = [contexts.values(one) for one in every[start : start + BATCH_PLAIN]]
            slow += sum(seconds(lambda one=one: with_docxtpl(data, one), 1) for one in sample)
            fast += sum(seconds(lambda at=at: make(at), 1) for at in range(start, start + each))
    plain, ours = slow / (BATCH_ROUNDS * BATCH_PLAIN), fast / BATCH
    print(
        f"{kind.value:3} batch of {BATCH}, with progress   docxtpl {plain * 1000:7.2f} ms (of "
        f"{BATCH_ROUNDS * BATCH_PLAIN})   wederhoor {ours * 1000:6.3f} ms   {plain / ours:6.1f} x"
    )


def printing() -> None:
    """PDFs in one run, against the quickest way of one by one: a profile that is there already."""
    made = []
    for kind, definition in list(CATALOGUE.items())[:PRINTED]:
        context = contexts.sample(definition.context_class)
        template = render.compile_template(definition.path.read_bytes())
        made.append(
            render.render(template, context, render.Properties(kind.label, context.reference))
        )
    with TemporaryDirectory() as folder:
        room, office = Path(folder), shutil.which("soffice") or "soffice"

        def alone(data: bytes) -> None:
            (room / "brief.docx").write_bytes(data)
            (room / "brief.pdf").unlink(missing_ok=True)
            subprocess.run(
                [office, "--headless", f"-env:UserInstallation={(room / 'profile').as_uri()}",
                 "--convert-to", pdf.TAGGED, "brief.docx"],
                cwd=room, capture_output=True, check=True,
            )  # fmt: skip
            if not (room / "brief.pdf").exists():
                raise SystemExit("LibreOffice made no PDF")

        alone(made[0])  # makes the profile
        pairs = []
        for start in range(PRINT_ROUNDS):
            some = made[start * PRINTED_ALONE :][:PRINTED_ALONE]
            one = sum(seconds(lambda data=data: alone(data), 1) for data in some) / len(some)
            together = seconds(lambda: pdf.of_word(made), 1) / len(made)
            pairs.append((one, together))
    slow, fast = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(
        f"PDF, {len(made)} letters   one start each {slow:5.0f} ms a letter   "
        f"together {fast:5.0f} ms a letter   {ratio:5.1f} x"
    )


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
        studio(kind)
        batch(kind)
    if pdf.available():
        printing()


if __name__ == "__main__":
    main()
