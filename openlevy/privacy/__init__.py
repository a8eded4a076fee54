"""Personal data at rest: sealed so that a stolen disk or dump says nothing, digested so that it
can still be found by equality.

Serves 个人信息保护法 art. 51(3) (encryption, de-identification). Identity numbers, bank accounts,
phones and message bodies go through here before they reach a table; names stay plain. It stores
nothing itself, knows no business, and never writes a key or a plain value to a log.
"""
