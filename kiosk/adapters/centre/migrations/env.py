"""Where alembic enters; it runs on the connection it is handed."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table_schema="centre")
context.run_migrations()
