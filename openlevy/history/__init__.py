"""Who did what to which record, and the only writer of a state.

``advance`` moves a record along its flow by compare-and-set and writes one transition row; of
twenty that race, one wins. Rows are insert-only. This module knows no business: a record is its
table, its payer and its id.
"""
