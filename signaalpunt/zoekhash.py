"""Exact look-up of encrypted values: one keyed hash per normalised phone, e-mail, address or name.

The same value always gives the same hash, so duplicates can be found without reading anybody's
data; without the key (SIGNAALPUNT_HASHSLEUTEL) a hash cannot be tried against a phone book.
An empty or unusable value gives an empty hash, which never matches.
"""

import hashlib
import hmac
import string
import unicodedata

import phonenumbers
from django.conf import settings

NEDERLAND = 31
CIJFERS_NA_DE_NUL = 9


def sleutelhash(soort: str, waarde: str) -> str:
    """64 hexadecimal characters for `waarde`, another one for every `soort`; empty for empty."""
    if not waarde:
        return ""
    bericht = f"{soort}:{waarde}".encode()
    return hmac.new(settings.HASHSLEUTEL, bericht, hashlib.sha256).hexdigest()


def e164(nummer: str) -> str:
    """The phone number as +31…, or empty when it is no possible number."""
    try:
        gelezen = phonenumbers.parse(nummer, "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not _kan_gebeld_worden(gelezen):
        return ""
    return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.E164)


def _kan_gebeld_worden(gelezen: phonenumbers.PhoneNumber) -> bool:
    """A Dutch number has nine digits after the 0; only special numbers, as 14 043, have fewer."""
    if gelezen.country_code != NEDERLAND:
        return phonenumbers.is_possible_number(gelezen)
    heeft_negen = len(str(gelezen.national_number)) == CIJFERS_NA_DE_NUL
    return heeft_negen or phonenumbers.is_valid_number(gelezen)


def telefoon(nummer: str) -> str:
    """Hash of a phone number in any notation."""
    return sleutelhash("telefoon", e164(nummer))


def email(adres: str) -> str:
    """Hash of an e-mail address, upper and lower case alike."""
    return sleutelhash("email", adres.strip().casefold())


def adres(postcode: str, huisnummer: str) -> str:
    """Hash of postcode and house number; without letter or addition, so that neighbours meet."""
    links, rechts = ("".join(deel.split()).upper() for deel in (postcode, huisnummer))
    rechts = rechts.rstrip(string.ascii_uppercase)
    return sleutelhash("adres", f"{links}/{rechts}") if links and rechts else ""


def naam(volledig: str) -> str:
    """Hash of a name without capitals, accents, points and spaces."""
    ontleed = unicodedata.normalize("NFKD", volledig.casefold())
    return sleutelhash("naam", "".join(teken for teken in ontleed if teken.isalnum()))
