"""Lengths to scale."""

from decimal import Decimal


def scaled(value: Decimal | float, largest: Decimal | float, room: float) -> float:
    """Return the length of a value when the largest one fills the room; 0 when all are 0."""
    return round(float(value) / float(largest) * room, 1) if largest else 0.0
