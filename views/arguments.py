"""What the address of a list asks for, and the addresses of the same list with something changed.

Everything that one sees stands in the address: filters, tab, order, page. So a list can be
bookmarked, shared and kept as a view, and the way back leads to the same row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from flask import request

from views.filters import Filter

PAGE_SIZES = (20, 50, 100)

ROW = "#r"
"""Before the key of a row: where one comes back to."""

BACK = re.compile(r"/admin/[\w./?=&%+:,~-]*(#r\d{1,19})?", re.ASCII)
"""An address within the panel, and the row of a list that one comes back to."""


def came_from(name: str = "url") -> str:
    """The page of the panel that this one was opened from (``url=``); nothing for any other."""
    asked = request.values.get(name, "")
    return asked if BACK.fullmatch(asked) and ".." not in asked else ""


@dataclass(frozen=True)
class Arguments:
    """What the address of a list asks for, with everything unusable taken out."""

    number: int
    size: int
    sort: str | None
    """The name of a column."""
    descending: bool
    search: str
    filters: Sequence[tuple[str, Filter, str, str]]
    """Argument name, filter, operation, value."""

    messages: Sequence[str] = field(default=())
    kept: Mapping[str, str] = field(default_factory=dict)
    """What is no filter and goes along everywhere, such as the tab."""
    kept_words: str = ""
    sort_words: str = ""
    """The label of the column that is sorted by."""

    def query(self, **changed: Any) -> str:
        """The address of the same list with something changed; None leaves an argument out."""
        arguments: dict[str, Any] = dict(self.kept)
        arguments |= {name: value for name, _, _, value in self.filters}
        arguments |= {
            "search": self.search or None,
            "sort": self.sort,
            "desc": int(self.descending) or None,
            "page_size": self.size if self.size != PAGE_SIZES[0] else None,
            "page": self.number or None,
        }
        arguments |= changed
        kept = {name: value for name, value in arguments.items() if value is not None}
        return "?" + urlencode(kept)

    def cleared(self) -> str:
        """The same list without what was searched and filtered."""
        return self.query(search=None, page=None, **{name: None for name, *_ in self.filters})

    def view(self) -> str:
        """What a saved view keeps: everything but the page one is at."""
        return self.query(page=None)

    def here(self, url: str) -> str:
        """This very list."""
        query = self.query()
        return f"{url}/{query if query != '?' else ''}"

    def back(self, url: str) -> str:
        """What links of the rows carry, before the key of the row that one comes back to."""
        return "&url=" + quote(self.here(url) + ROW, safe="/")

    def value(self, one: Filter, how: str) -> str:
        """What a filter's box shows."""
        found = (value for _, this, way, value in self.filters if (this, way) == (one, how))
        return next(found, "")

    @property
    def loose(self) -> bool:
        """Whether it holds words that someone typed, which can be a name."""
        return bool(self.search) or any(one.kind == "text" for _, one, _, _ in self.filters)
