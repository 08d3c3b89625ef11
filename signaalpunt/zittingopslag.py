"""Sessions at rest: in the database, encrypted like every personal value and bound to their key.

Django signs them only, so whoever has a dump could read what allauth keeps while somebody sets up
a second factor: its secret. A session that does not open (altered, or moved to another row, or of
a key that left the ring) is empty: its owner logs in again.
"""

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDeDatabank

from signaalpunt.versleuteling import Onleesbaar, ontsleutel, versleutel


class SessionStore(InDeDatabank):
    """Django's store in the database; the name is the one that Django looks for."""

    def _plaats(self) -> str:
        return f"django_session:{self.session_key}"

    def encode(self, session_dict: dict[str, Any]) -> str:
        return str(versleutel(json.dumps(session_dict), self._plaats()))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            inhoud: dict[str, Any] = json.loads(ontsleutel(str(session_data), self._plaats()))
        except Onleesbaar:
            return {}
        return inhoud
