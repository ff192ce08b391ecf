"""Reads: every SELECT that a list, search, report or job needs, starting from what one may see."""
