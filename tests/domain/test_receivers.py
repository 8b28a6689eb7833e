"""Signals of the domain: whatever follows a verb of a topic below its own is connected once Django is set up."""

from django.dispatch import Signal

from productions.receivers import RECEIVERS
from tests.domain.service_modules import list_service_modules


def test_each_signal_of_the_list_has_its_receivers_and_no_others():
    for signal in {signal for signal, _ in RECEIVERS}:
        connected = [reference() for _, reference, *_ in signal.receivers]
        assert connected == [receiver for each, receiver in RECEIVERS if each is signal]


def test_every_signal_of_the_domain_is_heard():
    signals = {
        name: value
        for module in list_service_modules()
        for name, value in vars(module).items()
        if isinstance(value, Signal)
    }
    assert "names_withheld" in signals
    assert [name for name, signal in signals.items() if not signal.has_listeners()] == []
