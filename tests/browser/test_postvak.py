"""The mail of the demo in a real browser, empty and filled by a reminder."""

from playwright.sync_api import expect

from opvolging import herinneringen, klokken
from signaalpunt import post
from tests import bouwers
from tests.bouwers import NU
from tests.browser.conftest import keur


def test_the_mail_of_a_reminder_can_be_read(pagina, stad, settings, tmp_path):
    settings.POSTVAK_DIR = tmp_path
    settings.EMAIL_BACKEND = "signaalpunt.postvak.PostvakBackend"
    pagina.goto("/postvak/")
    expect(pagina.get_by_text("Er is nog geen e-mail verstuurd.")).to_be_visible()
    keur(pagina)
    termijn = klokken.start(bouwers.melding(), nu=NU)
    herinneringen.verzend(nu=termijn.streef_op)
    post.verstuur(nu=termijn.streef_op)
    pagina.reload()
    brief = pagina.get_by_role("article", name=f"melding {termijn.melding_id}")
    expect(brief).to_contain_text(f"Aan {termijn.gemeente.teammail}")
    expect(brief.get_by_role("link")).to_have_count(1)
    keur(pagina)
