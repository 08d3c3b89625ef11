"""Mail that came back becomes a task; whatever else is sent to us is ignored and said."""

import io
import mailbox
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from opvolging.models import Herinnering
from signaalpunt import post, retouren
from signaalpunt.models import Bericht
from signaalpunt.retouren import Uitkomst
from tests import bouwers

RAPPORT = """\
From: MAILER-DAEMON@mx.voorbeeld.test (Mail Delivery System)
To: signaalpunt@voorbeeld.test
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain; charset=us-ascii

Ik kon uw mail aan Truus Kanarie niet bezorgen.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.voorbeeld.test
Arrival-Date: Wed, 16 Sep 2026 10:00:00 +0200

Final-Recipient: rfc822; truus.kanarie@voorbeeld.test
Action: {actie}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 unknown user

--grens
Content-Type: {soort}

From: Signaalpunt <signaalpunt@voorbeeld.test>
To: truus.kanarie@voorbeeld.test
Subject: Wij hebben uw bericht
Message-ID: {bericht_id}

Dag Truus Kanarie
--grens--
"""


def rapport(sleutel="een", actie="failed", soort="message/rfc822", **velden) -> bytes:
    standaard = {"bericht_id": post.bericht_id(sleutel), "actie": actie, "soort": soort}
    return RAPPORT.format(**standaard | velden).encode()


def verzonden(sleutel="een", geleden=timedelta(hours=1), **velden) -> Bericht:
    op = timezone.now() - geleden
    eigen = {"status": "verzonden", "klaar_op": op, "verzonden_op": op, "sleutel": sleutel}
    return bouwers.bericht(**eigen | velden)


def verwerk(*mails: bytes) -> dict[Uitkomst, int]:
    return dict(retouren.verwerk(mails, nu=timezone.now()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "soort", ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"]
)
def test_a_mail_that_came_back_becomes_a_task_and_nothing_of_the_report_is_kept(soort):
    bericht, ander = verzonden(), verzonden("twee")
    assert verwerk(rapport(soort=soort)) == {Uitkomst.NIET_AANGEKOMEN: 1}
    assert list(Bericht.objects.niet_aangekomen()) == [bericht]
    bericht.refresh_from_db()
    assert (bericht.aan, bericht.gegevens) == ("", "")
    ander.refresh_from_db()
    assert ander.status == "verzonden"


@pytest.mark.django_db
def test_who_was_in_a_mail_of_reminders_that_came_back_was_not_reminded():
    bericht = verzonden(soort="bundel")
    termijn = bouwers.termijn()
    rij = Herinnering.objects.create(
        gemeente=termijn.gemeente, termijn=termijn, regelversie=1, stap=2, ontvanger="team",
        gepland_op=bouwers.NU, status="verzonden", bericht=bericht,
    )  # fmt: skip
    verwerk(rapport())
    rij.refresh_from_db()
    assert (rij.status, rij.reden) == ("mislukt", "de mail kwam niet aan")


@pytest.mark.django_db
def test_reading_the_same_again_changes_nothing_also_when_somebody_has_seen_it():
    bericht = verzonden()
    assert verwerk(rapport(), rapport()) == {Uitkomst.NIET_AANGEKOMEN: 1, Uitkomst.AL_BEKEND: 1}
    Bericht.objects.update(gezien_op=timezone.now())
    assert verwerk(rapport()) == {Uitkomst.AL_BEKEND: 1}
    bericht.refresh_from_db()
    assert bericht.gezien_op is not None


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["klaar", "bezig"])
def test_a_mail_that_came_back_before_its_sender_noted_that_it_left_is_a_task_too(status):
    verzonden(status=status, verzonden_op=None, claim="00000000-0000-0000-0000-000000000001")
    assert verwerk(rapport()) == {Uitkomst.NIET_AANGEKOMEN: 1}
    assert post.verstuur(nu=timezone.now()).verzonden == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mail", "uitkomst"),
    [
        (rapport(actie="delayed"), Uitkomst.NOG_BEZIG),
        (rapport(actie="relayed"), Uitkomst.NOG_BEZIG),
        (rapport("nooit verstuurd"), Uitkomst.ONBEKEND),
        (rapport("te lang geleden"), Uitkomst.ONBEKEND),
        (rapport(bericht_id="<iets@elders.test>"), Uitkomst.GEEN_RETOUR),
        (rapport(bericht_id=""), Uitkomst.GEEN_RETOUR),
        (rapport(soort="text/plain"), Uitkomst.GEEN_RETOUR),
        (rapport(soort="image/png"), Uitkomst.GEEN_RETOUR),
        (rapport(actie=""), Uitkomst.GEEN_RETOUR),
        (b"Subject: Ik ben met vakantie\n\nTot maandag.", Uitkomst.GEEN_RETOUR),
        (b"", Uitkomst.GEEN_RETOUR),
        (b"\x00\xff\xfe", Uitkomst.GEEN_RETOUR),
        (rapport().replace(b"--grens", b"--anders"), Uitkomst.GEEN_RETOUR),
        (rapport()[:400], Uitkomst.GEEN_RETOUR),
    ],
)
def test_whatever_else_comes_in_is_ignored_and_said(mail, uitkomst):
    verzonden()
    verzonden("te lang geleden", geleden=timedelta(days=29))
    assert verwerk(mail) == {uitkomst: 1}
    assert not Bericht.objects.niet_aangekomen().exists()


def nest(diepte: int) -> bytes:
    """A mail in a mail in a mail."""
    delen = [f'Content-Type: multipart/report; boundary="{n}"\n\n--{n}\n' for n in range(diepte)]
    return "".join(delen).encode()


def test_what_cannot_be_read_is_said_and_never_stops_the_others():
    assert retouren._lees_veilig(nest(3000)) in (Uitkomst.ONLEESBAAR, Uitkomst.GEEN_RETOUR)
    assert retouren._lees_veilig(rapport()) == retouren.Retour(post.kenmerk("een"), True)


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_an_error(ruw):
    assert isinstance(retouren._lees_veilig(ruw), Uitkomst)


@given(st.data())
def test_a_report_with_bytes_changed_is_read_without_an_error(data):
    ruw = bytearray(rapport())
    for _ in range(data.draw(st.integers(1, 20))):
        ruw[data.draw(st.integers(0, len(ruw) - 1))] = data.draw(st.integers(0, 255))
    gelezen = retouren._lees_veilig(bytes(ruw))
    assert isinstance(gelezen, Uitkomst | retouren.Retour)


@pytest.fixture
def invoer(monkeypatch):
    """What the mail server pipes."""

    def geef(ruw: bytes) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(ruw)))

    return geef


@pytest.mark.django_db
def test_a_mail_server_pipes_one_mail_however_long(invoer, capsys):
    verzonden()
    stroom = rapport() + b"x" * (2 * retouren.HOOGSTENS)
    invoer(stroom)
    call_command("lees_retouren")
    assert capsys.readouterr().out.splitlines() == [
        "Mails gelezen: 1.",
        "1 niet aangekomen; dit staat nu op de werkvoorraad.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("soort", [mailbox.Maildir, mailbox.mbox])
def test_a_mailbox_is_read_whole(tmp_path, capsys, soort):
    verzonden()
    doos = soort(tmp_path / "doos", create=True)
    for mail in (rapport(), b"Subject: hoi\n\nhoi", rapport(actie="delayed")):
        doos.add(mail)
    doos.close()
    call_command("lees_retouren", str(tmp_path / "doos"))
    regels = capsys.readouterr().out.splitlines()
    assert regels[0] == "Mails gelezen: 3."
    assert len(regels) == 4
    assert Bericht.objects.niet_aangekomen().count() == 1


def test_a_path_that_is_no_mailbox_is_named(tmp_path):
    for pad in (tmp_path / "weg", tmp_path):
        with pytest.raises(CommandError, match="is geen maildir of mbox"):
            call_command("lees_retouren", str(pad))


def test_without_a_database_the_mail_server_offers_the_mail_again(invoer, monkeypatch, capsys):
    invoer(rapport())

    def weg(*_, **__):
        raise OperationalError

    monkeypatch.setattr(retouren, "_noteer", weg)
    with pytest.raises(SystemExit) as einde:
        call_command("lees_retouren")
    assert einde.value.code == 75
    assert "Bied deze mail later opnieuw aan." in capsys.readouterr().err
