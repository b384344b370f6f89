"""Sessions with one person."""
