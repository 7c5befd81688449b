"""Days worked out by hand, with pencil and calendar, each named by the provision behind it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.course import PLAIN_COURSE, Course, Pause, PauseKind
from records_app.law.deadlines import deadline, following


def day(text: str) -> date:
    return date.fromisoformat(text)


FRIDAY_OFF = AgencyDays(closed=((day("2026-11-27"), "Friday after Thanksgiving"),))
LINCOLN_OPEN = AgencyDays(open=((day("2026-02-12"), "We are open"),))
EARLY = AgencyDays(closes_at=time(16, 30))


def fee(amount: str, **more: date) -> Course:
    return Course(fee=Decimal(amount), **more)


def paused(first: str, last: str, kind: PauseKind) -> Course:
    return Course(pauses=(Pause(day(first), day(last), kind),))


# Law and clock, the start with its hour if it matters, due, safe, and what is special about it.
WORKED = {
    "§ 610.023.3: Friday to Wednesday, the Attorney General's own example": (
        *("us-mo response", "2026-10-16", "2026-10-21", "2026-10-21"),
    ),
    "§ 610.023.3: at five o'clock on Christmas Eve it is in time": (
        *("us-mo response", "2026-12-24 17:00", "2026-12-30", "2026-12-30"),
    ),
    "§ 610.023.3: a minute later it is a doubt": (
        *("us-mo response", "2026-12-24 17:01", "2026-12-30", "2026-12-31"),
    ),
    "§ 610.023.3: the office closes at half past four": (
        *("us-mo response", "2026-10-16 16:45", "2026-10-21", "2026-10-22", EARLY),
    ),
    "§ 610.023.3: received on New Year's Eve": (
        *("us-mo response", "2026-12-31", "2027-01-06", "2027-01-06"),
    ),
    "§ 610.023.3: over the end of February in a leap year": (
        *("us-mo response", "2028-02-25", "2028-03-01", "2028-03-01"),
    ),
    "§ 610.023.3: received on Lincoln Day, Washington Day between": (
        *("us-mo response", "2026-02-12", "2026-02-18", "2026-02-19"),
    ),
    "§ 610.023.3: an agency that works on Lincoln Day": (
        *("us-mo response", "2026-02-10", "2026-02-13", "2026-02-17", LINCOLN_OPEN),
    ),
    "§ 9.010: Juneteenth on a Saturday, the State closes on Friday": (
        *("us-mo response", "2027-06-15", "2027-06-18", "2027-06-21"),
    ),
    "§ 9.010: Independence Day on a Sunday is kept on Monday": (
        *("us-mo response", "2027-07-02", "2027-07-08", "2027-07-08"),
    ),
    "§ 9.010: received on the Friday before a New Year on Saturday": (
        *("us-mo response", "2027-12-31", "2028-01-05", "2028-01-06"),
    ),
    "§ 610.023.4: grounds over Christmas": (
        *("us-mo grounds", "2026-12-22", "2026-12-28", "2026-12-28"),
    ),
    "§ 610.023.3: promised for Christmas Day": (
        *("us-mo promised", "2026-12-25", "2026-12-25", "2026-12-28"),
    ),
    "§ 610.023.3: promised for a leap day": (
        *("us-mo promised", "2028-02-29", "2028-02-29", "2028-02-29"),
    ),
    "§ 610.026.2(2): 90 days end on a Sunday": (
        *("us-mo fee", "2026-11-02", "2027-02-01", "2027-01-29", fee("1000")),
    ),
    "§ 610.026.2(2): one cent more has 150 days": (
        *("us-mo fee", "2026-11-02", "2027-04-01", "2027-04-01", fee("1000.01")),
    ),
    "§ 610.026.2(2): 150 days over a leap day, to a Saturday": (
        *("us-mo fee", "2027-12-01", "2028-04-29", "2028-04-28", fee("1500")),
    ),
    "§ 610.026.2(2): 90 days over a leap day": (
        *("us-mo fee", "2027-12-02", "2028-03-01", "2028-03-01", fee("40")),
    ),
    "§ 610.026.2(2): the first fee under the new rule": (
        *("us-mo fee", "2025-08-28", "2025-11-26", "2025-11-26", fee("40")),
    ),
    "§ 610.026.2(2): the last fee under the old one": (
        *("us-mo fee", "2025-08-27", "2026-01-01", "2025-12-31", fee("40")),
    ),
    "§ 610.026.2(2): an old request, a fee under the new rule": (
        *("us-mo fee", "2025-09-15", "2026-01-01", "2025-12-12"),
        fee("40", asked_on=day("2025-08-01")),
    ),
    "§ 610.026.2(2): a question whose last day is Thanksgiving": (
        *("us-mo clarification", "2026-08-28", "2026-11-26", "2026-11-25"),
    ),
    "§ 610.026.2(2): six months that end on the last Sunday of February": (
        *("us-mo refile", "2026-08-31", "2027-02-28", "2027-03-01"),
    ),
    "§ 610.026.2(2): six months to a leap day": (
        *("us-mo refile", "2027-08-31", "2028-02-29", "2028-02-29"),
    ),
    "§ 610.027.5: a year from a leap day": (
        *("us-mo suit", "2024-02-29", "2025-02-28", "2025-02-28"),
    ),
    "§ 610.027.5: the two years are over first": (
        *("us-mo suit", "2026-06-01", "2027-03-03", "2027-03-03"),
        Course(violated_on=day("2025-03-03")),
    ),
    "5 ILCS 140/3(d): Columbus Day between": (
        *("us-il response", "2026-10-05", "2026-10-13", "2026-10-13"),
    ),
    "5 ILCS 140/3(d): mail of a Saturday is received on Monday": (
        *("us-il response", "2026-10-17", "2026-10-26", "2026-10-26"),
    ),
    "5 ILCS 140/3(d): Election Day of an even year may be kept": (
        *("us-il response", "2026-10-28", "2026-11-04", "2026-11-05"),
    ),
    "5 ILCS 140/3(d): Pulaski Day may be kept": (
        *("us-il response", "2026-02-27", "2026-03-06", "2026-03-09"),
    ),
    "5 ILCS 140/3(d): Lincoln Day may be kept": (
        *("us-il response", "2027-02-10", "2027-02-18", "2027-02-19"),
    ),
    "5 ILCS 140/3(e): five days more": (
        *("us-il extension", "2026-10-05", "2026-10-20", "2026-10-20"),
    ),
    "5 ILCS 140/3(j): the clock stands still while they ask whether we are a person": (
        *("us-il response", "2026-10-05", "2026-10-15", "2026-10-15"),
        paused("2026-10-08", "2026-10-09", PauseKind.IDENTITY),
    ),
    "5 ILCS 140/9.5(a): the sixtieth day is New Year's Day": (
        *("us-il review", "2026-11-02", "2027-01-01", "2026-12-31"),
    ),
    "5 U.S.C. 552(a)(6)(A)(i): Columbus Day between": (
        *("us-fed determination", "2026-10-05", "2026-11-03", "2026-11-03"),
    ),
    "5 U.S.C. 552(a)(6)(A)(i): Christmas on a Saturday is kept on Friday": (
        *("us-fed determination", "2027-12-01", "2027-12-30", "2027-12-30"),
    ),
    "5 U.S.C. 552(a)(6)(A)(ii): a question stops the clock": (
        *("us-fed determination", "2026-10-05", "2026-11-10", "2026-11-10"),
        paused("2026-10-15", "2026-10-21", PauseKind.CLARIFICATION),
    ),
    "5 U.S.C. 552(a)(6)(B)(i): ten working days more": (
        *("us-fed extension", "2026-10-05", "2026-11-18", "2026-11-18"),
    ),
    "5 U.S.C. 552(a)(6)(E)(ii)(I): ten calendar days to New Year's Day": (
        *("us-fed expedite", "2026-12-22", "2027-01-01", "2027-01-04"),
    ),
    "6 CFR 5.8(a)(1): 90 working days, or 90 days to be safe": (
        *("us-fed appeal", "2026-10-05", "2027-02-17", "2026-12-31"),
    ),
    "K.S.A. 45-218(d): Lincoln Day is no day of Congress": (
        *("us-ks response", "2026-02-10", "2026-02-13", "2026-02-13"),
    ),
    "K.S.A. 45-218(d): after hours before a Saturday holiday": (
        *("us-ks response", "2026-07-02 18:00", "2026-07-07", "2026-07-09"),
    ),
    "K.S.A. 45-219(e): our three days over a Friday that may be closed": (
        *("us-ks cost-contact", "2026-07-01", "2026-07-07", "2026-07-06"),
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_the_day_by_hand(name: str) -> None:
    told, start, due, safe, *special = WORKED[name]
    law_code, clock = told.split()
    on, _, at = start.partition(" ")
    agency = next((one for one in special if isinstance(one, AgencyDays)), STANDARD_DAYS)
    course = next((one for one in special if isinstance(one, Course)), PLAIN_COURSE)
    hour = time.fromisoformat(at) if at else None
    found = deadline(law_code, clock, day(on), at=hour, agency=agency, course=course)
    assert (found.due, found.safe) == (day(due), day(safe))


@pytest.mark.parametrize(
    ("start", "agency", "due", "safe"),
    [
        ("2026-11-24", STANDARD_DAYS, "2027-11-30", "2027-11-30"),
        ("2026-11-25", FRIDAY_OFF, "2027-12-02", "2027-12-01"),
        ("2026-10-17", STANDARD_DAYS, "2027-10-22", "2027-10-21"),
        ("2026-07-01", STANDARD_DAYS, "2027-07-07", "2027-07-06"),
    ],
)
def test_section_610_027_5_a_year_from_silence(
    start: str, agency: AgencyDays, due: str, safe: str
) -> None:
    found = following("us-mo", "response", day(start), "suit", agency=agency)
    assert (found.due, found.safe) == (day(due), day(safe))
