"""The picture of a challenge. Knows nothing of who is challenged or of storage."""
