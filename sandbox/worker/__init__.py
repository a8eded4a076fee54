"""The work behind the pages, as threads of the serving process. All of it is rows, taken under a
lock or a lease, so that a killed process loses nothing and a second one does nothing twice.
"""
