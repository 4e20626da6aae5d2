"""What the account managers of Meerwijk are to sell in a year, excluding VAT."""

YEAR_TARGETS = {
    "sanne": 120_000,
    "tom": 90_000,
    "youssef": 60_000,
    "pieter": 110_000,
    "noor": 80_000,
    "daan": 95_000,
    "lotte": 75_000,
    "emily": 70_000,
}
TEAM_TARGETS = {"zuid": 150_000}  # above the sum of its people: the team has to find more
SHAPE = (8, 8, 9, 9, 9, 8, 6, 6, 9, 10, 10, 8)  # how a year runs, month by month
GROWTH = 8  # percent a year
