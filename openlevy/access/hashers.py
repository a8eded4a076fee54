"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB and one lane (OWASP Password Storage, 2024), about 40 ms.

    Django's own measure is 100 MiB and eight lanes: twenty people signing in at once would take
    2 GiB, and the lanes fight over the same cores.
    """

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
