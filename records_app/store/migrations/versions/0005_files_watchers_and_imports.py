"""Files that came in, who watches a request, whose work it is, and lists brought in at once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from records_app.store import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("imported_at", columns.UtcDateTime(), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["person.id"], name=op.f("fk_import_run_imported_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_table(
        "file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("event_seq", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("text_state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("redacts_id", sa.Integer(), nullable=True),
        sa.Column("added_at", columns.UtcDateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_file_request_id_request")
        ),
        sa.ForeignKeyConstraint(["redacts_id"], ["file.id"], name=op.f("fk_file_redacts_id_file")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_file_added_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_file_stored_as")),
    )
    op.create_index(op.f("ix_file_request_id"), "file", ["request_id"])
    op.create_table(
        "file_text",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_file_text_file_id_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_file_text")),
    )
    op.create_table(
        "watch",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["request.id"],
            name=op.f("fk_watch_request_id_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_watch_person_id_person")
        ),
        sa.PrimaryKeyConstraint("request_id", "person_id", name=op.f("pk_watch")),
    )
    op.create_index(op.f("ix_watch_person_id"), "watch", ["person_id"])
    op.create_table(
        "remind_me",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("done_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_remind_me_request_id_request")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_remind_me_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remind_me")),
    )
    op.create_index(op.f("ix_remind_me_request_id"), "remind_me", ["request_id"])
    op.create_index(op.f("ix_remind_me_person_id"), "remind_me", ["person_id"])
    op.add_column(
        "office", sa.Column("chaser_days", sa.Integer(), nullable=False, server_default="5")
    )
    with op.batch_alter_table("request") as batch:
        batch.add_column(sa.Column("assigned_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_request_assigned_id_person"), "person", ["assigned_id"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_request_import_id_import_run"), "import_run", ["import_id"], ["id"]
        )
        batch.create_index(op.f("ix_request_assigned_id"), ["assigned_id"])
        batch.create_index(op.f("ix_request_import_id"), ["import_id"])


def downgrade() -> None:
    with op.batch_alter_table("request") as batch:
        batch.drop_index(op.f("ix_request_import_id"))
        batch.drop_index(op.f("ix_request_assigned_id"))
        batch.drop_constraint(op.f("fk_request_import_id_import_run"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_request_assigned_id_person"), type_="foreignkey")
        batch.drop_column("import_id")
        batch.drop_column("assigned_id")
    op.drop_column("office", "chaser_days")
    op.drop_table("remind_me")
    op.drop_table("watch")
    op.drop_table("file_text")
    op.drop_table("file")
    op.drop_table("import_run")
