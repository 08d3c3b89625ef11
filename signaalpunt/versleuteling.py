"""Personal values at rest: which cipher, which keys, and how a value is bound to its row.

A stored value reads `<key id>.<base64 of nonce + ciphertext>`, AES-256-GCM. Table, column and the
random `rij` of the row are authenticated with it: a value copied to another row or column does not
open. The key ring comes from SIGNAALPUNT_SLEUTELS; its first key encrypts, all keys decrypt.
Values open when an attribute is read, so lists pay only for what they show, and `.values()` and
`.update()` never meet plain text.
"""

import base64
import binascii
import os
import uuid
from functools import cache
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

LENGTE_NONCE = 12  # bytes, NIST SP 800-38D


class Onleesbaar(Exception):
    """A stored value does not open: unknown key, or altered, or moved to another place."""


class Versleuteld(str):
    """A value as it is stored: not readable yet."""

    __slots__ = ()


class VersleuteldeRij(models.Model):
    """Base of every table with encrypted columns: gives each row the identity it is bound to."""

    rij = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


@cache
def _sleutel(sleutel_id: str) -> AESGCM:
    try:
        return AESGCM(settings.SLEUTELS[sleutel_id])
    except KeyError as fout:
        raise Onleesbaar(f"sleutel {sleutel_id!r} staat niet in SIGNAALPUNT_SLEUTELS") from fout


def huidige_sleutel() -> str:
    """Id of the key that encrypts."""
    return next(iter(settings.SLEUTELS))


def versleutel(tekst: str, plaats: str) -> Versleuteld:
    """Encrypt `tekst` for `plaats` (what it is bound to)."""
    nonce = os.urandom(LENGTE_NONCE)
    sleutel_id = huidige_sleutel()
    geheim = _sleutel(sleutel_id).encrypt(nonce, tekst.encode(), plaats.encode())
    return Versleuteld(f"{sleutel_id}.{base64.b64encode(nonce + geheim).decode()}")


def ontsleutel(waarde: str, plaats: str) -> str:
    """Open a stored value. Raises Onleesbaar; its text never holds the value."""
    sleutel_id, _, inhoud = waarde.partition(".")
    try:
        rauw = base64.b64decode(inhoud, validate=True)
        open_ = _sleutel(sleutel_id).decrypt(
            rauw[:LENGTE_NONCE], rauw[LENGTE_NONCE:], plaats.encode()
        )
    except (InvalidTag, binascii.Error, ValueError) as fout:
        raise Onleesbaar(plaats) from fout
    return open_.decode()


def voor_koek(tekst: str, plaats: str) -> str:
    """Encrypt `tekst` for a cookie: without the characters that would make it travel in quotes."""
    return versleutel(tekst, plaats).replace("/", "_").replace("=", "-")


def uit_koek(waarde: str, plaats: str) -> str:
    """Open what `voor_koek` made. Raises Onleesbaar."""
    return ontsleutel(waarde.replace("_", "/").replace("-", "="), plaats)


class _OpentBijLezen(DeferredAttribute):
    """Decrypts at the first reading of the attribute and keeps the readable text."""

    field: "VersleuteldTekstveld"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        waarde = super().__get__(instance, cls)
        if isinstance(waarde, Versleuteld):
            waarde = ontsleutel(waarde, self.field.plaats(instance))
            instance.__dict__[self.field.attname] = waarde
        return waarde

    def __set__(self, instance: Any, waarde: Any) -> None:
        # With __set__ Python asks __get__ at every reading, also when the value is there already.
        instance.__dict__[self.field.attname] = waarde


class VersleuteldTekstveld(models.TextField):
    """Text that is stored encrypted, on a VersleuteldeRij only. Empty stays empty."""

    descriptor_class = _OpentBijLezen

    def plaats(self, rij: models.Model) -> str:
        """What a value of this field in this row is bound to."""
        eigen_rij = cast("VersleuteldeRij", rij)
        return f"{self.model._meta.db_table}.{self.column}:{eigen_rij.rij}"

    def from_db_value(self, waarde: str | None, *_: Any) -> str | None:
        return Versleuteld(waarde) if waarde else waarde

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        waarde: str = model_instance.__dict__[self.attname]
        if not waarde or isinstance(waarde, Versleuteld):
            return waarde
        return versleutel(waarde, self.plaats(model_instance))

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value and not isinstance(value, Versleuteld):
            raise TypeError(f"{self} is versleuteld: bewaar via save(), zoek via een zoekhash")
        return str(value) if value else value
