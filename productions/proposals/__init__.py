"""Acts that others decide about (H15): accepting one calls any verb."""
