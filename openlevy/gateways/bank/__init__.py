"""银联实名认证: the question whether a card is a person's and a phone the one reserved for it.

The format is ours, ``docs/messages/bank_card_proof.md``. Question and answer are messages of their
own; no answer is no refusal. What an answer means for whoever is proved is decided in ``access``.
"""
