"""The composition root: settings from the environment, addresses, the WSGI entry."""
