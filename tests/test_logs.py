"""A line of the log has the words of the code, and nothing that was put into them."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.contextvars import bound_contextvars

import logs

SAID = "Zqmarker van den Berg"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def written(capsys):
    """What was written since, line by line."""
    logs.begin(everything=False)

    def lines():
        return [json.loads(one) for one in capsys.readouterr().err.splitlines()]

    return lines


def test_words_of_the_code_are_written_with_their_place(written):
    logging.getLogger("waitress").error("Exception while serving %s", f"/x?search={SAID}")
    (line,) = written()
    assert line["event"] == "Exception while serving %s"
    assert line["logger"] == "waitress"
    assert line["place"].startswith("tests/test_logs.py:")


def test_what_was_put_together_is_left_out(written):
    said = SAID
    for one in (f"for {said}", f"for {said}: %s", said, {"name": said}, ValueError(said)):
        logging.getLogger("pypdf").warning(one, extra={"name_of": said})
    lines = written()
    assert [one["event"] for one in lines] == [logs.WITHHELD] * 5
    assert SAID not in str(lines)


def test_our_own_lines_have_the_keys_that_are_known_and_no_text(written):
    with bound_contextvars(request="0f", user=7, name=SAID):
        logs.log().info("request", route="complaint.note", subject=SAID, kind=SAID, status=200)
        logging.getLogger("x").error("known")
    ours, other = written()
    assert (ours["request"], ours["user"], ours["route"]) == ("0f", 7, "complaint.note")
    assert {"subject", "name", "kind"} & set(ours) == set()
    assert (other["request"], other["user"]) == ("0f", 7)


def test_an_exception_is_its_kind_and_where_it_came_from(written):
    def inner(name):
        raise KeyError(name)

    try:
        try:
            inner(SAID)
        except KeyError as error:
            raise RuntimeError(SAID) from error
    except RuntimeError:
        logging.getLogger("x").exception("failed")
    (line,) = written()
    assert [one["type"] for one in line["raised"]] == ["builtins.RuntimeError", "builtins.KeyError"]
    assert line["raised"][1]["frames"][-1].endswith(" inner")
    assert SAID not in str(line)


def test_a_line_that_cannot_be_made_tells_nothing_either(written, monkeypatch):
    monkeypatch.setattr(logs, "_file", lambda _path: 1 / 0)
    logging.getLogger("x").error("broken %s", SAID)
    assert written() == [{"event": "a line of the log could not be written"}]


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError(said)",
        "import threading; one = threading.Thread(target=int, args=(said,)); one.start()",
        "import warnings; warnings.warn(said)",
        "type('X', (), {'__del__': lambda self: int(said)})()",
        "import logging; logging.getLogger('x').error('%s %s', said)",
    ],
)
def test_what_the_interpreter_says_of_itself_is_a_line_too(code):
    begin = f"import sys, logs; said = sys.argv[1]; logs.begin(everything=True); {code}"
    done = subprocess.run(
        [sys.executable, "-c", begin, SAID], cwd=ROOT, capture_output=True, text=True, check=False
    )
    (line,) = done.stderr.splitlines()
    assert json.loads(line)["level"] in {"critical", "error", "warning"}
    assert "Zqmarker" not in done.stdout + done.stderr
