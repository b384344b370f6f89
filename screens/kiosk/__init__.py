"""The kiosk: shell, bars, the visit, time-out, scanning, the door to the desk."""
