"""What a visitor of a page reads or hears, and how hard it is to read.

The norm for B1: sentences of at most 12 words on average and none above 20, and at most 5 in 100
words of 13 letters or more, in the part of the page that is its own. Only what ends with a mark is
a sentence; labels and headings count for their words.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

GEMIDDELD_HOOGSTENS = 12.0  # words per sentence
ZIN_HOOGSTENS = 20  # words
LANG = 13  # letters from which a word is long
AANDEEL_LANG_HOOGSTENS = 0.05

_IN_DE_REGEL = {"a", "strong", "em", "span", "b", "i", "small", "abbr", "time", "kbd", "code"}
_ONZICHTBAAR = {"script", "style", "svg", "template"}
_LEEG = {"input", "img", "meta", "link", "br", "hr", "path", "use", "source", "wbr"}
_GEHOORD = ("alt", "title", "aria-label", "placeholder")
_WOORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HOOFDDEEL = re.compile(r"<main\b.*</main>", re.DOTALL)
_ZIN = re.compile(r"[^.?!]+(?:\.(?!\s)[^.?!]+)*[.?!]+(?=\s|$|[)”’])")


class _Lezer(HTMLParser):
    """Collects pieces of text that belong together, and what attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.stukken: list[str] = [""]
        self._diep = 0  # inside something invisible

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _IN_DE_REGEL:
            self.stukken.append("")
        self._diep += self._diep > 0 and tag not in _LEEG
        if tag in _ONZICHTBAAR and not self._diep:
            self._diep = 1
        for naam, waarde in attrs:
            if naam in _GEHOORD and waarde:
                self.stukken += [waarde, ""]

    def handle_endtag(self, tag: str) -> None:
        self._diep -= self._diep > 0
        if tag not in _IN_DE_REGEL:
            self.stukken.append("")

    def handle_data(self, data: str) -> None:
        if not self._diep:
            self.stukken[-1] += data


def stukken(pagina: str) -> list[str]:
    """The pieces of text of a page, with spaces as a reader sees them."""
    lezer = _Lezer()
    lezer.feed(pagina)
    return [netjes for stuk in lezer.stukken if (netjes := " ".join(stuk.split()))]


def woorden(tekst: str) -> list[str]:
    """The words of a text; numbers and codes are none."""
    return _WOORD.findall(tekst)


def zinnen(tekst: str) -> list[str]:
    """What ends with a full stop, a question mark or an exclamation mark."""
    return [zin.strip() for zin in _ZIN.findall(tekst)]


@dataclass(frozen=True)
class Oordeel:
    """How hard a page is to read."""

    gemiddeld: float  # words per sentence
    te_lang: list[str]  # sentences
    aandeel_lang: float  # of the words
    lange_woorden: list[str]


def oordeel(pagina: str) -> Oordeel:
    """Measure the text of a page: what stands in its main part."""
    hoofddeel = _HOOFDDEEL.search(pagina)
    tekst = stukken(hoofddeel[0] if hoofddeel else pagina)
    alle = [zin for stuk in tekst for zin in zinnen(stuk)]
    lengtes = [len(woorden(zin)) for zin in alle]
    gelezen = [woord for stuk in tekst for woord in woorden(stuk)]
    lang = [woord for woord in gelezen if len(woord) >= LANG]
    return Oordeel(
        gemiddeld=sum(lengtes) / max(len(lengtes), 1),
        te_lang=[zin for zin in alle if len(woorden(zin)) > ZIN_HOOGSTENS],
        aandeel_lang=len(lang) / max(len(gelezen), 1),
        lange_woorden=sorted(set(lang)),
    )
