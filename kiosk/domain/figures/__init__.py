"""Counters, the tables made of them, and what of these may be published."""
