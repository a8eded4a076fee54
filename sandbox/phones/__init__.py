"""Phones and mailboxes of the invented world, and the gateway that passes notices on to them.

The operator knows the segment 154, which no real one has, and mailboxes below ``.example``; every
other address is refused, so that nobody's real number gets into a demonstration.
"""
