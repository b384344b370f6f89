"""Revisions of figures.sqlite, oldest first."""
