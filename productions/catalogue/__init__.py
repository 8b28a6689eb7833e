"""Productions, titles, episodes, cuts, and memberships, which a new production begins with."""
