"""Whatever is recorded, in whatever order: the columns are what the log says, and check agrees."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from records_app.casework.corrections import effective
from records_app.casework.events import AnswerKind, Corrected, Escalation, FollowUp, Outcome
from records_app.casework.next_steps import next_steps
from records_app.casework.standing import standing_of
from records_app.casework.urgency import label_on
from records_app.office import recording
from records_app.office.agency_closures import add_closure
from records_app.office.checking import differences_in
from records_app.office.correcting import correction_form
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derive, derived_from, stored_in
from records_app.office.refusals import Refused
from records_app.office.request_page import request_view
from records_app.office.standing_in_row import standing_in
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import days_of_agency
from records_app.store.tables import Request
from tests.office.cast import NOW, Cast, make_agency, make_office, ready_request

NUMBERS = count(1)
AGO = st.sampled_from([0, 0, 0, 1, 2, 9])
EVIDENCE = st.sampled_from(["reply", "phone", "assumed", "portal"])
CHANNEL = st.sampled_from(["email", "post", "portal", "fax"])


class AnyCourse(RuleBasedStateMachine):
    """One request of an agency of its own, under one of the laws, and a clock that goes on."""

    def __init__(self, store: Store, cast: Cast) -> None:
        super().__init__()
        self.store, self.cast, self.now = store, cast, NOW

    @initialize(
        law_code=st.sampled_from(["us-mo", "us-mo", "us-il", "us-ks", "us-fed"]),
        goes_out=st.sampled_from([True, True, True, False]),
    )
    def begin(self, law_code: str, goes_out: bool) -> None:
        """Most courses begin with the sending: without it nearly everything is refused."""
        name = f"Harlow Police {next(NUMBERS)}"
        self.agency = make_agency(self.store, name, law=law_code)
        self.id, _ = ready_request(self.store, self.cast.bob, self.agency)
        with self.store.transaction() as session:
            row = session.get_one(Request, self.id)
            row.law = law_code
            derive(session, row)
        if goes_out:
            self.record(recording.record_sent, 0, channel="email")
            self.now += timedelta(days=3)

    @rule(days=st.sampled_from([1, 1, 2, 5, 10, 40, 100, 300]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(ago=AGO, channel=CHANNEL)
    def sent(self, ago: int, channel: str) -> None:
        self.record(recording.record_sent, ago, channel=channel)

    @rule(ago=AGO, evidence=EVIDENCE)
    def received(self, ago: int, evidence: str) -> None:
        self.record(recording.record_received, ago, evidence=evidence)

    @rule(
        ago=AGO,
        kind=st.sampled_from(AnswerKind),
        promised=st.none() | st.integers(0, 30),
        fee=st.sampled_from(["", "12", "1,200.50"]),
        notice=st.sampled_from(["", "yes", "no"]),
    )
    def answered(self, ago: int, kind: str, promised: int | None, fee: str, notice: str) -> None:
        fields = {"kind": kind, "detail": "They wrote."}
        if kind is AnswerKind.DELAYED and promised is not None:
            fields["promised_on"] = self.day(-promised)
        if kind in (AnswerKind.FEE_ASKED, AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED):
            fields["fee"] = fee
        if kind in (AnswerKind.FEE_ASKED, AnswerKind.CLARIFICATION):
            fields["notice"] = notice
        self.record(recording.record_answer, ago, **fields)

    @rule(ago=AGO, letter=st.sampled_from(FollowUp), channel=CHANNEL)
    def wrote(self, ago: int, letter: str, channel: str) -> None:
        self.record(recording.record_follow_up_sent, ago, letter=letter, channel=channel)

    @rule(ago=AGO, evidence=EVIDENCE)
    def demand_received(self, ago: int, evidence: str) -> None:
        self.record(recording.record_follow_up_received, ago, evidence=evidence)

    @rule(ago=AGO)
    def paid(self, ago: int) -> None:
        self.record(recording.record_payment, ago, amount="12")

    @rule(ago=AGO)
    def called(self, ago: int) -> None:
        self.record(recording.record_contact, ago, how="phone", detail="They look into it.")

    @rule(ago=AGO, step=st.sampled_from(Escalation), reference=st.sampled_from(["", "A-1"]))
    def went_outside(self, ago: int, step: str, reference: str) -> None:
        self.record(recording.record_escalation, ago, step=step, reference=reference)

    @rule(ago=AGO, step=st.sampled_from(Escalation))
    def decided(self, ago: int, step: str) -> None:
        self.record(recording.record_decision, ago, step=step, ruling="partly")

    @rule(ago=AGO)
    def noted(self, ago: int) -> None:
        self.record(recording.add_note, ago, text="Ask again.")

    @rule(outcome=st.sampled_from(Outcome), for_good=st.sampled_from([False, False, True]))
    def closed(self, outcome: str, for_good: bool) -> None:
        """Mostly closed too early: a course that stays closed has little more to tell."""
        self.record(recording.close_request, 0, outcome=outcome)
        if not for_good:
            self.record(recording.reopen_request, 0)

    @rule(ago=AGO)
    def reopened(self, ago: int) -> None:
        self.record(recording.reopen_request, ago)

    @rule(place=st.integers(0, 30), later=st.integers(-3, 3), strike=st.booleans())
    def corrected(self, place: int, later: int, strike: bool) -> None:
        """Any line, also one that is a correction; what it held, some days off, or struck out."""
        lines = len(self.log())
        form = correction_form(self.store, self.cast.bob, self.id, str(place % lines + 1))
        fields = {**form.values, "why": "A slip."}
        if fields.get("on"):
            day = missouri_day(self.now).fromisoformat(fields["on"]) + timedelta(days=later)
            fields["on"] = day.isoformat()
        if strike:
            fields["strike"] = "on"
        self.record(recording.correct_line, None, **fields)

    @rule(ahead=st.integers(-5, 20), is_open=st.booleans())
    def agency_closes(self, ahead: int, is_open: bool) -> None:
        day = missouri_day(self.now) + timedelta(days=ahead)
        with suppress(Refused):
            add_closure(
                self.store,
                self.cast.alice,
                agency_id=self.agency,
                on=day,
                is_open=is_open,
                reason="Moving house",
                now=self.now,
            )

    @invariant()
    def the_columns_are_what_the_log_says(self) -> None:
        with self.store.reading() as session:
            row = session.get_one(Request, self.id)
            days = days_of_agency(session, self.agency)
            assert stored_in(row) == derived_from(self.log(), row.law, days, 5)
            seen = standing_in(row)
        told = standing_of(self.log(), law_code=row.law, agency=days)
        for ahead in (0, 1, 30, 280, 340, 800):
            today = missouri_day(self.now) + timedelta(days=ahead)
            assert next_steps(seen, today) == next_steps(told, today)
            assert label_on(seen, today) == label_on(told, today)
        view = request_view(self.store, self.cast.bob, self.id, today=missouri_day(self.now))
        first = next_steps(seen, missouri_day(self.now))[0].action.value
        assert view.steps[0].action == first

    @invariant()
    def nothing_that_was_written_goes_away(self) -> None:
        log = self.log()
        seen = request_view(self.store, self.cast.bob, self.id, today=missouri_day(self.now))
        assert sorted(line.seq for line in seen.timeline) == [entry.seq for entry in log]
        assert not [entry for entry in effective(log) if isinstance(entry.event, Corrected)]

    def teardown(self) -> None:
        assert list(differences_in(self.store)) == []

    def record(self, act: Any, ago: int | None, **fields: str) -> None:
        """Do it, or be refused with a word for it and nothing changed."""
        before, version = len(self.log()), self.version()
        if ago is not None:
            fields["on"] = self.day(ago)
        added = 1
        try:
            done = act(self.store, self.cast.bob, self.id, version, fields, now=self.now)
            assert (done.seq, done.version) == (before + 1, version + 1)
        except Refused:
            added = 0
        assert (len(self.log()), self.version()) == (before + added, version + added)

    def day(self, ago: int) -> str:
        return (missouri_day(self.now) - timedelta(days=ago)).isoformat()

    def log(self) -> Any:
        with self.store.reading() as session:
            return entries_of(session, self.id)

    def version(self) -> int:
        with self.store.reading() as session:
            return session.get_one(Request, self.id).version


def test_any_course(store: Store) -> None:
    cast = make_office(store)
    run_state_machine_as_test(
        lambda: AnyCourse(store, cast),
        settings=settings(
            max_examples=11 if store.is_sqlite else 3,
            stateful_step_count=25,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
