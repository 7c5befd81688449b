"""Shared drafts, and groups to which the requests of an agency or a campaign are limited"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records_app.store import columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NO_DRAFTS = sa.text("stage != 'draft'")
_SHARED = sa.text("shared_at IS NOT NULL")
_WALKS = {
    "ix_request_desk_safe": ["turn", "receipt_expected", "safe_on", "id", "stage", "author_id"],
    "ix_request_desk_due": ["turn", "due_on", "id", "safe_on", "stage", "author_id"],
    "ix_request_desk_ours": ["turn", "updated_at", "id", "stage", "author_id"],
    "ix_request_desk_stage": ["stage", "updated_at", "id", "author_id"],
}


def upgrade() -> None:
    op.create_table(
        "people_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people_group"),
        sa.UniqueConstraint("name", name="uq_people_group_name"),
    )
    op.create_table(
        "group_member",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_group_member_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["people_group.id"],
            name="fk_group_member_group_id_people_group",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "group_id", name="pk_group_member"),
    )
    op.create_index("ix_group_member_group_id", "group_member", ["group_id"])
    op.create_table(
        "limited_agency",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_limited_agency_agency_id_agency"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["people_group.id"],
            name="fk_limited_agency_group_id_people_group",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agency_id", name="pk_limited_agency"),
    )
    op.create_index("ix_limited_agency_group_id", "limited_agency", ["group_id"])
    op.create_table(
        "limited_campaign",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name="fk_limited_campaign_campaign_id_campaign",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["people_group.id"],
            name="fk_limited_campaign_group_id_people_group",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_limited_campaign"),
    )
    op.create_index("ix_limited_campaign_group_id", "limited_campaign", ["group_id"])
    op.add_column("request", sa.Column("shared_at", columns.UtcDateTime(), nullable=True))
    _walk_along(["discarded_at", "assigned_id", "shared_at", "agency_id"])
    _also(["discarded_at", "shared_at", "agency_id"])
    op.create_index(
        "ix_request_shared",
        "request",
        ["stage", "updated_at", "id", "author_id", "discarded_at", "shared_at", "agency_id"],
        sqlite_where=_SHARED,
        postgresql_where=_SHARED,
    )


def downgrade() -> None:
    op.drop_index("ix_request_shared", table_name="request")
    _also(["discarded_at"])
    _walk_along(["discarded_at", "assigned_id"])
    with op.batch_alter_table("request") as batch:
        batch.drop_column("shared_at")
    op.drop_table("limited_campaign")
    op.drop_table("limited_agency")
    op.drop_table("group_member")
    op.drop_table("people_group")


def _walk_along(last_columns: list[str]) -> None:
    for name, along in _WALKS.items():
        where = _NO_DRAFTS if name == "ix_request_desk_ours" else None
        op.drop_index(name, table_name="request")
        op.create_index(
            name, "request", [*along, *last_columns], sqlite_where=where, postgresql_where=where
        )


def _also(last_columns: list[str]) -> None:
    op.drop_index("ix_request_author_stage", table_name="request")
    op.create_index(
        "ix_request_author_stage",
        "request",
        ["author_id", "stage", "updated_at", "id", *last_columns],
    )
    op.drop_index("ix_request_care", table_name="request")
    op.create_index(
        "ix_request_care", "request", ["assigned_id", "stage", "author_id", *last_columns]
    )
