"""What the melder can do in the meantime, chosen by the answers. Pure choice, no judgement.

From the signaleringskaart: be open, honest and curious; listen, summarise, ask on; and something
small to do together, in the buurt that was named.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from meldingen.keuzes import WeetErvan, ZelfGedaan
from meldingen.models import Deur

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Tip:
    """One piece of advice; `met_buurt` says it for a buurt by name, as %(buurt)s."""

    kop: "StrOrPromise"
    tekst: "StrOrPromise"
    met_buurt: "StrOrPromise" = ""


BEGIN_KLEIN = Tip(
    _("Begin klein"),
    _("Zeg vandaag één iemand gedag. Of maak een korte wandeling."),
)
SCHRIJF_OP = Tip(
    _("Schrijf op wat u kwijt wilt"),
    _("Dan hebt u het bij de hand als wij contact opnemen."),
)
LOOP_BINNEN = Tip(
    _("Loop ergens binnen"),
    _("Bij een inloop of buurthuis is een praatje heel gewoon. U hoeft er niets voor te kunnen."),
    _("In %(buurt)s en omgeving zijn plekken waar een praatje heel gewoon is. Vraag ons ernaar."),
)
OPEN_EERLIJK = Tip(
    _("Wees open, eerlijk en nieuwsgierig"),
    _("Zeg wat u ziet, zonder oordeel. Bijvoorbeeld: ‘Ik zie u minder vaak. Hoe gaat het?’"),
)
KOM_TERUG = Tip(
    _("Kom terug op uw gesprek"),
    _("U hebt al gepraat. Vraag over een paar dagen nog eens hoe het gaat."),
)
LUISTER = Tip(
    _("Luister, vat samen, vraag door"),
    _("Laat stiltes vallen. Zeg in eigen woorden wat u hoorde. Vraag dan pas verder."),
)
SAMEN = Tip(
    _("Doe samen iets kleins"),
    _("Drink een kop koffie of maak een ommetje. U hoeft niets op te lossen."),
    _("Drink een kop koffie of maak een ommetje in %(buurt)s. U hoeft niets op te lossen."),
)
HOUD_VOL = Tip(
    _("Maak er een gewoonte van"),
    _("U deed al iets samen. Een vast moment in de week helpt meer dan één groot gebaar."),
)
VERTEL_HET = Tip(
    _("Vertel het, als dat kan"),
    _("Zeg dat u ons hebt gebeld omdat u om deze persoon geeft. Dan schrikt niemand van ons."),
)
VERTEL_WAT_KOMT = Tip(
    _("Vertel wat er komt"),
    _("Zeg dat wij binnen een paar dagen contact opnemen. Dat stelt gerust."),
)
DRING_NIET_AAN = Tip(
    _("Dring niet aan"),
    _("Deze persoon wil het nu niet. Blijf er gewoon zijn. Wij denken met u mee."),
)
BLIJF_IN_BEELD = Tip(
    _("Blijf in beeld"),
    _("Wij nemen uw werk niet over. Komt u opnieuw langs? Vraag dan hoe het gaat."),
)

_OVER_HET_CONTACT = {
    WeetErvan.JA_AKKOORD: VERTEL_WAT_KOMT,
    WeetErvan.JA_NIET_AKKOORD: DRING_NIET_AAN,
}


def tips(deur: str, weet_ervan: str, zelf_gedaan: Collection[str]) -> list[Tip]:
    """Three or four tips for who came in through `deur`; codes are those of `keuzes`."""
    if deur == Deur.MIJZELF:
        return [BEGIN_KLEIN, LOOP_BINNEN, SCHRIJF_OP]
    over_het_contact = next(
        (tip for code, tip in _OVER_HET_CONTACT.items() if code == weet_ervan), VERTEL_HET
    )
    gesprek = KOM_TERUG if ZelfGedaan.GEPRAAT in zelf_gedaan else OPEN_EERLIJK
    if deur == Deur.PROFESSIONAL:
        return [over_het_contact, gesprek, BLIJF_IN_BEELD]
    samen = HOUD_VOL if ZelfGedaan.IETS_SAMEN_GEDAAN in zelf_gedaan else SAMEN
    return [over_het_contact, gesprek, LUISTER, samen]
