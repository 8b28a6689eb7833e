"""What the pages of every topic in the admin are made of."""
