"""What `tests/rules/test_withheld.py` is made of: `story` plants a name, `needles` knows it in every form, `doors` are
the addresses that are asked afterwards, `acts` what is posted to them, `shelves` what is looked through beside them."""
