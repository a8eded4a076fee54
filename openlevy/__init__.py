"""OpenLevy collects and refunds social insurance premiums.

It serves any place that is described as data.
"""
