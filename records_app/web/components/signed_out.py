"""The session ended under an open tab: the way back in, and what happens on coming back."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components.buttons import link
from records_app.web.components.messages import empty_state
from records_app.web.session_state import SessionState

# The socket keeps the cookie that it was opened with. So it is closed as for leaving the page and
# opened as for coming back, both by the framework's own listeners, and the new cookie counts.
_LOOK_AGAIN = """
useEffect(() => {
  let asking = false;
  const look = () => {
    if (asking || document.visibilityState !== 'visible') return;
    asking = true;
    window.dispatchEvent(new Event('pagehide'));
    document.dispatchEvent(new Event('visibilitychange'));
    asking = false;
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('focus', look);
  };
}, []);
"""


class LookingAgain(BaseHTML):
    """While it stands on the page, a tab that is come back to asks anew who is signed in."""

    tag = "div"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs when it comes and goes."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """Listen for the tab being shown."""
        return [" ".join(_LOOK_AGAIN.split())]


def session_ended() -> rx.Component:
    """A link that opens a new tab, so that what was typed in this one stays."""
    return rx.el.div(
        rx.cond(
            SessionState.sign_in_href != "",
            LookingAgain.create(
                empty_state(
                    "Your sign-in has ended",
                    "Sign in again in a new tab, then come back to this one. What you typed "
                    "comes back as well.",
                    link(
                        "Sign in, in a new tab",
                        SessionState.sign_in_href,
                        outside=True,
                        target="_blank",
                        rel="noopener",
                        class_name="btn",
                    ),
                ),
            ),
        ),
        role="status",
    )
