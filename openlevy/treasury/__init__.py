"""入库、销号: what the treasury's own messages prove, and what they show to differ.

A receipt (3126) clears the order whose voucher, amount and treasury it names; a booking list (3122)
ends what was unknown and uncovers what was answered wrongly. Whatever does not fit becomes a typed
difference for an officer. Nothing here is ever concluded from the passing of time.
"""
