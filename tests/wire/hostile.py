"""Strategies for what a hostile browser sends: addresses, headers and bodies of every kind."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from starlette.routing import Route

import records_app.web

ORIGIN = b"http://localhost:8000"
MARK = "x-slipped-in"
"""No answer may ever have a header of this name."""

_SPLIT = f"a\r\n{MARK}: 1\r\n\r\n<script>alert(1)</script>"
_SPLIT_ESCAPED = f"a%0d%0a{MARK}:%201"
_TEXTS = [
    "",
    "\x00",
    "a\x00b",
    "\u202etxt.exe",
    "\ud800",
    "🕊" * 300,
    "x" * 100_000,
    "../../../../etc/passwd",
    "..\\..\\windows",
    "//evil.example/",
    "/\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "'; DROP TABLE person; --",
    '"><script>alert(1)</script>',
    "{{ 7*7 }}",
    "%s%n%x",
    "-1",
    "1e309",
    str(2**70),
    "١٢",
    _SPLIT,
    _SPLIT_ESCAPED,
    "/" + _SPLIT,
    "bob@opendoors.example",
    "ADA@opendoors.example",
    "correct horse battery",
    "000000",
]
any_text = st.one_of(
    st.sampled_from(_TEXTS),
    st.text(st.characters(exclude_categories=()), max_size=60),
)


def field_names() -> list[str]:
    """The names that fields have in our plain pages, and those of the forms with files."""
    folder = Path(records_app.web.__file__).parent / "account_templates"
    pages = "".join(page.read_text() for page in sorted(folder.glob("*.html")))
    found = set(re.findall(r"""(?:name="|field\(")([\w-]+)\"""", pages))
    assert {"email", "password", "next", "name"} <= found
    return sorted(found | {"files", "file", "purpose", "event_seq", "redacts_id", "x\r\ny"})


_name = st.sampled_from(field_names()) | any_text.filter(lambda text: len(text) < 1000)
_fields = st.lists(st.tuples(_name, any_text), max_size=6)

# What stands for a part of an address in a route; ids that exist are among them.
_numbers = ["1", "2", "0", "-1", "00001", str(2**31), str(2**63), "9" * 400, "1.0", "%31", "１２"]
_words = [
    *("..", "../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..%5c", "%00", "a%00.pdf"),
    *("%2f%2fevil.example", "%252e%252e", "%ff%fe", "%ed%a0%80", "a%0d%0aSet-Cookie:%20sid=x"),
    *(_SPLIT_ESCAPED, ";/", "#", "%20", "x" * 4000, "es", "en", "~", "%C2%B2"),
]
_segment = st.one_of(
    st.sampled_from(_numbers),
    st.sampled_from(_words),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(lambda t: quote(t, safe="")),
)
_query = st.one_of(
    st.just(""),
    _fields.map(lambda pairs: "?" + urlencode(pairs, errors="surrogatepass")),
    st.sampled_from(["?next=%2F%2Fevil.example", "?next=/%0d%0aa:b", "?" + "a&" * 2000, "?%00=%"]),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40).map("?".__add__),
)


@st.composite
def target(draw: st.DrawFn, route: Route) -> bytes:
    """An address of this route with anything at all where it has a part to fill in."""
    parts = re.split(r"\{[^}]*\}", route.path)
    path = parts[0] + "".join(draw(_segment) + part for part in parts[1:])
    path += draw(st.sampled_from(["", "", "", "", "/", "/..", "%2f", "/../../x"]))
    return (path + draw(_query)).replace("#", "%23").encode()


_latin = st.binary(max_size=40)
_header_value = st.one_of(
    st.sampled_from([b"", b"x" * 8192, _SPLIT.encode(), b"\x00", b"\xff" * 20, b"1" * 5000]),
    _latin,
)
_OURS = [(b"origin", ORIGIN)]
_came_from = st.one_of(
    st.just(_OURS),
    st.just(_OURS),
    st.sampled_from(
        [
            [(b"origin", ORIGIN), (b"sec-fetch-site", b"same-origin")],
            [(b"origin", b"null"), (b"sec-fetch-site", b"none")],
        ]
    ),
)
foreign = st.sampled_from(
    [
        [],
        [(b"origin", b"null")],
        [(b"origin", b"https://evil.example")],
        [(b"origin", ORIGIN + b".evil.example")],
        [(b"origin", ORIGIN + b"\x00")],
        [(b"origin", b"http://localhost")],
        [(b"origin", b"https://evil.example"), (b"origin", ORIGIN)],
        [(b"origin", ORIGIN), (b"sec-fetch-site", b"cross-site")],
        [(b"origin", ORIGIN), (b"sec-fetch-site", b"same-site")],
        [(b"origin", ORIGIN), (b"sec-fetch-site", b"Same-Origin ")],
        [(b"referer", ORIGIN + b"/login/")],
        [(b"x-forwarded-host", b"localhost:8000"), (b"host", b"localhost:8000")],
    ]
)
"""Headers of a request that did not come from a page of ours."""

_odd_headers = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *(b"accept", b"accept-language", b"cookie", b"content-length", b"host", b"range"),
                *(b"if-none-match", b"if-range", b"user-agent", b"x-forwarded-for", b"expect"),
                *(b"x-forwarded-proto", b"referer", b"transfer-encoding", b"forwarded"),
            ]
        ),
        _header_value,
    ),
    max_size=3,
)
ranges = st.one_of(
    st.sampled_from(
        [
            *(b"bytes=0-0", b"bytes=-1", b"bytes=5-2", b"bytes=0-", b"bytes=-0", b"bytes=-"),
            *(b"bytes=0-1,3-4", b"bytes=99999999999999999-", b"bytes=" + b"0-1," * 2000),
            *(b"items=0-1", "bytes=٠-١".encode(), b"bytes=0-" + b"9" * 400),
        ]
    ),
    _latin,
)


def cookies(own: bytes) -> st.SearchStrategy[list[tuple[bytes, bytes]]]:
    """The session of somebody (empty for nobody), alone or among others that are made up."""
    sid = (b"cookie", b"sid=" + own)
    made_up = (b"cookie", b"sid=made-up; sid=; " + _SPLIT.encode())
    return st.sampled_from([[sid], [sid], [sid], [made_up, sid], [sid, made_up]])


headers_of_ours = st.tuples(_came_from, _odd_headers).map(lambda both: [*both[0], *both[1]])

_boundary = "----desk7MA4YWxkTrZu0gW"
_dispositions = [
    'form-data; name="files"; filename="a.txt"',
    'form-data; name="files"; filename="../../a.txt"',
    'form-data; name="files"; filename="a%0D%0Ab.txt"',
    "form-data; name=\"files\"; filename*=UTF-8''%2e%2e%2fa.txt",
    'form-data; name="files"; filename=""',
    'form-data; name="files"; filename="' + "n" * 3000 + '"',
    'form-data; name="file"; filename="list.csv"',
    'form-data; name="file"; filename="\u202evsc.exe"',
    'form-data; name="purpose"',
    'form-data; name="email"',
    "form-data",
    "attachment",
    'form-data; name="files"; filename="unfinished',
    "",
]
_contents = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"agency,day\n1,2\n", b"x" * 70_000]),
    any_text.map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@st.composite
def _multipart(draw: st.DrawFn) -> tuple[bytes, bytes]:
    kind = draw(
        st.sampled_from(
            [
                *[f"multipart/form-data; boundary={_boundary}"] * 6,
                "multipart/form-data",
                'multipart/form-data; boundary=""',
                f"multipart/form-data; boundary={'b' * 5000}",
                f"multipart/form-data; boundary={_boundary}; boundary=other",
                f"multipart/mixed; boundary={_boundary}",
                f"MULTIPART/FORM-DATA; boundary={_boundary}; charset=utf-7",
                f"multipart/form-data; boundary={_boundary}; charset=no-such",
                "multipart/form-data; boundary=\xff",
            ]
        )
    )
    body = b""
    for _ in range(draw(st.integers(0, 4))):
        body += f"--{_boundary}\r\n".encode()
        body += b"Content-Disposition: " + draw(st.sampled_from(_dispositions)).encode() + b"\r\n"
        body += draw(
            st.sampled_from(
                [
                    b"",
                    b"Content-Type: text/plain; charset=no-such\r\n",
                    b"X: " + b"y" * 9000 + b"\r\n",
                    b"X: 1\r\n" * 40,
                    f"Content-Type: multipart/mixed; boundary={_boundary}2\r\n".encode(),
                    b"Content-Transfer-Encoding: base64\r\n",
                    b"no colon at all\r\n",
                ]
            )
        )
        body += draw(st.sampled_from([b"\r\n", b"\r\n", b"\r\n", b"", b"\n"]))
        body += draw(_contents) + draw(st.sampled_from([b"\r\n", b"\r\n", b""]))
    body += draw(st.sampled_from([f"--{_boundary}--\r\n".encode()] * 3 + [b"", b"--", b"\r\n--"]))
    return kind.encode("latin-1"), body


_urlencoded = st.tuples(
    st.sampled_from([b"application/x-www-form-urlencoded"] * 4)
    | st.sampled_from([b"application/x-www-form-urlencoded; charset=utf-7", b"APPLICATION/X"]),
    _fields.map(lambda pairs: urlencode(pairs, errors="surrogatepass").encode())
    | st.sampled_from([b"=&=&", b"%", b"%zz=%", b"a=1;b=2", b"&" * 5000, b"a=1&" * 500])
    | st.binary(max_size=100),
)
_json = st.tuples(
    st.sampled_from([b"application/json", b"text/plain", b"application/x-www-form-urlencoded"]),
    st.sampled_from([{}, [], None, {"email": ["a"]}, {"password": {"$ne": 1}}, [[[[]]]] * 50]).map(
        lambda value: json.dumps(value).encode()
    ),
)
_odd = st.tuples(
    st.sampled_from([b"", b"a", b"text/html", b"\xff\xfe", b"multipart/", b"x" * 8000]),
    st.binary(max_size=300),
)
bodies = st.one_of(_urlencoded, _multipart(), _json, _odd)
"""Pairs of a content type and a body."""
