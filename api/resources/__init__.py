"""Addresses that stand on reading and writing: the root, the OpenAPI document, vocabularies, templates, differences."""
