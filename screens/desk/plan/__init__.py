"""The plan of appointments."""
