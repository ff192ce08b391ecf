"""The words around what was found, in their own accents, with the found words marked."""

from collections.abc import Iterator, Sequence

from queries.search import folded

Passage = Sequence[tuple[str, bool]]
"""Pieces of text, and whether each is a found word."""

BEFORE, AFTER = 70, 170
"""Letters around the word that was found."""
PIECE = 512


def around(text: str, folded_text: str, words: Sequence[str]) -> Passage:
    """Where the longest of these words stands in the text; nothing when none of them does."""
    found = (folded_text.find(word) for word in sorted(words, key=len, reverse=True))
    place = next((one for one in found if one >= 0), None)
    if place is None:
        return ()
    middle = _unfolded(text, place)
    start, end = max(0, middle - BEFORE), min(len(text), middle + AFTER)
    if start:
        start = text.find(" ", start, middle) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", middle + 1, end), middle + max(map(len, words)))
    pieces = marked(text[start:end], words)
    return (
        *((("… ", False),) if start else ()),
        *pieces,
        *(((" …", False),) if end < len(text) else ()),
    )


def _unfolded(text: str, place: int) -> int:
    """Where in the text the letter stands that is at this place once folded."""
    passed = 0
    for start in range(0, len(text), PIECE):
        width = len(folded(text[start : start + PIECE]))
        if passed + width > place:
            for at in range(start, start + PIECE):
                passed += len(folded(text[at : at + 1]))
                if passed > place:
                    return at
        passed += width
    return len(text)


def marked(text: str, words: Sequence[str]) -> Passage:
    """The text in pieces.

    >>> marked("De Özer-cursus", ("ozer", "curs"))
    (('De ', False), ('Özer', True), ('-', False), ('curs', True), ('us', False))
    """
    pieces = [folded(letter) for letter in text]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    whole = "".join(pieces)
    hit = set()
    for word in words:
        for start in _all(whole, word):
            hit.update(origin[start : start + len(word)])
    made: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        if made and made[-1][1] == (place in hit):
            made[-1] = (made[-1][0] + letter, made[-1][1])
        else:
            made.append((letter, place in hit))
    return tuple(made)


def _all(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))
