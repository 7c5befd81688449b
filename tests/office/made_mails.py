"""Saved e-mails as mail programs write them."""

from __future__ import annotations

from email.message import EmailMessage

NUMBER = "MO-2026-0001"


def eml(
    sender: str = "Clerk <records@riverbend.example>",
    to: str = "records@opendoors.example",
    subject: str = f"Re: {NUMBER}",
    text: str = "We deny your request under section 610.021(1).",
    day: str = "Mon, 23 Nov 2026 09:00:00 -0600",
    message_id: str = "<one@riverbend.example>",
    files: tuple[tuple[str, str, bytes], ...] = (),
) -> bytes:
    """The bytes of an .eml file; ``files`` are name, media type and content."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    if day:
        message["Date"] = day
    if message_id:
        message["Message-ID"] = message_id
    message.set_content(text)
    for name, kind, content in files:
        first, _, second = kind.partition("/")
        message.add_attachment(content, maintype=first, subtype=second, filename=name)
    return message.as_bytes()
