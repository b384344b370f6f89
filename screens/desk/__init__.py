"""The desk: its lock, its keys, its register of screens."""
