"""Payers and what agencies have told us of them: persons, enrolments.

Serves 社会保险法 §57–58 and the guides' 缴费登记: an agency enrols, the tax side keeps its copy and
never enrols anybody itself. A person known to several agencies is one payer, by ID type and number.
This module never speaks of money.
"""
