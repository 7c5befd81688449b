"""Which network address a request comes from, as far as that can be believed."""

from __future__ import annotations

from starlette.types import Scope


def client_address(scope: Scope, trusted_proxy_hops: int) -> str:
    """The peer's address, or the one that the outermost of our own proxies saw.

    X-Forwarded-For is written by anybody; only its last ``trusted_proxy_hops`` entries are ours.
    """
    client = scope.get("client")
    peer = str(client[0]) if client else "unknown"
    if trusted_proxy_hops == 0:
        return peer
    values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    chain = [part.strip() for part in b",".join(values).decode("latin-1").split(",")]
    hops = [part for part in chain if part]
    return hops[-trusted_proxy_hops][:64] if len(hops) >= trusted_proxy_hops else peer


def header(scope: Scope, name: bytes) -> str:
    """One header of a request, or an empty string."""
    for key, value in scope["headers"]:
        if key == name:
            text: str = value.decode("latin-1")
            return text
    return ""
