"""What was done in a production, told in sentences: who, what, from what to what; and how the last change is taken back."""
