"""What tests of acts share."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from click.testing import Result
from flask import Flask

from tests import thread
from tests.made_once import made_once


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    """``run("deadlines", "check")``: a command as someone types it."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=list(words))


@pytest.fixture
def file(app: Flask) -> Iterator[int]:
    """A complaint at the screening, a week after it came in on 2 March 2026."""
    with thread.day(date(2026, 3, 9)):
        yield at_screening()


@made_once
def at_screening() -> int:
    complaint_id = thread.register()
    thread.to_screening(complaint_id)
    return complaint_id
