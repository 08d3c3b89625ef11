"""The history only grows, and replaying it gives the zaak as it is, whatever was done."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meldingen.models import Kanaal, Melding
from opvolging import (
    afsluiten,
    afspreken,
    beoordelen,
    contact,
    doorverwijzen,
    gevaar,
    heropenen,
    huisgenoten,
    informeren,
    intrekken,
    klokken,
    koppelen,
    losmaken,
    meten,
    samenvoegen,
    splitsen,
    toestemming,
    triage,
    verkennen,
)
from opvolging.aanmelden import meld_deelnemer_aan
from opvolging.doorverwijzen import Grond
from opvolging.geschiedenis import speel_af, stand_van
from opvolging.models import (
    Contact,
    Deelnemer,
    Doorverwijzing,
    Gebeurtenis,
    Huisgenoot,
    Informatie,
    Meting,
    Relatie,
    Samenvoeging,
    Toestemming,
    Zaak,
)
from opvolging.verloop import OVERGANGEN
from signaalpunt import sleutelwissel
from signaalpunt.fouten import Geweigerd
from tests import bouwers
from tests.bouwers import NU

pytestmark = pytest.mark.django_db

GESPREK = Toestemming.Manier.GESPREK
UUR = timedelta(hours=1)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_line_of_the_history_never_changes_and_never_vanishes(act):
    regel = bouwers.gebeurtenis()
    alles = Gebeurtenis.objects.all()
    with pytest.raises(IntegrityError, match="de geschiedenis groeit alleen"), transaction.atomic():
        alles.update(op=NU + UUR) if act == "update" else alles.delete()
    assert Gebeurtenis.objects.get().op == regel.op


def _zeg(wat: str, waarde: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"signaalpunt.{wat}", waarde])


def test_only_a_whole_zaak_that_is_erased_takes_its_own_history_along():
    weg, blijft = bouwers.gebeurtenis(), bouwers.gebeurtenis()
    _zeg("wis_zaak", str(weg.zaak_id))
    with pytest.raises(IntegrityError), transaction.atomic():
        blijft.delete()
    weg.delete()
    assert Gebeurtenis.objects.get() == blijft


def test_under_a_new_key_only_the_same_words_pass(settings):
    regel = bouwers.gebeurtenis(tekst="Gebeld.")
    settings.SLEUTELS = {"nieuw": b"n" * 32, **settings.SLEUTELS}
    aantallen = dict(sleutelwissel.wissel())
    assert aantallen["opvolging_gebeurtenis"] == 1
    regel = Gebeurtenis.objects.get()
    assert regel.tekst == "Gebeld."
    _zeg("sleutelwissel", "ja")
    with pytest.raises(IntegrityError), transaction.atomic():
        Gebeurtenis.objects.update(soort="contact")


# Whatever the team can do with one zaak; `w` is where it happens and when.


def _melding() -> Melding:
    """With its clock, as each that comes in."""
    return klokken.start(bouwers.melding(), nu=NU).melding


class Wereld:
    """One zaak, a colleague, and a clock that moves on with each act."""

    def __init__(self) -> None:
        self.jo, self.els = bouwers.gebruiker(), bouwers.gebruiker()
        self.zaak = triage.pak_op(_melding(), door=self.jo, nu=NU)
        self.nu = NU

    def verder(self) -> dict[str, Any]:
        """By whom and when the next act is."""
        self.zaak = Zaak.objects.get(pk=self.zaak.pk)
        self.nu += UUR
        return {"door": self.jo, "nu": self.nu}


def _bel(w: Wereld, *, is_bereikt: bool) -> None:
    contact.leg_vast(w.zaak, wijze=Contact.Wijze.TELEFOON, is_bereikt=is_bereikt, **w.verder())


def _vertel(w: Wereld) -> None:
    informeren.vertel(w.zaak, manier=Informatie.Manier.TELEFOON, **w.verder())


def _beoordeel(w: Wereld, wens: Zaak.Hulpwens, manier: Toestemming.Manier | None) -> None:
    oordeel, mee = Zaak.Oordeel.TERECHT, w.verder()
    beoordelen.beoordeel(w.zaak, oordeel=oordeel, hulpwens=wens, toestemming=manier, **mee)


def _geef(w: Wereld, soort: Toestemming.Soort) -> None:
    partner = "Praktijk De Linde"
    toestemming.geef(w.zaak, soort=soort, manier=GESPREK, partner=partner, **w.verder())


def _trek_in(w: Wereld) -> None:
    mee = w.verder()
    for deze in w.zaak.toestemmingen.select_related("zaak")[:1]:
        intrekken.trek_in(deze, **mee)


def _verwijs(w: Wereld) -> None:
    doorverwijzen.verwijs_door(
        w.zaak,
        soort=Doorverwijzing.Soort.HUISARTS,
        naar="Praktijk De Linde",
        grond=Grond(w.nu.date(), Doorverwijzing.Toestemming.GESPREK),
        sleutel=uuid4(),
        **w.verder(),
    )


def _meet(w: Wereld) -> None:
    meten.leg_vast(w.zaak, vorm=Meting.Vorm.KORT, antwoorden="mjnmnn", **w.verder())


def _verken(w: Wereld) -> None:
    mee = w.verder()
    verkennen.leg_vast(w.zaak, toelichting=f"Besproken om {w.nu:%H:%M}.", **mee)


def _spreek_af(w: Wereld) -> None:
    mee = w.verder()
    mee |= {"begint_op": w.nu + UUR, "aantal_minuten": 30}
    afspreken.maak(w.zaak, wijze=Contact.Wijze.BEZOEK, met=w.els, **mee)


def _zeg_af(w: Wereld) -> None:
    mee = w.verder()
    if afspraak := w.zaak.afspraken.last():
        afspreken.zeg_af(afspraak, **mee)


def _gevaar(w: Wereld) -> None:
    mee = w.verder()
    gevaar.start(w.zaak, wat="Belt niet terug.", **mee)


def _gevaarstap(w: Wereld) -> None:
    mee = w.verder()
    if kaart := w.zaak.gevaarkaarten.last():
        gevaar.zet_stap(kaart, gevaar.Stap.BEL, **mee)


def _word_deelnemer(w: Wereld) -> None:
    mee = w.verder()
    deelnemer = Deelnemer(zaak=w.zaak, voornaam="Bertha")
    meld_deelnemer_aan(deelnemer, niet_met=[], manier=GESPREK, **mee)


def _stel_voor(w: Wereld) -> None:
    mee = w.verder()
    if deelnemer := Deelnemer.objects.filter(zaak=w.zaak).select_related("zaak").first():
        koppelen.stel_voor(deelnemer, bouwers.maatje(), **mee)


def _draag_over(w: Wereld) -> None:
    mee = w.verder()
    triage.draag_over(w.zaak, aan=w.els if w.zaak.behandelaar == w.jo else w.jo, **mee)


def _sluit(w: Wereld, uitkomst: Zaak.Uitkomst) -> None:
    mee = w.verder()
    afsluiten.sluit_af(w.zaak, uitkomst=uitkomst, trek_doorverwijzing_in=True, **mee)


def _heropen(w: Wereld) -> None:
    mee = w.verder()
    heropenen.heropen(w.zaak, reden=f"Er belde iemand om {w.nu:%H:%M}.", **mee)


def _voeg_toe(w: Wereld) -> None:
    mee = w.verder()
    triage.voeg_toe(_melding(), zaak=w.zaak, **mee)


def _maak_los(w: Wereld) -> None:
    mee = w.verder()
    melding = w.zaak.zaakmeldingen.latest("pk").melding
    losmaken.maak_los(melding, zaak=w.zaak, **mee)


def _voeg_samen(w: Wereld) -> None:
    mee = w.verder()
    andere = triage.pak_op(_melding(), door=w.els, nu=w.nu)
    samenvoegen.voeg_samen(andere, in_zaak=w.zaak, **mee)


def _maak_ongedaan(w: Wereld) -> None:
    mee = w.verder()
    if samen := Samenvoeging.objects.geldend().filter(in_zaak=w.zaak).last():
        samenvoegen.maak_ongedaan(samen, **mee)


def _huisgenoot(w: Wereld) -> None:
    mee = w.verder()
    ander = triage.pak_op(_melding(), door=w.els, nu=w.nu)
    huisgenoten.leg_vast(w.zaak, met=ander, relatie=Relatie.OUDER, **mee)


def _huisgenoot_weg(w: Wereld) -> None:
    mee = w.verder()
    if samen := Huisgenoot.objects.geldend().van(w.zaak).select_related("zaak", "ander").last():
        huisgenoten.haal_los(samen.zaak, van=samen.ander, **mee)


def _splits(w: Wereld) -> None:
    mee = w.verder() | {"relatie": Relatie.PARTNER, "kanaal": Kanaal.TELEFOON}
    splitsen.splits(w.zaak, gegevens={"veilig": "ja"}, sleutel=uuid4(), **mee)


def _splits_met(w: Wereld) -> None:
    mee = w.verder()
    melding = w.zaak.zaakmeldingen.latest("pk").melding
    splitsen.splits_met(w.zaak, melding, relatie=Relatie.PARTNER, **mee)


def _splitsen_ongedaan(w: Wereld) -> None:
    mee = w.verder()
    uit = Zaak.objects.filter(losgemaakt_uit=w.zaak)
    if nieuwe := uit.filter(gebeurtenissen__soort=Gebeurtenis.Soort.GESPLITST).last():
        splitsen.maak_ongedaan(nieuwe, **mee)


W, U, T = Zaak.Hulpwens, Zaak.Uitkomst, Toestemming.Soort
DADEN: dict[str, Callable[[Wereld], None]] = {
    "bel": lambda w: _bel(w, is_bereikt=False),
    "spreek": lambda w: _bel(w, is_bereikt=True),
    "vertel": _vertel,
    "wil iets": lambda w: _beoordeel(w, W.JA, GESPREK),
    "wil iets, zonder ja": lambda w: _beoordeel(w, W.JA, None),
    "wil niets": lambda w: _beoordeel(w, W.NEE, None),
    **{f"goed: {soort}": partial(_geef, soort=soort) for soort in T},
    "trek in": _trek_in,
    "verwijs": _verwijs,
    "spreek af": _spreek_af,
    "zeg af": _zeg_af,
    "gevaar": _gevaar,
    "stap bij gevaar": _gevaarstap,
    "meet": _meet,
    "verken": _verken,
    "deelnemer": _word_deelnemer,
    "stel voor": _stel_voor,
    "draag over": _draag_over,
    "sluit: advies": lambda w: _sluit(w, U.ADVIES),
    "sluit: niet bereikt": lambda w: _sluit(w, U.NIET_BEREIKT),
    "sluit: verhuisd": lambda w: _sluit(w, U.VERHUISD),
    "heropen": _heropen,
    "melding erbij": _voeg_toe,
    "melding eruit": _maak_los,
    "zaak erbij": _voeg_samen,
    "zaak eruit": _maak_ongedaan,
    "huisgenoot": _huisgenoot,
    "huisgenoot weg": _huisgenoot_weg,
    "splits": _splits,
    "splits met een melding": _splits_met,
    "splits toch niet": _splitsen_ongedaan,
}
# Most days begin with a conversation: otherwise most of what follows is refused.
BEGIN = st.sampled_from([[], ["spreek"], ["spreek", "vertel", "wil iets"]])
REEKS = st.tuples(BEGIN, st.lists(st.sampled_from(sorted(DADEN)), max_size=9)).map(
    lambda delen: delen[0] + delen[1]
)


def _regels(zaak: Zaak) -> list[Gebeurtenis]:
    """Of a zaak that others were joined into, with the consents that came along."""
    return list(zaak.gebeurtenissen.select_related("toestemming").order_by("pk"))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(reeks=REEKS)
def test_whatever_was_done_the_history_tells_it_and_only_grew(reeks):
    with transaction.atomic():
        wereld = Wereld()
        eerder: list[Gebeurtenis] = []
        for daad in reeks:
            try:
                with transaction.atomic():
                    DADEN[daad](wereld)
            except Geweigerd:
                assert _regels(wereld.zaak) == eerder or not eerder  # a refusal writes nothing
            nu = _regels(wereld.zaak)
            assert nu[: len(eerder)] == eerder
            eerder = nu
            zaak = Zaak.objects.get(pk=wereld.zaak.pk)
            assert speel_af(nu) == stand_van(zaak)
        for deze in Zaak.objects.all():  # also what was taken out or joined
            assert speel_af(_regels(deze)).huisgenoten == stand_van(deze).huisgenoten
            standen = [regel.status for regel in _regels(deze) if regel.status]
            assert standen[-1] == deze.status
            for van, naar in pairwise(standen):
                assert van == naar or naar in OVERGANGEN[Zaak.Status(van)]
        transaction.set_rollback(True)


def test_each_of_these_acts_can_succeed():
    """Otherwise the property would prove less than it seems."""
    goed = {
        "vertel": ["spreek"],
        "heropen": ["spreek", "wil niets", "sluit: advies"],
        "sluit: advies": ["spreek", "wil niets"],
        "sluit: niet bereikt": ["bel"],
        "stel voor": ["spreek", "vertel", "deelnemer"],
        "deelnemer": ["spreek", "vertel"],
        "trek in": ["spreek", "goed: schaal"],
        "meet": ["spreek", "goed: schaal"],
        "verken": ["spreek"],
        "zeg af": ["spreek af"],
        "stap bij gevaar": ["gevaar"],
        "melding eruit": ["melding erbij"],
        "zaak eruit": ["zaak erbij"],
        "huisgenoot weg": ["huisgenoot"],
        "splits met een melding": ["melding erbij"],
        "splits toch niet": ["splits"],
        "wil iets, zonder ja": ["spreek", "vertel", "goed: begeleiding"],
        "wil iets": ["spreek", "vertel"],
    }
    for daad in DADEN:
        wereld = Wereld()
        for eerst in goed.get(daad, ["spreek"] if daad not in ("bel", "spreek") else []):
            DADEN[eerst](wereld)
        aantal = len(_regels(wereld.zaak))
        DADEN[daad](wereld)
        assert len(_regels(wereld.zaak)) > aantal, daad
