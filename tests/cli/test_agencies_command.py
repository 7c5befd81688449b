"""`agencies` and `agencies import`, as a person or a program calls them."""

import json

import pytest

from records_app.__main__ import main

HEAD = "name,kind,law,county\n"


@pytest.fixture
def terminal(sqlite_store, monkeypatch, capsys):
    monkeypatch.setenv("RECORDS_DATABASE_URL", str(sqlite_store.engine.url))

    def call(*arguments):
        code = main(["agencies", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_the_list_comes_with_the_directory(terminal):
    code, out, err = terminal("--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert len(found) >= 900
    [ava] = [one for one in found if one["slug"] == "mo-ava-police"]
    assert ava["name"] == "Ava Police Department"
    assert (ava["law"], ava["county"], ava["g287"]) == ("us-mo", "Douglas County", "signed")


def test_one_law_only_one_agency_a_line(terminal):
    code, out, _ = terminal("--law", "us-il")
    lines = out.splitlines()
    assert code == 0
    assert len(lines) == 122
    assert all(line.endswith("\tus-il") for line in lines)


def test_an_unknown_law_is_wrong_input(terminal):
    code, out, err = terminal("--law", "us-xx")
    assert (code, out) == (2, "")
    assert "us-xx" in err
    assert err.count("\n") == 1


def test_import_adds_and_says_how_many(terminal, tmp_path):
    file = tmp_path / "ours.csv"
    file.write_text(HEAD + "Elm Police Department,police,us-mo,Oak County\n", encoding="utf-8")
    assert terminal("import", str(file)) == (0, "1 added, 0 updated.\n", "")
    assert terminal("import", str(file)) == (0, "0 added, 1 updated.\n", "")
    found = json.loads(terminal("--json", "--law", "us-mo")[1])
    assert "mo-elm-police-department" in [one["slug"] for one in found]


def test_a_bad_row_is_named_by_line_and_nothing_goes_in(terminal, tmp_path):
    file = tmp_path / "ours.csv"
    file.write_text(HEAD + "Elm,police,us-mo,\nOak,pigeon,us-mo,\n", encoding="utf-8")
    code, out, err = terminal("import", str(file))
    assert (code, out) == (2, "")
    assert err.startswith(f"{file}: line 3: kind 'pigeon'")
    assert err.count("\n") == 1
    found = json.loads(terminal("--json")[1])
    assert "mo-elm" not in [one["slug"] for one in found]


def test_a_file_that_is_not_there(terminal, tmp_path):
    code, _, err = terminal("import", str(tmp_path / "none.csv"))
    assert code == 2
    assert "cannot be read" in err


def test_a_folder_is_no_file(terminal, tmp_path):
    code, _, err = terminal("import", str(tmp_path))
    assert code == 2
    assert "cannot be read" in err
