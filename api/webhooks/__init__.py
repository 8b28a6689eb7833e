"""The change feed, brought: `sending` makes one safe request, `messages` says what it holds and what its answer means."""
