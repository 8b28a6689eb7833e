"""The forms of a block of people, one a module: how a role and its names are set. `layout/role_forms.py` lists them."""
