"""docs/rights.md says what the code does, and the code says it of everything."""

from __future__ import annotations

from pathlib import Path

from reflex_base.registry import RegistrationContext

from records_app.casework.permissions import Permission
from records_app.web.policy import Anybody, declared_on
from records_app.web.rights_page import rights_page
from records_app.web.routes import PRIVATE
from tests.web.test_registry import ours

PAGE = Path(__file__).parents[2] / "docs" / "rights.md"


def _written(registry: RegistrationContext) -> str:
    list(ours())
    return rights_page(registry)


def test_the_page_is_what_the_code_says(registry: RegistrationContext) -> None:
    written = "\n".join(line for line in _written(registry).splitlines() if ".tests___" not in line)
    assert PAGE.read_text(encoding="utf-8") == written + "\n", "run: python scripts/rights_page.py"


def test_it_names_every_permission_and_every_private_route(registry: RegistrationContext) -> None:
    page = _written(registry)
    for permission in Permission:
        assert f"| {permission.value} | " in page
    for route in PRIVATE:
        assert isinstance(declared_on(route.endpoint), Permission | Anybody), route.path
        assert route.path.replace(":int", "") in page
    assert "| draft and approve letters | – | yes | yes | yes |" in page
    assert "| make groups and limit agencies to them | – | – | – | yes |" in page
