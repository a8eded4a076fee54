"""One file for each part of an officer's work."""
