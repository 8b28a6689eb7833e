"""What the files of a reel are called, so that a time line finds the movie that lies beside it."""

from hashlib import sha256

import rfc8785

from productions.roll.delivery import Delivery

RATES = {"24000/1001": "23.976", "30000/1001": "29.97", "60000/1001": "59.94"}
"""What everybody calls the rates that are no whole numbers."""


def stem(digest: str, lang: str, delivery: Delivery) -> str:
    """A name without suffix, `roll-0123456789ab-1920x1080-23.976`: one for the same document, language and delivery."""
    shown = {**delivery.to_dict(), "px": delivery.speed}
    key = sha256(rfc8785.dumps({"document": digest, "lang": lang, "delivery": shown})).hexdigest()[:12]
    rate = str(delivery.rate)
    return f"roll-{key}-{delivery.raster}-{RATES.get(rate, rate)}"
