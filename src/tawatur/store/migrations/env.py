"""Run by alembic: migrates on the connection that `store/migrating.py` hands over."""

from alembic import context

from tawatur.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction is around all of it
)
context.run_migrations()
