"""``run("audit", "verify")``: a command as someone types it."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    runner = app.test_cli_runner()
    return lambda *words, **kwargs: runner.invoke(args=[str(word) for word in words], **kwargs)
