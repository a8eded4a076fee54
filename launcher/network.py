"""Ports of this machine."""

import contextlib
import secrets
import socket

# Below the range from which systems give ports to outgoing connections, so that a port of ours
# is still free when its server comes back.
_LOWEST, _HIGHEST = 15000, 32000


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen on the port now."""
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that is free on this machine, chosen at random so that two starts rarely meet."""
    for _ in range(200):
        port = _LOWEST + secrets.randbelow(_HIGHEST - _LOWEST)
        if is_free(port):
            return port
    raise OSError("no free port among 200 tried")
