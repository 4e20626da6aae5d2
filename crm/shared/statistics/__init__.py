"""Statistics small enough to read: pure functions of numbers, each with its source; no database, no rounding."""
