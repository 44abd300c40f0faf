"""What a password must not be, in words that name our fields."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class UnlikeItsPerson(UserAttributeSimilarityValidator):
    """Refuses a password that resembles the name or the address of its person."""

    def get_error_message(self) -> str:
        """Say it in the reader's language; Django would name the column in English."""
        return _("The password is too like your name or your address. Choose another.")
