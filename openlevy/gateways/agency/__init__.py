"""The agencies' deliveries: who is enrolled, what was assessed, what was credited; our answer row
by row, and what we tell them of payments.

The format is ``docs/messages/agency.md``, written to serve 社会保险法 §57–60. A package is kept
under its number before it is understood, its rows are applied each in a transaction of its own,
and what became of every row is kept until the agency has taken it. Nothing here decides what a row
may do: that is ``parties``, ``assessment`` and ``payment``.
"""
