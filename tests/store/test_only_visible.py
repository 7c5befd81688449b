"""What hangs on requests is selected by visibility alone; what is not is reviewed here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import records_app

ROOT = Path(records_app.__file__).parent
TABLES = frozenset(
    {
        *("Request", "RequestSubject", "EventRow", "LetterRow", "FileRow", "FileText"),
        *("Watch", "RemindMe", "Campaign", "CampaignAgency", "ImportRun"),
    }
)
_ASKS = re.compile(
    r"(sql_)?select(_\w+)?|rows_of|get(_one)?|(outer)?join|exists|where|update|delete"
)
_LIMITED = (
    *("is_visible_to(", "visible_to(", "is_campaign_visible_to(", "_visible(actor)"),
    *(
        "find_request(",
        "lock_request(",
        "find_file(",
        "find_campaign(",
        "may_be_opened_by(",
        "self._conditions",
        "_reminders_of(actor)",
    ),
)

OF_WHAT_WAS_FOUND = {
    # The caller found the request, file or campaign first; the second test looks at the callers.
    "office/bundles_items.py": "_letters _text_in",
    "office/campaigns/approving.py": "_draft_of _request_of _give_up",
    "office/campaigns/making.py": "discard_campaign",
    "office/importing/taking_back.py": "__init__",
    "store/campaign_asked.py": "_subjects",
    "store/campaigns.py": "lock_campaign tallies lock_member agencies_in",
    "store/desk_narrowing.py": "_watched_by _besides_whose part",
    "store/desk_records.py": "records_among _record_columns _with_names",
    "store/groups.py": "limit_of_request",
    "store/files.py": "twin_of replace_texts pages_of last_page_of best_page pages_with",
    "store/letters.py": "letters_of letter_in newest_follow_up",
    "store/log.py": "entries_of_many append_event",
    "store/requests.py": "subjects_of replace_subjects letter_of",
    "store/retention.py": "_count_of imports_of remove_empty_imports",
    "store/taking_back.py": "touched_since",
    "store/watching.py": "watchers start_watching stop_watching open_reminders lock_reminder",
}
FOR_NOBODYS_EYES = {
    # Work in the background, the check and the purge: what they find is shown to nobody.
    "office/chaser_spacing.py": "_open",
    "office/checking.py": "_next_rows _of_counters",
    "office/checking_letters.py": "differences_in_letters",
    "office/demo/afterwards.py": "_find _version",
    "office/files/texts.py": "_store",
    "office/mail_day_rows.py": "_may_wait",
    "office/moved_deadlines.py": "follow",
    "office/purging.py": "purge_requests purge_files",
    "office/upgrading.py": "_fill_some",
    "store/campaigns.py": "campaigns_in next_member",
    "store/erasing.py": "files_of",
    "store/files.py": "all_files all_stored_names count_of_files is_stored file_held next_unread"
    " wait_again",
    "store/leaving.py": "_change_drafts",
    "store/requests.py": "open_ids_of_agency",
    "store/retention.py": "discarded_before",
    "store/visibility.py": "_is_not_kept_from",
}
A_FACT_FOR_EVERYBODY = {
    # That a number is taken, which lists were brought in, how many letters a wording made, how
    # many drafts somebody left, and for admins which campaigns are for a group: docs/rights.md
    # says what one learns by that.
    "store/campaign_groups.py": "campaigns_of_groups",
    "store/importing.py": "numbers_taken last_run",
    "store/sharing.py": "drafts_left_behind drafts_of_person_who_left",
    "store/taking_back.py": "runs_there_are",
    "store/wording.py": "made_with",
}
REVIEWED = (OF_WHAT_WAS_FOUND, FOR_NOBODYS_EYES, A_FACT_FOR_EVERYBODY)


def named(*lists: dict[str, str]) -> set[str]:
    return {f"{path}:{name}" for one in lists for path in one for name in one[path].split()}


@cache
def modules() -> dict[str, tuple[str, ast.Module]]:
    """Every module of the rooms that may ask the database, by its path."""
    found = {}
    for room in ("store", "office", "web", "cli"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text()
                found[str(path.relative_to(ROOT))] = (text, ast.parse(text))
    return found


def aliases(tree: ast.Module) -> set[str]:
    """The names that stand for one of the tables in a module: itself, and ``_x: Any = Table``."""
    found = set(TABLES)
    for node in ast.walk(tree):
        value = getattr(node, "value", None)
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(value, ast.Name | ast.Call):
            is_copy = isinstance(value, ast.Call) and name_of(value) == "aliased"
            inner = value.args[0] if is_copy else value
            if isinstance(inner, ast.Name) and inner.id in TABLES:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def selecting() -> Iterator[tuple[str, str]]:
    """Every function that asks one of the tables: its name and text."""
    for path, (text, tree) in modules().items():
        names = aliases(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(inner, ast.Name) and inner.id in names
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and _ASKS.fullmatch(name_of(call))
                for inner in ast.walk(call)
            ):
                yield f"{path}:{node.name}", ast.get_source_segment(text, node) or ""


def name_of(call: ast.Call) -> str:
    function = call.func
    return getattr(function, "id", "") or getattr(function, "attr", "")


def is_limited(text: str) -> bool:
    return any(words in text for words in _LIMITED)


def test_every_query_is_limited_or_was_reviewed() -> None:
    found = dict(selecting())
    assert len(found) > 60
    unlimited = {name for name, own in found.items() if not is_limited(own)}
    assert sorted(unlimited - named(*REVIEWED)) == []
    # What does not ask any more has no business on the lists.
    assert sorted(named(*REVIEWED) - found.keys()) == []


FOUND_ELSEWHERE = {
    # Modules of the office without a word of visibility, and who found what they read.
    "office/agency_details.py": "the rows come from requests_to",
    "office/campaigns/choosing.py": "own.py: changeable",
    "office/campaigns/looking.py": "reviewing.py sees the campaign; numbers only of what is seen",
    "office/campaigns/reviewing.py": "own.py: changeable, mine, seen",
    "office/chaser_spacing.py": "derives again, for nobody's eyes",
    "office/checking.py": "the command check",
    "office/demo/afterwards.py": "the story of the demo",
    "office/desk_rows.py": "the rows come from the conditions of DeskQueries",
    "office/files/encrypting.py": "a command of whoever runs the machine",
    "office/files/leftovers.py": "the command check, and what a crash left",
    "office/files/locks.py": "looks after what lies in the folder, and shows nothing of it",
    "office/files/searching.py": "the files come from search_files",
    "office/files/texts.py": "reads texts in the background",
    "office/groups.py": "campaigns_of_groups, for admins alone",
    "office/importing/lists.py": "last_run, reviewed above",
    "office/importing/preparing.py": "numbers_taken, reviewed above",
    "office/importing/taking_back.py": "requests_of_run, which gives none unless all are seen",
    "office/listing.py": "the terminal, which asks for no role",
    "office/mail_day.py": "waiting_letters",
    "office/mail_day_printing.py": "waiting_letters",
    "office/moved_deadlines.py": "derives again, for nobody's eyes",
    "office/refresh.py": "derives again a row that somebody holds",
    "office/retention.py": "rules for admins; the reader finds what they see",
    "office/wording.py": "letters_made_with, reviewed above",
    "office/wording_items.py": "letters_made_with, reviewed above",
}


def test_what_reads_one_request_found_it_first() -> None:
    unlimited = {name.rpartition(":")[2] for name in named(*REVIEWED) if name.startswith("store/")}
    unlimited |= {"entries_of", "next_number", "list_requests"}
    careless = {
        path
        for path, (text, tree) in modules().items()
        if not path.startswith("store/") and not is_limited(text)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("records_app.store")
        for one in node.names
        if one.name in unlimited
    }
    assert sorted(careless - FOUND_ELSEWHERE.keys()) == []
