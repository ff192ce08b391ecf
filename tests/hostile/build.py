"""Writes the small files of the folders anew: ``python -m tests.hostile.build``.

One of each sort; all others are made when the tests run.
"""

import re
from collections.abc import Iterable

from tests.hostile.corpus import HERE, File, good, refused

SMALL = 4000
"""Bytes of the largest file in the folder."""


def written(folder: str, files: Iterable[File], each: int) -> None:
    """One in so many of them."""
    place = HERE / folder / "files"
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    small = (one for one in files if len(one.data) < SMALL)
    for number, one in enumerate(small):
        stem, _, end = one.name.rpartition(".")
        if number % each == 0 and stem in {"a", "brief"} and end.isalnum():
            name = re.sub(r"[^\w]+", "-", one.what, flags=re.ASCII).strip("-").lower()[:70]
            (place / f"{name}.{end}").write_bytes(one.data)


if __name__ == "__main__":
    written("accept", good(), 2)
    written("reject", refused(large=False), 9)
