"""The form of a template: its values as they are posted, what its buttons do, and how it is shown."""
