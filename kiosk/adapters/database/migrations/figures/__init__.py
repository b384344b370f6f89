"""Revisions of figures.sqlite."""
