"""The office's own wording of letters, the version a letter was made with, and the logo"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records_app.store import columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TO_VERSION = "fk_letter_wording_version_id_wording_version"


def upgrade() -> None:
    op.create_table(
        "wording_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("law", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_wording_version_made_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_version")),
        sa.UniqueConstraint("law", "kind", "number", name=op.f("uq_wording_version_law")),
    )
    op.create_table(
        "office_logo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_office_logo_changed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_logo")),
    )
    with op.batch_alter_table("letter") as batch_op:
        batch_op.add_column(sa.Column("wording_version_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f(_TO_VERSION), "wording_version", ["wording_version_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("letter") as batch_op:
        batch_op.drop_constraint(op.f(_TO_VERSION), type_="foreignkey")
        batch_op.drop_column("wording_version_id")
    op.drop_table("office_logo")
    op.drop_table("wording_version")
