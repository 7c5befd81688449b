"""What the law of each jurisdiction lets us ask for, in words for the next steps.

Only what was read in the text or in a good second source stands here; `docs/laws.md` has the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a step makes sense and the statute behind it; empty words where the law has no such."""

    why: str = ""
    statute: str = ""

    @property
    def words(self) -> str:
        """The reason with its statute."""
        return f"{self.why} ({self.statute})." if self.statute else f"{self.why}."


@dataclass(frozen=True, slots=True)
class LawSteps:
    """One law: what to ask after a delay, a refusal, a fee or a question, and whom to go to."""

    delay: Ground
    grounds: Ground
    fee: Ground
    objection: Ground
    question: Ground
    complaint: Ground
    prosecutor: Ground
    suit: Ground
    challenge: Ground = Ground()


NO_GROUND = Ground()
_MISSOURI = LawSteps(
    delay=Ground(
        "They asked for more time and gave no date. Ask for the cause of the delay, and the place "
        "and earliest time and date of the records",
        "§ 610.023.3, RSMo",
    ),
    grounds=Ground(
        "they must answer by the end of the third business day",
        "§ 610.023.4, RSMo",
    ),
    fee=Ground(
        "They asked for a fee. Ask for a waiver and an itemized estimate, object to lines the law "
        "does not allow, or pay. Unpaid, the request may count as withdrawn",
        "§ 610.026, RSMo",
    ),
    objection=Ground(
        "If lines are above what the law allows, object to those lines", "§ 610.026.1, RSMo"
    ),
    question=Ground(
        "They asked what the request means. Answer in time: unanswered, the request may count as "
        "withdrawn",
        "§ 610.026.2(2), RSMo",
    ),
    complaint=Ground(
        "The Attorney General takes complaints about the Sunshine Law at any time and may act on "
        "them. A review may take several months, and the way to court does not wait for it",
        "§ 610.027.1, RSMo",
    ),
    prosecutor=Ground(
        "The prosecuting attorney of the county may go to court over it", "§ 610.027.1, RSMo"
    ),
    suit=Ground(
        "A suit in the circuit court must be filed within one year, and at the latest two years "
        "after the violation",
        "§ 610.027.5, RSMo",
    ),
)
_KANSAS = LawSteps(
    delay=Ground(
        "They asked for more time and gave no date. Ask for a detailed explanation of the delay, "
        "and the place and earliest time and date of the records",
        "K.S.A. 45-218(d)",
    ),
    grounds=Ground(
        "they must answer by the end of the third business day",
        "K.S.A. 45-218(d)",
    ),
    fee=Ground(
        "They wrote about the cost. Reply by the end of the third business day, or the request is "
        "deemed withdrawn: ask for the cost line by line, ask for less, or pay",
        "K.S.A. 45-219(e)",
    ),
    objection=Ground("If they ask for more than the actual cost, object to it", "K.S.A. 45-219"),
    question=Ground("They asked what the request means. Answer soon, so that they can go on"),
    complaint=Ground(
        "The Attorney General takes complaints about open records on a sworn form",
        "K.S.A. 45-252",
    ),
    prosecutor=Ground("The county or district attorney takes such complaints too"),
    suit=NO_GROUND,
)
_ILLINOIS = LawSteps(
    delay=NO_GROUND,
    grounds=NO_GROUND,
    fee=Ground(
        "They asked for a fee. The first 50 black and white pages are free, a page after them "
        "costs at most 15 cents, and search costs nothing in an ordinary request; whoever answers "
        "late may charge nothing for copies. Ask for a waiver, object, or pay",
        "5 ILCS 140/3(d), 140/6",
    ),
    objection=Ground("If lines are above what the law allows, object to them", "5 ILCS 140/6"),
    question=Ground(
        "They asked what the request means. Answer soon; if they call it voluminous, we have 10 "
        "business days to ask for less",
        "5 ILCS 140/3.6",
    ),
    complaint=NO_GROUND,
    prosecutor=NO_GROUND,
    suit=NO_GROUND,
    challenge=Ground(
        "The Public Access Counselor reviews a denial when we ask in writing, signed, with copies "
        "of the request and of what they wrote",
        "5 ILCS 140/9.5(a)",
    ),
)
_FEDERAL = LawSteps(
    delay=NO_GROUND,
    grounds=NO_GROUND,
    fee=Ground(
        "They asked for a fee; their time may stand still until it is settled. Ask for a waiver in "
        "the public interest, say what we are willing to pay, or pay",
        "5 U.S.C. 552(a)(4)(A)(iii), (a)(6)(A)(ii)",
    ),
    objection=Ground("If lines are above what the rules allow, object to them", "6 CFR 5.11"),
    question=Ground(
        "They asked what the request means. Their time stands still until we answer",
        "5 U.S.C. 552(a)(6)(A)(ii)",
    ),
    complaint=NO_GROUND,
    prosecutor=NO_GROUND,
    suit=NO_GROUND,
    challenge=Ground(
        "An appeal goes to the agency itself; say why the exemption does not hold or the search "
        "was too narrow",
        "6 CFR 5.8(a)(1)",
    ),
)
LAW_STEPS: Mapping[str, LawSteps] = MappingProxyType(
    {"us-mo": _MISSOURI, "us-ks": _KANSAS, "us-il": _ILLINOIS, "us-fed": _FEDERAL}
)
