"""The running program as a test fixture: web, worker and sandbox as processes with databases, keys
and ports of their own, what breaks them, and a payer who drives the portal over plain HTTP.
"""
