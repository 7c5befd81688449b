"""An office's own lists of items: versions of them, and the letters and drafts that use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.approving import approve
from records_app.office.campaigns.letter import letter_part
from records_app.office.campaigns.making import new_campaign
from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.office.request_page import request_view
from records_app.office.take_along import portal_text_of
from records_app.office.wording import kinds_to_word
from records_app.office.wording_items import (
    compare_items,
    go_back_in_items,
    open_items,
    save_items,
    try_items,
)
from records_app.office.wording_items_form import MOST_ITEMS
from records_app.office.wording_views import ItemsPage
from records_app.store.database import Store
from records_app.store.requests import letter_of
from records_app.store.tables import LetterWording, WordingVersion
from tests.office.cast import NOW, Cast, filled_form, make_agency

TODAY = missouri_day(NOW)
LATER = NOW + timedelta(hours=1)
OURS = {
    "key": "own-0123abcd",
    "on": True,
    "text": "The mileage log of every vehicle that ICE paid for.",
    "short": "mileage logs",
    "why": "Mileage shows whether a car is used for immigration work.",
    "law": "",
}
Rows = list[dict[str, Any]]


def page_of(store: Store, actor: Actor, subject: str = "vehicles") -> ItemsPage:
    return open_items(store, actor, "shared", subject, today=TODAY)


def rows_now(store: Store, actor: Actor, subject: str = "vehicles") -> Rows:
    names = ("key", "on", "text", "short", "why", "law")
    rows = page_of(store, actor, subject).rows
    return [{name: getattr(row, name) for name in names} for row in rows]


def keep(
    store: Store, actor: Actor, rows: Rows, version: int = 0, subject: str = "vehicles"
) -> int:
    return save_items(store, actor, "shared", subject, rows, note="", version=version, now=LATER)


def changed(rows: Rows, key: str, **fields: object) -> Rows:
    return [{**row, **fields} if row["key"] == key else row for row in rows]


def drafted(store: Store, cast: Cast, **changes: object) -> tuple[int, int]:
    draft_id = new_draft(store, cast.bob, now=NOW)
    form = filled_form(changes.pop("agency", cast.riverbend), subjects=["vehicles"], **changes)  # type: ignore[arg-type]
    saved = save_draft(store, cast.bob, draft_id, 1, form, now=NOW)
    assert saved.errors == ()
    return draft_id, saved.version


def asked(store: Store, cast: Cast, draft_id: int) -> list[str]:
    blocks = open_draft(store, cast.bob, draft_id, now=LATER).blocks
    return [block.text for block in blocks if block.kind == "item"]


def test_a_new_request_asks_for_the_offices_own_list_and_knows_its_version(
    store: Store, cast: Cast
) -> None:
    rows = rows_now(store, cast.alice)
    rows = [OURS, *changed(changed(rows, "titles", on=False), "use", text="Who drives them.")]
    assert keep(store, cast.alice, rows) == 1
    draft_id, version = drafted(store, cast)
    said = asked(store, cast, draft_id)
    assert said[0] == OURS["text"]
    assert "Who drives them." in said
    assert len(said) == 6
    (shown,) = open_draft(store, cast.bob, draft_id, now=LATER).items
    assert (shown.words, shown.lines[0].why) == ("Vehicle grants: 6 of 6 items", OURS["why"])
    done = approve(store, cast.bob, draft_id, version, now=LATER)
    with store.reading() as session:
        letter = letter_of(session, done.request_id)
        assert letter is not None
        kept = session.exec(select(LetterWording)).one()
        newest = session.exec(select(WordingVersion)).one()
    assert (kept.letter_id, kept.wording_version_id) == (letter.id, newest.id)
    assert letter.wording_version_id is None
    assert page_of(store, cast.alice).versions[0].letters == "1 letter"
    (line,) = request_view(store, cast.bob, done.request_id, today=TODAY).letters
    assert [(one.words, one.href) for one in line.wording] == [
        ("our list of “Vehicle grants”, version 1", "/studio/lists/shared/vehicles/?version=1")
    ]
    # The letter says the same for good, also in its text for a portal.
    assert go_back_in_items(store, cast.alice, "shared", "vehicles", 0, version=1, now=LATER) == 2
    text = portal_text_of(store, cast.bob, done.request_id, 2_000).text
    assert "(1) mileage logs" in text


def test_a_draft_from_before_keeps_what_was_ticked_and_says_so(store: Store, cast: Cast) -> None:
    keep(store, cast.alice, [*rows_now(store, cast.alice), OURS])
    own = "vehicles/own-0123abcd"
    lines = ["+vehicles/money", f"+{own}", "-vehicles/use", "+vehicles/titles Our titles."]
    draft_id, version = drafted(store, cast, items=lines)
    rows = changed(rows_now(store, cast.alice), OURS["key"], on=False)
    later = LATER + timedelta(days=1)
    save_items(store, cast.ada, "shared", "vehicles", rows, note="Too much", version=1, now=later)
    view = open_draft(store, cast.bob, draft_id, now=later)
    (shown,) = view.items
    assert shown.news.startswith("This list was changed after the draft was begun: version 2, ")
    assert [(line.key, line.on, line.gone) for line in shown.lines[:2]] == [
        ("money", True, False),
        (OURS["key"], True, True),
    ]
    assert asked(store, cast, draft_id)[1:] == [OURS["text"], "Our titles."]
    again = save_draft(store, cast.bob, draft_id, version, view.form, now=later)
    assert again.items == view.items
    fresh = new_draft(store, cast.bob, now=later + timedelta(minutes=1))
    form = filled_form(cast.riverbend, subjects=["vehicles"])
    saved = save_draft(store, cast.bob, fresh, 1, form, now=later)
    assert saved.items[0].news == ""
    assert OURS["key"] not in [line.key for line in saved.items[0].lines]


def test_an_item_that_a_form_leaves_away_is_taken_out_and_not_lost(
    store: Store, cast: Cast
) -> None:
    shipped = rows_now(store, cast.alice)
    keep(store, cast.alice, [*shipped, OURS])
    assert keep(store, cast.alice, shipped, version=1) == 2
    row = page_of(store, cast.alice).rows[-1]
    assert (row.key, row.on, row.text) == (OURS["key"], False, OURS["text"])
    assert go_back_in_items(store, cast.ada, "shared", "vehicles", 1, version=2, now=LATER) == 3
    assert page_of(store, cast.alice).rows[-1].on
    assert go_back_in_items(store, cast.ada, "shared", "vehicles", 0, version=3, now=LATER) == 4
    assert not page_of(store, cast.alice).rows[-1].on
    assert [line.note for line in page_of(store, cast.alice).versions] == [
        "Back to the standard wording.",
        "Back to version 1.",
        "",
        "",
        "",
    ]


def test_only_laws_that_an_item_is_for_have_it(store: Store, cast: Cast) -> None:
    keep(store, cast.alice, [*rows_now(store, cast.alice), {**OURS, "law": "us-mo"}])
    there = make_agency(store, "Eastbank Police Department", law="us-il")
    here, _ = drafted(store, cast)
    across, _ = drafted(store, cast, agency=there, items=[])
    assert OURS["text"] in asked(store, cast, here)
    assert OURS["text"] not in asked(store, cast, across)
    named, _ = drafted(
        store, cast, agency=there, items=["+vehicles/own-0123abcd", "+vehicles/money"]
    )
    assert len(asked(store, cast, named)) == 1


def test_a_campaign_asks_for_it_too(store: Store, cast: Cast) -> None:
    draft_id, _ = drafted(store, cast)
    campaign = new_campaign(
        store, cast.bob, {"name": "Cars", "start": f"draft-{draft_id}"}, now=NOW
    )
    keep(store, cast.alice, [*rows_now(store, cast.alice), OURS])
    part = letter_part(store, cast.bob, campaign, now=LATER)
    assert part.lists[0].startswith("Vehicle grants: 7 of 7 items. This list was changed after")


@pytest.mark.parametrize(
    ("fields", "at", "why"),
    [
        ({"text": ""}, "text", "Write what you ask for."),
        ({"text": "All of {agency}."}, "text", "Items know no facts: leave the braces out."),
        ({"text": "{{ 7*7 }}"}, "text", "Items know no facts"),
        ({"text": "x" * 1001}, "text", "Write at most 1,000 characters; this is 1,001."),
        ({"text": "Bad \x00 byte"}, "text", "Please remove U+0000"),
        ({"text": 7}, "text", "This is not text."),
        ({"short": ""}, "short", "Say it in a few words too"),
        ({"short": "x" * 61}, "short", "Write at most 60 characters"),
        ({"why": ""}, "why", "Say why we ask"),
    ],
)
def test_a_wrong_item_is_told_at_its_place_and_the_old_list_stays(
    store: Store, cast: Cast, fields: dict[str, object], at: str, why: str
) -> None:
    rows = [*rows_now(store, cast.alice), {**OURS, **fields}]
    with pytest.raises(Refused) as refused:
        keep(store, cast.alice, rows)
    (error,) = refused.value.errors
    assert (error.field, error.label) == (f"{at}-own-0123abcd", "Item 7")
    assert error.message.startswith(why)
    seen = try_items(store, cast.alice, "shared", "vehicles", rows, today=TODAY)
    assert seen.errors == (error,)
    assert page_of(store, cast.alice).version == 0


@pytest.mark.parametrize(
    "words",
    [
        "Logs of immigration detainers with names.",
        "The A-number of each person who was picked up.",
        "A list of alien registration numbers.",
    ],
)
def test_an_item_about_transfers_keeps_the_guard_for_names(
    store: Store, cast: Cast, words: str
) -> None:
    rows = rows_now(store, cast.alice, "transfers")
    with pytest.raises(Refused, match=r"The guard for names is missing: 8 CFR 236\.6"):
        keep(store, cast.alice, changed(rows, "detainer-log", text=words), subject="transfers")
    guarded = "All detainers of a month, without names and A-numbers."
    rows = changed(rows, "detainer-log", text=guarded)
    assert keep(store, cast.alice, rows, subject="transfers") == 1


def test_what_no_form_of_ours_sends_is_refused(store: Store, cast: Cast) -> None:
    rows = rows_now(store, cast.alice)
    many = [{**OURS, "key": f"own-{at:08x}", "text": f"Item {at}."} for at in range(MOST_ITEMS)]
    hopeless: list[object] = [
        *(None, 7, "rows", {}, [7], [{}], [{"key": "own-x"}], [*rows, rows[0]]),
        [*rows, *many],
        [{**OURS, "key": "../../etc/passwd"}],
    ]
    for one in hopeless:
        with pytest.raises(Refused):
            keep(store, cast.alice, one)  # type: ignore[arg-type]
    out = [{**row, "on": False} for row in rows]
    with pytest.raises(Refused, match="Keep at least one item"):
        keep(store, cast.alice, out)
    with pytest.raises(Refused, match="Keep at least one item"):
        keep(store, cast.alice, [*out, {**OURS, "law": "us-mo"}])
    with pytest.raises(Refused, match="Item 1 says the same"):
        keep(store, cast.alice, [*rows, {**OURS, "text": rows[0]["text"].upper()}])
    with pytest.raises(Refused, match="Nothing differs"):
        keep(store, cast.alice, rows)
    assert page_of(store, cast.alice).version == 0


def test_of_two_who_save_the_second_is_told_and_the_same_twice_is_once(
    store: Store, cast: Cast
) -> None:
    rows = [*rows_now(store, cast.alice), OURS]
    assert keep(store, cast.alice, rows) == 1
    assert keep(store, cast.alice, rows) == 1
    with pytest.raises(ChangedElsewhere):
        keep(store, cast.ada, changed(rows, OURS["key"], text="Theirs."))
    differs = compare_items(store, cast.ada, "shared", "vehicles", (0, 1), today=TODAY)
    assert [(line.kind, line.text) for line in differs.lines] == [("new", OURS["text"])]
    (line,) = [one for law in kinds_to_word(store, cast.ada) for one in law.kinds if one.own]
    assert (line.href, line.label) == ("/studio/lists/shared/vehicles/", "Vehicle grants")
    assert line.words.startswith("Own list, version 1, by Alice, Mon, Nov 23, 2026, ")


@pytest.mark.parametrize("who", ["bob", "vera"])
def test_only_staff_and_admins_change_lists(store: Store, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        page_of(store, actor)
    with pytest.raises(NotAllowed):
        keep(store, actor, [OURS])
    with pytest.raises(NotAllowed):
        go_back_in_items(store, actor, "shared", "vehicles", 0, version=0, now=NOW)


@pytest.mark.parametrize(
    ("scope", "subject"), [("us-mo", "funding"), ("shared", "cars"), ("", ""), ("us-fed", "x")]
)
def test_there_is_no_such_list(store: Store, cast: Cast, scope: str, subject: str) -> None:
    with pytest.raises(NotFound):
        open_items(store, cast.alice, scope, subject, today=TODAY)
    with pytest.raises(NotFound):
        save_items(store, cast.alice, scope, subject, [], note="", version=0, now=NOW)
    with pytest.raises(NotFound):
        go_back_in_items(store, cast.alice, "shared", "vehicles", 3, version=0, now=NOW)
