"""The compiled read path: declared serializers and filters become one prepared query, and its rows become bytes."""
