"""The statements that each kind of letter cannot do without, for the examples of the manual."""

from __future__ import annotations

# What each kind must say, whatever else changes.
MUST_SAY: dict[str, tuple[str, ...]] = {
    "reminder": (
        "It was sent by e-mail the same day, and your acknowledgment shows that it was received on "
        "November 23, 2026.",
        "I have not yet seen an answer.",
        "no later than the end of the third business day after the date the custodian of records "
        "receives it (§ 610.023.3).",
        "By our count, which gives your agency the benefit of every doubt, that day was Monday, "
        "November 30, 2026:",
        "Thursday, November 26: not counted, Thanksgiving",
        "the place and the earliest time and date",
        "that person’s name and location (§ 610.023.1)",
    ),
    "demand-date": (
        "Thank you for your reply of November 25, 2026. You wrote: “Because of staffing, this "
        "request will take additional time.”",
        "“a detailed explanation of the cause for further delay and the place and earliest time "
        "and date that the record will be available”",
        "Gross v. Parson, 624 S.W.3d 877 (Mo. banc 2021)",
        "means a specific date",
        "1. the cause of the delay, in detail; 2. the place",
        "By our count",
    ),
    "demand-grounds": (
        "It denies a part of the request.",
        "You cite § 610.021(19).",
        "cite the specific provision of law under which access is denied",
        "no later than the end of the third business day following the date that this request for "
        "it is received (§ 610.023.4)",
        "the public interest in nondisclosure outweighs the public interest in disclosure",
        "release the rest (§ 610.024.1)",
    ),
    "fee-waiver": (
        "You ask for $412.50.",
        "likely to contribute significantly to public understanding of the operations or "
        "activities of your agency, and the request is not primarily in my commercial interest "
        "(§ 610.026.1(1))",
        "We publish what local agencies agree with ICE",
        "itemized written estimate before work begins",
        "average hourly rate of pay for clerical staff",
        "employees who result in the lowest charges",
        "Gross v. Parson",
        "My request stays open.",
    ),
    "fee-objection": (
        "You ask for $1,076.",
        "1. “Copies”: 412 pages at $0.50 a page, $206. Paper copies not larger than 9 by 14 inches "
        "cost at most 10 cents a page (§ 610.026.1(1)), so 412 pages come to no more than $41.20.",
        "2. “Review by city attorney”: 2.5 hours at $180 an hour, $450. Attorneys’ review time may "
        "not be charged as research time (Gross v. Parson, 624 S.W.3d 877 (Mo. banc 2021)).",
        "3. “Copying time”: 4 hours at $55 an hour, $220. Duplicating time costs no more than the "
        "average hourly rate of pay for clerical staff (§ 610.026.1(1)).",
        "4. “Processing”: $200. Copies, duplicating time and research time have limits of their "
        "own (§ 610.026.1)",
        "I do not withdraw my request.",
        "the 90 or 150 days of § 610.026.2(2)",
    ),
    "clarification": (
        "On December 1, 2026 you asked me about it. You wrote: “Which vehicles do you mean?”",
        "I mean every car or truck",
        "This answer comes within the 90 days of § 610.026.2(2), so the request stays open.",
    ),
    "narrowing": (
        "I ask you to begin with these records from January 1, 2026:",
        "1. The 287(g) agreement with its appendices. 2. Invoices to ICE",
        "The other items stay open for later.",
        "This is not a new request.",
        "itemized written estimate",
    ),
    "control": (
        "“any record, whether written or electronically stored, retained by or of any public "
        "governmental body” (§ 610.010(6))",
        "Task Force Model, signed on March 5, 2025",
        "section XIII of the form of that agreement, as revised on February 12, 2025: “Nothing "
        "herein limits LEA’s compliance with state public records laws regarding those records "
        "that are solely state records and not ICE records.”",
        "written statement of the grounds that cites the specific provision of law",
        "(§ 610.023.4)",
        "§ 610.021(14)",
    ),
    "complaint-summary": (
        "Missouri Attorney General Summary of facts for a Sunshine Law complaint about Riverbend "
        "Police Department",
        "the agency’s acknowledgment shows that it was received on November 23, 2026",
        "which gives the agency the benefit of every doubt, that day was Monday, November 30, 2026",
        "- November 23, 2026: I sent the request by e-mail.",
        "- December 9, 2026: I telephoned.",
        "1. The request 2. The automatic reply 3. The reminder",
    ),
    "prosecutor-note": (
        "Prosecuting Attorney of Riverbend County 200 Court Street Riverbend, MO 63000 A request",
        "On November 23, 2026 I asked Riverbend Police Department for records",
        "Section 610.027.1 names the prosecuting attorney among those who may seek to enforce the "
        "law in the circuit court.",
        "- December 2, 2026: I sent a reminder by e-mail.",
    ),
    "withdrawal": (
        "I withdraw this part of it: items 4 and 5. The rest of the request stays open.",
        "do not charge for any more of it",
    ),
    "thanks": (
        "Thank you for the records on funding agreements and vehicle grants that came on December "
        "1, 2026, in answer to my request of November 23, 2026 under the Missouri Sunshine Law.",
        "I consider the request complete.",
    ),
}
