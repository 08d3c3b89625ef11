"""What may stand in a log line: nothing but the listed keys, so no name, phone or text can leak.

The message is the format string without its arguments: arguments may be somebody's data. What a
line needs to say about a row it says with an allowed key, as an id or a number.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

TOEGESTAAN = frozenset(
    {
        "aantal",
        "bericht_id",
        "gemeente_id",
        "herinnering_id",
        "melding_id",
        "status_code",
        "taak",
        "termijn_id",
        "zaak_id",
    }
)


class AlleenToegestaan(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, object] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            "tekst": str(record.msg) if record.args or not record.exc_info else record.getMessage(),
        }
        regel |= {sleutel: getattr(record, sleutel) for sleutel in TOEGESTAAN & vars(record).keys()}
        if record.exc_info and record.exc_info[0]:
            regel["fout"] = record.exc_info[0].__name__
            regel["waar"] = [
                f"{stap.filename}:{stap.lineno} {stap.name}"
                for stap in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(regel, ensure_ascii=False)
