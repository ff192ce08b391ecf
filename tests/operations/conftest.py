"""What tests of acts share."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    """``run("deadlines", "check")``: a command as someone types it."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=list(words))
