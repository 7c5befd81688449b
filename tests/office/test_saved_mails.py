"""Saved e-mails: read whatever they hold, matched with requests, recorded once with their files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from records_app.casework.events import Answered, AnswerKind, FollowUp, FollowUpSent, Sent
from records_app.office.checking import differences_in
from records_app.office.files.folder import FileFolder
from records_app.office.importing.eml import read_mail
from records_app.office.importing.mail_recording import Box, record_mail
from records_app.office.importing.mail_views import MailView
from records_app.office.importing.mails import keep_mails, mails_page
from records_app.office.importing.sheet import FileRefused
from records_app.office.recording import record_sent
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables_files import FileRow
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_mails import NUMBER, eml

LATER = NOW + timedelta(hours=1)
DENIED = {"place": "0", "who": "them", "kind": "denied", "exception": "610.021(1)"}


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path / "imports", FileFolder(tmp_path / "files"))


def keep(store: Store, cast: Cast, box: Box, *contents: bytes) -> str:
    files = [(f"mail {place}.eml", content) for place, content in enumerate(contents)]
    return keep_mails(store, cast.bob, box.uploads, files, now=LATER)


def shown(store: Store, cast: Cast, box: Box, token: str) -> tuple[MailView, ...]:
    return mails_page(store, cast.bob, box.uploads, token, now=LATER).mails


def log_of(store: Store, request_id: int) -> list[object]:
    with store.reading() as session:
        return [entry.event for entry in entries_of(session, request_id)]


def files_of(store: Store) -> list[FileRow]:
    with store.reading() as session:
        return list(session.exec(select(FileRow).order_by(FileRow.id)).all())


@pytest.fixture
def sent(store: Store, cast: Cast) -> int:
    """A request to Riverbend that was sent this morning."""
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    raw = {"on": "2026-11-23", "channel": "email"}
    record_sent(store, cast.bob, request_id, version, raw, now=NOW)
    return request_id


def test_a_mail_is_read() -> None:
    content = eml(files=(("reply.pdf", "application/pdf", b"%PDF-1.4"),))
    mail = read_mail(content)
    assert (mail.sender_name, mail.sender) == ("Clerk", "records@riverbend.example")
    assert mail.sent_at == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    assert (mail.message_id, mail.subject) == ("one@riverbend.example", f"Re: {NUMBER}")
    assert mail.text == "We deny your request under section 610.021(1)."
    assert [(one.name, one.content) for one in mail.attachments] == [("reply.pdf", b"%PDF-1.4")]


HOSTILE = {
    "an unknown charset": b"Content-Type: text/plain; charset=no-such\r\n\r\nCaf\xe9",
    "a broken charset": b"Content-Type: text/plain; charset=utf-8\r\n\r\nCaf\xe9",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\nCaf",
    "a broken encoding": b"Content-Transfer-Encoding: base64\r\n\r\n%%%%",
    "HTML alone": b"Content-Type: text/html\r\n\r\n<p>Caf<script>evil()</script></p>",
    "a mail in the mail": b"Content-Type: message/rfc822\r\n\r\nFrom: c@d.example\r\n\r\nCaf",
    "a broken date": b"Date: the day before yesterday 99\r\n\r\nCaf",
    "broken addresses": b"To: <<<>>,,;:@@ \xff\r\nCc: a@[b\r\n\r\nCaf",
    "a broken disposition": b"Content-Disposition: attachment; filename*=x''%ff\r\n\r\nCaf",
    "a broken id": b"Message-ID: <[>\r\n\r\nCaf",
    "a year beyond all": b"Date: Mon, 1 Jan 9999 23:59:59 -2359\r\n\r\nCaf",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_still_read(name: str) -> None:
    mail = read_mail(b"From: a@b.example\r\nSubject: x\r\n" + HOSTILE[name])
    assert mail.sender == "a@b.example"
    assert "evil" not in mail.text


def test_marks_that_turn_text_around_are_taken_out() -> None:
    mail = read_mail("From: a@b.example\nSubject: \u202eevil\n\nno\u202e\u0007 yes".encode())
    assert (mail.subject, mail.text) == ("evil", "no yes")


REFUSED = {
    "empty": (b"", "empty"),
    "a PDF": (b"%PDF-1.7\n", "no saved e-mail"),
    "a list": (b"Agency,Sent\nRiverbend,3/4/2025\n", "no saved e-mail"),
    "outlook": (b"\xd0\xcf\x11\xe0" + b"\0" * 20, "Outlook message"),
    "a mailbox": (b"From a@b.example Mon Nov 23\nFrom: a@b.example\n\nx", "mailbox"),
    "a huge head": (b"From: a@b.example\nSubject: " + b"x" * 200_000, "head of this message"),
    "nested": (b"From: a@b.example\nTo: x\n" + b"Content-Type: m/x; boundary=b\n" * 101, "nested"),
    "too large": (b"From: a@b.example\nTo: x\n\n" + b"x" * (20 * 2**20), "larger than 20 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_mail_is_refused_with_a_word(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(FileRefused, match=words):
        read_mail(content)


@given(st.binary(max_size=500), st.sampled_from([b"\n", b"\n\n"]))
def test_any_bytes_give_a_mail_or_a_word(content: bytes, between: bytes) -> None:
    for whole in (content, b"From: a@b.example\nSubject: x" + between + content):
        try:
            mail = read_mail(whole)
        except FileRefused as refused:
            words = str(refused)
        else:
            words = f"{mail.text} {mail.subject}."
        assert words.endswith(".")
        assert "\u202e" not in words


def test_its_number_or_its_address_leads_to_the_request(
    store: Store, cast: Cast, box: Box, sent: int
) -> None:
    ready_request(store, cast.bob, cast.riverbend)
    token = keep(
        store,
        cast,
        box,
        eml(sender="x@unknown.example", subject="About mo-2026-0001"),
        eml(subject="Your letter"),
        eml(sender="x@unknown.example", subject="Hello", text="Hello"),
        eml(sender=cast.bob.email, to="records@riverbend.example"),
    )
    by_number, by_address, unknown, ours = shown(store, cast, box, token)
    assert by_number.request == str(sent)
    assert len(by_address.requests) == 2
    assert (unknown.request, unknown.requests) == ("", ())
    assert (ours.ours, by_number.ours) == (True, False)
    assert by_number.day == "2026-11-23"


def test_an_answer_is_recorded_with_its_files(
    store: Store, cast: Cast, box: Box, sent: int
) -> None:
    files = (("..\u202e/fdp.pdf", "text/plain", b"What we hold."), ("x.exe", "x/y", b"MZ\x90\0\3"))
    content = eml(files=files)
    token = keep(store, cast, box, content)
    said = record_mail(store, cast.bob, box, token, {**DENIED, "request": str(sent)}, now=LATER)
    assert said.startswith(f"Recorded in {NUMBER}.")
    assert "x.exe was not kept" in said
    answer = log_of(store, sent)[-1]
    assert isinstance(answer, Answered)
    assert (answer.on, answer.kind) == (date(2026, 11, 23), AnswerKind.DENIED)
    assert answer.exception == "610.021(1)"
    assert "We deny your request" in answer.detail
    rows = files_of(store)
    assert rows[0].name == "mail 0.eml"
    assert rows[0].media_type == "message/rfc822"
    assert all("/" not in row.name and "\u202e" not in row.name for row in rows)
    assert {(row.purpose, row.event_seq) for row in rows} == {("reply", 3)}
    assert list(differences_in(store)) == []
    view = shown(store, cast, box, token)[0]
    assert (view.done, view.href) == (said, f"/requests/{sent}/")


def test_a_second_press_and_a_second_upload_do_nothing(
    store: Store, cast: Cast, box: Box, sent: int
) -> None:
    form = {**DENIED, "request": str(sent)}
    token = keep(store, cast, box, eml())
    first = record_mail(store, cast.bob, box, token, form, now=LATER)
    assert record_mail(store, cast.bob, box, token, form, now=LATER) == first
    again = keep(store, cast, box, eml())
    with pytest.raises(Refused, match="in this request already"):
        record_mail(store, cast.bob, box, again, form, now=LATER)
    assert len(log_of(store, sent)) == 3
    assert len(files_of(store)) == 1


def test_what_we_wrote_is_the_letter_or_one_after_it(store: Store, cast: Cast, box: Box) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    ours = {"who": "us", "number": NUMBER.lower(), "letter": "reminder"}
    token = keep(store, cast, box, eml(message_id="<a@b>"), eml(message_id="<c@d>"))
    record_mail(store, cast.bob, box, token, {**ours, "place": "0"}, now=LATER)
    record_mail(store, cast.bob, box, token, {**ours, "place": "1"}, now=LATER)
    _, first, second = log_of(store, request_id)
    assert isinstance(first, Sent)
    assert first.reference == "a@b"
    assert f"{first.at}" == "09:00:00"
    assert isinstance(second, FollowUpSent)
    assert second.kind is FollowUp.REMINDER
    assert {row.purpose for row in files_of(store)} == {"proof"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"on": "2026-12-24"}, "on"),
        ({"on": "unfinished"}, "on"),
        ({"request": ""}, "request"),
        ({"number": "MO-1999-0001"}, "number"),
        ({"kind": "fee_asked", "fee": "lots"}, "fee"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_kept(
    store: Store, cast: Cast, box: Box, sent: int, changes: dict[str, str], field: str
) -> None:
    token = keep(store, cast, box, eml())
    form = {**DENIED, "request": str(sent), **changes}
    with pytest.raises(Refused) as refused:
        record_mail(store, cast.bob, box, token, form, now=LATER)
    assert refused.value.errors[0].field == field
    assert len(log_of(store, sent)) == 2
    assert files_of(store) == []


def test_a_bad_file_among_good_ones_is_named_and_the_rest_kept(
    store: Store, cast: Cast, box: Box
) -> None:
    token = keep(store, cast, box, eml(), b"%PDF-1.7", eml(message_id="<two@x>"))
    views = shown(store, cast, box, token)
    assert [bool(view.refused) for view in views] == [False, True, False]
    with pytest.raises(NotFound):
        record_mail(store, cast.bob, box, token, {"place": "1"}, now=LATER)


def test_nobody_else_sees_or_records_it(store: Store, cast: Cast, box: Box, sent: int) -> None:
    token = keep(store, cast, box, eml())
    form = {**DENIED, "request": str(sent)}
    for actor in (cast.alice, cast.ada, cast.carl):
        with pytest.raises(NotFound):
            mails_page(store, actor, box.uploads, token, now=LATER)
        with pytest.raises(NotFound):
            record_mail(store, actor, box, token, form, now=LATER)
    with pytest.raises(NotAllowed):
        mails_page(store, cast.vera, box.uploads, token, now=LATER)


def test_an_advocate_records_only_in_requests_of_their_own(
    store: Store, cast: Cast, box: Box
) -> None:
    request_id, _ = ready_request(store, cast.carl, cast.riverbend)
    token = keep(store, cast, box, eml())
    form = {"place": "0", "who": "us", "request": str(request_id)}
    with pytest.raises(NotAllowed):
        record_mail(store, cast.bob, box, token, form, now=LATER)
    assert len(log_of(store, request_id)) == 1


def test_made_mails_are_mails() -> None:
    assert message_from_bytes(eml())["subject"] == f"Re: {NUMBER}"
