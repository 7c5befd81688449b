"""The text of files page by page, with a full-text index of the database's own kind"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# An index that takes its content from file_text; the triggers keep the two in step.
_SQLITE = (
    "CREATE VIRTUAL TABLE file_words USING fts5(words, content='file_text', content_rowid='id')",
    "CREATE TRIGGER file_words_added AFTER INSERT ON file_text BEGIN"
    " INSERT INTO file_words (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER file_words_removed AFTER DELETE ON file_text BEGIN"
    " INSERT INTO file_words (file_words, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER file_words_changed AFTER UPDATE ON file_text BEGIN"
    " INSERT INTO file_words (file_words, rowid, words) VALUES ('delete', old.id, old.words);"
    " INSERT INTO file_words (rowid, words) VALUES (new.id, new.words); END",
)
_POSTGRESQL = (
    "CREATE INDEX file_words ON file_text USING gin (to_tsvector('simple'::regconfig, words))",
)


def upgrade() -> None:
    op.drop_table("file_text")
    op.create_table(
        "file_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_file_text_file_id_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_text")),
    )
    op.create_index(op.f("ix_file_text_file_id"), "file_text", ["file_id"])
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        op.execute(statement)
    # What was read before is read again.
    op.execute("UPDATE file SET text_state = 'waiting' WHERE text_state IN ('done', 'failed')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE file_words")
    op.drop_table("file_text")
    op.create_table(
        "file_text",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["file.id"], name=op.f("fk_file_text_file_id_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_file_text")),
    )
