"""Hot verbs as one SQL statement: composed of fragments of several modules, one round trip.

A fragment is the text of ``WITH`` items on the tables of the module that offers it; a service joins
fragments with ``compose`` and runs them with ``run``. In autocommit the statement is the
transaction, so nothing is ever half done. This module has no tables and knows no business.
"""
