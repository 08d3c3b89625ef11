"""Messages for the next page ("De zaak is afgesloten.") travel in an encrypted cookie.

They hold names and sometimes a volgcode, so neither a readable cookie nor a session, which is
stored, may carry them.
"""

import json
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage, MessageDecoder

from signaalpunt.versleuteling import Onleesbaar, uit_koek, voor_koek
from signaalpunt.zitting import VANZELF

KOEK = "mededelingen"


class VersleuteldeKoek(CookieStorage):
    """Django's cookie of messages, encrypted instead of signed; what is altered is dropped."""

    cookie_name = KOEK

    def update(self, response: Any) -> list[Any] | None:
        """What a page fetches by itself nobody reads: there the messages wait for the next one."""
        return [] if VANZELF in self.request.headers else super().update(response)

    def _encode_parts(self, messages: list[str], encode_empty: bool = False) -> str | None:
        if not messages and not encode_empty:
            return None
        return voor_koek(f"[{','.join(messages)}]", KOEK)

    def _decode(self, data: str | None) -> Any:
        if not data:
            return None
        try:
            tekst = uit_koek(data, KOEK)
        except Onleesbaar:
            self.used = True  # so that the cookie goes away
            return None
        return json.loads(tekst, cls=MessageDecoder)
