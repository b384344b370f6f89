"""Sheets of paper: each document is a function from domain objects to PDF bytes."""
