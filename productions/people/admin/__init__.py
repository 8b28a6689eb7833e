from productions.people.admin import groups, people, private_details, tracker_ids

__all__ = ["groups", "people", "private_details", "tracker_ids"]
