"""Revisions of the centre, oldest first."""
