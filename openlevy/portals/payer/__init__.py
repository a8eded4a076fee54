"""The payer's face: a resident pays the yearly premium, follows it, and has it certified.

Serves the processes of the guide of Beijing (S2). Views parse what was typed, ask one service or
query and render; they decide nothing and hold no state: what was begun lies in rows, the key of a
request in the page's own form.
"""
