"""A bell between threads: work has come. Whoever misses it finds the work by looking."""

from threading import Event


class Bell:
    """Rings for those who wait; a ring without anyone waiting is kept for the next."""

    def __init__(self) -> None:
        self._event = Event()

    def ring(self) -> None:
        """There is work."""
        self._event.set()

    def wait(self, seconds: float) -> None:
        """Returns at a ring, or after ``seconds``."""
        self._event.wait(seconds)
        self._event.clear()


arrived = Bell()
"""A message or an agency's order came in."""

leaving = Bell()
"""Something is to be posted."""
