"""A hard course with everything a bundle must show: silence, a broken promise, a fee, a denial."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from records_app.casework.events import Corrected, Event, Evidence, Received
from records_app.casework.people import Actor
from records_app.office.bundles import Bundle, BundleLimit, Choices, bundle
from records_app.office.files.folder import FileFolder
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_approving import approve_follow_up
from records_app.office.recording import (
    add_note,
    record_answer,
    record_follow_up_received,
    record_follow_up_sent,
    record_received,
    record_sent,
)
from records_app.office.refresh import derive
from records_app.store.database import Store
from records_app.store.log import append_event
from records_app.store.tables import FileRow, FileText, Request
from tests.letters.bundle_files import damaged_pdf, locked_pdf, picture, scripted_pdf, text_pdf
from tests.office.cast import Cast
from tests.web.made_requests import ready_request

BUNDLED = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
ODD_NAME = "Reply ‘final’ /../\u202efdp.exe\n.pdf"

EMAIL = """From: Clerk <records@riverbend.example>
To: records@opendoors.example
Date: Tue, 10 Nov 2026 09:12:00 -0600
Subject: Your request MO-2026-0001

We deny the rest of your request under section 610.021(14).
"""


def at(month: int, day: int, hour: int = 10) -> datetime:
    """An hour of 2026 in Missouri, in UTC."""
    return datetime(2026, month, day, hour + (5 if month < 11 else 6), 0, tzinfo=UTC)


def recorded(
    store: Store,
    actor: Actor,
    request_id: int,
    recorder: Callable[..., Any],
    now: datetime,
    **raw: str,
) -> int:
    """Record something on the newest version; gives its line in the log."""
    with store.reading() as session:
        version = session.get_one(Request, request_id).version
    done = recorder(store, actor, request_id, version, raw, now=now)
    return int(done.seq)


def letter_out(store: Store, actor: Actor, request_id: int, kind: str, now: datetime) -> str:
    """Write, approve and send a letter after the request; gives its number."""
    form = follow_up_form(store, actor, request_id, kind, now=now)
    raw = {**form.values}
    if kind == "fee-objection":
        raw |= {
            "lines-1-what": "Counsel's review",
            "lines-1-quantity": "4",
            "lines-1-rate": "85",
            "lines-1-reason": "attorney-review",
        }
    letter = approve_follow_up(store, actor, request_id, kind, raw, version=form.version, now=now)
    recorded(
        store,
        actor,
        request_id,
        record_follow_up_sent,
        now,
        letter=kind,
        number=letter.number,
        on=now.date().isoformat(),
        channel="email",
        to="records@riverbend.example",
    )
    return letter.number


def logged(store: Store, actor: Actor, request_id: int, event: Event, now: datetime) -> int:
    """Append an event as the office does, for what no form of this test's makes."""
    with store.transaction() as session:
        entry = append_event(session, request_id, event, actor, now)
        derive(session, session.get_one(Request, request_id))
        return entry.seq


def filed(
    store: Store,
    shelf: FileFolder,
    actor: Actor,
    request_id: int,
    name: str,
    content: bytes,
    *,
    line: int | None = None,
    purpose: str = "reply",
    media_type: str = "application/pdf",
    redacts: int | None = None,
    note: str = "",
    text: str = "",
    now: datetime = BUNDLED,
) -> int:
    """Put a file on the shelf with its row; gives its id."""
    coming = shelf.incoming()
    coming.write(content)
    stored_as = coming.keep()
    shelf.committed(stored_as)
    with store.transaction() as session:
        row = FileRow(
            request_id=request_id,
            event_seq=line,
            purpose=purpose,
            name=name,
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            stored_as=stored_as,
            redacts_id=redacts,
            note=note,
            added_at=now,
            added_by_id=actor.id,
        )
        session.add(row)
        session.flush()
        assert row.id is not None
        if text:
            words = text.lower()
            session.add(FileText(file_id=row.id, page=1, text=text, words=words))
        return row.id


def hard_course(store: Store, cast: Cast, shelf: FileFolder) -> int:
    """The whole course from October 5 to November 20, 2026; gives the id of the request."""
    alice, bob = cast.alice, cast.bob
    one = ready_request(store, bob, cast.riverbend, now=at(10, 5))

    def say(recorder: Callable[..., Any], now: datetime, **raw: str) -> int:
        return recorded(store, bob, one, recorder, now, **raw)

    sent = say(
        record_sent,
        at(10, 5, 18),
        on="2026-10-05",
        at="18:04",
        channel="email",
        to="records@riverbend.example",
    )
    received = say(
        record_received, at(10, 7), on="2026-10-05", at="18:40", evidence="delivery_receipt"
    )
    fixed = Received(date(2026, 10, 5), time(18, 4), Evidence.DELIVERY_RECEIPT, "")
    why = "The receipt says 6:04 PM."
    logged(store, alice, one, Corrected(date(2026, 10, 8), received, why, fixed), at(10, 8))
    letter_out(store, bob, one, "reminder", at(10, 13))
    promise = say(
        record_answer,
        at(10, 15),
        on="2026-10-15",
        kind="delayed",
        promised_on="2026-10-23",
        detail="“The records will be ready on October 23.”",
    )
    say(add_note, at(10, 16), text="Their clerk is new and kind. Do not call on Mondays.")
    letter_out(store, alice, one, "demand-date", at(10, 27))
    fee = say(record_answer, at(10, 30), on="2026-10-29", kind="fee_asked", fee="412", notice="yes")
    letter_out(store, bob, one, "fee-objection", at(11, 2))
    denied = say(
        record_answer,
        at(11, 10),
        on="2026-11-10",
        kind="denied",
        exception="§ 610.021(14)",
        detail="They say that the rest is closed.",
    )
    letter_out(store, alice, one, "demand-grounds", at(11, 12))
    say(
        record_follow_up_received,
        at(11, 13),
        letter="demand-grounds",
        on="2026-11-12",
        at="16:20",
        evidence="reply",
    )

    def keep(name: str, content: bytes, line: int | None, **more: Any) -> int:
        return filed(store, shelf, bob, one, name, content, line=line, **more)

    keep("receipt.png", picture(), sent, purpose="proof", media_type="image/png")
    keep("promise.pdf", text_pdf("We need until October 23."), promise)
    keep("invoice.pdf", text_pdf("Invoice", "Page two of the invoice"), fee)
    keep("locked.pdf", locked_pdf(), denied)
    keep("half.pdf", damaged_pdf()[:60], denied)
    keep("form.pdf", scripted_pdf(), denied)
    keep(ODD_NAME, text_pdf("An odd name"), denied)
    keep("denial.eml", EMAIL.encode(), denied, media_type="message/rfc822", text=EMAIL)
    keep("table.csv", b"a,b\n1,2\n", None, purpose="other", media_type="text/csv")
    whole = keep("roster.pdf", text_pdf("Named person"), denied, note="Names in here")
    keep("roster redacted.pdf", text_pdf("Blacked out"), denied, redacts=whole)
    return one


@dataclass
class Desk:
    """Makes bundles of one request."""

    store: Store
    shelf: FileFolder
    request_id: int

    def make(self, actor: Actor, form: Any = "pdf", **choices: bool) -> Bundle:
        return bundle(
            self.store,
            actor,
            self.request_id,
            form,
            Choices(**choices),
            folder=self.shelf,
            limit=BundleLimit(),
            now=BUNDLED,
        )


def content(made: Bundle) -> bytes:
    """All bytes of a bundle, which are those it announced."""
    found = b"".join(made.pieces())
    assert len(found) == made.size
    assert hashlib.sha256(found).hexdigest() == made.sha256
    return found
