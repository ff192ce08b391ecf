"""What the panel writes for whoever runs it: a line of JSON per event, without a word of anyone.

A line holds words that stand in the code, names of our own, numbers, and where in the code it was.
That goes for every logger, also of the server and the libraries: what was put into a message or an
exception is left out, as nobody can know what it holds (law.md P10; art. 5 lid 1 onder c AVG).
"""

import logging
import sys
import sysconfig
import threading
from collections.abc import Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter

Line = MutableMapping[str, Any]

OURS = "wederhoor"
KEYS = frozenset({"request", "user", "method", "route", "status", "ms", "kind"})
"""All that a line may tell besides what happened, and where. ``request`` is its number, ``user``
the number of who asked, ``route`` the name of a page in the code, ``kind`` a type of exception.
"""
WITHHELD = "message withheld"
"""Instead of a message that does not stand in the code."""
FOLDERS = (sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), str(Path(__file__).parent))
"""Of libraries, Python and the panel: where code is, the innermost first."""

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def log() -> Any:
    """Where our own code writes: ``log().error("database", kind="OperationalError")``."""
    return structlog.get_logger(OURS)


def formatter() -> logging.Formatter:
    """Makes a line of JSON of a record of any logger."""
    return ProcessorFormatter(
        processors=[_line, structlog.processors.JSONRenderer(ensure_ascii=True)],
        use_get_message=False,  # it would fill in what was said
    )


class Stderr(logging.Handler):
    """The standard error output as it is now: tests and servers put another in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(formatter())

    def emit(self, record: logging.LogRecord) -> None:
        try:
            _write(sys.stderr, self.format(record))
        except Exception:
            # The way of ``logging`` prints the record with all that is in it.
            _write(sys.stderr, '{"event": "a line of the log could not be written"}')


def _write(stream: TextIO | None, line: str) -> None:
    if stream is not None:  # a service without one
        stream.write(line + "\n")
        stream.flush()


def begin(*, everything: bool) -> None:
    """Let all loggers write so. ``everything``: also what the interpreter says of itself, such as
    an exception that nobody caught; tests leave that to pytest.
    """
    root = logging.getLogger()
    for one in root.handlers[:]:
        if isinstance(one, Stderr):
            root.removeHandler(one)
    root.addHandler(Stderr())
    logging.getLogger(OURS).setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    if everything:
        logging.captureWarnings(True)
        sys.excepthook = _uncaught
        threading.excepthook = _in_thread
        sys.unraisablehook = _unraisable


# --- one line -------------------------------------------------------------------------------


def _line(_logger: Any, _name: str, told: Line) -> Line:
    record: logging.LogRecord = told["_record"]
    message = told["event"]
    context = told if told["_from_structlog"] else structlog.contextvars.get_contextvars()
    line: Line = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": message if _in_code(message) else WITHHELD,
        "process": record.process,
    }
    line.update((key, one) for key, one in context.items() if key in KEYS and _harmless(one))
    if record.name != OURS:
        line["place"] = f"{_file(record.pathname)}:{record.lineno}"
    raised = told.get("exc_info")
    if raised:
        raised = sys.exc_info() if raised is True else raised
        error = raised if isinstance(raised, BaseException) else raised[1]
        line["raised"] = [_raised(one) for one in _chain(error)]
    return line


def _harmless(value: object) -> bool:
    """Numbers, and words that ``begin`` and our code chose; a text with blanks is neither."""
    return value is None or isinstance(value, int | float) or (
        isinstance(value, str) and len(value) <= 80 and not any(map(str.isspace, value))
    )  # fmt: skip


def _in_code(message: object) -> bool:
    """Whether who is writing this line has these very words in its code.

    What is put together while it runs, such as an f-string, is not: it may hold what someone typed.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if isinstance(message, str) and message in _words(frame.f_code):
            return True
        frame = frame.f_back
    return False


def _words(code: CodeType) -> Iterator[str]:
    return (one for one in code.co_consts if isinstance(one, str))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, and those it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _raised(error: BaseException) -> Mapping[str, object]:
    """Its type and where it came from, outermost first; not what it says, nor any value."""
    kind, trace, frames = type(error), error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        name = code.co_name if code.co_name.isidentifier() else "-"
        frames.append(f"{_file(code.co_filename)}:{trace.tb_lineno} {name}")
        trace = trace.tb_next
    return {"type": f"{kind.__module__}.{kind.__qualname__}", "frames": frames}


def _file(path: str) -> str:
    """A file of the panel, of a library or of Python; of any other not even its name."""
    inside = (folder for folder in FOLDERS if path.startswith(f"{folder}/"))
    folder = next(inside, None)
    return path[len(folder) + 1 :] if folder else "-"


# --- what the interpreter says of itself ----------------------------------------------------


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log().critical("nobody caught this", exc_info=(kind, error, trace))


def _in_thread(told: threading.ExceptHookArgs) -> None:
    log().critical("nobody caught this in a thread", exc_info=told.exc_value)


def _unraisable(told: Any) -> None:
    log().critical("this could not be raised", exc_info=told.exc_value)
