"""What time it is: moments in UTC, days in Europe/Amsterdam. Rules get both as arguments."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Today where the authority is; not where the server is."""
    return now().astimezone(AMSTERDAM).date()
