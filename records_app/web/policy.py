"""Who may call a State handler: declared at the handler, looked up before every event."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from reflex_base.registry import RegistrationContext

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may

_POLICY = "__desk_policy__"

# What Reflex itself needs to draw a page. Its ``setvar`` is never among them.
_FRAMEWORK_MODULES = ("reflex.", "reflex_base.")
_FRAMEWORK = frozenset(
    {
        "hydrate",
        "hydrate_and_load",
        "on_load_internal",
        "set_is_hydrated",
        "update_vars_internal",
        "handle_frontend_exception",
    }
)


class Anybody(Enum):
    """Policies that ask for no permission."""

    SIGNED_IN = "whoever is signed in"
    PUBLIC = "anybody at all"


Policy = Permission | Anybody


def declare(handler: Callable[..., Any], policy: Policy) -> None:
    """Write the policy on the function that Reflex will call."""
    setattr(handler, _POLICY, policy)


def policy_of(event_name: str) -> Policy | None:
    """The policy of a registered handler; None means that nobody may call it."""
    registered = RegistrationContext.get().event_handlers.get(event_name)
    if registered is None:
        return None
    function = registered.handler.fn
    if function.__module__.startswith(_FRAMEWORK_MODULES):
        return Anybody.PUBLIC if function.__name__ in _FRAMEWORK else None
    return declared_on(function)


def declared_on(function: Any) -> Policy | None:
    """The policy that is written on a function; None when there is none."""
    found = getattr(function, _POLICY, None)
    return found if isinstance(found, Permission | Anybody) else None


def allows(policy: Policy | None, actor: Actor | None) -> bool:
    """Whether this person may call a handler with this policy."""
    if policy is None:
        return False
    if isinstance(policy, Anybody):
        return policy is Anybody.PUBLIC or actor is not None
    return may(actor, policy)
