"""The banks behind the network: their customers' accounts, their decisions, and their books.

Money really moves: customer → the bank's pending-remittance account (待报解) → treasury. How an
account behaves can be set at any time; what it was told to say and what was booked are kept apart.
"""
