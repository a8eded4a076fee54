"""Faults of the running program: processes killed, lines cut, banks that misbehave, strangers."""
