"""Second factors, known browsers, what a session tells of itself, and people who are deleted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records_app.store import columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("deleted_at", columns.UtcDateTime(), nullable=True))
    op.add_column("sign_in", sa.Column("confirmed_at", columns.UtcDateTime(), nullable=True))
    for name, length in (("address", 64), ("browser", 80)):
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("sign_in", column)
    op.add_column("sign_in", sa.Column("browser_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_sign_in_browser_id"), "sign_in", ["browser_id"])
    op.add_column(
        "office",
        sa.Column(
            "second_factor_required", sa.Boolean(), nullable=False, server_default=sa.false()
        ),
    )
    _second_factors()
    _browsers()


def _second_factors() -> None:
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=True),
        sa.Column("new_secret", sa.String(length=64), nullable=True),
        sa.Column("new_at", columns.UtcDateTime(), nullable=True),
        sa.Column("confirmed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("used_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("person_id", "code_hash", name=op.f("uq_recovery_code_person_id")),
    )


def _browsers() -> None:
    op.create_table(
        "half_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("needs", sa.String(length=10), nullable=False),
        sa.Column("expires_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_half_sign_in_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_half_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_half_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_half_sign_in_person_id"), "half_sign_in", ["person_id"])
    op.create_table(
        "known_browser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("first_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_known_browser_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_browser")),
        sa.UniqueConstraint("token_hash", "person_id", name=op.f("uq_known_browser_token_hash")),
    )
    op.create_index(op.f("ix_known_browser_person_id"), "known_browser", ["person_id"])


def downgrade() -> None:
    for table in ("known_browser", "half_sign_in", "recovery_code", "second_factor"):
        op.drop_table(table)
    op.drop_column("office", "second_factor_required")
    op.drop_index(op.f("ix_sign_in_browser_id"), table_name="sign_in")
    for name in ("browser_id", "browser", "address", "confirmed_at"):
        op.drop_column("sign_in", name)
    op.drop_column("person", "deleted_at")
