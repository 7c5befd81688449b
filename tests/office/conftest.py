"""The office: its people, and letters that are printed once."""

import pytest

from records_app.store.database import Store
from tests.kept_letters import letters_are_kept  # noqa: F401 - pytest finds it here
from tests.office.cast import Cast, make_office


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)
