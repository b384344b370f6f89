"""What every window is drawn with: look, text, controls. Knows no page."""
