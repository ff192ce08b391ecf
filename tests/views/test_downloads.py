"""A file goes out as an attachment, under a name that no browser reads as anything else."""

import re

import pytest

from views import downloads

NAMES = [
    ("brief.pdf", "brief.pdf", "brief.pdf"),
    ("café é.pdf", "cafe e.pdf", "caf%C3%A9%20%C3%A9.pdf"),
    ("..\uff0fx.pdf", "x.pdf", "x.pdf"),
    ("../../etc/passwd.pdf", "etc-passwd.pdf", "etc-passwd.pdf"),
    ('"; filename="b.pdf', "_ filename= b.pdf", None),
    ("a\r\nSet-Cookie: x.pdf", "a set-cookie- x.pdf", "a%20Set-Cookie-%20x.pdf"),
    ("rtl\u202efdp.exe", "rtlfdp.exe", "rtlfdp.exe"),
    ("😀.pdf", "_.pdf", "%F0%9F%98%80.pdf"),
    ("n\0ul.pdf", "bestand nul.pdf", "bestand%20nul.pdf"),
    ("", "bestand", "bestand"),
]


@pytest.mark.parametrize(("name", "plain", "full"), NAMES, ids=[repr(one[0]) for one in NAMES])
def test_the_name_is_safe_in_both_spellings(app, name, plain, full):
    with app.test_request_context():
        reply = downloads.attachment(b"<script>", name, "text/plain")
    said = reply.headers["Content-Disposition"]
    found = re.fullmatch(r"attachment; filename=\"([ -~]+)\"; filename\*=UTF-8''([\w.%~-]+)", said)
    assert found, said
    assert not re.search(r'["\\/;]', found[1])
    assert full is None or found.groups() == (plain, full)
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in reply.headers["Content-Security-Policy"]
