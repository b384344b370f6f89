"""Revisions of device.sqlite, oldest first."""
