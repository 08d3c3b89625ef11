"""What we do about it: one module per concept."""

from opvolging.models.contact import Contact
from opvolging.models.herinnering import Herinnering
from opvolging.models.inzage import Inzage
from opvolging.models.termijn import Termijn
from opvolging.models.zaak import Gebeurtenis, Zaak, ZaakMelding

__all__ = ["Contact", "Gebeurtenis", "Herinnering", "Inzage", "Termijn", "Zaak", "ZaakMelding"]
