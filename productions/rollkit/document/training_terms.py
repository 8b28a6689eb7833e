"""What the makers of a work say about its use for AI, as a document freezes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainingTerm:
    """One entry of CAWG's training and data mining assertion: `entry` (`cawg.data_mining`, …) is allowed, notAllowed or constrained.

    `condition` is that of a constrained one, empty where none is told.
    """

    entry: str
    use: str
    condition: str
