"""Campaigns: the same request to many agencies"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records_app.store import columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("trouble", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_campaign_author_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
    )
    op.create_index("ix_campaign_author_id", "campaign", ["author_id"])
    op.create_index("ix_campaign_stage", "campaign", ["stage"])
    op.create_table(
        "campaign_agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name="fk_campaign_agency_campaign_id_campaign",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name="fk_campaign_agency_agency_id_agency"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name="fk_campaign_agency_request_id_request"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_agency"),
        sa.UniqueConstraint("campaign_id", "agency_id", name="uq_campaign_agency_campaign_id"),
        sa.UniqueConstraint("request_id", name="uq_campaign_agency_request_id"),
    )
    op.create_index("ix_campaign_agency_agency_id", "campaign_agency", ["agency_id"])


def downgrade() -> None:
    op.drop_table("campaign_agency")
    op.drop_table("campaign")
