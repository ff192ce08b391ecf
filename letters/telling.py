"""Work that tells meanwhile how far it is: a generator of steps, whose value is what was made."""

from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
U = TypeVar("U")


def retold(work: Generator[S, None, T], words: Callable[[S], U]) -> Generator[U, None, T]:
    """The same work with its steps in other words; who stops listening, ends the work."""
    with closing(work):
        while True:
            try:
                step = next(work)
            except StopIteration as ready:
                made: T = ready.value
                return made
            yield words(step)


def whole(work: Generator[S, None, T]) -> T:
    """What comes of the work, for who does not listen.

    >>> def counting():
    ...     yield 1
    ...     return "made"
    >>> whole(counting())
    'made'
    """
    with closing(work):
        while True:
            try:
                next(work)
            except StopIteration as ready:
                made: T = ready.value
                return made
