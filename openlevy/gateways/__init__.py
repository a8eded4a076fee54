"""Outside parties: codec (bytes ⇄ values), transport (network), handlers (message → service).

Business never imports a gateway. What goes out was first a row in the outbox; what comes in is a
row in the inbox before anybody acts on it.
"""
