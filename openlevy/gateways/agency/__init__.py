"""The agencies' deliveries: who is enrolled and what was assessed; and our answer row by row.

The format is ``docs/messages/agency.md``, written to serve 社会保险法 §57–60. A package is kept
under its number before it is understood, its rows are applied each in a transaction of its own,
and what became of every row is kept until the agency has taken it. Nothing here decides what a row
may do: that is ``parties`` and ``assessment``.
"""
