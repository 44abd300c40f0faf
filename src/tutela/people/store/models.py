"""Organisations, accounts, memberships, invitations, one-time links."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from tutela.people.engine.roles import Kind, Role


class Organisation(models.Model):
    """A tenant: everything sensitive belongs to exactly one."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    state = models.CharField(max_length=3, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "name"], name="one_organisation_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a normalised address."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "Account":
        """Make an account; without a password it can only be entered through a link."""
        account = Account(email=self.normalize_email(email).lower(), name=name)
        account.set_password(password)
        account.save(using=self._db)
        # allauth's note that the address is proved: the invitation was sent to it.
        from allauth.account.models import EmailAddress  # noqa: PLC0415 - its models load later

        EmailAddress.objects.create(
            user=account, email=account.email, verified=True, primary=True
        )
        return account


class Account(AbstractBaseUser):
    """A person who signs in. What the person may do hangs on memberships, not here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, default="en")
    theme = models.CharField(max_length=5, default="auto")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one account in one organisation."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation"],
                condition=models.Q(ended_at=None),
                name="one_current_role_in_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.organisation_id}"


class Invitation(models.Model):
    """A link, sent to one address, that makes a membership. Only its digest is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} {self.role}"


class OneTimeLink(models.Model):
    """A sign-in link for a demonstration account; used once, refused outside a demonstration."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link for {self.account_id}"


class SignInSession(models.Model):
    """One signed-in browser: when it began, when it was last used, what it seems to be.

    No network address is kept. The browser's session holds the row's key; deleting the row ends it.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"session of {self.account_id}"
