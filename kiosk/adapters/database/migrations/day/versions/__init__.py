"""Revisions of day.sqlite, oldest first."""
