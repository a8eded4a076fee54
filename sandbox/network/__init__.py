"""The treasury network node: takes messages, forwards to the banks, answers, keeps the work date.

It knows what it was told. What a bank really booked it learns when a session is closed, and tells
it in the 3122: until then a bank may have answered otherwise, or not at all.
"""
