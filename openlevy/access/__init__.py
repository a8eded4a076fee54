"""Who may come in: users, their roles, sign-in, sessions, lock-out, and limits on guessing.

Serves 网络安全法 art. 21 and GB/T 22239 (身份鉴别: lock-out, idle time-out, no plain passwords).
A user is a way in, a payer is a party: here a payer is a number. It decides who somebody is and
never what a payer owes or may declare, and it stores no identity number, phone or address in
plain, nor anything they can be computed from without the index key or the data keys.
"""
