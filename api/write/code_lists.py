"""Members that hold a list of codes."""

from typing import Any

from rest_framework import serializers

from api.write.field_readers import SelfReadingField, WrongValue, make_choice_reader


class CodeListField(SelfReadingField, serializers.ListField):
    """A list of codes, each one of `choices`."""

    def __init__(self, choices: Any, **options: Any) -> None:
        self.code = serializers.ChoiceField(choices=choices)
        super().__init__(child=self.code, **options)

    def read(self, value: Any) -> list[str]:
        """The codes. Raises Wrong."""
        if not isinstance(value, list):
            raise WrongValue("Give a list.")
        read_code = make_choice_reader(self.code)
        return [read_code(each) for each in value]
