"""The lists of items and the text for portals that a letter was made with"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TO_LETTER = "fk_letter_wording_letter_id_letter"
_TO_VERSION = "fk_letter_wording_wording_version_id_wording_version"


def upgrade() -> None:
    op.create_table(
        "letter_wording",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("wording_version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f(_TO_LETTER), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wording_version_id"], ["wording_version.id"], name=op.f(_TO_VERSION)
        ),
        sa.PrimaryKeyConstraint("letter_id", "wording_version_id", name=op.f("pk_letter_wording")),
    )
    op.create_index(
        op.f("ix_letter_wording_wording_version_id"), "letter_wording", ["wording_version_id"]
    )


def downgrade() -> None:
    op.drop_table("letter_wording")
