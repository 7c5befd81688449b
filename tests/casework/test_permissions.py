from __future__ import annotations

import pytest

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import (
    ROLE_TABLE,
    Permission,
    may,
    may_assign,
    may_record,
)
from records_app.casework.subjects import OFFERED, Subject

ALLOWED = {
    Role.VIEWER: {"see requests"},
    Role.ADVOCATE: {"see requests", "draft and approve letters", "record what happened"},
    Role.STAFF: {
        "see requests",
        "draft and approve letters",
        "record what happened",
        "correct contacts and closures",
        "choose how many days pass between our letters",
        "change the wording of letters",
    },
    Role.ADMIN: {
        "see requests",
        "draft and approve letters",
        "record what happened",
        "correct contacts and closures",
        "choose how many days pass between our letters",
        "change the wording of letters",
        "invite and disable people",
        "read who changed what and took what out",
        "make groups and limit agencies to them",
        "remove requests for good and choose how long things are kept",
        "change the office's letterhead",
    },
}


def actor(role: Role, person: int = 7) -> Actor:
    return Actor(person, "Ana", "ana@desk.example", role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_each_role_may_exactly_what_is_written(role, permission):
    assert may(actor(role), permission) == (permission.value in ALLOWED[role])


@pytest.mark.parametrize("permission", Permission)
def test_nobody_may_nothing(permission):
    assert not may(None, permission)
    assert not may_record(None, 7)


def test_the_table_is_complete_and_cannot_be_changed():
    assert set(ROLE_TABLE) == set(Role)
    with pytest.raises(TypeError):
        ROLE_TABLE[Role.VIEWER] = frozenset(Permission)  # type: ignore[index]


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        (Role.VIEWER, False, False),
        (Role.ADVOCATE, True, False),
        (Role.STAFF, True, True),
        (Role.ADMIN, True, True),
    ],
)
def test_an_advocate_records_only_on_their_own_requests(role, own, others):
    assert may_record(actor(role, 7), 7) == own
    assert may_record(actor(role, 7), 8) == others


@pytest.mark.parametrize(
    ("role", "given"),
    [(Role.VIEWER, False), (Role.ADVOCATE, True), (Role.STAFF, True), (Role.ADMIN, True)],
)
def test_whoever_has_it_in_their_care_records_as_well(role, given):
    assert may_record(actor(role, 7), 8, 7) == given
    assert may_record(actor(Role.ADVOCATE, 7), 7, 8)
    assert not may_record(actor(Role.ADVOCATE, 7), 8, 9)


@pytest.mark.parametrize(
    ("in_care_of", "to", "allowed"),
    [
        (None, 7, True),  # takes what is nobody's
        (None, 8, False),
        (7, 8, True),  # hands over their own
        (7, None, True),  # lets go of it
        (8, 7, False),
        (8, None, False),
        (8, 9, False),
    ],
)
def test_an_advocate_moves_only_what_is_nobodys_or_theirs(in_care_of, to, allowed):
    assert may_assign(actor(Role.ADVOCATE, 7), in_care_of, to) == allowed
    assert may_assign(actor(Role.STAFF, 7), in_care_of, to)
    assert may_assign(actor(Role.ADMIN, 7), in_care_of, to)
    assert not may_assign(actor(Role.VIEWER, 7), in_care_of, to)
    assert not may_assign(None, in_care_of, to)


def test_subjects_have_names_and_hints():
    assert tuple(Subject) == OFFERED
    for subject in Subject:
        assert subject.label[0].isupper()
        assert subject.hint
        assert "\n" not in subject.hint
    assert len({subject.label for subject in Subject}) == len(Subject)
