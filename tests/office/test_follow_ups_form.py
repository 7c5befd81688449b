"""The form of a letter after the request starts with what the log says, and keeps what is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from records_app.casework.events import Answered, AnswerKind, AskedLine, Charge
from records_app.casework.people import Actor
from records_app.letters.follow_up_kinds import KINDS, kinds_for
from records_app.office.drafting import new_draft
from records_app.office.follow_ups import (
    follow_up_form,
    letters_to_write,
    preview_follow_up,
)
from records_app.office.follow_ups_drafts import forget_letter, keep_letter
from records_app.office.recording import add_note, record_answer, record_received, record_sent
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import append_event, entries_of
from tests.office.after_the_request import (
    ANSWERED_ON,
    TYPED,
    add,
    request_before,
    sign_agreement,
    version,
    write,
)
from tests.office.cast import NOW, Cast, ready_request

EVERY_KIND = tuple(kinds_for("us-mo"))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_nothing_is_left_to_type_but_what_only_a_person_knows(
    store: Store, cast: Cast, kind: str
) -> None:
    request_id = request_before(store, cast, kind)
    form = follow_up_form(store, cast.bob, request_id, kind, now=NOW)
    missing = {error.field for error in form.errors}
    assert missing == set(TYPED.get(kind, {}))
    assert form.blocks
    assert {field.name for field in form.fields} == {field.name for field in KINDS[kind].fields}
    assert form.values["signer_name"] == "Bob"


def test_their_message_is_quoted_with_its_day(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-date")
    values = follow_up_form(store, cast.bob, request_id, "demand-date", now=NOW).values
    assert values["reply_on"] == ANSWERED_ON.isoformat()
    assert values["quote"] == "We need more time."


def test_words_of_ours_are_not_put_in_their_mouth(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-date")
    ours = {"on": "2026-11-20", "kind": "delayed", "detail": "Half of the list is black."}
    add(store, cast.bob, request_id, record_answer, **ours)
    form = follow_up_form(store, cast.bob, request_id, "demand-date", now=NOW)
    assert form.values.get("quote", "") == ""
    assert "Half of the list" not in repr(form.blocks)


def test_a_day_they_promised_counts_only_once_it_has_passed(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "reminder")
    answer = {"on": "2026-11-10", "kind": "delayed"}
    add(store, cast.bob, request_id, record_answer, **answer, promised_on="2026-11-23")
    on_the_day = follow_up_form(store, cast.bob, request_id, "demand-date", now=NOW)
    assert "promised_on" not in on_the_day.values
    later = NOW + timedelta(days=1)
    after = follow_up_form(store, cast.bob, request_id, "demand-date", now=later)
    assert after.values["promised_on"] == "2026-11-23"


def test_the_agreement_is_named_as_the_directory_has_it(store: Store, cast: Cast) -> None:
    sign_agreement(store, cast.riverbend)
    request_id = request_before(store, cast, "control")
    values = follow_up_form(store, cast.bob, request_id, "control", now=NOW).values
    assert (values["model"], values["signed_on"]) == ("task_force", "2025-03-05")
    assert values["quote"] == "ICE controls these records."


def test_the_lines_that_the_law_does_not_allow_stand_there(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "withdrawal")
    with store.transaction() as session:
        answer = Answered(ANSWERED_ON, AnswerKind.FEE_ASKED, None, Decimal(142), "", "")
        lines = (
            AskedLine("412 pages", Charge.COPIES, Decimal(412), Decimal("0.25"), None, ""),
            AskedLine("Two discs", Charge.LARGE_COPIES, Decimal(2), Decimal(2), Decimal(4), ""),
            AskedLine("Counsel", Charge.ATTORNEY, Decimal("0.5"), None, Decimal(35), ""),
        )
        append_event(session, request_id, replace(answer, lines=lines), cast.bob, NOW)
    form = follow_up_form(store, cast.bob, request_id, "fee-objection", now=NOW)
    assert len(form.fee_rows) == 2
    values = {name: value for name, value in form.values.items() if name.startswith("lines")}
    assert values == {
        "lines-1-what": "412 pages",
        "lines-1-quantity": "412",
        "lines-1-rate": "0.25",
        "lines-1-reason": "page-rate",
        "lines-2-what": "Counsel",
        "lines-2-quantity": "0.50",
        "lines-2-rate": "70",
        "lines-2-amount": "35",
        "lines-2-reason": "attorney-review",
    }
    assert form.errors == ()
    text = " ".join(block.text for block in form.blocks)
    assert "412 pages: 412 pages at $0.25 a page" in text
    assert "Gross" in text
    assert "discs" not in text


def test_the_chronology_tells_others_what_happened_and_not_our_notes(
    store: Store, cast: Cast
) -> None:
    request_id = request_before(store, cast, "complaint-summary")
    add(store, cast.bob, request_id, add_note, text="Their clerk is new.")
    values = follow_up_form(store, cast.bob, request_id, "complaint-summary", now=NOW).values
    assert values["chronology"].splitlines() == [
        "October 12, 2026: Sent by e-mail to clerk.",
        "October 12, 2026: Received by the custodian. They replied.",
        "November 2, 2026: They denied the request and cited no law. No.",
    ]
    assert values["attached"] == "Our request of October 12, 2026, MO-2026-0001"
    note = follow_up_form(store, cast.bob, request_id, "prosecutor-note", now=NOW)
    assert note.values["recipient"] == "Prosecuting Attorney of Harlow County"
    write(store, cast.bob, request_id, "demand-grounds")
    note = follow_up_form(store, cast.bob, request_id, "prosecutor-note", now=NOW)
    assert note.values["attached"].splitlines() == [
        "Our request of October 12, 2026, MO-2026-0001",
        "Request for the grounds of a denial, November 23, 2026, MO-2026-0001-2",
    ]


def test_an_error_names_the_line_of_a_fee_as_it_stands_on_the_form(
    store: Store, cast: Cast
) -> None:
    request_id = request_before(store, cast, "fee-objection")
    form = follow_up_form(store, cast.bob, request_id, "fee-objection", now=NOW)
    empty = {name: "" for name in form.values if name.startswith("lines-")}
    typed = {**form.values, **empty, "lines-3-what": "Copies", "lines-3-reason": "page-rate"}
    preview = preview_follow_up(store, cast.bob, request_id, "fee-objection", typed, now=NOW)
    assert [error.message for error in preview.errors] == [
        "Line 3: rate: Write what they ask for a page."
    ]


def test_what_is_typed_is_kept_for_its_writer_alone(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "clarification")
    before = version(store, request_id)
    first = follow_up_form(store, cast.bob, request_id, "clarification", now=NOW)
    typed = {**first.values, "answer": "Half a thou", "reply_on": ""}
    keep_letter(store, cast.bob, request_id, "clarification", typed, now=NOW)
    again = follow_up_form(store, cast.bob, request_id, "clarification", now=NOW)
    assert again.values == typed
    assert again.saved_words == "10:00 AM"
    hers = follow_up_form(store, cast.alice, request_id, "clarification", now=NOW)
    assert "answer" not in hers.values
    assert hers.saved_words == ""
    other = follow_up_form(store, cast.bob, request_id, "reminder", now=NOW)
    assert other.saved_words == ""
    begun = letters_to_write(store, cast.bob, request_id, today=NOW.date())
    assert [offer.kind for offer in begun.offers if offer.begun] == ["clarification"]
    assert version(store, request_id) == before
    forget_letter(store, cast.bob, request_id, "clarification")
    fresh = follow_up_form(store, cast.bob, request_id, "clarification", now=NOW)
    assert fresh.values == first.values


def test_every_kind_is_offered_and_the_advised_first(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-grounds")
    offers = letters_to_write(store, cast.bob, request_id, today=NOW.date())
    assert offers.number == "MO-2026-0001"
    assert {offer.kind for offer in offers.offers} == set(kinds_for("us-mo"))
    assert len(offers.offers) == 12
    assert (offers.offers[0].kind, offers.offers[0].now) == ("demand-grounds", "Next step")
    assert next(offer for offer in offers.offers if offer.kind == "thanks").now == ""


def test_a_reminder_that_could_wait_is_offered_with_a_word(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    add(store, cast.bob, request_id, record_sent, on="2026-11-23", channel="email")
    add(store, cast.bob, request_id, record_received, on="2026-11-23", evidence="reply")
    form = follow_up_form(store, cast.bob, request_id, "reminder", now=NOW)
    assert form.waits.startswith("This letter can wait until ")
    assert [error.field for error in form.errors] == ["request"]


@pytest.mark.parametrize("bad", [None, 7, ["a"], {"a": 1}, "x" * 12_001])
def test_a_value_that_no_form_sends_is_refused(store: Store, cast: Cast, bad: object) -> None:
    request_id = request_before(store, cast, "clarification")
    raw = {"answer": bad}
    for call in (preview_follow_up, keep_letter):
        with pytest.raises(Refused) as refused:
            call(store, cast.bob, request_id, "clarification", raw, now=NOW)
        assert [error.field for error in refused.value.errors] == ["answer"]


def test_fields_of_other_forms_are_not_kept(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    raw = {"reply_on": "2026-11-02", "answer": "x", "lines-1-what": "x", "agency": "9"}
    keep_letter(store, cast.bob, request_id, "thanks", raw, now=NOW)
    form = follow_up_form(store, cast.bob, request_id, "thanks", now=NOW)
    assert form.values == {"reply_on": "2026-11-02"}


def test_nobody_else_opens_it_and_nothing_else_is_opened(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    draft_id = new_draft(store, cast.bob, now=NOW)

    def every(actor: Actor, at: int, kind: str) -> list[Callable[[], object]]:
        return [
            lambda: follow_up_form(store, actor, at, kind, now=NOW),
            lambda: preview_follow_up(store, actor, at, kind, {}, now=NOW),
            lambda: keep_letter(store, actor, at, kind, {"signer_name": "I"}, now=NOW),
        ]

    for actor in (cast.vera, cast.carl):
        for call in every(actor, request_id, "thanks"):
            with pytest.raises(NotAllowed):
                call()
        with pytest.raises(NotAllowed):
            letters_to_write(store, actor, request_id, today=NOW.date())
    for at, kind in ((draft_id, "thanks"), (999, "thanks"), (0, "thanks"), (request_id, "request")):
        for call in every(cast.bob, at, kind):
            with pytest.raises(NotFound):
                call()
    with store.reading() as session:
        assert len(entries_of(session, request_id)) == 4
