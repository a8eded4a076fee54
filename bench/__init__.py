"""What is fast enough, measured: ratios within one run, against a baseline of the same work.

Nothing here is part of the product and nothing in the product knows of it. A measurement writes its
people and payables straight into the tables, by the set; what it measures goes through the services
and pages as in life. ``docs/benchmarks.md`` says what stands on each side of every ratio.
"""
