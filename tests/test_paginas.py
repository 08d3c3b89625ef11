"""Every route as every role, and as nobody: who gets in is one table.

A route without an entry fails, and an entry without a route fails. For each route both GET and
POST are tried; a role that may come in gets the page (or a 405 when the page knows only the other
method), any other role a 403, nobody the login page, and the team of another gemeente a 404.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from signaalpunt.rollen import Rol
from tests import bouwers
from tests.paginas import PAGINAS, Pagina


def _routes(resolver: URLResolver) -> Iterator[str]:
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLPattern):
            yield patroon.name or f"zonder naam: {patroon.pattern}"
        else:
            yield from _routes(patroon)


def test_every_route_has_an_entry_and_every_entry_a_route():
    assert set(_routes(get_resolver())) == PAGINAS.keys()


def _adres(naam: str) -> str:
    return reverse(naam, kwargs=PAGINAS[naam].kwargs())


def _antwoord(adres: str, methode: str, rol: Rol | None) -> HttpResponse:
    """What somebody of this role gets; nothing that it did is left."""
    with transaction.atomic():
        client = Client()
        if rol:
            client.force_login(bouwers.gebruiker(rol))
        antwoord: HttpResponse = getattr(client, methode)(adres)
        transaction.set_rollback(True)
    return antwoord


def _is_goed(pagina: Pagina, rol: Rol | None, antwoord: HttpResponse) -> bool:
    if pagina.is_openbaar or rol in pagina.rollen:
        return antwoord.status_code in pagina.binnen
    if rol:
        return antwoord.status_code == 403
    return antwoord.status_code == 302 and antwoord["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("naam", PAGINAS)
def test_a_route_lets_in_whom_the_table_names_and_nobody_else(naam):
    adres = _adres(naam)
    fout = [
        (methode, rol, antwoord.status_code)
        for methode in ("get", "post")
        for rol in (None, *Rol)
        if not _is_goed(PAGINAS[naam], rol, antwoord := _antwoord(adres, methode, rol))
    ]
    assert fout == []


@pytest.mark.django_db
@pytest.mark.parametrize("naam", [naam for naam in PAGINAS if PAGINAS[naam].kwargs is not dict])
def test_a_row_of_another_gemeente_does_not_exist_for_anybody(naam):
    pagina = PAGINAS[naam]
    if pagina.is_openbaar:
        return
    adres = _adres(naam)
    elders = bouwers.gemeente(code="GM9999", naam="Elders")
    for rol in pagina.rollen:
        client = Client()
        client.force_login(bouwers.gebruiker(rol, gemeente=elders))
        assert {client.get(adres).status_code, client.post(adres).status_code} <= {404, 405}
