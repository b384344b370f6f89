"""SQLite: three files, because there are three lifetimes."""
