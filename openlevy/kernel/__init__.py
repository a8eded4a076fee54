"""What every other part stands on: money, periods, identifiers, flows, refusals.

Standard library only and pure: no database, no clock, no network, no randomness of its own; time
and chance are arguments. It knows no business and no place.
"""
