from __future__ import annotations

from pathlib import Path

from records_app.law.hints import hints
from records_app.law.law_page import law_page
from records_app.law.open_questions import open_questions
from records_app.law.statute import known_laws, law

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == law_page(), "run: python scripts/law_page.py"


def test_the_page_has_every_rule_with_its_source():
    page = law_page()
    for code in known_laws():
        found = law(code)
        assert f"(`{code}`)" in page
        versions = [v for clock in found.clocks.values() for v in (clock, clock.before) if v]
        for rule in versions:
            assert rule.rule in page
            assert rule.basis.source in page
        for provision in found.all_provisions:
            assert provision.text in page


def test_what_is_not_verified_is_only_at_the_end():
    body, end = law_page().split("## Not verified: for a lawyer to work off")
    for question in open_questions():
        assert question.text in end
        if question.kind not in ("calendar", "exception"):
            assert question.text not in body
    numbers = {f"| {q.title} |  | {q.text} |" for q in open_questions() if q.kind == "exception"}
    assert numbers
    assert not [row for row in numbers if row in body]
    assert all(hint.state in body for hint in hints())
