"""The desk: what needs somebody today, by urgency. The filter lives in the address."""

from records_app.web.pages.desk.state import DeskState
from records_app.web.pages.desk.view import desk_page

__all__ = ["DeskState", "desk_page"]
