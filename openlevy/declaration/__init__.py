"""申报: a payer says what they will pay; one live declaration per payable, over all channels.

Serves 社会保险法 §60 and S2 1.1–1.2. A declaration copies its amount and never changes; what was
declared by mistake is voided while unpaid and declared anew. This module moves no money.
"""
