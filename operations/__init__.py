"""Writes: one function per thing someone does = transaction, permission, rule, change, audit."""
