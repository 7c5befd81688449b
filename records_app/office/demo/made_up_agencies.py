"""Reads the made-up agencies of the demo."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from records_app.directory.records import (
    AgencyKind,
    AgencyRecord,
    AgreementRecord,
    ContactKind,
    ContactRecord,
    Standing287g,
)
from records_app.directory.search_keys import search_key

_SOURCE = "the demo"


def made_up_agencies() -> tuple[AgencyRecord, ...]:
    """The agencies of ``agencies.toml``, in the order of the file."""
    file = resources.files("records_app.office.demo") / "agencies.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["agency"]
    return tuple(_record(table) for table in tables)


def _record(table: dict[str, Any]) -> AgencyRecord:
    *lines, _city = table["address"]
    return AgencyRecord(
        slug=search_key(table["name"]).replace(" ", "-"),
        name=table["name"],
        kind=AgencyKind(table["kind"]),
        law="us-mo",
        county=table["county"],
        city=table["city"],
        state="MO",
        address_lines=tuple(lines),
        postal_code=table["address"][-1].rsplit(" ", 1)[1],
        phone=table["phone"],
        contacts=tuple(_contacts(table)),
        agreements=tuple(_agreements(table)),
        g287=Standing287g(table.get("g287", "none")),
    )


def _contacts(table: dict[str, Any]) -> list[ContactRecord]:
    values = {kind: table.get(kind.value, "") for kind in ContactKind}
    values[ContactKind.POST] = "\n".join(table["address"])
    return [
        ContactRecord(kind, value, source=_SOURCE, as_of="")
        for kind, value in values.items()
        if value
    ]


def _agreements(table: dict[str, Any]) -> list[AgreementRecord]:
    agreement = table.get("agreement")
    if agreement is None:
        return []
    signed = agreement.get("signed_on")
    return [
        AgreementRecord(
            model=agreement["model"],
            signed_on=signed,
            first_listed=agreement.get("first_listed_on", signed),
            last_listed=agreement.get("last_listed_on"),
            current=table["g287"] == Standing287g.SIGNED,
            moa_url="",
            source=_SOURCE,
        )
    ]
