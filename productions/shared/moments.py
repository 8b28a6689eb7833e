"""Times as people and programs write them, read in one way wherever they come in."""

from datetime import UTC, datetime, tzinfo

from django.utils.dateparse import parse_date, parse_datetime


def parse_moment(text: str, *, zone: tzinfo | None = None) -> datetime | None:
    """A time in ISO 8601, always with a zone; None where the text is none, or one before the year 1 or after 9999 in UTC.

    A time without a zone is one of `zone`, and a date alone its midnight there. Where `zone` is None neither is a moment.
    """
    try:
        moment = parse_datetime(text)
        if moment is None and (day := parse_date(text)) is not None:
            moment = datetime(day.year, day.month, day.day)
    except ValueError:  # of the right form, and no time: 31 February
        return None
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone) if zone is not None else None
    return moment if moment is not None and is_in_calendar(moment) else None


def is_in_calendar(moment: datetime) -> bool:
    """Whether the moment has a date in UTC, in which databases keep it."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True
