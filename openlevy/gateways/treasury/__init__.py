"""The treasury–tax–bank network: debits, agreements, questions, reversals, and what it proves."""
