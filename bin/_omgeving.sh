# Shared beginning of the commands: WORTEL is the root of the clone, PYTHON a Python that is new enough.
# `met_pakketten LOCK …` goes on as `python …` inside var/venv, after making that what LOCK says.

WORTEL=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
umask 022

PYTHON=
for kandidaat in python3 python3.13 python3.12 python3.11; do
    if "$kandidaat" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        PYTHON=$kandidaat
        break
    fi
done
if [ -z "$PYTHON" ]; then
    echo "Python 3.11 of nieuwer met venv is nodig (Debian en Ubuntu: apt install python3-venv)." >&2
    exit 1
fi

met_pakketten() {
    exec "$PYTHON" "$WORTEL/bin/_pakketten.py" "$@"
}
