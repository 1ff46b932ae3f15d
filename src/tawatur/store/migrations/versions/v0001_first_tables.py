"""The first tables."""

from alembic import op

from tawatur.store.fulltext import make_tables
from tawatur.store.schema import metadata
from tawatur.store.sealing import guard_decisions

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, the full-text table, and the guards of the decisions."""
    connection = op.get_bind()
    metadata.create_all(connection)
    make_tables(connection)
    guard_decisions(connection)
