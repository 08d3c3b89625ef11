"""Fills the database of the benchmarks by set-based SQL: a town of any size within seconds."""

from typing import Any

from django.db import connection, models
from django.db.models import Model

from meldingen.laden import laad_maastricht
from meldingen.models import Melding
from opvolging.models import Termijn, Zaak, ZaakMelding
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol
from signaalpunt.versleuteling import versleutel

PER_DEUR = "(ARRAY['mijzelf','iemand_anders','professional'])[1 + i % 3]"
PER_KANAAL = "(ARRAY['web','web','telefoon','balie','email'])[1 + i % 5]"
PER_LEEFTIJD = "(ARRAY['18_26','27_44','45_64','65_79','80_plus'])[1 + (i / 7) % 5]"
PER_UITKOMST = "(ARRAY['advies','activiteit','maatje','wil_geen_hulp','niet_bereikt'])[1 + i % 5]"
# One in twenty waits for contact, half of these taken up; as many are in contact.
IS_OPEN = "i % 20 = 0"
IS_VRIJ = "i % 40 = 20"
IN_CONTACT = "i % 20 = 1"
IS_DICHT = f"NOT ({IS_OPEN} OR {IN_CONTACT})"
# moments spread over a year before
# one in ten is about somebody who was told of before: the same telephone
ONTVANGEN = "now() - (i % 525600) * interval '1 minute'"


def _standaard(veld: "models.Field[Any, Any]") -> str:
    """What a column gets that the benchmark has no opinion about."""
    if veld.null:
        return "NULL"
    if isinstance(veld, models.UUIDField):
        return "gen_random_uuid()"
    if isinstance(veld, models.BooleanField):
        return "false"
    if isinstance(veld, models.IntegerField):
        return "0"
    return "'{}'" if veld.get_internal_type() == "ArrayField" else "''"


def voeg_in(model: type[Model], bron: str, **kolommen: str) -> None:
    """INSERT … SELECT into the table of `model`; `kolommen` are SQL expressions over `bron`."""
    velden = [
        veld
        for veld in model._meta.concrete_fields
        if not veld.generated
        and (veld.attname in kolommen or not isinstance(veld, models.AutoField))
    ]
    namen = ", ".join(str(veld.column) for veld in velden)
    waarden = ", ".join(kolommen.get(veld.attname) or _standaard(veld) for veld in velden)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({namen}) SELECT {waarden} FROM {bron}"  # noqa: S608
        )


def leeg() -> None:
    """Back to a database with only its reference data."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE signaalpunt_gemeente, signaalpunt_gebruiker CASCADE")


def medewerker(gemeente: Gemeente) -> Gebruiker:
    """Somebody of the team."""
    return Gebruiker.objects.get_or_create(
        email="bench@voorbeeld.example",
        defaults={"naam": "Bench", "rol": Rol.MEDEWERKER, "gemeente": gemeente},
    )[0]


def verdeel_behandelaars(aantal: int) -> None:
    """Spread the zaken over `aantal` colleagues."""
    gemeente = Gemeente.objects.get()
    namen = [f"bench{nummer}@voorbeeld.example" for nummer in range(aantal)]
    collegas = Gebruiker.objects.bulk_create(
        Gebruiker(email=naam, naam="Bench", rol=Rol.MEDEWERKER, gemeente=gemeente) for naam in namen
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE opvolging_zaak SET behandelaar_id = (%s::bigint[])[1 + id %% %s]",
            [[collega.pk for collega in collegas], aantal],
        )


def vul(aantal: int) -> Gebruiker:
    """A gemeente with `aantal` meldingen, zaken and clocks; returns somebody of the team."""
    leeg()
    gemeente = laad_maastricht()
    wie = medewerker(gemeente)
    vast = {"gemeente_id": str(gemeente.pk)}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE buurtlijst ON COMMIT PRESERVE ROWS AS "
            "SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM meldingen_buurt"
        )
    reeks = f"generate_series(1, {aantal}) AS i JOIN buurtlijst AS b ON b.n = i % 44"
    voeg_in(
        Melding,
        reeks,
        id="i",
        **vast,
        deur=PER_DEUR,
        kanaal=PER_KANAAL,
        leeftijdsgroep=PER_LEEFTIJD,
        buurt_id="b.id",
        ontvangen_op=ONTVANGEN,
        ontvangen_dag=f"({ONTVANGEN})::date",
        volgcode_hash="'v' || i",
        telefoon_hash=f"encode(sha256((i % {aantal * 9 // 10})::text::bytea), 'hex')",
        is_veilig="true",
    )
    alle = f"generate_series(1, {aantal}) AS i"
    opgepakt = f"{alle} WHERE NOT {IS_VRIJ}"
    voeg_in(
        Zaak,
        opgepakt,
        id="i",
        **vast,
        status=f"CASE WHEN {IS_OPEN} THEN 'opgepakt' WHEN {IN_CONTACT} THEN 'contact_gelegd'"
        " ELSE 'afgesloten' END",
        behandelaar_id=str(wie.pk),
        opgepakt_op=f"{ONTVANGEN} + interval '3 hours'",
        oordeel="CASE WHEN i % 9 = 0 THEN 'niet_terecht' ELSE 'terecht' END",
        hulpwens="'ja'",
        uitkomst=f"CASE WHEN {IS_DICHT} THEN {PER_UITKOMST} ELSE '' END",
        afgesloten_op=f"CASE WHEN {IS_DICHT} THEN {ONTVANGEN} + interval '9 days' END",
    )
    voeg_in(
        ZaakMelding,
        opgepakt,
        **vast,
        zaak_id="i",
        melding_id="i",
        toegevoegd_op=f"{ONTVANGEN} + interval '3 hours'",
    )
    stop = f"CASE WHEN {IS_OPEN} THEN NULL ELSE %s END"
    voeg_in(
        Termijn,
        alle,
        **vast,
        melding_id="i",
        soort="'eerste_contact'",
        telling="'werkdaguren'",
        regelversie="1",
        aantal_uren_streef="24",
        aantal_uren_grens="48",
        gestart_op=ONTVANGEN,
        streef_op=f"{ONTVANGEN} + interval '24 hours'",
        grens_op=f"{ONTVANGEN} + interval '48 hours'",
        gestopt_op=stop.replace("%s", f"{ONTVANGEN} + interval '20 hours'"),
        stopreden=f"CASE WHEN {IS_OPEN} THEN '' ELSE 'contact' END",
        aantal_minuten=stop.replace("%s", "(i * 37) % 4000"),
        aantal_minuten_werkdag=stop.replace("%s", "(i * 37) % 4000"),
        aantal_minuten_klok=stop.replace("%s", "(i * 53) % 6000"),
    )
    _geef_namen()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE buurtlijst")
        cursor.execute("ANALYZE")
    return wie


def _geef_namen() -> None:
    """A name for everybody whose zaak is open: the pages open these one by one, at a price."""
    veld = Melding._meta.get_field("betrokkene_naam")
    tabel = Melding._meta.db_table
    met_zaak = Melding.objects.filter(zaakmelding__zaak__in=Zaak.objects.open())
    namen = [
        (melding.pk, str(versleutel(f"Inwoner {melding.pk}", veld.plaats(melding))))
        for melding in met_zaak.only("rij")
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {tabel} SET betrokkene_naam = n.naam"  # noqa: S608
            " FROM unnest(%s::bigint[], %s::text[]) AS n (id, naam)"
            f" WHERE {tabel}.id = n.id",
            [list(deel) for deel in zip(*namen, strict=True)],
        )
