"""The demonstration's commands, which plug into ``openlevy`` beside its own: ``demo``, ``clock``,
``sandbox``. They ask the sandbox over HTTP and call the product's services as anybody would; they
touch no table. Production has none of them.
"""
