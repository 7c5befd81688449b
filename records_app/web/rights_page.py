"""The page docs/rights.md, written from the table of roles and from what handlers declare."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from reflex_base.registry import RegistrationContext
from starlette.routing import Route

from records_app.casework.people import Role
from records_app.casework.permissions import ROLE_TABLE, Permission
from records_app.web.policy import Anybody, Policy, declared_on, policy_of
from records_app.web.routes import PRIVATE, PUBLIC

_HEAD = """# Who may do what

This page is written from the code: `python scripts/rights_page.py`. A test keeps it current.
Everything that is not listed here is refused.

## Actions by role

"""

_REQUESTS = """
## Which requests

- **Seeing.** Everybody in the office sees every approved request, unless it is limited to a group.
- **Drafts.** A draft is its author's alone, admins included, until the author shares it. A shared
  draft is there for everybody who may draft letters, not for viewers. They may change it and
  approve it. Only the author takes it back or gives it up.
- **After approval.** The author looks after the request. If the author cannot, because their
  account is disabled or they are not in its group, whoever approved it does.
- **Recording.** Staff and admins record on every request they see. An advocate records on those
  they wrote and those in their care.
- **Care.** Staff and admins move any request they see. An advocate takes what is nobody's, and
  hands over or lets go of what is in their own care. Nothing is given to whoever could not see it.
- **Groups.** An admin can limit an agency or a campaign to a group; whoever began a campaign can
  limit it to a group they are in, and open it again while they see it. Then its requests, letters,
  files, bundles, dates, reports and counts are there for the people of the group and for admins,
  and for nobody else. Nobody else can approve a letter to that agency, is offered it for a new
  request, or takes it into a campaign. The agency itself stays in the list. A person's own drafts
  stay theirs. The calendar of the whole office leaves out what is
  limited: nobody knows who reads it.
- **Somebody left.** When an account is disabled, an admin can take over the drafts it left. The
  admin becomes their author, and the audit says so. Before that nobody can open them.
- **The terminal.** Whoever runs the machine sees everything: the commands ask for no role.

A tracking number or the number of a request that is taken already is refused even when the request
that has it is hidden. That it is taken is all one learns. Staff and admins see the name of every
list that was brought in, and how many requests it had, even when some of those are hidden.
"""


def rights_page(registry: RegistrationContext) -> str:
    """The whole page, for the handlers of this registry and the routes of the product."""
    return "".join([_HEAD, _roles(), _REQUESTS, *_by_policy(registry)])


def _roles() -> str:
    names = [role.value for role in Role]
    lines = [f"| action | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for permission in Permission:
        cells = ("yes" if permission in ROLE_TABLE[role] else "–" for role in Role)
        lines.append(f"| {permission.value} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _by_policy(registry: RegistrationContext) -> Iterator[str]:
    yield "\n## What each of these opens\n\n"
    yield "Every button, field and page that loads, then every address that is no page.\n"
    acts = list(_handlers(registry)) + list(_routes())
    policies: list[Policy] = [*Anybody, *Permission]
    for policy in sorted(policies, key=lambda one: (one is not Anybody.PUBLIC, str(one.value))):
        lines = sorted({line for owner, line in acts if owner is policy})
        if lines:
            yield f"\n### {_title(policy)}\n\n" + "\n".join(lines) + "\n"


def _title(policy: Policy) -> str:
    words = policy.value
    return words[0].upper() + words[1:]


def _handlers(registry: RegistrationContext) -> Iterator[tuple[Policy, str]]:
    for name, registered in registry.event_handlers.items():
        function = registered.handler.fn
        policy = policy_of(name)
        if policy is None or not function.__module__.startswith("records_app."):
            continue
        yield policy, f"- {_place(function)}: {_said(function)}"


def _routes() -> Iterator[tuple[Policy, str]]:
    for route in (*PUBLIC, *PRIVATE):
        policy = Anybody.PUBLIC if route in PUBLIC else declared_on(route.endpoint)
        if policy is None:
            raise ValueError(f"{route.path} says nowhere who may ask for it")
        methods = " and ".join(sorted((route.methods or set()) - {"HEAD"}))
        yield policy, f"- `{methods} {_plain(route)}`: {_said(route.endpoint)}"


def _plain(route: Route) -> str:
    return route.path.replace(":int", "")


def _place(function: Any) -> str:
    """The page a handler belongs to, by the folder or file it stands in."""
    parts = function.__module__.split(".")
    name = parts[3] if len(parts) > 3 and parts[2] == "pages" else parts[-1]
    words = name.removesuffix("_state").replace("_", " ")
    return words[0].upper() + words[1:]


def _said(function: Any) -> str:
    """The first sentence of what a handler or route says of itself."""
    text = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    if not text:
        raise ValueError(f"{function.__qualname__} says nowhere what it does")
    return text
