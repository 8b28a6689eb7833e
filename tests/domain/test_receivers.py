"""Signals of the domain: whatever follows a verb of a topic below its own is connected once Django is set up."""

import pkgutil
from importlib import import_module

from django.dispatch import Signal

import productions.domain
from productions.domain.receivers import RECEIVERS


def test_each_signal_of_the_list_has_its_receivers_and_no_others():
    for signal in {signal for signal, _ in RECEIVERS}:
        connected = [reference() for _, reference, *_ in signal.receivers]
        assert connected == [receiver for each, receiver in RECEIVERS if each is signal]


def test_every_signal_of_the_domain_is_heard():
    modules = [
        import_module(f"productions.domain.{module.name}")
        for module in pkgutil.iter_modules(productions.domain.__path__)
    ]
    signals = {
        name: value for module in modules for name, value in vars(module).items() if isinstance(value, Signal)
    }
    assert "names_withheld" in signals
    assert [name for name, signal in signals.items() if not signal.has_listeners()] == []
