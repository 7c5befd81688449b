"""One-time links: for the first admin, for people who are invited, for a forgotten password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_email, read_line, read_row_id
from records_app.office.devices import CameFrom
from records_app.office.password_again import demand_fresh
from records_app.office.passwords import hash_password, password_problem
from records_app.office.refusals import LinkExpired, NotAllowed, NotFound, Refused
from records_app.office.sign_in import Entered, enter
from records_app.office.tokens import hash_of, new_token
from records_app.store import people, sign_ins
from records_app.store.database import Store
from records_app.store.tables_people import Invite, Person

INVITE_LASTS = timedelta(days=7)
SHORT_LINK_LASTS = timedelta(hours=24)
HAS_ACCOUNT = "Somebody with this address is here already."


@dataclass(frozen=True, slots=True)
class InviteCard:
    """An open link, for the page behind it and for the admin's list.

    ``for_password`` means that the person exists and only chooses a new password.
    """

    id: int
    email: str
    name: str
    role: Role
    expires_at: datetime
    for_password: bool


def invite(
    store: Store, actor: Actor, email: object, name: object, role: object, *, now: datetime
) -> str:
    """Make a link for somebody new; returns its token. Older links for the address end.

    Whoever finds an open laptop could let themselves in for good: the password is asked for again.
    """
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE)
    errors: list[FieldError] = []
    tidy = read_email(email, errors)
    called = read_line(name, errors, field="name", label="Name", max_length=120, required=False)
    chosen = read_role(role, errors)
    if errors or chosen is None:
        raise Refused(tuple(errors))
    demand_fresh(actor, now)
    with store.transaction() as session:
        return make_link(session, tidy, called, chosen, by=actor.id, now=now)


def make_link(
    session: Session, email: str, name: str, role: Role, *, by: int | None, now: datetime
) -> str:
    """Add a link for a new person to the transaction under way; returns its token."""
    if people.person_by_email(session, email) is not None:
        raise Refused((FieldError("email", "E-mail address", HAS_ACCOUNT),))
    people.revoke_invites_for(session, email, now)
    return _add(session, email, name, role, by=by, now=now, lasts=INVITE_LASTS)


def password_link(store: Store, actor: Actor, person_id: object, *, now: datetime) -> str:
    """Make a link with which somebody chooses a new password; returns its token."""
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE)
    demand_fresh(actor, now)
    with store.transaction() as session:
        number = read_row_id(person_id)
        person = people.locked_person(session, number) if number else None
        if person is None:
            raise NotFound("person")
        return make_password_link(session, person, by=actor.id, now=now)


def make_password_link(session: Session, person: Person, *, by: int | None, now: datetime) -> str:
    """Add a link for a new password to the transaction under way; returns its token."""
    people.revoke_invites_for(session, person.email, now)
    role = Role(person.role)
    return _add(session, person.email, person.name, role, by=by, now=now, lasts=SHORT_LINK_LASTS)


def first_admin_link(store: Store, *, now: datetime) -> str | None:
    """The token of a link that makes the first admin; None as soon as anybody exists.

    A new link ends the one made before.
    """
    with store.transaction() as session:
        if people.anybody_exists(session):
            return None
        people.revoke_invites_for(session, "", now)
        return _add(session, "", "", Role.ADMIN, by=None, now=now, lasts=SHORT_LINK_LASTS)


def open_invites(store: Store, actor: Actor, *, now: datetime) -> tuple[InviteCard, ...]:
    """The links that still work, the newest first."""
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE)
    with store.reading() as session:
        return tuple(_card(session, row) for row in people.open_invites(session, now))


def revoke_invite(store: Store, actor: Actor, invite_id: object, *, now: datetime) -> None:
    """Take a link back."""
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE)
    with store.transaction() as session:
        number = read_row_id(invite_id)
        if number is None or not people.revoke_invite(session, number, now):
            raise NotFound("link")


def read_invite(store: Store, token: str, *, now: datetime) -> InviteCard:
    """What a link is for; ``LinkExpired`` when it does not work."""
    with store.reading() as session:
        return _card(session, _working(session, token, now))


def accept_invite(
    store: Store,
    token: str,
    *,
    name: object,
    email: object,
    password: object,
    came: CameFrom,
    session_days: int,
    now: datetime,
) -> Entered:
    """Become a person (or choose a new password), and sign in as far as a password goes.

    All in one transaction: of two who use a link at the same time one wins, the other gets
    ``LinkExpired``. Raises ``Refused`` for wrong input; the link then still works.
    """
    card = read_invite(store, token, now=now)  # before the costly hash
    errors: list[FieldError] = []
    called, tidy = card.name, card.email
    if not card.for_password:
        called = read_line(name, errors, field="name", label="Name", max_length=120)
        tidy = read_email(email, errors)
    typed = password if isinstance(password, str) else ""
    if problem := password_problem(typed, email=tidy, name=called):
        errors.append(problem)
    if errors:
        raise Refused(tuple(errors))
    hashed = hash_password(typed)
    try:
        with store.transaction() as session:
            row = _working(session, token, now)
            if row.id is None or not people.use_invite(session, row.id, now):
                raise LinkExpired
            new = Person(
                email=tidy, name=called, role=row.role, password_hash=hashed, created_at=now
            )
            person = _person_of(session, row, card, new)
            person.password_hash = hashed
            session.add(person)
            session.flush()
            if person.id is None:
                raise LinkExpired
            people.revoke_invites_for(session, tidy, now)
            sign_ins.end_sessions_of(session, person.id)
            return enter(session, person, came, session_days=session_days, now=now)
    except IntegrityError:  # the same address was taken in this very moment
        raise Refused((FieldError("email", "E-mail address", HAS_ACCOUNT),)) from None


def _person_of(session: Session, row: Invite, card: InviteCard, new: Person) -> Person:
    """The person whom a link is for: ``new``, or the one who only chooses a new password."""
    existing = people.person_by_email(session, row.email) if row.email else None
    if (existing is not None) != card.for_password:
        raise LinkExpired  # an account for this address came or went in between
    if existing is not None:
        return existing
    if people.person_by_email(session, new.email) is not None:
        raise Refused((FieldError("email", "E-mail address", HAS_ACCOUNT),))
    return new


def read_role(role: object, errors: list[FieldError]) -> Role | None:
    """One of the four roles; what is wrong is added to ``errors``."""
    if isinstance(role, str) and role in set(Role):
        return Role(role)
    known = ", ".join(Role)
    errors.append(FieldError("role", "Role", f"Choose one of: {known}."))
    return None


def _working(session: Session, token: str, now: datetime) -> Invite:
    row = people.open_invite(session, hash_of(token), now)
    if row is None:
        raise LinkExpired
    if not row.email and people.anybody_exists(session):
        raise LinkExpired  # the link for the first admin, and there is one
    if row.email:
        person = people.person_by_email(session, row.email)
        if person is not None and person.disabled_at is not None:
            raise LinkExpired
    return row


def _card(session: Session, row: Invite) -> InviteCard:
    exists = bool(row.email) and people.person_by_email(session, row.email) is not None
    return InviteCard(
        row.id or 0, row.email, row.name, Role(row.role), row.expires_at, for_password=exists
    )


def _add(
    session: Session,
    email: str,
    name: str,
    role: Role,
    *,
    by: int | None,
    now: datetime,
    lasts: timedelta,
) -> str:
    token = new_token()
    row = Invite(
        token_hash=hash_of(token),
        email=email,
        name=name,
        role=role.value,
        invited_by_id=by,
        created_at=now,
        expires_at=now + lasts,
    )
    session.add(row)
    session.flush()
    return token
