"""Every clock of a request and what its standing knows besides, for lists; the way to court"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("court_on", sa.Date(), nullable=True))
    op.add_column("request", sa.Column("further", sa.JSON(), nullable=True))
    op.create_index("ix_request_court_on", "request", ["court_on"])


def downgrade() -> None:
    op.drop_index("ix_request_court_on", table_name="request")
    op.drop_column("request", "further")
    op.drop_column("request", "court_on")
