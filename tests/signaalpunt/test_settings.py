"""The start stops by name at a wrong or missing setting; production invents nothing."""

import os
import subprocess
import sys

import pytest

from tests.omgeving import VAST

PRODUCTIE = {
    **VAST,
    "SIGNAALPUNT_OMGEVING": "productie",
    "SIGNAALPUNT_HOSTS": "signaalpunt.voorbeeld.test",
    "SIGNAALPUNT_MAIL_URL": "smtp+tls://mail.voorbeeld.test:587",
    "SIGNAALPUNT_MAIL_VAN": "signaalpunt@voorbeeld.test",
}


def _begin(omgeving: dict[str, str], *opdracht: str) -> subprocess.CompletedProcess[str]:
    kaal = {naam: os.environ[naam] for naam in ("PATH", "HOME") if naam in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *opdracht],
        env={**kaal, "DATABASE_URL": os.environ["DATABASE_URL"], **omgeving},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_all_its_settings_and_passes_the_deploy_check():
    gelopen = _begin(PRODUCTIE, "check", "--deploy", "--fail-level", "WARNING")
    assert gelopen.returncode == 0, gelopen.stderr


@pytest.mark.parametrize("naam", sorted(PRODUCTIE.keys() - {"SIGNAALPUNT_OMGEVING"}))
def test_production_refuses_to_start_without_a_setting_and_names_it(naam):
    gelopen = _begin({k: v for k, v in PRODUCTIE.items() if k != naam}, "check")
    assert gelopen.returncode != 0
    assert naam in gelopen.stderr


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("SIGNAALPUNT_OMGEVING", "test"),
        ("SIGNAALPUNT_SLEUTELS", "1:kort"),
        ("SIGNAALPUNT_HASHSLEUTEL", "kort"),
    ],
)
def test_a_wrong_setting_is_named(naam, waarde):
    gelopen = _begin({**PRODUCTIE, naam: waarde}, "check")
    assert gelopen.returncode != 0
    assert naam in gelopen.stderr


def test_without_a_choice_it_is_production():
    zonder = {k: v for k, v in PRODUCTIE.items() if k != "SIGNAALPUNT_OMGEVING"}
    toon = "from django.conf import settings; print(settings.OMGEVING)"
    assert _begin(zonder, "shell", "--no-imports", "-c", toon).stdout.strip() == "productie"
