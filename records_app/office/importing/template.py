"""The list to start from: the headings that need no choosing, and two made-up rows."""

from __future__ import annotations

_TEMPLATE = """\
Agency,Date sent,Subject,How sent,Date received,Status,Date of reply,Promised date,Fee,\
Exemption,Outcome,Date closed,Notes,Our number,Their number,Assigned to
Riverbend Police Department,3/4/2025,287(g) agreements and vehicles,E-mail,3/5/2025,Denied,\
3/10/2025,,,610.021(1),,,A made-up example: delete this row.,2025-07,,
Fenwick County Sheriff's Office,2025-04-02,Training records,Portal,,Released,2025-04-08,,,,\
Released,2025-05-01,A made-up example: delete this row.,2025-08,W012345,
"""


def template() -> bytes:
    """The list as CSV, marked as UTF-8 so that Excel reads it right."""
    return b"\xef\xbb\xbf" + _TEMPLATE.replace("\n", "\r\n").encode()
