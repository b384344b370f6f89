"""The verbs: one file each, handed the clock, the records and the printer they need."""
