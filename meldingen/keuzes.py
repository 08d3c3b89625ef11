"""What can be answered in the public form: the values of the fields, and how they read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JaNee(TextChoices):
    JA = "ja", _("Ja")
    NEE = "nee", _("Nee")


class JaNeeOnbekend(TextChoices):
    JA = "ja", _("Ja")
    NEE = "nee", _("Nee")
    ONBEKEND = "onbekend", _("Weet ik niet")


class Behoefte(TextChoices):
    PRAATJE = "praatje", _("Een praatje, iemand die luistert")
    SAMEN_DOEN = "samen_doen", _("Iemand om samen iets te doen")
    ACTIVITEIT = "activiteit", _("Een activiteit in de buurt")
    SAMEN_ETEN = "samen_eten", _("Samen eten")
    MENSEN_LEREN_KENNEN = "mensen_leren_kennen", _("Hulp om mensen te leren kennen")
    WEET_NIET = "weet_niet", _("Dat weet ik nog niet")
    ANDERS = "anders", _("Iets anders")


class Signaal(TextChoices):
    GORDIJNEN_DICHT = "gordijnen_dicht", _("De gordijnen zijn dagen dicht")
    HUIS_VERWAARLOOSD = "huis_verwaarloosd", _("Het huis ziet er slecht uit")
    BRIEVENBUS_VOL = "brievenbus_vol", _("De brievenbus is vol")
    KOMT_NIET_OP_ACTIVITEIT = "komt_niet_op_activiteit", _("Komt niet meer op een activiteit")
    KOMT_NIET_BUITEN = "komt_niet_buiten", _("Komt niet meer buiten")
    LAMPEN_OVERDAG = "lampen_overdag", _("De lampen zijn overdag aan")
    PLANTEN_DOOD = "planten_dood", _("De planten zijn dood")
    VERZORGING_ACHTERUIT = "verzorging_achteruit", _("Zorgt minder goed voor zichzelf")
    MIDDELENGEBRUIK = "middelengebruik", _("Gebruikt meer alcohol, medicijnen of drugs")
    SOMBER = "somber", _("Is somber")
    ZEGT_HET_ZELF = "zegt_het_zelf", _("Zegt zelf alleen te zijn")
    ANDERS = "anders", _("Iets anders")


class Levensgebeurtenis(TextChoices):
    VERLIES_NAASTE = "verlies_naaste", _("Iemand is overleden")
    SCHEIDING = "scheiding", _("Een scheiding")
    ZIEKTE = "ziekte", _("Ziekte of een beperking")
    VERHUIZING = "verhuizing", _("Een verhuizing")
    KINDEREN_UIT_HUIS = "kinderen_uit_huis", _("De kinderen gingen uit huis")
    VERLIES_WERK = "verlies_werk", _("Geen werk meer")
    GELDPROBLEMEN = "geldproblemen", _("Zorgen over geld")
    GEPEST = "gepest", _("Gepest of buitengesloten")
    ANDERS = "anders", _("Iets anders")


class ZelfGedaan(TextChoices):
    GEPRAAT = "gepraat", _("Met elkaar gepraat")
    IETS_SAMEN_GEDAAN = "iets_samen_gedaan", _("Iets samen gedaan, of dat gevraagd")
    FAMILIE_GEBELD = "familie_gebeld", _("Familie gebeld")
    HUISARTS_GEBELD = "huisarts_gebeld", _("De huisarts gebeld")
    WIJKTEAM_GEBELD = "wijkteam_gebeld", _("Het wijkteam gebeld")
    NOG_NIETS = "nog_niets", _("Nog niets")
    ANDERS = "anders", _("Iets anders")


class WeetErvan(TextChoices):
    JA_AKKOORD = "ja_akkoord", _("Ja, en vindt het goed")
    JA_NIET_AKKOORD = "ja_niet_akkoord", _("Ja, maar vindt het niet goed")
    NEE = "nee", _("Nee")
    ONBEKEND = "onbekend", _("Weet ik niet")


# What follows from each answer.
WEET_ERVAN_UITLEG = {
    "ja_akkoord": _("Fijn. Wij nemen contact op met deze persoon."),
    "ja_niet_akkoord": _(
        "Wij geven dan alleen u advies. Vul dus in hoe wij u bereiken. Alleen bij nood kan onze "
        "coördinator anders beslissen."
    ),
    "nee": _("U kunt dit toch sturen. Bij het eerste contact vertellen wij waarom wij bellen."),
    "onbekend": _("U kunt dit toch sturen. Wij gaan ervan uit dat de persoon het nog niet weet."),
}


class Relatie(TextChoices):
    FAMILIE = "familie", _("Familie")
    VRIEND = "vriend", _("Vriend of kennis")
    BUUR = "buur", _("Buur")
    VRIJWILLIGER = "vrijwilliger", _("Vrijwilliger")
    ONDERNEMER = "ondernemer", _("Ondernemer of medewerker, zoals kapper of bezorger")
    ANDERS = "anders", _("Iemand anders")


class MagGenoemdWorden(TextChoices):
    JA = "ja", _("Ja, u mag mijn naam noemen")
    ALLEEN_RELATIE = "alleen_relatie", _("Zeg alleen hoe ik de persoon ken")
    NEE = "nee", _("Nee, noem mij liever niet")


MAG_GENOEMD_UITLEG = {
    "ja": _("Als de persoon ernaar vraagt, noemen wij uw naam."),
    "alleen_relatie": _("Wij zeggen dan bijvoorbeeld: iemand uit uw buurt."),
    "nee": _(
        "Wij zeggen dan: iemand die zich zorgen maakt. Alleen als de wet het eist, noemen wij u "
        "toch."
    ),
}


class BereikbaarVia(TextChoices):
    TELEFOON = "telefoon", _("Bel mij")
    EMAIL = "email", _("Stuur een e-mail")
    BRIEF = "brief", _("Stuur een brief")
    BEZOEK = "bezoek", _("Kom langs")


class Moment(TextChoices):
    OCHTEND = "ochtend", _("’s Ochtends")
    MIDDAG = "middag", _("’s Middags")
    AVOND = "avond", _("’s Avonds")


class Terugkoppeling(TextChoices):
    CODE = "code", _("Met een code die ik zelf bekijk")
    EMAIL = "email", _("Met een e-mail")


class HoeKentUOns(TextChoices):
    GEMEENTE = "gemeente", _("Gemeente")
    HUISARTS = "huisarts", _("Huisarts")
    WIJKSERVICEPUNT = "wijkservicepunt", _("Wijkservicepunt")
    KENNIS = "kennis", _("Een bekende")
    KRANT = "krant", _("Krant")
    POSTER = "poster", _("Poster of kaartje")
    INTERNET = "internet", _("Internet")
    ANDERS = "anders", _("Anders")


class Taal(TextChoices):
    """Languages that are spoken most in the town, by ISO 639-1 code."""

    NL = "nl", _("Nederlands")
    EN = "en", _("Engels")
    DE = "de", _("Duits")
    FR = "fr", _("Frans")
    AR = "ar", _("Arabisch")
    TR = "tr", _("Turks")
    PL = "pl", _("Pools")
    UK = "uk", _("Oekraïens")
    ES = "es", _("Spaans")
    IT = "it", _("Italiaans")
    PT = "pt", _("Portugees")
    RO = "ro", _("Roemeens")
    BG = "bg", _("Bulgaars")
    ZH = "zh", _("Chinees")
    TI = "ti", _("Tigrinya")
    FA = "fa", _("Farsi")
