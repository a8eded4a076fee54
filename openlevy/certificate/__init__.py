"""缴费凭证: what a payer has paid and the treasury has received, certified, and checked by anybody.

Serves S2 4.1–4.3. Only what is cleared can be certified. What was certified never changes: the
paper, its content and a hash of it are kept as they were, and the verification code finds them. A
certificate says nothing about refunds, and says so.
"""
