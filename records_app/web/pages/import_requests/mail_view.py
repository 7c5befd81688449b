"""How the page of saved e-mails looks: each with what it says and where it belongs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    card,
    error_summary,
    hidden,
    icon,
    lead,
    link,
    more,
    notice,
    page,
    section,
)
from records_app.web.components.whole_input import WholeInput
from records_app.web.pages.import_requests.mail_state import MailState
from records_app.web.pages.import_requests.upload import upload_form
from records_app.web.session_state import SessionState

_GRID = "grid gap-x-8 gap-y-5 sm:grid-cols-2"


def mail_page() -> rx.Component:
    """The page at ``/import/mail/``."""
    return page(
        "Bring in e-mails",
        rx.cond(
            ~SessionState.may.contains("record") & (SessionState.person_name != ""),
            lead("Your role is to look. Ask somebody of the staff to bring e-mails in."),
            rx.cond(
                MailState.is_loaded,
                rx.cond(MailState.view, _mails(), _upload()),
                lead("Opening …"),
            ),
        ),
        steady=True,
    )


def _upload() -> rx.Component:
    return rx.fragment(
        lead(
            "Put e-mails you saved from your mail program into their requests: what they "
            "answered, and what you wrote."
        ),
        rx.cond(MailState.missing, notice("Choose a file first.", tone="red", sign="warning")),
        section(
            "Saved e-mails",
            upload_form(
                "/import/mails", "Read the e-mails", ".eml,message/rfc822", "mail-files", many=True
            ),
            rx.el.p(
                "Files that end in .eml, at most 20 at once. In most mail programs: open the "
                "message, then Save as or Download message.",
                class_name="soft small mt-3",
            ),
            rx.el.p(
                link("Bring in a list of requests instead", "/import/"), class_name="small mt-2"
            ),
        ),
    )


def _mails() -> rx.Component:
    return rx.fragment(
        rx.cond(
            MailState.view.left > 0,
            lead("Say for each where it belongs. Only what you record is stored."),
            lead("There is nothing left to do here."),
        ),
        rx.el.div(error_summary(MailState.problems, attempt=MailState.attempt), class_name="my-4"),
        rx.foreach(MailState.view.mails, _mail),
        rx.el.p(link("Bring in other e-mails", "/import/mail/"), class_name="mt-6"),
    )


def _mail(mail: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            mail.refused != "",
            notice(
                rx.el.b(mail.name, class_name="break-words"),
                " was not read. ",
                mail.refused,
                tone="red",
                sign="warning",
            ),
            rx.cond(mail.done != "", _done(mail), _open(mail)),
        ),
        class_name="my-5",
    )


def _done(mail: Any) -> rx.Component:
    return rx.el.div(
        icon("check"),
        rx.el.p(
            rx.el.b(mail.subject, class_name="break-words"),
            " · ",
            mail.done,
            " ",
            link("See the request", mail.href),
        ),
        class_name="flash",
    )


def _open(mail: Any) -> rx.Component:
    return card(
        rx.el.h2(rx.cond(mail.subject != "", mail.subject, "No subject"), class_name="break-words"),
        rx.el.p("From ", mail.sender, class_name="break-words"),
        rx.el.p("To ", mail.addressees, class_name="break-words"),
        rx.el.p(rx.cond(mail.date != "", mail.date, "Without a date"), class_name="num"),
        rx.cond(
            mail.files.length() > 0,
            rx.el.p("With ", mail.files.join(", "), class_name="break-words"),
        ),
        more(
            "Read the text",
            rx.el.p(
                rx.cond(mail.text != "", mail.text, "There is no text in it."),
                class_name="whitespace-pre-wrap break-words",
            ),
        ),
        _form(mail),
    )


def _form(mail: Any) -> rx.Component:
    view = MailState.view
    return rx.el.form(
        rx.el.div(
            _select(
                mail,
                "request",
                "Which request is it about?",
                _options(mail.requests, "None of these"),
                mail.request,
            ),
            _input(mail, "number", "Another one? Its number", ""),
            class_name=_GRID,
        ),
        rx.el.fieldset(
            rx.el.legend("Who wrote it?"),
            _radio(mail, "them", "They did: it is an answer", ~mail.ours),
            _radio(mail, "us", "We did", mail.ours),
            id=_id(mail, "who"),
            tab_index=-1,
            class_name="mt-4",
        ),
        rx.el.div(
            _select(
                mail,
                "kind",
                "If they did: what do they answer?",
                _options(view.answers, "Choose their answer"),
            ),
            _select(
                mail,
                "letter",
                "If we did, and not the first letter: what is it?",
                _options(view.letters),
            ),
            _day(mail, "on", "Day", mail.day),
            _day(mail, "promised_on", "Day they promise (optional)", ""),
            _input(mail, "fee", "Fee they ask for (optional)", ""),
            _input(mail, "exception", "Law they cite (optional)", ""),
            class_name=_GRID + " mt-4",
        ),
        hidden("place", mail.place),
        rx.el.div(button("Record this e-mail", submit=True), class_name="row mt-5"),
        on_submit=MailState.record,
        no_validate=True,
        custom_attrs={"aria-label": "Record this e-mail"},
        class_name="mt-5",
    )


def _id(mail: Any, name: str) -> Any:
    return name + "-" + mail.place.to(str)


def _notes(mail: Any, name: str) -> rx.Component:
    own = _id(mail, name)
    wrong = MailState.errors.contains(own)
    return rx.cond(wrong, rx.el.p(MailState.errors[own], id=own + "-error", class_name="error"))


def _wiring(mail: Any, name: str) -> dict[str, Any]:
    own = _id(mail, name)
    return {
        "id": own,
        "name": own,
        "class_name": "input",
        "custom_attrs": {
            "aria-describedby": own + "-error",
            "aria-invalid": rx.cond(MailState.errors.contains(own), "true", "false"),
        },
    }


def _select(mail: Any, name: str, label: str, options: Any, value: Any = "") -> rx.Component:
    """A list to choose from; ``options`` are all its entries, components or a state list."""
    return rx.el.div(
        rx.el.label(label, html_for=_id(mail, name)),
        _notes(mail, name),
        rx.el.select(*options, default_value=value, **_wiring(mail, name)),
        class_name="field",
    )


def _options(choices: Any, first: str = "") -> list[rx.Component]:
    empty = [rx.el.option(first, value="")] if first else []
    return [*empty, rx.foreach(choices, lambda one: rx.el.option(one.label, value=one.value))]


def _input(mail: Any, name: str, label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=_id(mail, name)),
        _notes(mail, name),
        rx.el.input(default_value=value, auto_complete="off", **_wiring(mail, name)),
        class_name="field",
    )


def _day(mail: Any, name: str, label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=_id(mail, name)),
        _notes(mail, name),
        WholeInput.create(type="date", default_value=value, **_wiring(mail, name)),
        class_name="field",
    )


def _radio(mail: Any, value: str, label: str, checked: Any) -> rx.Component:
    own = _id(mail, f"who-{value}")
    return rx.el.div(
        rx.el.input(
            type="radio", name=_id(mail, "who"), id=own, value=value, default_checked=checked
        ),
        rx.el.label(label, html_for=own),
        class_name="check",
    )
