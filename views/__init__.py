"""Screens: read the request, call one operation or query, show the result."""
