from productions.accounts.admin import invitations, tokens, users

__all__ = ["invitations", "tokens", "users"]
