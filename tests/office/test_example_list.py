"""The list of the documentation goes through, and comes to what the page says."""

from __future__ import annotations

from pathlib import Path

from records_app.office.checking import differences_in
from records_app.office.importing import lists
from records_app.store.database import Store
from tests.office.cast import NOW, make_office
from tests.office.made_lists import TODAY, chosen, preview

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "earlier-requests.csv"


def test_the_example_of_the_documentation_is_brought_in(store: Store, tmp_path: Path) -> None:
    cast = make_office(store)
    words = {"agency-0": str(cast.maple)}
    token = chosen(store, cast.alice, tmp_path, EXAMPLE.read_bytes(), **words)
    page = preview(store, cast.alice, tmp_path, token)
    assert (page.errors, page.twins, page.left) == ((), (), "")
    assert [(line.agency, line.subjects, line.label) for line in page.lines] == [
        (
            "Riverbend Police Department",
            "Funding agreements, Vehicle grants",
            "Denied, no law cited",
        ),
        ("Fenwick County Sheriff's Office", "Training records", "Receipt not known"),
        ("Riverbend Police Department", "Vehicle grants", "Fee asked: $40.00"),
        ("Maple Grove Police Department", "Jail transfers", "Closed: records released"),
    ]
    done = lists.import_list(store, cast.alice, tmp_path, token, now=NOW, today=TODAY)
    assert done.words == "4 requests were brought in."
    assert list(differences_in(store)) == []
