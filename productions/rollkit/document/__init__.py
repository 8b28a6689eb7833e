"""The document of a roll: what is frozen when a release is issued, and what can be proved of it."""
