"""The plain way: the same rows by ModelSerializer, select_related and prefetch, JSONRenderer and django-filter."""
