"""Starts, watches and stops OpenLevy on one machine, with Python's standard library alone.

It makes the Python environment, runs an embedded PostgreSQL, starts the product's processes and
keeps them running. It knows their command lines and never imports any of them.
"""
