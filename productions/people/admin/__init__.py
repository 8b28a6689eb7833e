from productions.people.admin import people, private_details

__all__ = ["people", "private_details"]
