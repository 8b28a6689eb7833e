"""Contact sheets of the shipped templates: every screen of a roll small, some of them whole."""
