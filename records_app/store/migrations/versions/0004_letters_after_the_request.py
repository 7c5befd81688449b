"""The day of our last letter after a request, among the columns worked out from its log"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("chased_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("request", "chased_on")
