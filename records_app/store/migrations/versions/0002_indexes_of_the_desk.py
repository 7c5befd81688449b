"""Indexes along which the desk walks"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_VISIBILITY = ["stage", "author_id", "discarded_at"]
_NO_DRAFTS = sa.text("stage != 'draft'")


def upgrade() -> None:
    op.drop_index("ix_request_desk_due", table_name="request")
    op.drop_index("ix_request_author_stage", table_name="request")
    op.create_index(
        "ix_request_desk_safe",
        "request",
        ["turn", "receipt_expected", "safe_on", "id", *_VISIBILITY],
    )
    op.create_index(
        "ix_request_desk_due", "request", ["turn", "due_on", "id", "safe_on", *_VISIBILITY]
    )
    op.create_index(
        "ix_request_desk_ours",
        "request",
        ["turn", "updated_at", "id", *_VISIBILITY],
        sqlite_where=_NO_DRAFTS,
        postgresql_where=_NO_DRAFTS,
    )
    op.create_index(
        "ix_request_desk_stage",
        "request",
        ["stage", "updated_at", "id", "author_id", "discarded_at"],
    )
    op.create_index(
        "ix_request_author_stage",
        "request",
        ["author_id", "stage", "updated_at", "id", "discarded_at"],
    )


def downgrade() -> None:
    for name in (
        "ix_request_author_stage",
        "ix_request_desk_stage",
        "ix_request_desk_ours",
        "ix_request_desk_due",
        "ix_request_desk_safe",
    ):
        op.drop_index(name, table_name="request")
    op.create_index("ix_request_author_stage", "request", ["author_id", "stage", "id"])
    op.create_index("ix_request_desk_due", "request", ["stage", "turn", "safe_on", "id"])
