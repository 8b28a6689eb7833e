"""Members that hold a list of codes."""

from typing import Any

from rest_framework import serializers

from api.writes.readers import Own, Wrong, choice_reader


class Codes(Own, serializers.ListField):
    """A list of codes, each one of `choices`."""

    def __init__(self, choices: Any, **options: Any) -> None:
        self.code = serializers.ChoiceField(choices=choices)
        super().__init__(child=self.code, **options)

    def read(self, value: Any) -> list[str]:
        """The codes. Raises Wrong."""
        if not isinstance(value, list):
            raise Wrong("Give a list.")
        read_code = choice_reader(self.code)
        return [read_code(each) for each in value]
