"""The embedded PostgreSQL and Redis: real servers below `var/`, reached by Unix socket only.

What is decided here:

* One process at a time runs a server: it holds `var/<dienst>.slot` for as long as it lives, across
  `exec`, so a stale pid file is never believed and `kill -9` needs no cleaning up.
* Whoever needs a server holds `var/<dienst>.gebruik` (shared). A keeper stops the server when the
  last holder is gone, however that one ended.
* Started by root, the servers run as an unprivileged user, with no more than the right to pass
  closed parent directories.

Nothing here imports Django: settings ask `database_url()` and `redis_url()`.
"""

from signaalpunt.ingebouwd.bewaker import gebruik, start_postgres, start_redis
from signaalpunt.ingebouwd.plaats import Plaats, database_url, redis_url

__all__ = ["Plaats", "database_url", "gebruik", "redis_url", "start_postgres", "start_redis"]
