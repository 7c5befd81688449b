"""An office in which the requests to one agency are for a group: Carl is in it, Bob is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.groups import add_group, change_group, limit_agency
from records_app.office.recording import record_answer, record_received, record_sent
from records_app.office.sharing import share_draft
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, filled_form, make_office, ready_request

GROUP = "Detention team"
EARLIER = NOW - timedelta(days=30)


@dataclass(frozen=True)
class Grouped:
    """``kept`` is Carl's request for the group; ``open`` one for everybody; Alice is no member.

    There is another of each, with a running clock: MO-2026-0003 and -0004.

    ``private`` is a draft of Carl's, ``shared`` one that he shared.
    """

    cast: Cast
    group: int
    kept: int
    open: int
    private: int
    shared: int


def late_request(store: Store, cast: Cast, agency_id: int, *, denied: bool = True) -> int:
    """A request of Carl's that was denied, or one whose clock runs."""
    request_id, version = ready_request(store, cast.carl, agency_id, now=EARLIER)
    sent = {"on": "2026-10-26", "channel": "email"}
    version = record_sent(store, cast.carl, request_id, version, sent, now=NOW).version
    got = {"on": "2026-10-26", "evidence": "reply"}
    version = record_received(store, cast.carl, request_id, version, got, now=NOW).version
    if denied:
        raw = {"on": "2026-10-29", "kind": "denied", "exception": "", "detail": "No reason given"}
        record_answer(store, cast.carl, request_id, version, raw, now=NOW)
    return request_id


def draft_of_carl(store: Store, cast: Cast, agency_id: int, words: str) -> int:
    """A draft without errors."""
    draft_id = new_draft(store, cast.carl, now=NOW)
    version = open_draft(store, cast.carl, draft_id, now=NOW).version
    form = filled_form(agency_id, specifics=words)
    save_draft(store, cast.carl, draft_id, version, form, now=NOW)
    return draft_id


def grouped_office(store: Store) -> Grouped:
    """The cast with a group that Carl is in, and Riverbend limited to it."""
    cast = make_office(store)
    kept, open_one = (late_request(store, cast, one) for one in (cast.riverbend, cast.fenwick))
    for agency_id in (cast.riverbend, cast.fenwick):
        late_request(store, cast, agency_id, denied=False)
    words = ("Private words", "Shared words")
    private, shared = (draft_of_carl(store, cast, cast.fenwick, one) for one in words)
    share_draft(store, cast.carl, shared, now=NOW)
    group = add_group(store, cast.ada, GROUP, now=NOW)
    change_group(store, cast.ada, group, 1, name=GROUP, person_ids=[cast.carl.id])
    limit_agency(store, cast.ada, group, cast.riverbend)
    return Grouped(cast, group, kept, open_one, private, shared)
