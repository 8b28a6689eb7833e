"""Credits, with the AI uses and declarations that hang on them."""
