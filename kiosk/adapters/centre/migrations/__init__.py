"""How the centre's tables change from version to version (alembic)."""

# The newest revision; a test holds it equal to the scripts.
HEAD = "centre_1"
