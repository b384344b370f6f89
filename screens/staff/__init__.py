"""The staff's screens: one `.py` and one `.kv` each, in French, for touch and for the keyboard alone."""
