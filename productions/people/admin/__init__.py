from productions.people.admin import groups, people, private_details

__all__ = ["groups", "people", "private_details"]
