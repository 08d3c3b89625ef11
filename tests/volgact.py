"""Sending one act behind the volgcode, as the page that shows the melding does."""

from typing import Any
from uuid import uuid4

from django.test import Client


def velden_van(wat: str, *, voor: str = "", zeker: str = "", **velden: Any) -> dict[str, Any]:
    """The fields of one act under the names that the page gives them; `voor` marks the melding."""
    naam = wat.removeprefix("volgen_").replace("-", "_")
    eigen = {"sleutel": uuid4()} | velden
    mee = {"voor": voor} | ({"zeker": zeker} if zeker else {})
    return mee | {f"{naam}-{veld}": waarde for veld, waarde in eigen.items()}


def stuur(browser: Client, wat: str, *, voor: str, **velden: Any) -> Any:
    """Press the button of one act on a page that is about the melding with mark `voor`."""
    return browser.post(f"/volgen/{wat}/", velden_van(wat, voor=voor, **velden), follow=True)


def doe(browser: Client, wat: str, **velden: Any) -> Any:
    """Open the page, then press the button of one act."""
    voor = browser.get("/volgen/").context.get("voor", "")
    return stuur(browser, wat, voor=voor, **velden)
