"""The page of one request: what is due and why, what to do next, what happened."""

from records_app.web.pages.request.people_state import PeopleState
from records_app.web.pages.request.state import RequestState
from records_app.web.pages.request.view import page_title, request_page

__all__ = ["PeopleState", "RequestState", "page_title", "request_page"]
