"""The gateway that passes on short texts and e-mails: one JSON message a notice.

The format is ours, ``docs/messages/notices.md``. The very same bytes are sent until the gateway
has them; only its signed refusal is one. Who is told what is decided above, in ``notices`` and
whoever calls it; here it is put into words and sent.
"""
