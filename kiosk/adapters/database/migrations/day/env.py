"""Where alembic enters; it runs on the connection it is handed."""

from kiosk.adapters.database.migrations.upgrade import run

run()
