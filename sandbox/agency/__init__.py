"""The agencies: they deliver who is enrolled and what was assessed, keep the feedback row by row,
take what was paid into their own book of persons, and tell what they have credited. The messages
are described in docs/messages/agency.md.
"""
