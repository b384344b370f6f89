"""Real fingers on the real screens, for tests and for the tour."""
