"""Fee and denial on the page of a request, in a tab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from records_app.web.house import House
from records_app.web.pages.request.fee_lines import MOST_LINES, fee_line_fields
from records_app.web.pages.request.findings import FindingsState
from tests.office.cast import NOW, Cast
from tests.office.reported_answers import answered, fee_lines
from tests.office.signing_in import session_of
from tests.web.made_requests import ready_request
from tests.web.request_tab import visit
from tests.web.tabs import Tab

COPIES = fee_lines(("Copies", "copies", "412", "0.25", "103", ""))


@pytest.fixture(autouse=True)
def at_a_known_time() -> Iterator[None]:
    """Their sessions begin at ``NOW``, and end two weeks later."""
    with time_machine.travel(NOW, tick=False):
        yield


async def findings(tab: Tab, house: House, actor, request_id: int) -> FindingsState:
    await visit(tab, house, actor, request_id)
    await tab.send(FindingsState.load)
    return await tab.state(FindingsState)


async def test_the_fee_with_its_flags_and_the_denial_with_its_replies(
    tab: Tab, house: House, cast: Cast
) -> None:
    request_id = answered(
        house.store,
        cast.bob,
        cast.riverbend,
        {"on": "2026-11-05", "kind": "fee_asked", "fee": "120", **COPIES},
        {"on": "2026-11-06", "kind": "denied", "exception": "610.021(13)", "severed": "no"},
    )
    found = await findings(tab, house, cast.bob, request_id)
    assert found.request_id == request_id
    assert found.fees is not None
    assert [flag.citation for flag in found.fees.lines[0].flags] == ["§ 610.026.1(1), RSMo"]
    assert [flag.words for flag in found.fee_flags] == [
        "The lines come to $103.00, the whole sum is $120.00."
    ]
    assert [(one.grounds, one.severed) for one in found.closed] == [
        ("§ 610.021(13)", "Not severed")
    ]
    assert found.closed[0].replies[0].text.startswith("Section 610.021(13)")


async def test_the_findings_of_one_request_never_stay_for_the_next(
    tab: Tab, house: House, cast: Cast
) -> None:
    raw = {"on": "2026-11-05", "kind": "fee_asked", "fee": "120"}
    first = answered(house.store, cast.bob, cast.riverbend, raw)
    second = ready_request(house.store, cast.bob, cast.riverbend)
    await findings(tab, house, cast.bob, first)
    found = await findings(tab, house, cast.bob, second)
    assert (found.request_id, found.fees, found.fee_flags, found.closed) == (second, None, [], [])
    found = await findings(tab, house, cast.bob, 999_999)
    assert (found.request_id, found.fees) == (0, None)


async def test_the_form_of_a_new_answer_is_no_correction(
    tab: Tab, house: House, cast: Cast
) -> None:
    raw = {"on": "2026-11-05", "kind": "fee_asked", "fee": "120"}
    request_id = answered(house.store, cast.bob, cast.riverbend, raw)
    shown = await visit(tab, house, cast.bob, request_id, step="log_answer")
    assert (shown.form, shown.start["line"]) == ("answer", "")


async def test_a_stranger_gets_nothing(tab: Tab, house: House, cast: Cast) -> None:
    raw = {"on": "2026-11-05", "kind": "fee_asked", "fee": "120"}
    request_id = answered(house.store, cast.bob, cast.riverbend, raw)
    await visit(tab, house, None, request_id)
    await tab.send(FindingsState.load)
    assert "120" not in tab.wire.text()


async def test_somebody_elses_tab_is_wiped(tab: Tab, house: House, cast: Cast) -> None:
    raw = {"on": "2026-11-05", "kind": "fee_asked", "fee": "120"}
    request_id = answered(house.store, cast.bob, cast.riverbend, raw)
    await findings(tab, house, cast.bob, request_id)
    tab.belongs_to(session_of(house.store, cast.vera))
    await tab.send(FindingsState.load)
    assert (await tab.state(FindingsState)).fees is None


def test_the_form_has_every_field_of_every_line() -> None:
    drawn = str(fee_line_fields().render())
    for number in range(1, MOST_LINES + 1):
        for part in ("what", "charge", "quantity", "rate", "amount", "role"):
            assert f'"line_{part}_{number}"' in drawn
    assert f"line_what_{MOST_LINES + 1}" not in drawn
