"""The machine itself: clock, keys, files of its own, barcode reader."""
