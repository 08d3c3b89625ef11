"""Dutch words that mean the same to somebody who looks for something to do.

The search knows the forms of a word, and not that `eten` is in "U eet samen": of irregular verbs,
compounds and other words for the same thing one line stands here. Lower case, single words.
"""

HETZELFDE: tuple[tuple[str, ...], ...] = (
    ("eten", "eet", "etentje", "maaltijd", "eettafel", "eetcafé", "lunch", "lunchen"),
    ("koken", "kookt", "kook", "kookclub"),
    ("koffie", "koffiedrinken", "koffieochtend", "koffie-uurtje"),
    ("drinken", "drinkt", "drink"),
    ("praten", "praat", "praatje", "gesprek", "kletsen", "babbelen"),
    ("wandelen", "wandelt", "wandeling", "ommetje", "wandelclub"),
    ("fietsen", "fietst", "fiets", "fietstocht"),
    ("bewegen", "beweegt", "sporten", "sport", "gymnastiek", "gym"),
    ("dansen", "danst", "dans"),
    ("tuin", "tuinieren", "tuinen", "moestuin", "buurttuin", "volkstuin"),
    ("zingen", "zingt", "koor", "zangkoor"),
    ("breien", "breit", "haken", "haakt", "handwerken", "naaien"),
    ("schilderen", "schildert", "tekenen", "tekent", "creatief", "knutselen"),
    ("lezen", "leest", "boek", "boeken", "leesclub", "bibliotheek"),
    ("spelletjes", "spelletje", "spel", "spelen", "bordspel", "gezelschapsspel"),
    ("bellen", "belt", "telefoon", "telefonisch", "opbellen"),
    ("taal", "taalles", "taalcafé", "taalmaatje", "nederlands"),
    ("rouw", "rouwen", "verlies", "verloor", "overleden", "weduwe", "weduwnaar", "nabestaande"),
    ("computer", "internet", "digitaal", "laptop", "tablet"),
)
_BIJ: dict[str, tuple[str, ...]] = {woord: rij for rij in HETZELFDE for woord in rij}


def woorden_voor(getypt: str) -> list[tuple[str, ...]] | None:
    """For each word that was typed, the words that will do too; None when none has any.

    Who uses the signs of the search itself, means them.
    """
    if '"' in getypt or any(woord.startswith("-") for woord in getypt.split()):
        return None
    rijen = [_BIJ.get(woord, (woord,)) for woord in getypt.casefold().split()]
    return rijen if any(len(rij) > 1 for rij in rijen) else None
