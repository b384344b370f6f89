"""Reports: attacked before they are published, then written."""
