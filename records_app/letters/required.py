"""The statements that a letter may not lose when an office words it anew, each with its citation.

What is locked cannot be lost and is not listed here. Each rule below is one of the statute, as the
shipped letters cite it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from records_app.letters.own_wording_parts import PORTAL, parts_of
from records_app.letters.required_of_portals import portal_required
from records_app.letters.required_statement import Required

_MO_GROUNDS = ("grounds", "specific provision of law", "§ 610.023.4")
_MO_ACCESS = ("cause", "in detail", "place", "earliest time and date", "§ 610.023.3")
_KS_GROUNDS = ("grounds", "specific provision of law", "K.S.A. 45-218(d)")
_KS_ACCESS = ("cause", "in detail", "place", "earliest time and date", "K.S.A. 45-218(d)")
_NOT_NEW = Required(
    "own_stays", "That this is no new request", ("not a new request",), "the first request goes on"
)
_ITEMIZED = ("itemized", "estimate", "before")

REQUIRED: Mapping[tuple[str, str], tuple[Required, ...]] = {
    ("us-mo", "request"): (
        Required(
            "own_fees",
            "The request to waive fees in the public interest",
            (
                *("waive", "public interest", "contribute significantly to public understanding"),
                *("not primarily in my commercial interest", "§ 610.026.1(1)"),
            ),
            "§ 610.026.1(1), RSMo",
        ),
        Required(
            "own_cheapest",
            "The request for the employees with the lowest charges",
            ("lowest charges", "§ 610.026.1(1)"),
            "§ 610.026.1(1), RSMo",
        ),
        Required(
            "own_closed",
            "The request to release what is not closed",
            ("release the rest", "§ 610.024"),
            "§ 610.024, RSMo",
        ),
        Required("own_closed", "The demand for written grounds", _MO_GROUNDS, "§ 610.023.4, RSMo"),
        Required(
            "own_time",
            "The time to act",
            ("as soon as possible", "third business day", "custodian of records receives"),
            "§ 610.023.3, RSMo",
        ),
        Required(
            "own_time", "The demand for cause, place and date", _MO_ACCESS, "§ 610.023.3, RSMo"
        ),
        Required(
            "own_contact",
            "The question who else is the custodian",
            ("custodian", "name and location", "§ 610.023.1"),
            "§ 610.023.1, RSMo",
        ),
    ),
    ("us-mo", "reminder"): (
        Required(
            "own_release", "The demand for cause, place and date", _MO_ACCESS, "§ 610.023.3, RSMo"
        ),
    ),
    ("us-mo", "demand-date"): (
        Required(
            "own_cause",
            "The demand for cause, place and date",
            ("cause", "place", "earliest time and date", "§ 610.023.3"),
            "§ 610.023.3, RSMo",
        ),
    ),
    ("us-mo", "demand-grounds"): (
        Required(
            "own_grounds",
            "The demand for written grounds",
            ("written statement", *_MO_GROUNDS, "third business day"),
            "§ 610.023.4, RSMo",
        ),
        Required(
            "own_separate",
            "The request to release what is not exempt",
            ("release the rest", "§ 610.024.1"),
            "§ 610.024.1, RSMo",
        ),
    ),
    ("us-mo", "fee-waiver"): (
        Required(
            "own_waive",
            "The reason for the waiver",
            (
                *("waive", "public interest", "contribute significantly to public understanding"),
                *("not primarily in my commercial interest", "§ 610.026.1(1)"),
            ),
            "§ 610.026.1(1), RSMo",
        ),
        Required("own_estimate", "The request for an estimate", _ITEMIZED, "§ 610.026.1(1), RSMo"),
    ),
    ("us-mo", "fee-objection"): (
        Required(
            "own_corrected",
            "That the request is not withdrawn",
            ("not withdraw", "90 or 150 days", "§ 610.026.2(2)"),
            "§ 610.026.2(2), RSMo",
        ),
    ),
    ("us-mo", "narrowing"): (
        _NOT_NEW,
        Required("own_estimate", "The request for an estimate", _ITEMIZED, "§ 610.026.1(1), RSMo"),
    ),
    ("us-mo", "control"): (
        Required("own_release", "The demand for written grounds", _MO_GROUNDS, "§ 610.023.4, RSMo"),
        Required(
            "own_release",
            "The request to separate what is exempt",
            ("separate", "§ 610.024.1"),
            "§ 610.024.1, RSMo",
        ),
    ),
    ("us-mo", "prosecutor-note"): (
        Required(
            "own_enforce",
            "Why it goes to the prosecuting attorney",
            ("prosecuting attorney", "610.027.1"),
            "§ 610.027.1, RSMo",
        ),
    ),
    ("us-il", "request"): (
        Required(
            "own_fees",
            "That the request has no commercial purpose",
            ("not made for a commercial purpose", "5 ILCS 140/3.1"),
            "5 ILCS 140/3.1",
        ),
        Required("own_fees", "The fee waiver", ("waive", "5 ILCS 140/6(c)"), "5 ILCS 140/6(c)"),
        Required(
            "own_closed",
            "The demand to name the exemption",
            ("release the rest", "exemption", "section 7"),
            "5 ILCS 140, section 7",
        ),
        Required(
            "own_time",
            "The time to comply",
            ("5 business days", "5 ILCS 140/3(d)"),
            "5 ILCS 140/3(d)",
        ),
        Required(
            "own_contact",
            "That a person wrote the request",
            ("person wrote this request", "5 ILCS 140/3(j)"),
            "5 ILCS 140/3(j)",
        ),
    ),
    ("us-ks", "request"): (
        Required(
            "own_cost",
            "Where they write about the cost",
            ("cost", "K.S.A. 45-219(e)"),
            "K.S.A. 45-219(e)",
        ),
        Required("own_closed", "The demand for written grounds", _KS_GROUNDS, "K.S.A. 45-218(d)"),
        Required("own_time", "The time to act", ("third business day",), "K.S.A. 45-218(d)"),
        Required(
            "own_time", "The demand for cause, place and date", _KS_ACCESS, "K.S.A. 45-218(d)"
        ),
    ),
    ("us-ks", "reminder"): (
        Required(
            "own_release", "The demand for cause, place and date", _KS_ACCESS, "K.S.A. 45-218(d)"
        ),
    ),
    ("us-ks", "demand-date"): (
        Required(
            "own_cause",
            "The demand for cause, place and date",
            ("cause", "place", "earliest time and date", "K.S.A. 45-218(d)"),
            "K.S.A. 45-218(d)",
        ),
    ),
    ("us-ks", "demand-grounds"): (
        Required(
            "own_grounds",
            "The demand for written grounds",
            ("written statement", *_KS_GROUNDS, "third business day"),
            "K.S.A. 45-218(d)",
        ),
    ),
    ("us-ks", "narrowing"): (
        _NOT_NEW,
        Required("own_estimate", "The request for an estimate", _ITEMIZED, "K.S.A. 45-219"),
    ),
    ("us-il", "narrowing"): (_NOT_NEW,),
    ("us-fed", "narrowing"): (_NOT_NEW,),
    ("us-fed", "request"): (
        Required(
            "own_category",
            "The fee category",
            ("not a commercial requester", "all other requesters"),
            "5 U.S.C. § 552(a)(4)(A)",
        ),
        Required(
            "own_fees",
            "The fee waiver",
            (
                *("waive", "public interest", "contribute significantly to public understanding"),
                *("not primarily in my commercial interest", "5 U.S.C. § 552(a)(4)(A)(iii)"),
            ),
            "5 U.S.C. § 552(a)(4)(A)(iii)",
        ),
        Required(
            "own_closed",
            "The demand to name the exemption",
            ("release the rest", "exemption", "5 U.S.C. § 552(b)"),
            "5 U.S.C. § 552(b)",
        ),
        Required(
            "own_time",
            "The time to determine",
            ("20 days", "5 U.S.C. § 552(a)(6)(A)(i)"),
            "5 U.S.C. § 552(a)(6)(A)(i)",
        ),
    ),
    ("us-fed", "appeal"): (
        Required(
            "own_release",
            "The time to decide",
            ("20 days", "5 U.S.C. § 552(a)(6)(A)(ii)"),
            "5 U.S.C. § 552(a)(6)(A)(ii)",
        ),
        Required(
            "own_release",
            "The demand to name the exemption",
            ("release", "exemption", "5 U.S.C. § 552(b)"),
            "5 U.S.C. § 552(b)",
        ),
    ),
}


def required_of(law: str, kind: str, part: str) -> tuple[Required, ...]:
    """What one part of a letter must say."""
    every = portal_required(law) if kind == PORTAL else REQUIRED.get((law, kind), ())
    return tuple(each for each in every if each.part == part)


def missing(law: str, kind: str, own: Mapping[str, str]) -> Iterator[Required]:
    """The required statements that are lost where the office says something else.

    ``own`` has the text of each part that is not as shipped; an empty text leaves it out.
    """
    for part in parts_of(law, kind):
        if (text := own.get(part.name)) is not None:
            for each in required_of(law, kind, part.name):
                if not each.stands_in(text):
                    yield each
