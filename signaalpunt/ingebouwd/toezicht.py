"""The configuration of supervisor: one parent that starts every program again when it ends.

Paths are relative to the root of the clone, so that no name of a directory needs quoting.
"""

from signaalpunt.ingebouwd.diensten import Dienst

PYTHON = "var/venv/bin/python"
INGEBOUWD = f"{PYTHON} -m signaalpunt.ingebouwd"
BESTAND = "var/supervisord.conf"

ALGEMEEN = """\
[supervisord]
nodaemon=true
environment=CELERY_SKIP_CHECKS="1"
silent=true
pidfile=var/supervisord.pid
logfile=var/log/supervisord.log
logfile_maxbytes=5MB
logfile_backups=2
"""
PROGRAMMA = """
[program:{naam}]
command={opdracht}
priority={rang}
autorestart=true
startretries=1000
stopsignal={stopsein}
stopwaitsecs={geduld}
stopasgroup={groep}
killasgroup={groep}
redirect_stderr=true
stdout_logfile=var/log/{naam}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=2
"""
GROEP = """
[group:signaalpunt]
programs={namen}
priority=20
"""


def programmas(poort: int) -> dict[str, str]:
    """Command lines of the programs of the product itself; each waits until the set-up is done."""
    return {
        "web": (
            f"-m gunicorn signaalpunt.wsgi:application --bind 127.0.0.1:{poort} --no-control-socket"
            " --preload --worker-class gthread --workers 2 --threads 8"
            " --timeout 60 --graceful-timeout 8"
        ),
        "worker": (
            "-m celery -A signaalpunt worker --pool solo --loglevel WARNING"
            " --without-gossip --without-mingle --without-heartbeat"
        ),
        "beat": (
            "-m celery -A signaalpunt beat --loglevel WARNING --pidfile= --schedule var/beat/schema"
        ),
        # the second engine: needs no broker
        "lus": "manage.py stuur_herinneringen --lus --skip-checks",
    }


def configuratie(poort: int, diensten: list[Dienst]) -> str:
    """The whole configuration; the servers start first and stop last."""
    delen = [ALGEMEEN]
    for dienst in diensten:
        opdracht = f"{INGEBOUWD} draai {dienst.naam}"
        delen.append(_programma(dienst.naam, opdracht, 10, dienst.stopsein.name[3:], 30, "false"))
    eigen = programmas(poort)
    for naam, argumenten in eigen.items():
        opdracht = f"{INGEBOUWD} kind --na var/voorbereiding.slot {PYTHON} {argumenten}"
        delen.append(_programma(naam, opdracht, 20, "TERM", 10, "true"))
    delen.append(GROEP.format(namen=",".join(eigen)))
    return "".join(delen)


def _programma(naam: str, opdracht: str, rang: int, stopsein: str, geduld: int, groep: str) -> str:
    return PROGRAMMA.format(
        naam=naam, opdracht=opdracht, rang=rang, stopsein=stopsein, geduld=geduld, groep=groep
    )
