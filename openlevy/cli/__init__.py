"""``openlevy`` on the command line: each group of commands is a module with ``register``.

Beside the product's own groups, settings name others (``OPENLEVY_CLI_GROUPS``): a demonstration has
``demo``, ``clock`` and ``sandbox``, production has none.
"""
