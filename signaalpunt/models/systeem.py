"""Rows the machinery keeps about itself: heartbeats and rate limits."""

from django.db import models


class Hartslag(models.Model):
    """When a background engine last finished a run; /healthz and `controleer` read it."""

    naam = models.CharField("naam", max_length=60, unique=True)
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "hartslag"
        verbose_name_plural = "hartslagen"

    def __str__(self) -> str:
        return self.naam


class Emmer(models.Model):
    """A bucket of the rate limit: how often this hashed sender did this within this window."""

    sleutel = models.CharField("sleutel", max_length=80)
    venster = models.DateTimeField("venster")  # start of the window
    aantal = models.PositiveIntegerField("aantal", default=0)

    class Meta:
        verbose_name = "emmer"
        verbose_name_plural = "emmers"
        constraints = [
            # the upsert that counts one more
            models.UniqueConstraint(fields=["sleutel", "venster"], name="emmer_een_per_venster")
        ]

    def __str__(self) -> str:
        return f"emmer {self.pk}"


class Dagzout(models.Model):
    """What makes the senders of one day recognisable to the rate limits, and on no other day."""

    dag = models.DateField("dag", primary_key=True)  # in UTC, as the windows are
    zout = models.CharField("zout", max_length=64)

    class Meta:
        verbose_name = "dagzout"
        verbose_name_plural = "dagzouten"

    def __str__(self) -> str:
        return f"zout van {self.dag}"
