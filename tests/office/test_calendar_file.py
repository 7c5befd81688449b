"""The file is what the library itself would write, and what it reads back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from records_app.casework.calendar_days import CalendarKind
from records_app.office.calendar_file import CalendarEvent, calendar_file

CHANGED = datetime(2026, 11, 23, 16, 0, 30, tzinfo=UTC)


def event(summary="Due: Riverbend", description="Next step: Log an answer.", **changes):
    values = {
        "key": "https://desk.example.org/requests/1/#due",
        "on": date(2026, 12, 2),
        "kind": CalendarKind.DUE,
        "summary": summary,
        "description": description,
        "url": "https://desk.example.org/requests/1/",
        "revision": 3,
        "changed_at": CHANGED,
    }
    return CalendarEvent(**{**values, **changes})


def read(content):
    return Calendar.from_ical(content)


def only(content):
    [found] = read(content).walk("VEVENT")
    return found


def test_an_event_says_everything_a_program_needs():
    calendar = read(calendar_file("All", [event()]))
    assert (calendar["VERSION"], calendar["NAME"], calendar["X-WR-CALNAME"]) == (
        "2.0",
        "All",
        "All",
    )
    found = only(calendar_file("All", [event()]))
    assert found["UID"] == only(calendar_file("All", [event(summary="other")]))["UID"]
    assert found.decoded("DTSTART") == date(2026, 12, 2)
    assert found.decoded("DTEND") == date(2026, 12, 3)
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert found.decoded("DTSTAMP") == found.decoded("LAST-MODIFIED") == CHANGED
    assert found["SEQUENCE"] == 3
    assert str(found["SUMMARY"]) == "Due: Riverbend"
    assert str(found["DESCRIPTION"]) == "Next step: Log an answer."
    assert str(found["URL"]) == "https://desk.example.org/requests/1/"
    assert (found["TRANSP"], found["CLASS"]) == ("TRANSPARENT", "PRIVATE")


def test_a_time_of_another_zone_is_written_in_utc():
    chicago = timezone(timedelta(hours=-6))
    found = only(calendar_file("All", [event(changed_at=CHANGED.astimezone(chicago))]))
    assert found.decoded("DTSTAMP") == CHANGED


@pytest.mark.parametrize(
    ("on", "kind", "hours"),
    [
        (date(2026, 12, 2), CalendarKind.DUE, [9, 9 - 24]),  # Wednesday after Tuesday
        (date(2026, 11, 27), CalendarKind.DUE, [9, 9 - 2 * 24]),  # over Thanksgiving
        (date(2026, 12, 14), CalendarKind.CONFIRM_RECEIPT, [9, 9 - 3 * 24]),  # Monday after Friday
        (date(2026, 12, 14), CalendarKind.REMIND, [9]),
    ],
)
def test_alarms_in_the_morning_and_one_business_day_before(on, kind, hours):
    found = only(calendar_file("All", [event(on=on, kind=kind)]))
    alarms = found.walk("VALARM")
    assert [one.decoded("TRIGGER") / timedelta(hours=1) for one in alarms] == hours
    assert {one["ACTION"] for one in alarms} == {"DISPLAY"}
    assert all(one["DESCRIPTION"] for one in alarms)


def test_a_calendar_without_events_still_holds_something():
    content = calendar_file("All", [])
    calendar = read(content)
    assert calendar.walk("VEVENT") == []
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "America/Chicago"
    zoned = zone.to_tz()
    assert datetime(2026, 7, 1, tzinfo=zoned).utcoffset() == timedelta(hours=-5)
    assert datetime(2026, 12, 1, tzinfo=zoned).utcoffset() == timedelta(hours=-6)
    assert not calendar.errors


HOSTILE = (
    "Riverbend; Police, Department\\North",
    "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine",
    "one\rtwo\ntwo\x00\x07\x1b[31m",
    "\u202etxt.exe\u2066",
    "Préfecture de police 警察局 " * 12,
    "👩‍🚒" * 60,
    "x" * 2_000,
    "",
    'a"b:c;X=d',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_one_text(text):
    content = calendar_file(text, [event(summary=text, description=f"{text}\n{text}")])
    check_lines(content)
    found = only(content)
    assert not read(content).errors
    assert str(found["SUMMARY"]) == as_kept(text)
    assert str(found["DESCRIPTION"]) == as_kept(f"{text}\n{text}")
    assert len(content.split(b"BEGIN:VEVENT\r\n")) == 2


@given(st.text(max_size=300))
def test_any_text_comes_back(text):
    content = calendar_file("All", [event(summary=text, description=text)])
    check_lines(content)
    assert str(only(content)["SUMMARY"]) == as_kept(text)


def as_kept(text):
    """What the format can carry: no control characters; the library knows \\N as a new line."""
    kept = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    return kept.replace("\\N", "\n")


def check_lines(content):
    """CRLF alone ends a line, none is longer than 75 bytes, each is UTF-8 by itself."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert content.replace(b"\r\n", b"").count(b"\r") == 0
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_library_would_write_the_same():
    events = [event(), event(summary="Due: " + "Ämter, und; mehr " * 9, key="another", revision=9)]
    content = calendar_file("All requests", events)
    written = read(content).to_ical(sorted=False)
    assert written.decode().replace("\r\n ", "") == content.decode().replace("\r\n ", "")
