"""Accounts as rows, what a token leaves them, and who may: every verb says `by`, so this is low."""
