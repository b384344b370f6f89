"""Where alembic enters; it runs on the connection it is handed."""

from kiosk.adapters.migrations.upgrade import run

run()
