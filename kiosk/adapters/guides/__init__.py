"""Guides read from their files, checked, and looked at by who keeps them true."""
