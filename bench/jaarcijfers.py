"""The figures of a year against raw SQL that counts the same, at growing size."""

from functools import partial

from django.db import connection
from django.utils import timezone

from bench.meten import Regel, om_beurten, piekgeheugen_mb, tel_queries
from bench.vullen import vul
from rapportage import jaarverslag, tellingen
from rapportage.bron import Bron
from rapportage.periode import periode
from rapportage.verslag import Verslag
from signaalpunt.models import Gemeente

GROOTTEN = (100_000, 1_000_000)
RONDEN = 5
# Every number of the report by hand, with its people, in one pass over the joined tables.
RUW = """
WITH bekend AS (
    SELECT id FROM (
        SELECT m.id, row_number() OVER (PARTITION BY soort, waarde ORDER BY m.id) AS keer
        FROM meldingen_melding m
        CROSS JOIN LATERAL (VALUES (1, m.telefoon_hash), (2, m.email_hash),
            (3, CASE WHEN m.adres_hash <> '' AND m.naam_hash <> ''
                THEN m.adres_hash || m.naam_hash ELSE '' END)) AS k (soort, waarde)
        WHERE m.gemeente_id = %s AND m.ontvangen_dag BETWEEN %s AND %s AND waarde <> ''
    ) AS genummerd WHERE keer > 1
    GROUP BY id
)
SELECT extract(month FROM m.ontvangen_dag), m.deur, m.kanaal, b.wijk_id, m.leeftijdsgroep,
       CASE WHEN t.stopreden = 'contact' THEN least((t.aantal_minuten_werkdag - 1) / 1440, 2) END,
       CASE WHEN t.stopreden = 'contact' THEN least((t.aantal_minuten_klok - 1) / 1440, 2) END,
       z.oordeel, z.uitkomst, count(*),
       count(*) FILTER (WHERE bekend.id IS NULL AND z.uitkomst IS DISTINCT FROM 'dubbel')
FROM meldingen_melding m
LEFT JOIN meldingen_buurt b ON b.id = m.buurt_id
LEFT JOIN opvolging_zaakmelding zm ON zm.melding_id = m.id
LEFT JOIN opvolging_zaak z ON z.id = zm.zaak_id
LEFT JOIN opvolging_termijn t ON t.melding_id = m.id AND t.soort = 'eerste_contact'
LEFT JOIN bekend ON bekend.id = m.id
WHERE m.gemeente_id = %s AND m.ontvangen_dag BETWEEN %s AND %s
  AND (NOT m.is_verdacht OR zm.id IS NOT NULL)
  AND z.uitkomst IS DISTINCT FROM 'geen_melding'
GROUP BY GROUPING SETS ((1), (2), (3), (4), (5), (6), (7), (8), (9))
"""


def _tel(gemeente: Gemeente, jaar: int) -> None:
    bron = Bron(gemeente, periode(jaar))
    for telling in tellingen.TELLINGEN:
        telling(bron)


def _ruw(gemeente: Gemeente, jaar: int) -> None:
    dagen = periode(jaar)
    with connection.cursor() as cursor:
        cursor.execute(RUW, [gemeente.pk, dagen.van, dagen.tot_en_met] * 2)
        cursor.fetchall()


def _meet(aantal: int) -> list[Regel]:
    gemeente = vul(aantal).gemeente
    if gemeente is None:
        raise RuntimeError("de bench heeft geen gemeente")
    jaar = timezone.localdate().year
    tellen = partial(_tel, gemeente, jaar)
    verslag = partial(_concept, gemeente, jaar)
    ms, heel_ms, ruw_ms = om_beurten(
        tellen, verslag, partial(_ruw, gemeente, jaar), ronden=RONDEN, keer=1
    )
    wat = f"bij {aantal:,} meldingen".replace(",", ".")
    vloer = "ruwe SQL voor dezelfde getallen, in één keer"
    geheugen = {"piekgeheugen MB": round(piekgeheugen_mb())}
    return [
        Regel(f"jaarcijfers {wat}", ms, vloer, ruw_ms, tel_queries(tellen), geheugen),
        Regel(f"heel verslag, beschermd, {wat}", heel_ms, vloer, ruw_ms, tel_queries(verslag)),
    ]


def _concept(gemeente: Gemeente, jaar: int) -> Verslag:
    return jaarverslag.concept(gemeente, jaar, nu=timezone.now())


def meet() -> list[Regel]:
    """The counting alone, and the whole report, at each size."""
    return [regel for aantal in GROOTTEN for regel in _meet(aantal)]
