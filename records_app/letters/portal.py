"""Short text for portals that cap the length, with the letter attached where the law allows."""

from __future__ import annotations

from records_app.letters.compose import asked_of, contact, period, sections
from records_app.letters.facts import Format, LetterFacts, long_date
from records_app.letters.figures import and_list, dollars
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.own_wording import OwnWording
from records_app.letters.own_wording_portal import own_texts
from records_app.letters.wording import portal_template, subject_wording

# The form of the City of St. Louis took 470 characters and an attachment when last seen.
USUAL_LIMIT = 470
# Where the whole request must stand in the message, or no attachment can be relied on.
NO_ATTACHMENT = frozenset({"us-il", "us-fed"})
_LAWS = {
    "us-mo": ("Missouri Sunshine Law, Chapter 610, RSMo", "Missouri Sunshine Law (Ch. 610, RSMo)"),
    "us-il": ("Illinois Freedom of Information Act, 5 ILCS 140", "Illinois FOIA (5 ILCS 140)"),
    "us-ks": ("Kansas Open Records Act, K.S.A. 45-215 et seq.", "Kansas Open Records Act"),
    "us-fed": ("Freedom of Information Act, 5 U.S.C. 552", "FOIA (5 U.S.C. 552)"),
}
_COPIES: dict[Format, str] = {
    "electronic": "electronic copies",
    "paper": "paper copies",
    "inspect": "inspection",
}


class PortalTooSmall(ValueError):
    """No version of the text fits; ``least`` is how many characters the shortest one needs."""

    def __init__(self, limit: int, least: int) -> None:
        super().__init__(f"The shortest text needs {least} characters; {limit} is too few.")
        self.limit = limit
        self.least = least


def portal_text(
    facts: LetterFacts | FollowUpFacts, limit: int, own: OwnWording | None = None
) -> str:
    """The first version of the text that has at most ``limit`` characters.

    ``own`` are versions of the text of a request that the office words itself.

    Every version names the law. Under ``NO_ATTACHMENT`` a request says all of its items itself;
    elsewhere it names the attached letter. Raises ``PortalTooSmall``.
    """
    versions = portal_texts(facts, own)
    fitting = next((version for version in versions if len(version) <= limit), None)
    if fitting is None:
        raise PortalTooSmall(limit, min(len(version) for version in versions))
    return fitting


def fee_waiver_text(facts: LetterFacts) -> str:
    """The text for a fee waiver box of its own, such as the portal of ICE has; else ""."""
    if facts.law != "us-fed":
        return ""
    reason = " ".join(facts.fee_waiver_reason.split())
    return " ".join(portal_template(facts.law, "fee-waiver").render(reason=reason).split())


def portal_texts(facts: LetterFacts | FollowUpFacts, own: OwnWording | None = None) -> list[str]:
    """Every version of the text, in the order in which they are tried."""
    to_reply = contact(facts)
    name, words = _request(facts) if isinstance(facts, LetterFacts) else _follow_up(facts)
    words |= {
        "dated": long_date(facts.dated),
        "reply": f"Please reply to {to_reply}. " if to_reply else "",
        "signed": ", ".join(
            each for each in (facts.sender.name, facts.sender.organization) if each
        ),
    }
    rendered = portal_template(facts.law, name).render(**words)
    ours = own_texts(own, facts.law, words) if isinstance(facts, LetterFacts) else {}
    return [
        ours.get(at, " ".join(version.split()))
        for at, version in enumerate(rendered.split("\n---\n"))
    ]


def _request(facts: LetterFacts) -> tuple[str, dict[str, object]]:
    asks = [ask for section in sections(facts) for ask in section.asks]
    return "portal", {
        "count": len(asks),
        "subjects": and_list(
            [subject_wording(subject, facts.law).short for subject in facts.subjects]
        ),
        "period": period(facts),
        "items": "; ".join(f"({at}) {short}" for at, short in enumerate(_shorts(facts), 1)),
        "full": " ".join(f"({at}) {ask}" for at, ask in enumerate(asks, 1)),
        "copies": _COPIES[facts.format],
        "cap": _cap(facts),
    }


def _shorts(facts: LetterFacts) -> list[str]:
    """Every item in a few words; what the writer added stands as it is."""
    shorts = [item.short for subject in facts.subjects for item in asked_of(facts, subject)[1]]
    return [*shorts, *(each.rstrip(".") for each in facts.specifics)]


def _cap(facts: LetterFacts) -> str:
    if facts.fee_cap is None:
        return ""
    if not facts.fee_cap:
        return "; please ask me before there is any charge"
    return f"; please ask me before fees exceed {dollars(facts.fee_cap)}"


def _follow_up(facts: FollowUpFacts) -> tuple[str, dict[str, object]]:
    law, short = _LAWS[facts.law]
    return "portal-follow-up", {
        "law": law,
        "law_short": short,
        "subject": KINDS[facts.kind].title,
        "requested": long_date(facts.request.dated),
        "reference": f" (our number {facts.number})" if facts.number else "",
    }
