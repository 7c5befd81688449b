"""Closing times of agencies, the history of their days, and addresses of calendars"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records_app.store import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "agency", sa.Column("closes_at", sa.Time(), nullable=False, server_default="17:00:00")
    )
    op.create_table(
        "day_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("closing_before", sa.Time(), nullable=True),
        sa.Column("closing", sa.Time(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_day_change_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_day_change_changed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_change")),
    )
    op.create_index(op.f("ix_day_change_agency_id"), "day_change", ["agency_id"])
    op.create_table(
        "calendar_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("own_only", sa.Boolean(), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_read_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_calendar_address_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_address")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_address_token_hash")),
        sa.UniqueConstraint("owner", name=op.f("uq_calendar_address_owner")),
    )
    op.create_index(op.f("ix_calendar_address_person_id"), "calendar_address", ["person_id"])


def downgrade() -> None:
    op.drop_table("calendar_address")
    op.drop_table("day_change")
    op.drop_column("agency", "closes_at")
