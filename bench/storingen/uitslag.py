"""Counting after a round, with plain SQL and the list of what the mail server took."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from bench.storingen.melder import Melder
from bench.storingen.wereld import Wereld


@dataclass(frozen=True)
class Gebeurd:
    """What was done to one round."""

    ronde: str
    seconden: int
    kills: int
    kills_terwijl_rijen_vast_zaten: int
    kills_per_punt: int  # at the marked point where the fewest died
    storingen: int
    herinneringen: int


@dataclass(frozen=True)
class Uitslag:
    """What came of it."""

    gebeurd: Gebeurd
    herinneringen_verloren: int
    dubbel_in_grootboek: int
    mails_verstuurd: int
    mails_verloren: int
    mails_twee_keer: int
    herinneringen_niet_genoemd: int
    herinneringen_in_twee_mails: int
    seconden_te_laat_p95: int
    meldingen_bedankt: int
    meldingen_verloren: int
    meldingen_dubbel: int
    meldingen_zonder_klok: int
    post_ms_mediaan: int
    post_ms_mediaan_zonder_redis: int

    @property
    def is_goed(self) -> bool:
        """Nothing lost, nothing twice in the ledger; a mail twice is harmless and only counted."""
        return not any(
            (
                self.herinneringen_verloren,
                self.dubbel_in_grootboek,
                self.mails_verloren,
                self.herinneringen_niet_genoemd,
                self.herinneringen_in_twee_mails,
                self.meldingen_verloren,
                self.meldingen_dubbel,
                self.meldingen_zonder_klok,
            )
        )

    def als_dict(self) -> dict[str, object]:
        """All figures in one row."""
        cijfers: dict[str, object] = asdict(self)
        del cijfers["gebeurd"]
        return asdict(self.gebeurd) | cijfers


def tel(
    deze: Wereld, gebeurd: Gebeurd, melder: Melder, redis_weg: Sequence[Sequence[float]]
) -> Uitslag:
    """Look at every table and compare with what should be there."""
    mails, genoemd, anderen = _mails(deze)
    te_noemen = Counter({int(melding): int(keren) for melding, keren in deze.vraag(TE_NOEMEN)})
    zonder = [duur for op, duur in melder.duur if any(van <= op <= tot for van, tot in redis_weg)]
    return Uitslag(
        gebeurd,
        herinneringen_verloren=gebeurd.herinneringen - _getal(deze, VERZONDEN),
        dubbel_in_grootboek=_getal(deze, DUBBEL),
        mails_verstuurd=len(mails),
        mails_verloren=_getal(deze, BERICHTEN) - len(mails),
        mails_twee_keer=sum(keren - 1 for keren in mails.values()),
        herinneringen_niet_genoemd=(te_noemen - genoemd).total() - anderen,
        herinneringen_in_twee_mails=(genoemd - te_noemen).total(),
        seconden_te_laat_p95=_getal(deze, TE_LAAT),
        meldingen_bedankt=len(melder.bedankt),
        meldingen_verloren=len(set(melder.bedankt) - _sleutels(deze)),
        meldingen_dubbel=_getal(deze, MELDINGEN_DUBBEL),
        meldingen_zonder_klok=_getal(deze, ZONDER_KLOK),
        post_ms_mediaan=_ms([duur for _, duur in melder.duur]),
        post_ms_mediaan_zonder_redis=_ms(zonder),
    )


def _ms(duren: list[float]) -> int:
    return round(1000 * median(duren)) if duren else 0


VERZONDEN = "SELECT count(*) FROM opvolging_herinnering WHERE status = 'verzonden'"
# A reminder stands twice when two rows say the same step left. Each row that left lies in exactly
# one bundle, and each bundle has a row: whatever differs counts too.
DUBBEL = """
    SELECT (SELECT count(*) - count(DISTINCT (termijn_id, stap)) FROM opvolging_herinnering
            WHERE status = 'verzonden')
         + (SELECT count(*) FROM opvolging_herinnering
            WHERE (status = 'verzonden') <> (bericht_id IS NOT NULL))
         + (SELECT count(*) FROM signaalpunt_bericht b WHERE soort = 'bundel' AND NOT EXISTS (
            SELECT FROM opvolging_herinnering h WHERE h.bericht_id = b.id))
"""
# How many different mails should name each melding.
TE_NOEMEN = """
    SELECT t.melding_id, count(DISTINCT h.bericht_id)
    FROM opvolging_herinnering h JOIN opvolging_termijn t ON t.id = h.termijn_id
    WHERE h.status = 'verzonden' AND t.melding_id IS NOT NULL GROUP BY t.melding_id
"""
BERICHTEN = "SELECT count(*) FROM signaalpunt_bericht"
TE_LAAT = """
    SELECT coalesce(percentile_cont(0.95) WITHIN GROUP (
        ORDER BY greatest(0, extract(epoch FROM afgehandeld_op - gepland_op))), 0)
    FROM opvolging_herinnering WHERE status = 'verzonden'
"""
MELDINGEN_DUBBEL = """
    SELECT count(*) - count(DISTINCT sleutel) FROM meldingen_melding
"""
ZONDER_KLOK = """
    SELECT count(*) FROM meldingen_melding m WHERE 5 <> (
        SELECT count(*) FROM opvolging_termijn t
        JOIN opvolging_herinnering h ON h.termijn_id = t.id
        WHERE t.melding_id = m.id AND t.soort = 'eerste_contact')
"""


def _getal(deze: Wereld, sql: str) -> int:
    [(getal,)] = deze.vraag(sql)
    return int(getal)


def _mails(deze: Wereld) -> tuple[Counter[str], Counter[int], int]:
    """How often each mail was taken, in how many mails each melding is named, and how many are not.

    A mail that was taken twice counts once.
    """
    lijst = deze.map / "verstuurd.txt"
    regels = [regel.split() for regel in lijst.read_text().splitlines()] if lijst.exists() else []
    delen = {(bericht, deel) for bericht, *delen in regels for deel in delen}
    genoemd = Counter(int(deel) for _, deel in delen if not deel.startswith("+"))
    anderen = sum(int(deel) for _, deel in delen if deel.startswith("+"))
    return Counter(bericht for bericht, *_ in regels), genoemd, anderen


def _sleutels(deze: Wereld) -> set[str]:
    return {str(sleutel) for (sleutel,) in deze.vraag("SELECT sleutel FROM meldingen_melding")}
