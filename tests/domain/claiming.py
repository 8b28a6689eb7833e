"""How a claim is declined, and what stands afterwards."""

from productions.claims.services import claims


def decline(claim, now):
    return claims.decide_claim(claim, accept=False, decision="It is not so.", by=None, now=now)


def state_of(entry):
    entry.refresh_from_db()
    return entry.state
