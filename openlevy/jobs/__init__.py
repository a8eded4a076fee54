"""What the worker does: stations that take rows from queues, and errands by the clock.

Each is a few lines that call a service; all are safe to be killed and run again. Nothing here is
imported by business.
"""
