"""How many texts each language still lacks; adds them to its catalogue to be translated."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from signaalpunt.talen import BRON, MAATSTAF, TALEN, ontbrekend

_REGEL = re.compile(r'^((?:#, python-format\n)?msgid "(.+)"\n)msgstr ".*"$', re.MULTILINE)
_KOP = (
    '# Fill in each msgstr, then: msgfmt -o django.mo django.po\nmsgid ""\nmsgstr ""\n'
    '"Language: {taal}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)


class Command(BaseCommand):
    help = "Zegt hoeveel teksten elke taal nog mist."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--aanvullen", action="store_true", help="zet wat nieuw is in de lijsten om te vertalen"
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        map_ = Path(settings.LOCALE_PATHS[0])
        for taal, naam in TALEN.items():
            if opties["aanvullen"] and taal not in {BRON, MAATSTAF}:
                _vul_aan(map_, taal)
            mist = len(ontbrekend(map_, taal))
            self.stdout.write(f"{taal} {naam}: {f'mist {mist} teksten' if mist else 'volledig'}")


def _lijst(map_: Path, taal: str) -> Path:
    return map_ / taal / "LC_MESSAGES" / "django.po"


def _vul_aan(map_: Path, taal: str) -> None:
    """What English has and this catalogue does not, with an empty translation at the end."""
    lijst = _lijst(map_, taal)
    lijst.parent.mkdir(parents=True, exist_ok=True)
    tekst = lijst.read_text(encoding="utf-8") if lijst.exists() else _KOP.format(taal=taal)
    aanwezig = {bron for _, bron in _REGEL.findall(tekst)}
    for kop, bron in _REGEL.findall(_lijst(map_, MAATSTAF).read_text(encoding="utf-8")):
        if bron not in aanwezig:
            tekst += f'\n{kop}msgstr ""\n'
    lijst.write_text(tekst, encoding="utf-8")
