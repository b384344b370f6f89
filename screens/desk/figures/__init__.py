"""Figures, their corrections and reports."""
