"""Which role of the vocabulary a label means."""
