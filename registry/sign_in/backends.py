"""Who may have a session at all."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """Active members of staff. It is asked for every request, so a session ends with the account's rights."""

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user is not None and user.is_active and user.is_staff)
