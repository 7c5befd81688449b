"""Whose requests the desk shows, how many are whose, and the reminders on top of it."""

from __future__ import annotations

from datetime import timedelta

from records_app.casework.people import Actor
from records_app.casework.urgency import Urgency
from records_app.office.accounts import disable_person, enable_person
from records_app.office.assigning import NOBODY, assign
from records_app.office.desk_people import MOST_REMINDERS
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import new_draft
from records_app.office.recording import close_request
from records_app.office.reminding import done_with_reminder, remind_me
from records_app.office.watching import watch
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, ready_request
from tests.office.desks import TODAY, desk_of, version_of, waiting_since


def give(store: Store, cast: Cast, request_id: int, to: Actor | None) -> None:
    raw = {"care_to": str(to.id) if to else NOBODY}
    assign(store, cast.alice, request_id, version_of(store, request_id), raw, now=NOW)


def ids(store: Store, actor: Actor, **asked: object) -> set[int]:
    desk = desk_of(store, actor, DeskFilter(**asked))  # type: ignore[arg-type]
    return {row.id for one in desk.sections for row in one.rows}


def counts(store: Store, actor: Actor, **asked: object) -> dict[str, str]:
    desk = desk_of(store, actor, DeskFilter(**asked))  # type: ignore[arg-type]
    return {one.value: one.count for one in desk.whose}


def test_mine_nobodys_and_watched(store: Store, cast: Cast) -> None:
    bobs = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    carls = waiting_since(store, cast.bob, cast.fenwick, "2026-11-18")
    free, _ = ready_request(store, cast.bob, cast.maple)
    draft = new_draft(store, cast.bob, now=NOW)
    give(store, cast, bobs, cast.bob)
    give(store, cast, carls, cast.carl)
    watch(store, cast.vera, carls)
    watch(store, cast.bob, free)
    assert ids(store, cast.bob) == {bobs, carls, free, draft}
    assert ids(store, cast.bob, whose="mine") == {bobs, draft}
    assert ids(store, cast.carl, whose="mine") == {carls}
    assert ids(store, cast.alice, whose="mine") == set()
    assert ids(store, cast.bob, whose="watched") == {free}
    assert ids(store, cast.vera, whose="watched") == {carls}
    assert ids(store, cast.bob, whose="nonsense") == {bobs, carls, free, draft}
    for actor in (cast.alice, cast.bob, cast.vera):
        assert ids(store, actor, whose="nobodys") == {free}
    assert counts(store, cast.bob) == {"": "", "mine": "2", "nobodys": "1", "watched": "1"}
    assert counts(store, cast.vera) == {"": "", "nobodys": "1", "watched": "1"}


def test_whose_goes_together_with_every_other_filter(store: Store, cast: Cast) -> None:
    first = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    second = waiting_since(store, cast.bob, cast.fenwick, "2026-11-18", subjects=("training",))
    other = waiting_since(store, cast.bob, cast.fenwick, "2026-11-18", subjects=("training",))
    for one in (first, second):
        give(store, cast, one, cast.carl)
    mine = {"whose": "mine"}
    assert ids(store, cast.carl, **mine, county="Fenwick County") == {second}
    assert ids(store, cast.carl, **mine, subject="training", standing="waiting") == {second}
    assert ids(store, cast.carl, **mine, agency_id=cast.riverbend) == {first}
    assert ids(store, cast.carl, **mine, text="fenwick", person_id=cast.bob.id) == {second}
    assert ids(store, cast.carl, **mine, section="overdue") == {first}
    assert ids(store, cast.carl, whose="nobodys", subject="training") == {other}
    # The counts follow the other filters, and never the choice itself.
    wanted = {"": "", "mine": "1", "nobodys": "1", "watched": "0"}
    assert counts(store, cast.carl, subject="training") == wanted
    assert counts(store, cast.carl, subject="training", whose="watched") == wanted


def test_closed_requests_count_only_when_they_are_asked_for(store: Store, cast: Cast) -> None:
    gone, version = ready_request(store, cast.bob, cast.maple)
    close_request(store, cast.bob, gone, version, {"outcome": "withdrawn"}, now=NOW)
    give(store, cast, gone, cast.carl)
    assert counts(store, cast.carl)["mine"] == "0"
    assert counts(store, cast.carl, standing="closed")["mine"] == "1"
    assert ids(store, cast.carl, standing="closed", whose="mine") == {gone}
    assert ids(store, cast.carl, standing="closed", whose="nobodys") == set()


def test_requests_of_somebody_disabled_are_nobodys(store: Store, cast: Cast) -> None:
    carls = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    give(store, cast, carls, cast.carl)
    assert ids(store, cast.alice, whose="nobodys") == set()
    disable_person(store, cast.ada, cast.carl.id, now=NOW)
    assert ids(store, cast.alice, whose="nobodys") == {carls}
    assert counts(store, cast.alice)["nobodys"] == "1"
    assert care_of(store, cast.alice) == {carls: "nobody’s"}
    enable_person(store, cast.ada, cast.carl.id, now=NOW)
    assert care_of(store, cast.alice) == {carls: "Carl"}


def care_of(store: Store, actor: Actor) -> dict[int, str]:
    return {row.id: row.care for one in desk_of(store, actor).sections for row in one.rows}


def test_each_row_says_whose_it_is(store: Store, cast: Cast) -> None:
    carls = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    free = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    draft = new_draft(store, cast.bob, now=NOW)
    give(store, cast, carls, cast.carl)
    assert care_of(store, cast.bob) == {carls: "Carl", free: "nobody’s", draft: ""}
    assert care_of(store, cast.carl) == {carls: "yours", free: "nobody’s"}


def test_whoever_has_it_in_their_care_gets_its_next_step(store: Store, cast: Cast) -> None:
    carls = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    assert desk_of(store, cast.carl).sections[0].rows[0].step_label == "Look"
    give(store, cast, carls, cast.carl)
    row = desk_of(store, cast.carl).sections[0].rows[0]
    assert (row.step, row.step_label == "Look", row.step_is_main) == ("remind", False, True)


def remind(store: Store, actor: Actor, request_id: int, on: str, note: str = "") -> int:
    raw = {"remind_on": on, "remind_note": note}
    return remind_me(store, actor, request_id, raw, now=NOW - timedelta(days=9))


def test_my_reminders_come_first_and_are_mine_alone(store: Store, cast: Cast) -> None:
    late = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    gone, version = ready_request(store, cast.bob, cast.fenwick)
    close_request(store, cast.bob, gone, version, {"outcome": "withdrawn"}, now=NOW)
    first = remind(store, cast.vera, gone, "2026-11-20", "Look into the old case")
    remind(store, cast.vera, late, "2026-11-23")
    remind(store, cast.vera, late, "2026-11-24", "not yet")
    desk = desk_of(store, cast.vera)
    assert [(one.day, one.agency, one.note, one.href) for one in desk.reminders] == [
        (
            "Fri, Nov 20",
            "Fenwick County Sheriff's Office",
            "Look into the old case",
            f"/requests/{gone}/",
        ),
        ("Today", "Riverbend Police Department", "No note", f"/requests/{late}/"),
    ]
    assert desk.lead[0].text == "Two reminders of yours are due."
    assert not desk.more_reminders
    for other in (cast.alice, cast.bob, cast.ada):
        assert desk_of(store, other).reminders == ()
    done_with_reminder(store, cast.vera, first, now=NOW)
    assert len(desk_of(store, cast.vera).reminders) == 1
    assert desk_of(store, cast.vera).lead[0].text == "One reminder of yours is due."
    assert len(desk_of(store, cast.vera, today=TODAY + timedelta(days=1)).reminders) == 2


def test_reminders_follow_the_filter_and_leave_single_sections_alone(
    store: Store, cast: Cast
) -> None:
    late = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    remind(store, cast.bob, late, "2026-11-20")

    def shown(**asked: object) -> int:
        return len(desk_of(store, cast.bob, DeskFilter(**asked)).reminders)  # type: ignore[arg-type]

    assert shown() == shown(county="Harlow County") == 1
    assert shown(county="Fenwick County") == shown(whose="mine") == 0
    assert shown(section="overdue") == shown(standing="closed") == 0


def test_a_great_many_reminders_stay_readable(store: Store, cast: Cast) -> None:
    requests = [ready_request(store, cast.bob, cast.maple)[0] for _ in range(2)]
    for request_id in requests:
        for _ in range(15):
            remind(store, cast.bob, request_id, "2026-11-20")
    desk = desk_of(store, cast.bob)
    assert len(desk.reminders) == MOST_REMINDERS
    assert desk.more_reminders
    assert desk.lead[0].text == "25+ reminders of yours are due."


def test_a_discarded_or_foreign_draft_never_counts(store: Store, cast: Cast) -> None:
    new_draft(store, cast.bob, now=NOW)
    assert counts(store, cast.alice) == {"": "", "mine": "0", "nobodys": "0", "watched": "0"}
    assert desk_of(store, cast.alice).is_empty
    assert [one.urgency for one in desk_of(store, cast.bob, DeskFilter(whose="mine")).sections] == [
        Urgency.DRAFT
    ]
