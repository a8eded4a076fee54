"""Outbox and inbox: what is to be told to outside parties, and what they told us.

The outbox is written in the transaction of the act it tells of; a gateway takes it in batches under
a lease, stores the exact bytes before it sends them, and sends those same bytes until they are
accepted. The inbox keeps what arrives before anybody acts on it; the same message twice is one row.
Bodies are sealed. This module opens no connection and understands no message.
"""
