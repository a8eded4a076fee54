"""The agencies: they deliver who is enrolled and what was assessed, and keep the feedback row by
row. Package and feedback are described in docs/messages/agency.md.
"""
