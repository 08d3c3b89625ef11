"""Looking is logged, whichever address somebody takes to a zaak or a melding.

The addresses are those of the product itself: a new one is walked without anybody thinking of it.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from opvolging.models import Inzage, Zaak
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import TEAM, Rol
from tests import bouwers
from tests.paginas import PAGINAS

pytestmark = pytest.mark.django_db

NAAR_IEMAND = ("zaak_id", "melding_id", "koppeling_id")
# Says who else has the zaak open now, gives back what the visitor typed on the page that is open,
# or prints an empty form: nothing of the zaak.
ZONDER_INHOUD = {"zaak_kijken", "zaak_concept", "zaak_schaal_papier"}
GETOOND = {200, 422}  # anything else is a refusal, or leads to an address that is walked too


def _leidt_naar_iemand(naam: str) -> bool:
    *_, plaatsen = get_resolver().reverse_dict.getlist(naam)[0]
    return not set(plaatsen).isdisjoint(NAAR_IEMAND)


ADRESSEN = [
    naam
    for naam, pagina in PAGINAS.items()
    if _leidt_naar_iemand(naam) and pagina.rollen & set(TEAM)
]


def _wie(kwargs: dict[str, int]) -> set[tuple[int | None, int | None]]:
    """The zaak or the melding that an address is about, as the log names them."""
    if "koppeling_id" in kwargs:
        zaak = Zaak.objects.get(deelnemer__koppelingen=kwargs["koppeling_id"])
        return {(zaak.pk, None)}
    if "zaak_id" in kwargs:
        return {(kwargs["zaak_id"], None)}
    return {(None, kwargs["melding_id"])}


def _in_het_log(door: Gebruiker) -> list[tuple[int | None, int | None]]:
    return list(Inzage.objects.filter(gebruiker=door).values_list("zaak_id", "melding_id"))


def test_there_are_addresses_to_walk():
    assert {"zaak", "zaak_informatie", "zaak_brief", "koppeling", "melding_nieuwe_code"} <= set(
        ADRESSEN
    )


@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize("naam", ADRESSEN)
def test_what_shows_somebody_is_logged_once_with_who_looked(naam, methode):
    kwargs = PAGINAS[naam].kwargs()
    wie = bouwers.gebruiker(Rol.COORDINATOR)
    client = Client()
    client.force_login(wie)
    antwoord = getattr(client, methode)(reverse(naam, kwargs=kwargs))
    is_getoond = antwoord.status_code in GETOOND and naam not in ZONDER_INHOUD
    assert _in_het_log(wie) == (list(_wie(kwargs)) if is_getoond else [])


def test_a_page_that_cannot_be_made_shows_nothing_and_still_says_who_asked(monkeypatch):
    """The look is in the log before anything is made of it."""

    def stuk(*_args: object, **_kwargs: object) -> bytes:
        raise RuntimeError("proef")

    monkeypatch.setattr("opvolging.brieven.informatieblad", stuk)
    zaak, wie = bouwers.zaak(), bouwers.gebruiker()
    client = Client(raise_request_exception=False)
    client.force_login(wie)
    assert client.get(reverse("zaak_informatie", args=[zaak.pk])).status_code == 500
    assert _in_het_log(wie) == [(zaak.pk, None)]
