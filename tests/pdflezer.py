"""What stands in a PDF: its text, its letter sizes, its tags and the texts of its pictures."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_TEKEN = re.compile(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")


def _alfabetten(blad: Any) -> dict[str, dict[int, str]]:
    return {
        naam: {
            int(van, 16): bytes.fromhex(naar).decode("utf-16-be")
            for van, naar in _TEKEN.findall(letter.ToUnicode.read_bytes().decode("latin-1"))
        }
        for naam, letter in blad.Resources.Font.items()
    }


def _stukken(pdf: pikepdf.Pdf) -> Iterator[tuple[str, float]]:
    """Each piece of text with its size in points."""
    for blad in pdf.pages:
        alfabetten = _alfabetten(blad)
        letter, maat = "", 0.0
        for stap in pikepdf.parse_content_stream(blad):
            soort = str(stap.operator)
            if soort == "Tf":
                letter, maat = str(stap.operands[0]), float(stap.operands[1])
            elif soort in {"Tj", "TJ"}:
                lijst: Any = stap.operands[0] if soort == "TJ" else stap.operands
                bytes_ = b"".join(bytes(deel) for deel in lijst if isinstance(deel, pikepdf.String))
                nummers = [int.from_bytes(bytes_[i : i + 2]) for i in range(0, len(bytes_), 2)]
                yield "".join(alfabetten[letter][nummer] for nummer in nummers), maat


def pdftekst(pdf: pikepdf.Pdf) -> str:
    """All text, with every run of space as one."""
    return " ".join(" ".join(tekst for tekst, _ in _stukken(pdf)).split())


def lettermaten(pdf: pikepdf.Pdf) -> set[float]:
    """The sizes of all letters, in points."""
    return {maat for _, maat in _stukken(pdf)}


def tags(pdf: pikepdf.Pdf) -> tuple[list[str], list[str]]:
    """Kinds of tags in reading order, and the texts of the pictures."""
    soorten: list[str] = []
    alternatieven: list[str] = []

    def loop(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for deel in element:
                loop(deel)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                soorten.append(str(element.S))
            if "/Alt" in element:
                alternatieven.append(str(element.Alt))
            loop(element.get("/K"))

    loop(pdf.Root.StructTreeRoot.K)
    return soorten, alternatieven
