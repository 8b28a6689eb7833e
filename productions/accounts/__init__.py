"""What is done with accounts: invitations, tokens, sign-ins, kept answers."""
