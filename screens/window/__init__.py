"""The window itself: its fingers, its size, the display it stands on."""
