"""Queues of the workers, which task goes through which, and how long the broker may keep anybody waiting."""

from typing import Any

from kombu import Queue

SHORT, LONG, WEBHOOKS, HOUSEKEEPING = "short", "long", "webhooks", "housekeeping"
"""Files on paper, those that are imported, and what is counted; films and dumps, which take hours; receivers that may be slow; what beat asks for every some seconds."""

TASK_ROUTES = {
    name: {"queue": queue}
    for queue, names in {
        SHORT: [
            "productions.tasks.make_export",
            "productions.tasks.run_import",
            "productions.tasks.count_record",
        ],
        LONG: ["productions.tasks.make_film", "api.tasks.make_dump"],
        WEBHOOKS: ["api.tasks.deliver_webhook"],
        HOUSEKEEPING: [
            "productions.tasks.sweep",
            "productions.tasks.publish",
            "productions.tasks.clear_exports",
            "api.tasks.ring_webhooks",
            "api.tasks.sweep_dumps",
        ],
    }.items()
    for name in names
}

BROKER_CONNECT_SECONDS = 2
"""To reach the broker. An answer from one that is there takes milliseconds."""
BROKER_ANSWER_SECONDS = 5
"""For one answer of the broker. Longer than a worker's BRPOP, which Redis holds for a second."""
EXPIRES_SHARE = 0.9
"""A periodic message that nobody took by then is thrown away, since the next one asks for the same."""


def make_queues() -> list[Queue]:
    """All of them; a worker that is told no queue takes from each."""
    return [Queue(name, routing_key=name) for name in (SHORT, LONG, WEBHOOKS, HOUSEKEEPING)]


def make_periodic_entry(task: str, seconds: float) -> dict[str, Any]:
    """An entry of beat's schedule, whose messages do not pile up."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds * EXPIRES_SHARE}}


def transport_options(broker_url: str, *, visibility_seconds: int) -> dict[str, object]:
    """Kombu's options for Redis or RabbitMQ: without timeouts, a broker that is silent is waited for without end."""
    if broker_url.startswith("redis"):
        return {
            "visibility_timeout": visibility_seconds,
            "unacked_restore_interval": 1,
            "unacked_restore_throttle": 1,
            "socket_connect_timeout": BROKER_CONNECT_SECONDS,
            "socket_timeout": BROKER_ANSWER_SECONDS,
            "socket_keepalive": True,
            "retry_on_timeout": False,
        }
    return {
        "read_timeout": BROKER_ANSWER_SECONDS,
        "write_timeout": BROKER_ANSWER_SECONDS,
        "confirm_publish": True,
    }
