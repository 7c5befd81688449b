"""Texts that try to run something, to grow without end, or to reach out: refused at their line."""

from __future__ import annotations

from datetime import date

import pytest

from records_app.casework.subjects import Subject
from records_app.letters import own_wording
from records_app.letters.compose import compose
from records_app.letters.facts import Sender
from records_app.letters.own_item_words import item_troubles, line_trouble
from records_app.letters.own_wording import LONGEST, MOST_FACTS, OwnWording, read_own_text
from records_app.letters.own_wording_parts import Part
from records_app.letters.own_wording_samples import sample_facts
from records_app.letters.own_wording_values import placeholders_of

BLOCK = Part("own_last", "Added before the end", "added")
NAMES = placeholders_of("reminder")
SENDER = Sender("Bob Brown", "Open Doors Project", (), "records@opendoors.example")

ATTRIBUTES = [
    "{agency.__class__.__mro__}",
    "{agency.__init__.__globals__}",
    "{agency[0]}",
    "{agency!r}",
    "{agency!r:>2000}",
    "{0.__class__}",
    "{''.__class__}",
    "{ agency }",
    "{agency\u200e}",
    "{AGENCY}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ facts|attr('__class__') }}",
]
GROWING = [
    "{agency:>999999999}",
    "{agency:{agency}}",
    "{{ 'a' * 10**10 }}",
    "{{ 'a'.ljust(10**10) }}",
    "{{ 'a'|center(10**10) }}",
    "{{ range(10**9)|list }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{% set x = 'a' * 10**9 %}",
]
ENDLESS = [
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for x in cycler(1) %}{% for y in x %}{% endfor %}{% endfor %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% recursive %}",
    "{# never closed",
]
REACHING = [
    "{% include '/etc/passwd' %}",
    "{% include 'request.html' %}",
    "{% import '../secret' as x %}",
    "{% extends 'page.html' %}",
    "{http://example.example/}",
    "{file:///etc/passwd}",
]
NESTED = [
    "{" * 1200,
    "}" * 1200,
    "{" * 600 + "agency" + "}" * 600,
    "{agency" * 300,
    "{a}" * 800,
    "{%" * 600 + "%}" * 600,
]


@pytest.mark.parametrize("text", [*ATTRIBUTES, *GROWING, *ENDLESS, *REACHING, *NESTED])
def test_nothing_of_it_runs_and_the_line_is_named(text: str) -> None:
    lines, troubles = read_own_text(f"A good line.\n\n{text}", BLOCK, NAMES)
    facts = sample_facts("us-mo", "reminder", SENDER, date(2026, 11, 23))
    assert facts is not None
    letter = compose(facts, OwnWording({"own_last": f"A good line.\n\n{text}"}))
    assert [each.line for each in troubles] == [3]
    assert len(str(troubles[0])) < 400
    assert [line.pieces for line in lines] == [("A good line.",)]
    assert letter == compose(facts)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "{" * 5_000_000,
        "\n" * 5_000_000,
        "{agency}" * (MOST_FACTS + 1),
        "- {agency}\n" * 26,
        "1. " * 900,
        "e" + "\u0301" * 2000,
    ],
)
def test_what_is_too_much_is_refused_and_what_is_too_long_not_even_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    really = own_wording._read_line
    monkeypatch.setattr(
        own_wording, "_read_line", lambda line, *more: read.append(line) or really(line, *more)
    )
    _, troubles = read_own_text(text, BLOCK, NAMES)
    assert bool(read) is (len(text) <= LONGEST)
    assert troubles
    assert all(len(str(each)) < 400 for each in troubles)


@pytest.mark.parametrize(
    "text",
    [
        "%s %n %(agency)s $PATH $(id) `id`",
        "<script>alert(1)</script>",
        "<img src='file:///etc/passwd'><link rel=stylesheet href=http://example.example/x.css>",
        "@import url(http://example.example/x.css);",
        "&lt;b&gt; &#x3c;",
        "-- # not markup *at all* [x](javascript:alert(1))",
    ],
)
def test_what_looks_like_code_is_printed_as_words(text: str) -> None:
    facts = sample_facts("us-mo", "reminder", SENDER, date(2026, 11, 23))
    assert facts is not None
    lines, troubles = read_own_text(text, BLOCK, NAMES)
    assert troubles == ()
    letter = compose(facts, OwnWording({"own_last": text}))
    assert " ".join(lines[0].pieces[0].split()) in " ".join(letter.text.split())
    plain = compose(facts).html
    for tag in ("<script", "<img", "<link", "<style"):
        assert letter.html.count(tag) == plain.count(tag)


@pytest.mark.parametrize("text", [*ATTRIBUTES, *GROWING, *ENDLESS, *REACHING, *NESTED])
def test_an_item_knows_no_braces_at_all(text: str) -> None:
    wrong = [line_trouble(text, 1000), *item_troubles(Subject.FUNDING, text, "")]
    assert any(wrong)
    assert line_trouble("x" * 10_000_000, 1000).startswith("Write at most 1,000 characters")
