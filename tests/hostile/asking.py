"""Requests as no page of ours makes them: addresses, questions, heads, ways, bodies and cookies.

Each is one request; ``{file}`` in an address is the id of a file that the asker may open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import quote


@dataclass(frozen=True)
class Asked:
    """One request. ``who`` is nobody for a stranger."""

    what: str
    path: str
    who: str | None = "coordinator"
    method: str = "GET"
    heads: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    kind: str = ""
    """The type that the body says it has."""


VALUES = (
    "", "-1", "0", "abc", "1.5", "1e9", "%00", "%0d%0aX-Evil:%20a", "%ED%A0%80", "%FF%FE", "%C0%AF",
    "%u0041", "%", "%2", "%E2%80%AE", "99999999999999999999", "9" * 400, "-99999999999999999999",
    "%D9%A1%D9%A2", "1_0", "+7", "1;2", "1,2", "'", "%22", "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{7*7}}", "..%2F..%2Fetc%2Fpasswd", "%27%20OR%201=1%20--", "__class__", "id", "NaN", "None",
    "true", "%F0%9F%91%A9", "x" * 2000, "[]", "%5B%5D=1", "1&{name}=2", "%2500", "http://[::1",
)  # fmt: skip
LISTS = {
    "coordinator": ("complaint", "report", "letter", "hearing", "conduct", "contact", "duty",
                    "recommendation", "register", "destruction", "substitution"),
    "secretary": ("committee", "member", "tie", "text_block", "template"),
    "administrator": ("user", "role", "calendar", "category", "unit", "mandate", "mail", "lock",
                      "emergency", "setting", "term"),
    "auditor": ("audit",),
}  # fmt: skip
ARGUMENTS = ("page", "page_size", "sort", "desc", "search", "flt0_x", "flt0_due_equals", "tab", "url",
             "tables", "view")  # fmt: skip
PAGES = (
    ("/admin/complaint/details/?{name}=", ("id",)), ("/admin/complaint/edit/?{name}=", ("id",)),
    ("/admin/report/details/?{name}=", ("id",)), ("/admin/letter/details/?{name}=", ("id",)),
    ("/admin/complaint/details/?id={file}&{name}=", ("tab", "url", "focus", "of")),
    ("/admin/complaint/{file}/hold/?{name}=", ("of",)),
    ("/admin/complaint/ajax/lookup/?name=contact_id&{name}=", ("query", "offset", "limit")),
    ("/admin/complaint/ajax/lookup/?query=ja&{name}=", ("name",)),
    ("/admin/calculator/?{name}=", ("received", "track", "adjourned", "agreed")),
    ("/admin/dashboard/?{name}=", ("period", "tables", "role")),
    ("/admin/register/figures/?{name}=", ("period",)), ("/admin/search/?{name}=", ("q", "open", "page")),
    ("/admin/complaint/new/?{name}=", ("url", "from_id", "contact_id")),
    ("/admin/conduct/new/?{name}=", ("complaint_id",)), ("/login?{name}=", ("next",)),
    ("/mijn-klacht?{name}=", ("next", "code")), ("/klacht?{name}=", ("step", "lang")),
    ("/taal?{name}=", ("next", "url", "code")), ("/?{name}=", ("next", "lang")),
)  # fmt: skip

PATHS = (
    "/.git/config", "/.env", "/.htaccess", "/wederhoor.db", "/instance/wederhoor.db", "/settings.py",
    "/static/../settings.py", "/static/%2e%2e/settings.py", "/static/..%2fsettings.py",
    "/static/..%5csettings.py", "/static/....//settings.py", "/static//etc/passwd", "/static/",
    "/static/%00", "/static/app.css%00.js", "/static/app.css/", "/admin/static/", "/admin/static/x.js",
    "/admin/../admin/", "/admin/%2e%2e/admin/", "/admin//complaint/", "//kwaad.nl/admin/", "/%2f%2fkwaad.nl",
    "/\\kwaad.nl", "/admin/complaint/../../login", "/admin/complaint/-1/note/",
    "/admin/complaint/99999999999999999999/note/", "/admin/complaint/0/document/0",
    "/admin/complaint/1e9/step/register", "/admin/complaint/{file}/step/nonsense",
    "/admin/complaint/{file}/step/%00", "/admin/complaint/{file}/document/99999999999999999999",
    "/admin/complaint/{file}/document/..%2f..%2fetc%2fpasswd", "/admin/complaint/export/exe/",
    "/admin/complaint/export/..%2f/", "/admin/complaint/action/", "/admin/complaint/ajax/update/",
    "/admin/complaint/delete/", "/admin/complaint/import/", "/admin/letter/1/version/0/preview/",
    "/admin/template/0/fields/", "/console", "/debug", "/__debug__/", "/server-status", "/actuator/env",
    "/wp-login.php", "/phpmyadmin/", "/cgi-bin/a.sh", "/xmlrpc.php", "/api/", "/graphql", "/metrics",
    "/robots.txt", "/sitemap.xml", "/crossdomain.xml", "/favicon.ico", "/.well-known/", "/dav/",
    "/dav/x/y.docx", "/dav/%2e%2e/%2e%2e/etc/passwd", "/klacht/%00", "/klacht/nonsense", "/klacht/klaar/../",
    "/mijn-klacht/" + "A" * 3000, "/mijn-klacht/link/%00", "/login/%00", "/login/wachtwoord/" + "x" * 3000,
    "/" + "a" * 8000, "/" + "a/" * 2000, "/%ff%fe", "/%ED%A0%80", "/%", "/%zz", "/;a=b", "/admin/;a=b/",
    "/ADMIN/", "/admin/Complaint/", "/admin/complaint", "/healthz/../admin/", "/oauth/callback?code=x&state=y",
)  # fmt: skip
HEADS = {
    "host of another": {"Host": "kwaad.nl"}, "host with a name in it": {"Host": "localhost@kwaad.nl"},
    "host with a path": {"Host": "localhost/kwaad.nl"}, "host with a port": {"Host": "localhost:99999"},
    "host of letters": {"Host": "localhost:abc"}, "host with a space": {"Host": "local host"},
    "no host": {"Host": ""}, "host in brackets": {"Host": "[::1"}, "host with nul": {"Host": "a%00b"},
    "host longer than a name": {"Host": "a" * 3000}, "host with quotes": {"Host": '"><script>'},
    "host by another head": {"X-Forwarded-Host": "kwaad.nl"}, "host by a third": {"X-Host": "kwaad.nl"},
    "host by Forwarded": {"Forwarded": "host=kwaad.nl;proto=https;for=1.2.3.4"},
    "asker by a head": {"X-Forwarded-For": "127.0.0.1"}, "askers by a head": {"X-Forwarded-For": "a, b, c"},
    "asker that is markup": {"X-Forwarded-For": "<script>"}, "scheme by a head": {"X-Forwarded-Proto": "javascript"},
    "prefix by a head": {"X-Forwarded-Prefix": "/kwaad"}, "address by a head": {"X-Original-URL": "/admin/user/"},
    "address by another": {"X-Rewrite-URL": "/admin/user/"}, "user by a head": {"X-Remote-User": "administrator"},
    "user by another": {"Remote-User": "1"}, "token by a head": {"Authentication-Token": "x" * 500},
    "password by a head": {"Authorization": "Basic YTpi"}, "bearer": {"Authorization": "Bearer x.y.z"},
    "half a head": {"Authorization": "Basic"}, "not base64": {"Authorization": "Basic \xff\xfe"},
    "other way by a head": {"X-HTTP-Method-Override": "DELETE"}, "language of a path": {"Accept-Language": "../../etc"},
    "languages without end": {"Accept-Language": ",".join(["nl;q=0.1"] * 2000)},
    "language that is none": {"Accept-Language": "x" * 5000}, "weight that is none": {"Accept-Language": "nl;q=x"},
    "accepts nothing": {"Accept": ""}, "accepts anything but": {"Accept": "application/x-evil"},
    "coding that is none": {"Accept-Encoding": "x, gzip;q=abc, *"}, "range": {"Range": "bytes=0-0,1-1,2-2"},
    "range without end": {"Range": "bytes=" + ",".join(f"{n}-" for n in range(2000))},
    "range that is none": {"Range": "bytes=abc"}, "etag": {"If-None-Match": '"' + "x" * 5000},
    "any etag": {"If-None-Match": "*"}, "day that is none": {"If-Modified-Since": "Foo, 99 Bar 99999"},
    "page that sent": {"Referer": "https://kwaad.nl/<script>alert(1)</script>"},
    "page that is none": {"Referer": "http://[::1"}, "script that sent": {"Referer": "javascript:alert(1)"},
    "origin of another": {"Origin": "https://kwaad.nl"}, "no origin": {"Origin": "null"},
    "asks for scripts": {"X-Requested-With": "XMLHttpRequest"}, "to another protocol": {"Upgrade": "websocket", "Connection": "Upgrade"},
    "device of markup": {"User-Agent": "<script>alert(1)</script>"}, "no device": {"User-Agent": ""},
    "device without end": {"User-Agent": "x" * 9000}, "device of a template": {"User-Agent": "{{7*7}}${7*7}"},
    "cookie of rubbish": {"Cookie": "wederhoor=\xff\xfe\x01; a=b"}, "cookie of a path": {"Cookie": "wederhoor=../../etc/passwd"},
    "cookie without end": {"Cookie": "wederhoor=" + "A" * 9000}, "500 cookies": {"Cookie": "; ".join(f"a{n}=b" for n in range(500))},
    "cookie twice": {"Cookie": "wederhoor=x; wederhoor=y"}, "cookie of markup": {"Cookie": 'wederhoor="<script>"'},
    "cookie of a pickle": {"Cookie": "wederhoor=gASVIAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAJpZJSFlFKULg=="},
    "cookie of JSON": {"Cookie": 'wederhoor={"user_id":1}'}, "cookie of nothing": {"Cookie": "="},
    "cookie of a form": {"Cookie": "wederhoor_klacht=x; klacht=y; remember_token=1|x"},
    "expects": {"Expect": "200-ok"}, "trailers": {"TE": "trailers", "Trailer": "x"},
    "length below zero": {"Content-Length": "-1"}, "length of letters": {"Content-Length": "abc"},
    "many heads": {f"X-A{n}": "b" for n in range(200)},
}  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "BREW", "get",
           "DEBUG", "SEARCH")  # fmt: skip
OPEN = ("/", "/admin/", "/login", "/klacht", "/mijn-klacht", "/static/app.css", "/healthz",
        "/admin/complaint/details/?id={file}", "/admin/complaint/new/", "/admin/complaint/export/csv/")  # fmt: skip

PLAIN, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=y"
BODIES = {
    "nothing": (b"", PLAIN), "json": (b'{"a":1}', "application/json"), "broken json": (b"{", "application/json"),
    "deep json": (b"[" * 9000, "application/json"), "xml": (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "application/xml"),
    "octets": (b"\xff" * 99, "application/octet-stream"), "text": (b"a=1&b=2", "text/plain"),
    "no type": (b"a=1", ""), "type that is none": (b"a=1", "x"), "type of markup": (b"a=1", "<script>/x"),
    "pickle": (b"cos\nsystem\n(S'id'\ntR.", "application/x-python-pickle"), "yaml": (b"!!python/object:x", "application/yaml"),
    "no border": (b"x", "multipart/form-data"), "border of nothing": (b"--\r\n", "multipart/form-data; boundary="),
    "border without end": (b"--y", "multipart/form-data; boundary=" + "y" * 3000), "never ended": (b"--y\r\n\r\n", PARTS),
    "no heads": (b"--y\r\nx\r\n--y--", PARTS), "part without a name": (b"--y\r\nContent-Disposition: form-data\r\n\r\nx\r\n--y--\r\n", PARTS),
    "part twice named": (b'--y\r\nContent-Disposition: form-data; name="a"; name="b"\r\n\r\nx\r\n--y--\r\n', PARTS),
    "file of a path": (b'--y\r\nContent-Disposition: form-data; name="file"; filename="../../a.pdf"\r\n\r\n%PDF\r\n--y--\r\n', PARTS),
    "file with nul": (b'--y\r\nContent-Disposition: form-data; name="file"; filename="a\0.pdf"\r\n\r\n%PDF\r\n--y--\r\n', PARTS),
    "file by star": (b"--y\r\nContent-Disposition: form-data; name=\"file\"; filename*=x-evil''%ff.pdf\r\n\r\nx\r\n--y--\r\n", PARTS),
    "part in base64": (b'--y\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--y--\r\n', PARTS),
    "part of another set": (b'--y\r\nContent-Disposition: form-data; name="text"\r\nContent-Type: text/plain; charset=x-evil\r\n\r\nx\r\n--y--\r\n', PARTS),
    "heads without end": (b'--y\r\nContent-Disposition: form-data; name="a"\r\nX-A: ' + b"a" * 90_000 + b"\r\n\r\nx\r\n--y--\r\n", PARTS),
    "1,000 parts": (b'--y\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n' * 1000 + b"--y--\r\n", PARTS),
    "3,000 fields": (b"&".join(b"a%d=1" % n for n in range(3000)), PLAIN), "one field 3,000 times": (b"text=1&" * 3000, PLAIN),
    "2 MB": (b"text=" + b"a" * 2**21, PLAIN), "set that is none": (b"text=%ff", PLAIN + "; charset=x-evil"),
    "utf-16": ("text=é".encode("utf-16"), PLAIN), "utf-7": (b"text=+ADw-script+AD4-", PLAIN + "; charset=utf-7"),
    "names of Python": (b"__class__=1&__init__.__globals__=2&self=3&csrf_token=4", PLAIN), "fields in brackets": (b"text[]=1&text[a]=2&text.b=3", PLAIN),
    "not a number": (b"version=abc&text=x", PLAIN), "huge number": (b"version=" + b"9" * 400 + b"&text=x", PLAIN),
    "below zero": (b"version=-1&id=-1&text=x", PLAIN), "nul": (b"text=%00&version=%00", PLAIN), "surrogate": (b"text=%ED%A0%80", PLAIN),
    "half a sign": (b"text=%C3", PLAIN), "broken escapes": (b"text=%zz%&=&&=a&", PLAIN), "heads in a value": (b"text=x&url=/admin/%0d%0aSet-Cookie:a=b", PLAIN),
    "way in the form": (b"_method=DELETE&text=x", PLAIN), "packed": (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", PLAIN),
}  # fmt: skip
FORMS = ("/admin/complaint/new/", "/admin/complaint/{file}/note/", "/admin/complaint/{file}/document/",
         "/admin/complaint/{file}/step/register", "/admin/preferences/", "/admin/calculator/",
         "/admin/complaint/{file}/letter/", "/admin/contact/new/", "/klacht/gegevens", "/klacht/bijlagen",
         "/mijn-klacht", "/login", "/login/vergeten", "/admin/report/new/")  # fmt: skip
ELSEWHERE = (
    "https://kwaad.nl", "http://kwaad.nl", "//kwaad.nl", "///kwaad.nl", "////kwaad.nl", "/\\kwaad.nl", "\\\\kwaad.nl",
    "\\/kwaad.nl", "https:kwaad.nl", "https:/kwaad.nl", "http:///kwaad.nl", "javascript:alert(1)", "data:text/html,x",
    "/admin/../../kwaad.nl", "/admin/\r\nLocation: https://kwaad.nl", "/%09/kwaad.nl", "/\t/kwaad.nl", "/ /kwaad.nl",
    "http://[::1", "http://localhost@kwaad.nl", "http://localhost.kwaad.nl", "http://kwaad.nl#localhost", "@kwaad.nl",
    "/admin/@kwaad.nl", "/admin/x#kwaad.nl", "//localhost:80@kwaad.nl", "https://kwaad.nl/admin/", "?next=//kwaad.nl",
    "\u2044\u2044kwaad.nl", "/\u3002kwaad.nl", "h\u0442tps://kwaad.nl", "%2f%2fkwaad.nl", "%5c%5ckwaad.nl", ".kwaad.nl",
    "ftp://kwaad.nl", "//%6bwaad.nl", "/./\\kwaad.nl", "//kwaad.nl\\@localhost", "\x00//kwaad.nl", "\x01https://kwaad.nl",
)  # fmt: skip
BACK = (("/login", "next", None), ("/admin/complaint/new/", "url", "coordinator"),
        ("/admin/complaint/edit/?id={file}", "url", "coordinator"), ("/taal/nl", "terug", None),
        ("/taal", "terug", None), ("/login/vergeten", "next", None),
        ("/admin/complaint/details/?id={file}", "url", "coordinator"))  # fmt: skip


def requests() -> Iterator[Asked]:
    for who, screens in LISTS.items():
        for number, (screen, name) in enumerate(product(screens, ARGUMENTS)):
            for value in VALUES[number % 6 :: 6]:  # each value meets each argument at some list
                query = f"{name}={value}".replace("{name}", name)
                yield Asked(f"list {screen}: {query}", f"/admin/{screen}/?{query}", who)
    for address, names in PAGES:
        for name, value in product(names, VALUES):
            path = address.replace("{name}", name) + value.replace("{name}", name)
            yield Asked(f"page {path}", path)
    for path in PATHS:
        yield Asked(f"path {path}", path)
    for (what, heads), path in product(HEADS.items(), OPEN[:3]):
        yield Asked(f"head {what} at {path}", path, heads=heads)
    for method, path in product(METHODS, OPEN):
        yield Asked(f"{method} {path}", path, method=method)
    for (what, (body, kind)), path in product(BODIES.items(), FORMS):
        who = "coordinator" if path.startswith("/admin/") else None
        yield Asked(f"body {what} at {path}", path, who, "POST", {}, body, kind)
    for (path, name, who), address in product(BACK, ELSEWHERE):
        mark = "&" if "?" in path else "?"
        yield Asked(f"{name}={address!a} at {path}", f"{path}{mark}{name}={quote(address)}", who)
        body = f"{name}={quote(address)}&version=1&code=nl".encode()
        yield Asked(f"{name}={address!a} sent to {path}", path, who, "POST", {}, body, PLAIN)
