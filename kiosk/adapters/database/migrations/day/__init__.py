"""Revisions of day.sqlite."""
