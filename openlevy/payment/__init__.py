"""缴款: agreements with banks, payment orders, and what becomes of each debit.

Serves S2 1.1 and 3.1. An order is one debit over the treasury network for declarations of one tax
office. No answer is not a refusal: an order ends only by an answer or by reconciliation. Money that
comes without a debt to settle is the payer's credit. This module never speaks to a bank itself.
"""
