"""``python -m bench``: how fast the panel is beside its peers; docs/performance.md tells more."""

import argparse
import os

from bench import form, letters, lists, search

USUAL, ALL = 20_000, 100_000
"""The usual size keeps within a few minutes; the goals are set for the larger one."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--all", action="store_true", help=f"{ALL} complaints, not {USUAL}")
    parser.add_argument("--complaints", type=int, help="another number of complaints")
    parser.add_argument("--only", choices=("letters", "form", "lists", "search"))
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, {letters.memory_mb()} MB, load {os.getloadavg()[0]:.1f}")
    if asked.only in {None, "letters"}:
        print("\nletters")
        letters.main()
    if asked.only in {None, "form"}:
        form.main()
    if asked.only in {None, "lists"}:
        lists.main(asked.complaints or (ALL if asked.all else USUAL))
    if asked.only in {None, "search"}:
        search.main(asked.complaints or (ALL if asked.all else USUAL))


if __name__ == "__main__":
    main()
