"""The house stays as described: settings in the README, tasks on the schedule, small files."""

import importlib
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests import plaatjes

HUIS = Path(__file__).resolve().parent.parent
APPS = ("signaalpunt", "meldingen", "opvolging", "rapportage")
LEESMIJ = (HUIS / "README.md").read_text(encoding="utf-8")


def _modules() -> list[Path]:
    return [
        pad
        for app in APPS
        for pad in (HUIS / app).rglob("*.py")
        if "migrations" not in pad.parts and pad.name != "__init__.py"
    ]


def _templates() -> list[Path]:
    return sorted((HUIS / "templates").rglob("*.html"))


def _variabelen() -> set[str]:
    gelezen = set()
    for pad in [*_modules(), *filter(Path.is_file, (HUIS / "bin").iterdir())]:
        gelezen |= set(re.findall(r"\bSIGNAALPUNT_[A-Z_]+\b", pad.read_text(encoding="utf-8")))
    return gelezen | {"DATABASE_URL", "REDIS_URL", "PORT"}


def test_the_readme_explains_every_environment_variable_and_no_other():
    beschreven = set(re.findall(r"^\| `([A-Z_]+)`", LEESMIJ, re.MULTILINE))
    assert beschreven == _variabelen()


def test_where_is_what_stays_short():
    deel = LEESMIJ.split("## Where is what", 1)[1].split("\n## ", 1)[0]
    assert len(deel.strip().splitlines()) <= 60


def test_every_picture_of_the_readme_exists():
    plaatjes = re.findall(r"\]\((docs/[^)]+\.png)\)", LEESMIJ)
    assert len(plaatjes) >= 5
    assert [plaatje for plaatje in plaatjes if not (HUIS / plaatje).is_file()] == []


def test_the_public_pictures_are_those_of_the_table_of_states():
    """`bin/plaatjes` writes the page and takes them; a state without a picture is not shown."""
    tekst = (HUIS / "docs" / "publieke-paginas.md").read_text(encoding="utf-8")
    assert tekst == plaatjes.overzicht()
    getoond = set(re.findall(r"\]\(plaatjes/([^)]+\.png)\)", tekst))
    assert getoond == {plaatjes.bestand(*plaatje) for plaatje in plaatjes.afgebeeld()}
    gemaakt = {pad.name for pad in (HUIS / "docs" / "plaatjes").glob("publiek-*.png")}
    assert gemaakt == getoond


@pytest.mark.parametrize("regel", settings.CELERY_BEAT_SCHEDULE.values())
def test_every_line_of_the_schedule_is_a_task(regel):
    module, naam = regel["task"].rsplit(".", 1)
    assert getattr(importlib.import_module(module), naam).name == regel["task"]


@pytest.mark.parametrize(("paden", "hoogstens"), [(_modules, 400), (_templates, 140)])
def test_a_file_can_be_held_in_the_head(paden, hoogstens):
    lang = {
        str(pad.relative_to(HUIS)): aantal
        for pad in paden()
        if (aantal := len(pad.read_text(encoding="utf-8").splitlines())) > hoogstens
    }
    assert lang == {}


def test_templates_hold_no_style_script_or_outside_address():
    fout = re.compile(r' style="| on[a-z]+="|<script(?![^>]*\bsrc=)|<style|(?:src|href)="https?://')
    gevonden = [
        str(pad.relative_to(HUIS)) for pad in _templates() if fout.search(pad.read_text("utf-8"))
    ]
    assert gevonden == []


def test_public_pages_use_no_office_words():
    kantoor = re.compile(r"\b(zaak|zaken|dossier|geval|case|cliënt|client)\b", re.IGNORECASE)
    gevonden = {
        pad.name: kantoor.findall(zichtbaar)
        for pad in (HUIS / "templates" / "meldingen").rglob("*.html")
        if kantoor.search(
            zichtbaar := re.sub(r"{[%#{].*?[}%#]}", "", pad.read_text("utf-8"), flags=re.DOTALL)
        )
    }
    assert gevonden == {}


def test_every_owned_row_carries_its_gemeente():
    zonder_eigenaar = {
        "Gemeente",
        "Hartslag",
        "Emmer",
        "Dagzout",
    }  # the owner itself, and the machinery
    zonder = {
        model.__name__
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if "gemeente" not in {veld.name for veld in model._meta.fields}
    }
    assert zonder == zonder_eigenaar


@pytest.mark.parametrize("naam", ["bin/start", "bin/test", "bin/manage", "bin/bench", ".ci/run"])
def test_a_command_can_be_run(naam):
    regel = subprocess.run(
        ["git", "ls-files", "-s", naam], cwd=HUIS, capture_output=True, text=True, check=True
    ).stdout
    assert regel.startswith("100755")
