"""Beat and loop really stop, as processes of the supervisor: everybody sees it, and its end."""

from bench.storingen.toezicht import onder_toezicht, wacht_tot
from bench.storingen.wereld import wereld

# Somebody of the team, and a melding that waits for a call since three days.
BEGIN = """
from datetime import timedelta
from django.conf import settings
from django.test import Client
from django.utils import timezone
from opvolging import klokken
from signaalpunt.rollen import Rol
from tests import bouwers
jo = bouwers.gebruiker(Rol.COORDINATOR)
type(jo.gemeente).objects.update(teamleider=jo)
nu = timezone.now()
lang_geleden = nu - timedelta(days=30)
melding = bouwers.melding(ontvangen_op=lang_geleden)
klokken.start(melding, nu=lang_geleden)
client = Client()
client.force_login(jo)
naam = settings.SESSION_COOKIE_NAME
print(melding.pk, f"{naam}={client.cookies[naam].value}")
"""
STIL = "De herinneringen staan stil"
MOTOREN = ("signaalpunt:beat", "signaalpunt:lus")


def test_who_stops_beat_and_loop_is_seen_by_everybody_until_they_run_again(tmp_path):
    with wereld(tmp_path) as deze, onder_toezicht(deze) as toezicht:
        begin = toezicht.manage("shell", "--no-imports", "-c", BEGIN)
        melding, koekje = begin.stdout.split()

        def banier() -> bool:
            status, tekst = toezicht.pagina("/werkvoorraad/", koekje)
            assert status in (0, 200), tekst
            return STIL in tekst

        def gezond() -> bool:
            return toezicht.pagina("/healthz")[0] == 200

        wacht_tot(gezond)
        wacht_tot(lambda: not banier())
        # the loop keeps the promise alone; of each engine apart it is known after its first run
        wacht_tot(lambda: toezicht.manage("controleer").returncode == 0)

        toezicht.bestuur("stop", *MOTOREN)
        wacht_tot(lambda: toezicht.pagina("/healthz")[0] == 503)
        wacht_tot(banier)
        # On every page the clock that needs eyes; each process of the web server looks for itself.
        wacht_tot(lambda: f"Melding {melding}" in toezicht.pagina("/koppelingen/", koekje)[1])
        fout = toezicht.manage("controleer")
        assert fout.returncode == 1
        assert "FOUT  lus" in fout.stdout
        assert "FOUT  beat-herinneringen" in fout.stdout

        toezicht.bestuur("start", *MOTOREN)
        wacht_tot(gezond)
        wacht_tot(lambda: not banier())
