"""Rolls, previews, approvals, issues and what is made of them."""
