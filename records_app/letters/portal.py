"""Short text for portals that cap the length and take the letter as an attachment."""

from __future__ import annotations

from records_app.letters.compose import contact, period, sections
from records_app.letters.facts import LetterFacts, long_date
from records_app.letters.figures import and_list
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.wording import portal_template, subject_wording


class PortalTooSmall(ValueError):
    """No version of the text fits; ``least`` is how many characters the shortest one needs."""

    def __init__(self, limit: int, least: int) -> None:
        super().__init__(f"The shortest text needs {least} characters; {limit} is too few.")
        self.limit = limit
        self.least = least


def portal_text(facts: LetterFacts | FollowUpFacts, limit: int) -> str:
    """The longest version of the text that has at most ``limit`` characters.

    Every version names the law and the attached letter. Raises ``PortalTooSmall``.
    """
    to_reply = contact(facts)
    name, words = _request(facts) if isinstance(facts, LetterFacts) else _follow_up(facts)
    rendered = portal_template(facts.law, name).render(
        dated=long_date(facts.dated),
        reply=f"Please reply to {to_reply}. " if to_reply else "",
        signed=", ".join(part for part in (facts.sender.name, facts.sender.organization) if part),
        **words,
    )
    versions = [" ".join(version.split()) for version in rendered.split("\n---\n")]
    fitting = [version for version in versions if len(version) <= limit]
    if not fitting:
        raise PortalTooSmall(limit, min(len(version) for version in versions))
    return max(fitting, key=len)


def _request(facts: LetterFacts) -> tuple[str, dict[str, object]]:
    return "portal", {
        "count": sum(len(section.asks) for section in sections(facts)),
        "subjects": and_list([
            subject_wording(subject, facts.law).short for subject in facts.subjects
        ]),
        "period": period(facts),
    }


def _follow_up(facts: FollowUpFacts) -> tuple[str, dict[str, object]]:
    return "portal-follow-up", {
        "subject": KINDS[facts.kind].title,
        "requested": long_date(facts.request.dated),
        "reference": f" (our number {facts.number})" if facts.number else "",
    }
