"""The panel with its templates, for acts that make letters."""

import pytest
from flask import Flask

from tests import thread


@pytest.fixture
def panel(app: Flask) -> Flask:
    thread.prepare()
    return app
