"""What is true of every handler, every State and every page of the product."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Iterator

import pytest
from reflex.state import BaseState
from reflex_base.registry import RegistrationContext
from sqlmodel import SQLModel
from starlette.routing import Match

import records_app.web
from records_app.records_app import app
from records_app.web.page_gate import _PUBLIC, PUBLIC_PAGES, _best
from records_app.web.policy import Anybody, policy_of
from records_app.web.routes import PUBLIC

# What anybody at all may call. Each one is here on purpose.
FOR_ANYBODY = {
    "hydrate",
    "hydrate_and_load",
    "on_load_internal",
    "set_is_hydrated",
    "update_vars_internal",
    "handle_frontend_exception",
    "dismiss",
    "calculate",
    "choose",
    "show_year",
}


def ours() -> Iterator[type[BaseState]]:
    """Every State of the product; those of the tests and of the framework are left out."""
    for module in pkgutil.walk_packages(records_app.web.__path__, "records_app.web."):
        importlib.import_module(module.name)
    waiting: list[type[BaseState]] = list(BaseState.__subclasses__())
    seen: set[type[BaseState]] = set()
    while waiting:
        state = waiting.pop()
        waiting.extend(state.__subclasses__())
        if state not in seen and state.__module__.startswith("records_app."):
            seen.add(state)
            yield state


def test_every_handler_has_a_policy(registry: RegistrationContext) -> None:
    list(ours())
    names = [name for name in registry.event_handlers if ".tests___" not in f".{name}"]
    assert len(names) > 10
    open_ended = [name for name in names if policy_of(name) is None]
    assert [name for name in open_ended if not name.endswith(".setvar")] == []
    assert [name for name in names if name.endswith(".setvar") and policy_of(name)] == []


def test_only_these_are_public(registry: RegistrationContext) -> None:
    public = {
        name.rpartition(".")[2]
        for name in registry.event_handlers
        if policy_of(name) is Anybody.PUBLIC and ".tests___" not in f".{name}"
    }
    assert public == FOR_ANYBODY


def test_every_public_method_of_a_state_is_a_declared_handler(
    registry: RegistrationContext,
) -> None:
    for state in ours():
        for name, member in vars(state).items():
            if name.startswith("_") or not inspect.isfunction(member):
                continue
            assert policy_of(f"{state.get_full_name()}.{name}") is not None, (state, name)


def test_every_handler_is_async(registry: RegistrationContext) -> None:
    for name, registered in registry.event_handlers.items():
        function = registered.handler.fn
        if function.__module__.startswith("records_app."):
            is_async = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
            assert is_async, name


@pytest.mark.parametrize("private", [False, True])
def test_no_table_row_and_no_secret_in_a_state(private: bool) -> None:
    found = 0
    for state in ours():
        for name, field in state.get_fields().items():
            if name.startswith("_") is not private:
                continue
            found += 1
            for kind in _kinds(field.outer_type_ if hasattr(field, "outer_type_") else field.type_):
                assert not (isinstance(kind, type) and issubclass(kind, SQLModel)), (state, name)
            assert not any(word in name for word in ("password", "token", "cookie")), (state, name)
    assert found > 1


def test_only_these_pages_are_public(registry: RegistrationContext) -> None:
    assert app._unevaluated_pages
    assert {"/calculator/", "/calculator/year/", "/rules/"} == PUBLIC_PAGES
    for route in app._unevaluated_pages:
        address = "/" + route.removeprefix("index").strip("/")
        scope = {"type": "http", "method": "GET", "path": address, "headers": []}
        assert address not in _PUBLIC
        assert _best(PUBLIC, scope) is Match.NONE, route


def _kinds(annotation: typing.Any) -> Iterator[typing.Any]:
    yield annotation
    for inner in typing.get_args(annotation):
        yield from _kinds(inner)
    if isinstance(annotation, types.UnionType):
        for inner in annotation.__args__:
            yield from _kinds(inner)
