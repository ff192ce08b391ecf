"""Turns a file into the values of a letter.

What is on record is put into running Dutch; what is not stays empty, so that
``letters.contexts.missing`` names it.
"""

from letters.drafting.builders import BUILDERS, build
from letters.drafting.case import Case
from letters.drafting.enclosures import enclosed

__all__ = ["BUILDERS", "Case", "build", "enclosed"]
