"""Where the embedded PostgreSQL and Redis of this clone answer."""

from pathlib import Path

STAAT_DIR = Path(__file__).resolve().parent.parent / "var"


def database_url() -> str:
    """Address of the embedded database."""
    return f"postgres://signaalpunt@/{STAAT_DIR}/signaalpunt"


def redis_url() -> str:
    """Address of the embedded Redis."""
    return f"redis+socket://{STAAT_DIR}/redis.sock"
