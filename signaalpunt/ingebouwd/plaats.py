"""Where the servers of this clone keep their data and sockets, and the addresses of both."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
STAAT = WORTEL / "var"


class StartMislukt(Exception):
    """A server or the set-up cannot run here; the text says in one line why and what to do."""


@dataclass(frozen=True)
class Plaats:
    """One pair of servers: its state directory; `vluchtig` when losing its data costs nothing."""

    staat: Path = STAAT
    vluchtig: bool = False

    def maak_staat(self) -> None:
        """Make the state directory; others may pass through it but see nothing of its contents."""
        self.staat.mkdir(mode=0o711, parents=True, exist_ok=True)

    @property
    def eigenaar(self) -> int:
        """The uid that owns the state directory: root finds the servers of the user it helps."""
        return self.staat.stat().st_uid if self.staat.exists() else os.getuid()

    @property
    def sockets(self) -> Path:
        """A short name (a socket path may have 107 bytes), different for every clone and owner."""
        merk = hashlib.sha256(os.fsencode(self.staat.resolve())).hexdigest()[:12]
        return Path(f"/tmp/signaalpunt-{self.eigenaar}-{merk}")

    @property
    def sockets_slot(self) -> Path:
        """Lock that every server holds, shared, as long as it may have a socket there."""
        return self.staat / "sockets.slot"

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis.sock"

    def database_url(self) -> str:
        """The spelling with `?host=` is the one that both libpq and django-environ understand."""
        return f"postgresql://signaalpunt@/signaalpunt?host={self.sockets}"

    def redis_url(self) -> str:
        return f"redis+socket://{self.redis_socket}"

    def log(self, naam: str) -> Path:
        """The log file of one program; its directory is closed to others."""
        map_ = self.staat / "log"
        map_.mkdir(mode=0o700, exist_ok=True)
        return map_ / f"{naam}.log"

    def maak_sockets(self, uid: int, gid: int) -> None:
        """Make the private socket directory for the user that runs the servers.

        Raises StartMislukt when somebody else already made something else of that name.
        """
        try:
            self.sockets.mkdir(mode=0o700)
            os.chown(self.sockets, uid, gid)
        except FileExistsError:
            pass
        gevonden = self.sockets.lstat()
        if not stat.S_ISDIR(gevonden.st_mode) or gevonden.st_uid != uid:
            raise StartMislukt(f"{self.sockets} is van iemand anders. Verwijder die map.")
        if stat.S_IMODE(gevonden.st_mode) != 0o700:
            self.sockets.chmod(0o700)


def database_url() -> str:
    """Address of the database: DATABASE_URL, else the embedded one of this clone."""
    return os.environ.get("DATABASE_URL") or Plaats().database_url()


def redis_url() -> str:
    """Address of the broker as Celery spells it: REDIS_URL, else the embedded one of this clone."""
    url = os.environ.get("REDIS_URL") or Plaats().redis_url()
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url
