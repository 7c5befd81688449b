"""What kind of body an agency is, read from its name and the source's rough type."""

from __future__ import annotations

import re

from records_app.directory.records import AgencyKind

_RULES: tuple[tuple[str, AgencyKind], ...] = (
    (r"\b(University|College)\b", AgencyKind.UNIVERSITY),
    (r"\bSheriff's\b", AgencyKind.SHERIFF),
    (r"\b(Airport|Port Authority)\b", AgencyKind.AIRPORT),
    (r"\bSchools?\b", AgencyKind.SCHOOL),
    (r"\b(Court|Judicial)\b", AgencyKind.COURT),
    (r"\b(Task Force|Strike Force|Enforcement Group)\b", AgencyKind.TASK_FORCE),
    (r"^City of \w", AgencyKind.CITY),
    (r"\bPark (District|Rangers?|Authority)\b|\bParks\b|\bRangers?\b", AgencyKind.PARK),
    (
        r"^(Missouri|Illinois) (State|Department|Division|Gaming)|^Community Corrections",
        AgencyKind.STATE,
    ),
    (r"Fulton State Hospital|Cremer Therapeutic", AgencyKind.STATE),
    (
        r"\b(Jail|Justice Center|Detention|Correctional|Corrections|Youth Center|Work Camp)\b"
        r"|Menard Medium",
        AgencyKind.JAIL,
    ),
    (r"\b(Police|Public Safety|Marshal's Office)\b", AgencyKind.POLICE),
)


def kind_of(name: str, source_type: str) -> AgencyKind:
    """The kind of the agency called ``name`` (already cleaned).

    ``source_type`` ("police", "sheriff", "state", "special") decides only where the name does not.
    """
    if source_type in ("police", "sheriff") and re.search(r"Police Department$", name):
        return AgencyKind.POLICE
    for pattern, kind in _RULES:
        if re.search(pattern, name):
            return kind
    by_type = {"sheriff": AgencyKind.SHERIFF, "state": AgencyKind.STATE}
    return by_type.get(source_type, AgencyKind.OTHER)
