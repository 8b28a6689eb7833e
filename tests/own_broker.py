"""The broker of one process of the tests. It imports nothing of the site: settings are read after it."""


def name_own_broker(url: str, process: str) -> str:
    """The Redis of one process of xdist: the second takes the database below the one named, so that no worker takes another's messages."""
    server, slash, database = url.rpartition("/")
    if not (url.startswith("redis") and database.isdecimal()):
        return url
    return f"{server}{slash}{int(database) - int(process.removeprefix('gw'))}"
