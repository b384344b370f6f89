"""Another program that holds a file: "read", "IMMEDIATE" or "EXCLUSIVE", until its block ends."""

import sqlite3
from contextlib import closing


def held(path, how):
    holder = sqlite3.connect(path, isolation_level=None)
    if how == "read":
        holder.execute("BEGIN")
        holder.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    else:
        holder.execute(f"BEGIN {how}")
    return closing(holder)
