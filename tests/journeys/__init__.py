"""Journeys: one file per process of the guides and per thing that goes wrong on the way, driven
through a real browser against the running program. What is expected is written here by hand.
"""
