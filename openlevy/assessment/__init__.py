"""What is owed before anybody declares it: amounts residents choose, payables agencies assess.

Serves 社会保险法 §60–63 and S2 1.4. A resident's regular premium is a tier the payer chooses for a
year; a special payable is the agency's and never changed here. A receivable is posted when an
agency assesses it; one the payer chooses is posted when declared. This module collects nothing.
"""
