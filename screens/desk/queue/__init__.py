"""Who waits."""
