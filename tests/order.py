"""The files that take longest, longest first, so that none of them is waited for at the end.

Most of their time goes by in processes of their own: servers, databases, browsers, bundles. Put a
file here when it takes longer than the last ones do; the time that the whole run takes is all that
hangs on it.
"""

from __future__ import annotations

LONGEST_FIRST = (
    "wire/test_everything_on_the_wire.py",
    "wire/test_fuzz_routes.py",
    "office/test_desk_at_once.py",
    "wire/test_two_processes.py",
    "web/test_ending.py",
    "office/test_any_course.py",
    "wire/test_fuzz_handlers.py",
    "web/test_who_reaches_what.py",
    "office/test_bundle_of_a_hard_course.py",
    "faults/test_kills.py",
    "letters/test_kept.py",
    "wire/test_many_tabs.py",
    "web/test_backup_task.py",
    "office/test_calendar_feed.py",
    "wire/test_fuzz_raw.py",
    "office/test_bundles.py",
    "office/test_desk_filters.py",
    "office/test_backup.py",
    "office/test_campaigns_large.py",
    "office/test_adding_files.py",
    "wire/test_stranger.py",
    "wire/test_sockets_and_sessions.py",
    "web/test_request_state.py",
    "web/test_bundle_routes.py",
    "letters/test_pdf.py",
    "e2e/test_every_page.py",
    "e2e/test_everybody.py",
    "e2e/test_hard_course.py",
    "e2e/test_calculator.py",
    "e2e/test_typed_text.py",
    "e2e/test_main_job.py",
    "e2e/test_follow_up.py",
    "e2e/test_fronts.py",
    "e2e/test_starting.py",
    "e2e/test_server_restarts.py",
    "e2e/test_told_apart.py",
    "e2e/test_bringing_in.py",
)
