"""The sandbox's own reader and writer of what goes over the wire: the network's envelope and
messages, and detached signatures. Written from the format description, not from the product's
codec, so that one mistake cannot hide on both sides. Pure: bytes in, values out; no database, no
clock.
"""
