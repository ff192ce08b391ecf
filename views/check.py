"""The self-check: what is missing or stale, what to do about it, and where."""

from typing import Any

from flask_admin import BaseView, expose

from operations import checks
from operations.checks import Level
from operations.transaction import snapshot
from rules.vocabulary import Permission
from views.base import Screen

LOOKS = {Level.WRONG: ("red", "no"), Level.NOTE: ("amber", "alert"), Level.OK: ("green", "ok")}


class CheckView(Screen, BaseView):
    """Zelfcontrole."""

    to_read = Permission.SETTING_MANAGE

    @expose("/")
    def index(self) -> Any:
        with snapshot():
            parts = checks.report()
        counts = {
            level: sum(one.level is level for part in parts for one in part.findings)
            for level in Level
        }
        return self.render(
            "admin/check.html", parts=parts, counts=counts, looks=LOOKS, level=Level, ok=Level.OK
        )
