"""The people who log in. Their e-mail is the login; their name is encrypted."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models

from signaalpunt.models.gemeente import Gemeente
from signaalpunt.rollen import Rol
from signaalpunt.versleuteling import VersleuteldeRij, VersleuteldTekstveld


class GebruikerBeheer(BaseUserManager["Gebruiker"]):
    """Makes accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **velden: Any) -> "Gebruiker":
        """Store an account; without a password nobody can log in with it."""
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str, **velden: Any) -> "Gebruiker":
        """The first beheerder, for `createsuperuser` after `laad_buurten`."""
        velden.setdefault("gemeente", Gemeente.objects.earliest("pk"))
        return self.create_user(email, password, rol=Rol.BEHEERDER, **velden)


class Gebruiker(VersleuteldeRij, AbstractUser):
    """Somebody with an account: one role, one gemeente."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mailadres", unique=True)
    naam = VersleuteldTekstveld("naam", max_length=120)
    rol = models.CharField("rol", max_length=12, choices=Rol.choices)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="gebruikers")
    plaatsvervanger = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name="plaatsvervanger",
        null=True,
        blank=True,
        related_name="vervangt",
        help_text="Krijgt de herinneringen zolang deze collega afwezig is.",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[GebruikerBeheer] = GebruikerBeheer()  # type: ignore[assignment]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return f"gebruiker {self.pk}"
