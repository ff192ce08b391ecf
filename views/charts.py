"""Charts as SVG, drawn here: no script, no style, sharp on paper, and readable on a telephone.

Widths are shares of the picture and heights are pixels, so the letters keep their size whatever
room there is. Colours are classes. What a colour says, a word, a line or a hatching says as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

TOP, PLOT = 26, 170
LEFT = 6.5
"""Share of the width for the numbers beside the lines."""

MANY = 8
"""Of more labels than these, every second one gives way on a narrow screen."""


@dataclass(frozen=True)
class Bar:
    """One bar; None is a number that is not shown."""

    value: int | None
    words: str
    """What it says when one points at it."""
    url: str = ""
    style: str = "c1"
    shown: str = ""
    """Words at its end, where they are not the number."""


@dataclass(frozen=True)
class Group:
    """Bars that stand side by side above one label."""

    label: str
    bars: Sequence[Bar]
    below: str = ""
    running: bool = False
    """Not whole yet: hatched."""


@dataclass(frozen=True)
class Limit:
    """A line after so many groups."""

    after: int
    label: str


def columns(
    name: str, title: str, told: str, groups: Sequence[Group], limits: Iterable[Limit] = ()
) -> Markup:
    """Standing bars, in groups of one or more."""
    top = max((bar.value or 0 for group in groups for bar in group.bars), default=0)
    step = _step(top)
    most = max(step, -(-top // step) * step)
    parts = [_hatchings(name), _lines(step, most)]
    wide = (100 - LEFT) / max(1, len(groups))
    for place, group in enumerate(groups):
        spare = len(groups) > MANY and (len(groups) - place) % 2 == 0 and len(group.bars) > 1
        parts.append(_group(name, group, LEFT + wide * place, wide, most, top, spare))
    parts += [_limit(limit, LEFT + wide * limit.after) for limit in limits]
    return _picture(name, title, told, TOP + PLOT + 38, parts)


def rows(name: str, title: str, told: str, bars: Sequence[tuple[str, Bar]]) -> Markup:
    """Lying bars, each below its label and with its number behind it."""
    most = max((bar.value or 0 for _, bar in bars), default=0) or 1
    parts = []
    for place, (label, bar) in enumerate(bars):
        y = place * 40
        share = 78 * (bar.value or 0) / most
        parts.append(_TEXT.format("name", "0", y + 13, label))
        if bar.value is None:
            parts.append(_TEXT.format("tick", "0", y + 31, bar.shown))
            continue
        parts.append(_RECT.format(bar.style, "0", y + 18, f"{max(share, 0.5):.2f}%", 16,
                                  _address(bar.url), bar.words))  # fmt: skip
        parts.append(_BEHIND.format(f"{max(share, 0.5):.2f}%", y + 31, bar.value, bar.shown))
    return _picture(name, title, told, max(1, len(bars)) * 40, parts)


_TEXT = Markup('<text class="{}" x="{}" y="{}">{}</text>')
_BEHIND = Markup(
    '<text class="value" x="{}" y="{}" dx="8">{}<tspan class="share" dx="6">{}</tspan></text>'
)
_RECT = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}><title>{}</title></rect>')
_LINE = Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>')


def _picture(name: str, title: str, told: str, height: int, parts: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg class="chart" width="100%" height="{2}" role="img" aria-labelledby="{0}-t {0}-d">'
        '<title id="{0}-t">{1}</title><desc id="{0}-d">{3}</desc>{4}</svg>'
    ).format(name, title, height, told, Markup("").join(parts))


def _hatchings(name: str) -> Markup:
    """For a month that is not over: one for each of two series."""
    one = Markup(
        '<pattern id="{0}-h{1}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="h{1}" x1="2" x2="2" y1="0" y2="6"/></pattern>'
    )
    return Markup("<defs>{}{}</defs>").format(one.format(name, 1), one.format(name, 2))


def _lines(step: int, most: int) -> Markup:
    parts = []
    for value in range(0, most + 1, step):
        y = _y(value, most)
        parts.append(_LINE.format("axis" if value == 0 else "grid", "0", "100%", y, y))
        parts.append(_TEXT.format("tick", "0", y - 3, value))
    return Markup("").join(parts)


def _group(
    name: str, group: Group, x: float, wide: float, most: int, top: int, spare: bool
) -> Markup:
    middle = x + wide / 2
    tick = "tick mid spare" if spare else "tick mid"
    parts = []
    each = wide * (0.72 / len(group.bars))
    for place, bar in enumerate(group.bars):
        at = x + wide * 0.14 + each * place
        over = at + each * 0.46
        if bar.value is None:
            parts.append(_TEXT.format("tick mid", f"{over:.2f}%", TOP + PLOT - 4, "–"))
            continue
        y = _y(bar.value, most)
        fill = Markup(' fill="url(#{}-h{})"').format(name, place + 1) if group.running else ""
        style = f"running{place + 1}" if group.running else bar.style
        parts.append(_RECT.format(style, f"{at:.2f}%", y, f"{each * 0.92:.2f}%", TOP + PLOT - y,
                                  fill + _address(bar.url), bar.words))  # fmt: skip
        if bar.value and (bar.value == top or len(group.bars) == 1):
            parts.append(_TEXT.format("value mid", f"{over:.2f}%", y - 5, bar.value))
    parts.append(_TEXT.format(tick, f"{middle:.2f}%", TOP + PLOT + 16, group.label))
    if group.below:
        last = x + wide > 99
        where = "100%" if last else f"{middle:.2f}%"
        parts.append(
            _TEXT.format("tick end" if last else tick, where, TOP + PLOT + 32, group.below)
        )
    return Markup("").join(parts)


def _limit(limit: Limit, x: float) -> Markup:
    line = _LINE.format("limit", f"{x:.2f}%", f"{x:.2f}%", TOP - 6, TOP + PLOT)
    return line + _TEXT.format("limit-text mid", f"{x:.2f}%", TOP - 12, limit.label)


def _address(url: str) -> Markup:
    """For a pointer; whoever has none finds the same link in the table below."""
    return Markup(' data-url="{}"').format(url) if url else Markup("")


def _y(value: int, most: int) -> int:
    return TOP + PLOT - round(PLOT * value / most)


def _step(top: int) -> int:
    """Between two lines: round, and at most five of them.

    >>> _step(4), _step(18), _step(29), _step(900)
    (1, 5, 10, 200)
    """
    size = 1
    while True:
        for one in (1, 2, 5):
            if size * one * 5 >= top:
                return size * one
        size *= 10
