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
        "1. Copies: 412 pages at $0.50 a page, $206. Paper copies not larger than 9 by 14 inches "
        "cost at most 10 cents a page (§ 610.026.1(1)), so 412 pages come to no more than $41.20.",
        "2. Review by city attorney: 2.5 hours at $180 an hour, $450. Attorneys’ review time may "
        "not be charged as research time (Gross v. Parson, 624 S.W.3d 877 (Mo. banc 2021)).",
        "3. Copying time: 4 hours at $55 an hour, $220. Duplicating time costs no more than the "
        "average hourly rate of pay for clerical staff (§ 610.026.1(1)).",
        "4. Processing: $200. Copies, duplicating time and research time have limits of their "
        "own (§ 610.026.1)",
        "I do not withdraw my request.",
        "the 90 or 150 days of § 610.026.2(2)",
    ),
    "clarification": (
        "On December 1, 2026, you asked me about it. You wrote: “Which vehicles do you mean?”",
        "I mean every car or truck",
        "This answer comes within the 90 days of § 610.026.2(2), so the request stays open.",
    ),
    "narrowing": (
        "I ask you to begin with these records from January 1, 2026, to the date of your search:",
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
        "Missouri Attorney General Facts for a Sunshine Law complaint about the Riverbend Police "
        "Department",
        "the agency’s acknowledgment shows that it was received on November 23, 2026",
        "which gives the agency the benefit of every doubt, that day was Monday, November 30, 2026",
        "- November 23, 2026: I sent the request by e-mail.",
        "- December 9, 2026: I telephoned.",
        "1. The request 2. The automatic reply 3. The reminder",
    ),
    "prosecutor-note": (
        "Prosecuting Attorney of Riverbend County 200 Court Street Riverbend, MO 63000 A request",
        "On November 23, 2026, I asked the Riverbend Police Department for records",
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
        "1, 2026, in answer to my request of November 23, 2026, under the Missouri Sunshine Law.",
        "I consider the request complete.",
    ),
    "review": (
        "Public Access Counselor Request for review of a denial by the Riverbend Police Department "
        "(5 ILCS 140/9.5(a))",
        "Under section 9.5(a) of the Illinois Freedom of Information Act, 5 ILCS 140/9.5(a), I ask "
        "you to review the denial by the Riverbend Police Department.",
        "On December 3, 2026, the Riverbend Police Department answered. It denied a part of the "
        "request. It wrote: “Records about the task force are exempt.”",
        "- November 23, 2026: I sent the request by e-mail.",
        "1. The request 2. The denial of December 3, 2026",
    ),
    "appeal": (
        "I appeal your response of December 3, 2026 (6 CFR 5.8(a)(1)). It denies the request. You "
        "wrote: “The records are withheld in full.” You cite 5 U.S.C. § 552(b)(7). This appeal "
        "comes within 90 working days after the date of that response.",
        "They name nobody and describe no technique.",
        "Please decide within 20 days after receipt, excepting Saturdays, Sundays and legal public "
        "holidays (5 U.S.C. § 552(a)(6)(A)(ii)).",
        "the exemption of 5 U.S.C. § 552(b) for each part",
    ),
    "cost-answer": (
        "Thank you for your message of December 1, 2026, about the cost, which you put at $240. I "
        "do not withdraw the request. This answer comes within the three business days of K.S.A. "
        "45-219(e).",
        "Please go on with the search, and ask me before the cost exceeds $100.",
    ),
}

# The same for the request under each other law, for the request at the head of the manual.
REQUEST_MUST_SAY: dict[str, tuple[str, ...]] = {
    "us-il": (
        "FOIA Office Riverbend Police Department 100 Main Street",
        "Under the Illinois Freedom of Information Act, 5 ILCS 140, I ask on behalf of Open "
        "Records Group for electronic copies of the records below.",
        "The whole request stands in this message (5 ILCS 140/3(c)); nothing else has to be opened",
        "This request is not made for a commercial purpose (5 ILCS 140/3.1).",
        "waive or reduce fees under 5 ILCS 140/6(c)",
        "the first 50 black and white pages of letter or legal size are free, and that more cost "
        "at most 15 cents a page (5 ILCS 140/6)",
        "ask me before fees exceed $25",
        "name the exemption in section 7 of the Act on which you rely",
        "within 5 business days after you receive it (5 ILCS 140/3(d))",
        "not more than 5 business days from the original due date (5 ILCS 140/3(e))",
        "A person wrote this request, and I will confirm that if you ask (5 ILCS 140/3(j)).",
        "names of people who were arrested or detained; you may redact them",
    ),
    "us-ks": (
        "Under the Kansas Open Records Act, K.S.A. 45-215 et seq., I ask on behalf of",
        "My address stands above and my name below (K.S.A. 45-220(b)).",
        "at most the actual cost (K.S.A. 45-219)",
        "If you contact me about the cost (K.S.A. 45-219(e)), please use the contact below",
        "a written statement of the grounds, citing the specific provision of law "
        "(K.S.A. 45-218(d))",
        "no later than the end of the third business day following the date that you receive it",
        "the place and the earliest time and date at which the records will be available "
        "(K.S.A. 45-218(d))",
        "names of people who were arrested or detained; you may redact them",
    ),
    "us-fed": (
        "Under the Freedom of Information Act, 5 U.S.C. § 552, I ask on behalf of",
        "I seek records of official work, so no first-party consent is required.",
        "category of all other requesters, who pay for search after two hours and for duplication "
        "after 100 pages",
        "5 U.S.C. § 552(a)(4)(A)(iii)",
        "likely to contribute significantly to public understanding of the operations or "
        "activities of the government",
        "I agree to pay up to $25, and no more unless you ask me first.",
        "5 U.S.C. § 552(b)",
        "within 20 days after receipt, excepting Saturdays, Sundays and legal public holidays, "
        "whether you will comply (5 U.S.C. § 552(a)(6)(A)(i))",
        "not more than ten working days (5 U.S.C. § 552(a)(6)(B)(i))",
        "the tracking number of this request",
    ),
}

_REMINDED = ("I have not yet seen an answer.", "By our count, which gives your agency the benefit")
_NARROWED = (
    "1. The 287(g) agreement with its appendices. 2. Invoices to ICE",
    "This is not a new request.",
    "itemized",
)
_WITHDRAWN = ("I withdraw this part of it: items 4 and 5.", "do not charge for any more of it")
_THANKED = ("in answer to my request of November 23, 2026, under the ", "the request complete.")
MUST_SAY_ELSEWHERE: dict[tuple[str, str], tuple[str, ...]] = {
    ("us-il", "reminder"): (
        *_REMINDED,
        "within 5 business days after it receives it (5 ILCS 140/3(d))",
        "If you have extended the time (5 ILCS 140/3(e)), please send me that notice again",
    ),
    ("us-il", "review"): MUST_SAY["review"],
    ("us-ks", "reminder"): (
        *_REMINDED,
        "not later than the end of the third business day following the date that it is received "
        "(K.S.A. 45-218(d))",
    ),
    ("us-ks", "demand-date"): (
        "a detailed explanation of the cause for further delay, and the place and the earliest "
        "time and date at which the record will be available (K.S.A. 45-218(d))",
        "1. the cause of the delay, in detail; 2. the place",
    ),
    ("us-ks", "demand-grounds"): (
        "cite the specific provision of law under which access is denied, and to be furnished not "
        "later than the end of the third business day following the date that this request for it "
        "is received (K.S.A. 45-218(d))",
    ),
    ("us-ks", "cost-answer"): MUST_SAY["cost-answer"],
    ("us-fed", "reminder"): (
        "I have not yet seen a determination.",
        "excepting Saturdays, Sundays and legal public holidays, whether it will comply with a "
        "request (5 U.S.C. § 552(a)(6)(A)(i))",
        "By our count",
    ),
    ("us-fed", "appeal"): MUST_SAY["appeal"],
    **{(code, "narrowing"): _NARROWED for code in ("us-il", "us-ks", "us-fed")},
    **{(code, "withdrawal"): _WITHDRAWN for code in ("us-il", "us-ks", "us-fed")},
    **{(code, "thanks"): _THANKED for code in ("us-il", "us-ks", "us-fed")},
}
