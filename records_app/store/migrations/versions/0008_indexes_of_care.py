"""Indexes along which the desk finds whose requests are whose"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NO_DRAFTS = sa.text("stage != 'draft'")
_WALKS = {
    "ix_request_desk_safe": ["turn", "receipt_expected", "safe_on", "id", "stage"],
    "ix_request_desk_due": ["turn", "due_on", "id", "safe_on", "stage"],
    "ix_request_desk_ours": ["turn", "updated_at", "id", "stage"],
    "ix_request_desk_stage": ["stage", "updated_at", "id"],
}


def upgrade() -> None:
    op.drop_index("ix_request_assigned_id", table_name="request")
    _walk_along(["author_id", "discarded_at", "assigned_id"])
    op.create_index(
        "ix_request_care", "request", ["assigned_id", "stage", "author_id", "discarded_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_request_care", table_name="request")
    _walk_along(["author_id", "discarded_at"])
    op.create_index("ix_request_assigned_id", "request", ["assigned_id"])


def _walk_along(last_columns: list[str]) -> None:
    for name, columns in _WALKS.items():
        where = _NO_DRAFTS if name == "ix_request_desk_ours" else None
        op.drop_index(name, table_name="request")
        op.create_index(
            name,
            "request",
            [*columns, *last_columns],
            sqlite_where=where,
            postgresql_where=where,
        )
