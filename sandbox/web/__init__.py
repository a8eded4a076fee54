"""The web side: what the network and the agencies take over HTTP, orders for scripts as JSON, and
the pages for people. It decides nothing: every view calls one verb.
"""
