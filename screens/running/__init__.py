"""What runs behind the screens: lanes, the heartbeat, the state of the data."""
