"""Whether this office can work: its tables are of this version, and its folder takes data."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from records_app.office.counters import Counters, are_apart
from records_app.store.database import Store
from records_app.store.migrate import has_tables_of_this_version


def what_is_missing(store: Store, data_dir: Path) -> tuple[str, ...]:
    """One sentence for each reason why this process should get no visitors; empty when it may."""
    found = []
    try:
        if not has_tables_of_this_version(store):
            found.append("The tables are of another version. Start the app once to change them.")
    except SQLAlchemyError:
        found.append("The database does not answer.")
    try:
        with tempfile.TemporaryFile(dir=data_dir) as probe:
            probe.write(b"ready")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        found.append(f"The data folder cannot be written: {error.strerror}.")
    return tuple(found)


def what_is_amiss(counters: Counters) -> tuple[str, ...]:
    """One sentence for each thing that does not keep visitors away but wants somebody's look."""
    if not are_apart(counters):
        return ()
    return (
        "The server of RECORDS_REDIS_URL does not answer: each process counts attempts for itself.",
    )
