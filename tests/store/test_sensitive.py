"""Every column with free text is either marked or known to hold no detained person's name."""

from __future__ import annotations

import traceback

import pytest
from sqlalchemy import JSON, LargeBinary, String, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import AutoString

from records_app.store.database import Store
from records_app.store.sensitive import MAY_NAME_SOMEBODY
from records_app.store.tables import Request, metadata

# About agencies, the office and its people, chosen from lists, or made by us.
_NOBODY = {
    "agency": {
        *("slug", "name", "kind", "law", "county", "city", "state", "address", "region", "ori"),
        *("g287", "search_key", "source"),
    },
    "agreement": {"model", "standing", "link", "source"},
    "audit": {"who", "place", "act", "about", "details_sha256", "sealed"},
    "audit_head": {"sealed"},
    "calendar_address": {"token_hash", "owner"},
    "campaign": {"stage"},
    "closure": {"reason"},
    "contact": {"kind", "value", "source", "as_of"},
    "contact_change": {"action", "kind", "old_value", "new_value", "reason"},
    "day_change": {"kind", "reason"},
    "event": {"kind"},
    "file": {"purpose", "media_type", "sha256", "stored_as", "text_state"},
    "half_sign_in": {"token_hash", "needs"},
    "import_run": {"sha256"},
    "invite": {"token_hash", "email", "name", "role"},
    "known_browser": {"token_hash", "browser", "address"},
    "letter": {"kind", "name", "sha256"},
    "number_counter": {"series"},
    "office": {"name", "address", "email", "phone"},
    "office_logo": {"content", "sha256"},
    "people_group": {"name"},
    "person": {"email", "name", "role", "password_hash"},
    "recovery_code": {"code_hash"},
    "request": {"number", "law", "stage", "outcome", "turn", "label", "clock", "step", "further"},
    "request_subject": {"subject"},
    "retention": {"kind"},
    "second_factor": {"secret", "new_secret"},
    "sign_in": {"token_hash", "address", "browser"},
    "wording_version": {"law", "kind"},
}


def test_every_column_of_text_was_thought_about() -> None:
    texts = {
        table.name: {
            column.name
            for column in table.columns
            if isinstance(column.type, String | AutoString | JSON | LargeBinary)
        }
        for table in metadata.sorted_tables
    }
    known = {
        name: set(MAY_NAME_SOMEBODY.get(name, ())) | set(_NOBODY.get(name, ())) for name in texts
    }
    assert {name: found for name, found in texts.items() if found} == {
        name: found for name, found in known.items() if found
    }


def test_no_column_is_both() -> None:
    both = {name: MAY_NAME_SOMEBODY.get(name, frozenset()) & _NOBODY[name] for name in _NOBODY}
    assert {name: found for name, found in both.items() if found} == {}


def test_an_error_of_the_database_repeats_nothing_that_was_written(store: Store) -> None:
    statement = insert(Request).values(form={"purpose": "Zebrafinch"}, law="Zebrafinch")
    with store.engine.connect() as connection, pytest.raises(IntegrityError) as failed:
        connection.execute(statement)
    told = "".join(traceback.format_exception(failed.value))
    assert "IntegrityError" in told
    assert "author_id" in told
    assert "Failing row" not in told
    assert "Zebrafinch" not in told
