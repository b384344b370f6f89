"""Revisions of device.sqlite."""
