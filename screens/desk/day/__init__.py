"""The day: opening, closing, paperwork, the clock."""
