"""Which languages are offered, and what a new one needs."""

import struct

import pytest
from django import forms
from django.conf import settings as ingesteld
from django.core.management import call_command
from django.utils import translation

from signaalpunt.talen import TALEN, aangeboden, ontbrekend

LOCALE = ingesteld.LOCALE_PATHS[0]


@pytest.fixture
def eigen_map(tmp_path, settings):
    """A catalogue of English of our own: two texts."""
    settings.LOCALE_PATHS = [tmp_path]
    _schrijf(tmp_path, "en", {"Ja": "Yes", "Nog %(aantal)s dagen": "%(aantal)s days left"})
    return tmp_path


def _schrijf(map_, taal, teksten):
    lijst = map_ / taal / "LC_MESSAGES" / "django.po"
    lijst.parent.mkdir(parents=True, exist_ok=True)
    kop = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    regels = "".join(
        f'\n{"#, python-format" + chr(10) if "%(" in nl else ""}msgid "{nl}"\nmsgstr "{tekst}"\n'
        for nl, tekst in teksten.items()
    )
    lijst.write_text(kop + regels, encoding="utf-8")
    lijst.with_suffix(".mo").write_bytes(_vertaald(teksten))


def _vertaald(teksten):
    """The compiled form of what is translated, as msgfmt makes it."""
    alle = {"": "Content-Type: text/plain; charset=UTF-8\n"} | teksten
    paren = sorted((bron.encode(), tekst.encode()) for bron, tekst in alle.items() if tekst)
    begin = 28 + 16 * len(paren)
    tabellen, woorden = [b"", b""], b""
    for kant in (0, 1):
        for paar in paren:
            tabellen[kant] += struct.pack("<II", len(paar[kant]), begin + len(woorden))
            woorden += paar[kant] + b"\0"
    kop = struct.pack("<7I", 0x950412DE, 0, len(paren), 28, 28 + 8 * len(paren), 0, 0)
    return kop + tabellen[0] + tabellen[1] + woorden


def test_dutch_and_english_are_offered_and_the_others_wait():
    assert [taal for taal, _ in aangeboden(LOCALE)] == ["nl", "en"]
    assert aangeboden(LOCALE) == ingesteld.LANGUAGES
    assert set(TALEN) == {"nl", "en", "de", "tr", "ar", "uk", "pl"}


@pytest.mark.parametrize("taal", ["de", "tr", "ar", "uk", "pl"])
def test_every_language_has_a_list_to_fill_in(taal):
    lijst = (LOCALE / taal / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert f'"Language: {taal}\\n"' in lijst
    assert 'msgid "Bent u nu veilig?"' in lijst


def test_a_language_is_offered_as_soon_as_nothing_lacks(eigen_map):
    assert ontbrekend(eigen_map, "tr") == ["Ja", "Nog %(aantal)s dagen"]
    _schrijf(eigen_map, "tr", {"Ja": "Evet", "Nog %(aantal)s dagen": ""})
    assert ontbrekend(eigen_map, "tr") == ["Nog %(aantal)s dagen"]
    assert "tr" not in dict(aangeboden(eigen_map))
    _schrijf(eigen_map, "tr", {"Ja": "Evet", "Nog %(aantal)s dagen": "%(aantal)s gün sonra"})
    assert dict(aangeboden(eigen_map))["tr"] == "Türkçe"


def test_the_command_counts_what_lacks_and_adds_it_to_be_translated(eigen_map, capsys):
    _schrijf(eigen_map, "tr", {"Ja": "Evet"})
    call_command("vertalingen")
    gezegd = capsys.readouterr().out
    assert "nl Nederlands: volledig" in gezegd
    assert "tr Türkçe: mist 1 teksten" in gezegd
    assert not (eigen_map / "pl").exists()
    for _ in range(2):
        call_command("vertalingen", aanvullen=True)
    lijst = (eigen_map / "tr/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    assert lijst.count('msgid "Ja"\nmsgstr "Evet"') == 1
    assert lijst.count('#, python-format\nmsgid "Nog %(aantal)s dagen"\nmsgstr ""') == 1
    assert 'msgid "Ja"\nmsgstr ""' in (eigen_map / "pl/LC_MESSAGES/django.po").read_text()


class Proefformulier(forms.Form):
    naam = forms.CharField()
    dag = forms.DateField()
    kleur = forms.ChoiceField(choices=[("rood", "rood")])


def test_what_django_says_of_a_field_is_said_in_our_own_dutch():
    with translation.override("nl"):
        fouten = Proefformulier({"dag": "gisteren", "kleur": "groen"}).errors
        assert [str(fout) for veld in fouten.values() for fout in veld] == [
            "Vul dit in.",
            "Vul een dag in, zoals 31-12-2026.",
            "Kies een van deze antwoorden.",
        ]
