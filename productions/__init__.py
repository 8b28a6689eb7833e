"""The domain: state, rules and verbs of the credit registry."""
