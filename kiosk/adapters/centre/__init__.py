"""The centre of many sites: a PostgreSQL that holds totals by month, and has no room for a day."""
