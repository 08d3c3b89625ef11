"""How the key ring is written in SIGNAALPUNT_SLEUTELS."""

import base64
import binascii

from django.core.exceptions import ImproperlyConfigured

LENGTE_SLEUTEL = 32  # bytes, AES-256


def lees_sleutels(tekst: str) -> dict[str, bytes]:
    """Key ring from `id:base64,id:base64`, each key 32 bytes. Raises ImproperlyConfigured."""
    sleutels = {}
    for deel in filter(None, (deel.strip() for deel in tekst.split(","))):
        sleutel_id, _, inhoud = deel.partition(":")
        try:
            sleutels[sleutel_id] = base64.b64decode(inhoud, validate=True)
        except binascii.Error:
            sleutels[sleutel_id] = b""
        if not sleutel_id.isalnum() or len(sleutels[sleutel_id]) != LENGTE_SLEUTEL:
            raise ImproperlyConfigured(
                "SIGNAALPUNT_SLEUTELS: verwacht id:base64[,id:base64], elke sleutel 32 bytes"
            )
    if not sleutels:
        raise ImproperlyConfigured("SIGNAALPUNT_SLEUTELS is leeg")
    return sleutels
