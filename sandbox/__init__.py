"""The outside world, for demonstration and tests: the treasury network with banks behind it, and
the agencies that deliver who is enrolled. A Django project of its own with a database and a process
of its own; it knows the product by messages alone and imports nothing of it. It never decides what
somebody owes, and nothing in it is meant for production.
"""
