"""How gunicorn writes, where it serves the panel: as the panel does (logs.py).

Gunicorn reads this file by itself when it is started in this folder.
"""

from typing import Any

from gunicorn.glogging import Logger

import logs


class logger_class(Logger):  # noqa: N801  # the name of the setting
    """Lines of JSON, of which the words stand in the code."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.formatter())


# The panel writes a line per request itself. Whoever asks gunicorn for its own, gets no addresses.
access_log_format = (
    '{"logger": "gunicorn.access", "process": "%(p)s", "status": %(s)s, "ms": %(M)s}'
)
