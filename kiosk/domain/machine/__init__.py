"""What the box knows of itself: its clock, its files, its printers, its chores."""
