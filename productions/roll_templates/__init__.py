"""Templates of rolls."""
