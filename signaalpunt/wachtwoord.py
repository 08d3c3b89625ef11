"""What a password needs, in words that people here read."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LangGenoeg(MinimumLengthValidator):
    """Django's rule of length; its new sentence has no Dutch translation yet."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."
