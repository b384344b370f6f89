"""CUPS: queues, media, jobs."""
