"""The trail to take away: what is in it, and that anyone can verify it without the panel."""

import json
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest

from models import db
from operations import audit, proof, tips
from operations.transaction import transaction
from rules.errors import NotFound, NotPermitted
from tests.factories import a_complaint, a_statement
from tests.thread import someone, user_id


@pytest.fixture
def file(app):
    """A file of six lines, whose end was written down after four; and another file."""
    key, other = a_complaint().id, a_complaint().id
    for count in range(4):
        noted(key, count)
        noted(other, count)
    tips.write_down()
    noted(key, 5)
    return key


def noted(key, count):
    with transaction():
        audit.record(someone("coordinator"), "note:added", key, count=count, reason="ë “x”")


@pytest.fixture
def exported(file, tmp_path):
    """What is in the zip, unpacked."""
    out = BytesIO()
    proof.of_file(someone("auditor"), file, out)
    folder = tmp_path / "proof"
    with ZipFile(out) as pack:
        pack.extractall(folder)
    return folder


def verify(folder, *words):
    """The script as someone elsewhere runs it: Python alone, and nothing of the panel."""
    command = [sys.executable, "-I", str(folder / "verify.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")


def key_of(app):
    return app.extensions["wederhoor"].home / "keys" / "audit"


def lines(folder, name="events.jsonl"):
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def rewrite(folder, events, name="events.jsonl"):
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in events)
    (folder / name).write_text(text, "utf-8")


def test_it_holds_the_events_of_this_file_alone_and_that_it_was_taken_away(exported, file):
    events = lines(exported)
    assert {one["chain"] for one in events} == {file}
    assert [one["seq"] for one in events] == list(range(1, len(events) + 1))
    assert (events[-1]["verb"], events[-1]["actor_id"]) == ("audit:exported", user_id("auditor"))
    assert [one[0] for one in lines(exported, "chains.jsonl")] == [file]
    assert [one["tips"][0][:2] for one in lines(exported, "tips.jsonl")] == [[file, 4]]
    assert "python3 verify.py --key" in (exported / "README.md").read_text("utf-8")


def test_a_sound_export_passes_with_the_key_and_without(app, exported):
    for words, how in (((), "zonder"), (("--key", key_of(app)), "met")):
        done = verify(exported, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"gecontroleerd {how} de sleutel: 0 afwijkingen\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [("verb", "x:y"), ("at", "2020-01-01T00:00:00+00:00"), ("actor_id", None), ("for_id", 1),
     ("entity", "x"), ("entity_id", 99), ("data", {})],
)  # fmt: skip
def test_with_the_key_every_change_is_found(app, exported, file, name, value):
    events = lines(exported)
    events[2][name] = value
    rewrite(exported, events)
    done = verify(exported, "--key", key_of(app))
    assert done.returncode == 1
    assert done.stdout.startswith(f"keten {file}, regel 3: het zegel klopt niet\n")


def test_without_the_key_a_line_that_is_gone_is_found(exported, file):
    events = lines(exported)
    rewrite(exported, events[:2] + events[3:])
    assert f"keten {file}: na regel 2 komt regel 4" in verify(exported).stdout


def test_without_the_key_an_end_that_was_cut_off_is_found(exported, file):
    events, (chain,) = lines(exported)[:3], lines(exported, "chains.jsonl")
    rewrite(exported, events)
    said = verify(exported).stdout
    assert f"keten {file}: het einde is niet regel {chain[1]}" in said
    rewrite(exported, [[file, 3, events[-1]["mac"]]], "chains.jsonl")
    assert f"keten {file}: regel 4, op " in verify(exported).stdout


def test_the_key_of_another_trail_fits_nothing(app, exported, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"x" * 32)
    done = verify(exported, "--key", other)
    assert (done.returncode, "regel 1: het zegel klopt niet" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("who", "error"),
    [("coordinator", NotPermitted), ("board1", NotPermitted), ("administrator", NotFound)],
)
def test_only_who_may_read_the_trail_of_a_file_takes_it(file, who, error):
    with pytest.raises(error):
        proof.of_file(someone(who), file, BytesIO())


def test_nobody_takes_the_trail_of_a_file_in_which_they_are_involved(file):
    """Art. 9:7 and 2:4 Awb."""
    from models import Complaint, User

    auditor = db.session.get_one(User, user_id("auditor"))
    a_statement(db.session.get_one(Complaint, file), auditor, involved=True)
    with pytest.raises(NotFound):
        proof.of_file(someone("auditor"), file, BytesIO())


def test_a_file_that_is_not_there_has_no_proof(app):
    with pytest.raises(NotFound):
        proof.of_file(someone("auditor"), 10**9, BytesIO())


def test_the_whole_trail_is_a_command(app, file, tmp_path):
    path = tmp_path / "all.zip"
    result = app.test_cli_runner().invoke(args=["audit", "export", str(path)])
    assert result.exit_code == 0, result.output
    with ZipFile(path) as pack:
        pack.extractall(tmp_path / "all")
    assert {one["chain"] for one in lines(tmp_path / "all")} >= {0, file, file + 1}
    assert verify(tmp_path / "all", "--key", key_of(app)).returncode == 0
    again = app.test_cli_runner().invoke(args=["audit", "export", str(path)])
    assert (again.exit_code, "is niet te schrijven" in again.output) == (1, True)
