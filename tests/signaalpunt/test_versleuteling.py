"""Personal values open in their own row with a key of the ring, and nowhere else."""

import base64

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from signaalpunt import sleutelwissel, versleuteling
from signaalpunt.management.commands import wissel_sleutels
from signaalpunt.models import Gebruiker
from signaalpunt.sleutels import lees_sleutels
from signaalpunt.sleutelwissel import onder_oude_sleutel, versleutelde_modellen, wissel
from signaalpunt.versleuteling import Onleesbaar, Versleuteld, ontsleutel, versleutel
from tests import bouwers


def _opgeslagen(gebruiker: Gebruiker) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT naam FROM signaalpunt_gebruiker WHERE id = %s", [gebruiker.pk])
        return str(cursor.fetchone()[0])


def _schrijf(gebruiker: Gebruiker, waarde: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE signaalpunt_gebruiker SET naam = %s WHERE id = %s", [waarde, gebruiker.pk]
        )


@pytest.fixture
def twee_sleutels(settings):
    """The ring after a change of keys: a new one in front, the old one kept."""
    settings.SLEUTELS = {"2": bytes(range(32)), **settings.SLEUTELS}
    versleuteling._sleutel.cache_clear()
    yield
    versleuteling._sleutel.cache_clear()


@given(st.text().filter(lambda tekst: "\x00" not in tekst and tekst.isprintable()))
def test_any_text_opens_again_at_its_own_place(tekst):
    assert ontsleutel(versleutel(tekst, "tabel.veld:1"), "tabel.veld:1") == tekst


@pytest.mark.parametrize("plaats", ["tabel.veld:2", "tabel.ander:1", "andere.veld:1", ""])
def test_a_value_does_not_open_at_another_place(plaats):
    with pytest.raises(Onleesbaar):
        ontsleutel(versleutel("Mevrouw Kanarie", "tabel.veld:1"), plaats)


@pytest.mark.parametrize("waarde", ["", "1", "1.", "1.!!", "1.AAAA", "onbekend.AAAA", "9.AAAAAAAA"])
def test_a_damaged_value_is_refused_without_showing_it(waarde):
    with pytest.raises(Onleesbaar):
        ontsleutel(waarde, "tabel.veld:1")


def test_the_same_text_is_stored_differently_every_time():
    assert versleutel("Anna", "p") != versleutel("Anna", "p")


@pytest.mark.django_db
def test_the_database_holds_no_readable_name_and_the_model_does():
    gebruiker = bouwers.gebruiker(naam="Mevrouw Kanarie")
    assert "Kanarie" not in _opgeslagen(gebruiker)
    assert Gebruiker.objects.get(pk=gebruiker.pk).naam == "Mevrouw Kanarie"


@pytest.mark.django_db
def test_a_value_copied_to_another_row_does_not_open():
    van, naar = bouwers.gebruiker(naam="Anna"), bouwers.gebruiker(naam="Bea")
    _schrijf(naar, _opgeslagen(van))
    with pytest.raises(Onleesbaar) as fout:
        _ = Gebruiker.objects.get(pk=naar.pk).naam
    assert "Anna" not in str(fout.value)


@pytest.mark.django_db
def test_saving_another_field_leaves_the_stored_value_as_it_is():
    gebruiker = bouwers.gebruiker(naam="Anna")
    voor = _opgeslagen(gebruiker)
    Gebruiker.objects.get(pk=gebruiker.pk).save()
    assert _opgeslagen(gebruiker) == voor


@pytest.mark.django_db
def test_values_never_shows_plain_text():
    bouwers.gebruiker(naam="Anna")
    assert isinstance(Gebruiker.objects.values_list("naam", flat=True).get(), Versleuteld)


@pytest.mark.django_db
def test_update_and_lookup_with_plain_text_are_refused():
    with pytest.raises(TypeError, match="versleuteld"):
        Gebruiker.objects.update(naam="Anna")
    with pytest.raises(TypeError, match="versleuteld"):
        Gebruiker.objects.filter(naam="Anna").exists()


@pytest.mark.django_db
def test_an_empty_value_stays_empty():
    gebruiker = bouwers.gebruiker(naam="")
    assert _opgeslagen(gebruiker) == ""
    gebruiker.refresh_from_db()
    assert gebruiker.naam == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("twee_sleutels")
def test_wissel_sleutels_rewrites_every_row_under_the_first_key(settings, capsys):
    oud = dict(list(settings.SLEUTELS.items())[1:])
    nieuw = settings.SLEUTELS
    settings.SLEUTELS = oud
    gebruikers = [bouwers.gebruiker(naam=naam) for naam in ("Anna", "Bea", "")]
    settings.SLEUTELS = nieuw

    assert onder_oude_sleutel(Gebruiker).count() == 2
    call_command("wissel_sleutels")
    assert onder_oude_sleutel(Gebruiker).count() == 0
    assert "signaalpunt_gebruiker: 2 rijen" in capsys.readouterr().out

    settings.SLEUTELS = {"2": nieuw["2"]}
    versleuteling._sleutel.cache_clear()
    assert [Gebruiker.objects.get(pk=g.pk).naam for g in gebruikers] == ["Anna", "Bea", ""]


@pytest.mark.django_db
@pytest.mark.usefixtures("twee_sleutels")
def test_wissel_sleutels_rewrites_second_factors_too(settings):
    nieuw = settings.SLEUTELS
    settings.SLEUTELS = dict(list(nieuw.items())[1:])
    gebruiker = bouwers.gebruiker()
    TOTP.activate(gebruiker, "A" * 32)
    codes = RecoveryCodes.activate(gebruiker).generate_codes()
    settings.SLEUTELS = nieuw

    assert dict(wissel())["mfa_authenticator"] == 2
    assert dict(wissel())["mfa_authenticator"] == 0

    settings.SLEUTELS = {"2": nieuw["2"]}
    versleuteling._sleutel.cache_clear()
    factoren = {factor.type: factor for factor in Authenticator.objects.all()}
    assert get_adapter().decrypt(factoren["totp"].data["secret"]) == "A" * 32
    assert factoren["recovery_codes"].wrap().generate_codes() == codes


@pytest.mark.django_db
def test_wissel_sleutels_rewrites_recovery_codes_that_came_from_elsewhere(settings):
    adapter = get_adapter()
    factor = Authenticator.objects.create(
        user=bouwers.gebruiker(),
        type="recovery_codes",
        data={"migrated_codes": [adapter.encrypt("een"), adapter.encrypt("twee")]},
    )
    settings.SLEUTELS = {"2": bytes(range(32)), **settings.SLEUTELS}
    assert dict(wissel())["mfa_authenticator"] == 1
    factor.refresh_from_db()
    assert all(code.startswith("2.") for code in factor.data["migrated_codes"])
    assert factor.wrap().generate_codes() == ["een", "twee"]
    versleuteling._sleutel.cache_clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("twee_sleutels")
def test_wissel_sleutels_keeps_the_old_key_while_a_process_still_writes_with_it(
    settings, capsys, monkeypatch
):
    nieuw = settings.SLEUTELS

    def een_ander_schrijft_nog():
        yield from sleutelwissel.wissel()
        settings.SLEUTELS = dict(list(nieuw.items())[1:])
        bouwers.gebruiker(naam="Anna")
        settings.SLEUTELS = nieuw

    monkeypatch.setattr(wissel_sleutels, "wissel", een_ander_schrijft_nog)
    with pytest.raises(CommandError, match=r"1 rijen .* Start eerst alles opnieuw"):
        call_command("wissel_sleutels")
    assert "mag nu uit" not in capsys.readouterr().out
    monkeypatch.undo()
    call_command("wissel_sleutels")
    assert "mag nu uit" in capsys.readouterr().out


def test_wissel_sleutels_knows_every_table_with_personal_values():
    assert {model.__name__ for model in versleutelde_modellen()} >= {
        "Gebruiker", "Bericht", "Melding", "Melder", "Gebeurtenis", "Contact",
    }  # fmt: skip


@pytest.mark.parametrize(
    "tekst",
    ["", "1", "1:", "1:kort", "1:!!!!", f"a-b:{base64.b64encode(bytes(32)).decode()}"],
)
def test_a_wrong_key_ring_names_the_variable(tekst):
    with pytest.raises(ImproperlyConfigured, match="SIGNAALPUNT_SLEUTELS"):
        lees_sleutels(tekst)


def test_the_first_key_of_the_ring_is_the_current_one():
    een, twee = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    assert list(lees_sleutels(f"b:{twee}, a:{een}")) == ["b", "a"]
