"""Lets the first administrator of a new college in."""

from allauth.account.forms import EmailField
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from college.look.models import Wording
from college.outbox.actions import post
from college.signin.models import User
from courses.actions.roles import give_role
from courses.models import Role


class Command(BaseCommand):
    help = "Makes an account with the administrator's role for an e-mail address, where there is none yet."

    def add_arguments(self, parser):
        parser.add_argument("address", help="e-mail address of the first administrator")
        parser.add_argument("--name", default="", help="their name")

    def handle(self, *, address: str, name: str, **options):
        try:
            address = EmailField().clean(address.strip())
        except ValidationError:
            raise CommandError("This is not an e-mail address. Write one such as name@example.org.") from None
        with transaction.atomic():
            user = self._make(address, name)
            self._tell(user)
        self.stdout.write(
            f"{address} is the college's first administrator. What they do next:\n"
            f"  1. Open {settings.BASE_URL}/accounts/login/ and ask for a code for this address.\n"
            "  2. Write the code that comes by e-mail. (The worker has to run: it sends the mail.)\n"
            "  3. Add a second step, a passkey or an app, and print the spare codes.\n"
            "  4. Give other people their roles.\n"
        )

    def _make(self, address: str, name: str) -> User:
        if Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, user__is_active=True).exists():
            raise CommandError(
                "This college has an administrator already. They can give the role to others in the office."
            )
        user = User.objects.filter(email=address).first() or User.objects.create_user(address, name=name)
        if not user.is_active:
            raise CommandError("This account is closed. Take another address.")
        give_role(user=user, kind=Role.Kind.ADMINISTRATOR, by=None, now=timezone.now())
        return user

    def _tell(self, user: User) -> None:
        words = {"college": Wording.current(), "site_url": settings.BASE_URL, "name": user.name}
        post(
            key=f"sign-in:first administrator {user.pk}",
            channel="email",
            subject=_("How to sign in"),
            text=render_to_string("signin/first_administrator.txt", words),
            to_user=user,
            now=timezone.now(),
        )
