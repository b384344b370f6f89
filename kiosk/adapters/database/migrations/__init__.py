"""How the tables of the three files change from version to version (alembic).

Reading the version needs no alembic: start-up compares `alembic_version` with HEADS and imports it only to upgrade.
"""

# The newest revision of each file; a test holds it equal to the scripts.
HEADS = {"day": "day_10", "figures": "figures_3", "device": "device_7"}

# As alembic itself would create it.
VERSION_TABLE = (
    "CREATE TABLE alembic_version ("
    "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
