"""The demo's sense of time and chance: days counted back from now, one fixed seed, one replay.

Loaders plan acts at moments of the past; `replay` carries them out in order of time, and only then do the
`inserts` bring in the many rows that need no service. So the figures of every moment (a complaint that was
open when a survey went out, the second complaint within a year) are what they would have been, and
numbers run in the order of the days.
"""

import heapq
import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from crm.shared.localtime import at_local, local_date
from crm.shared.organisation.calendar import load_calendar
from crm.shared.organisation.services import remembered
from crm.shared.people.models import Team, User
from customers.accounts.models import Account
from customers.contacts.models import Contact

SEED = 20261117
DAYS = 548  # eighteen months
BUSINESS_REACH = 700  # days around today of which the working days are looked up
Act = Callable[[datetime], Any]


@dataclass
class History:
    """What the loaders hand on to each other; `day(-1)` is yesterday."""

    now: datetime
    chance: random.Random = field(init=False)
    today: date = field(init=False)
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    contacts: dict[str, list[Contact]] = field(default_factory=dict)
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    planned: int = 0
    inserts: list[Callable[[], Any]] = field(default_factory=list)
    business_days: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.today = local_date(self.now)
        self.chance = random.Random(SEED)  # noqa: S311 - a demo, not a secret

    def day(self, offset: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=offset)

    def offset(self, day: date) -> int:
        """Return how many days a day is from today."""
        return (day - self.today).days

    def weekday(self, offset: int) -> date:
        """Return that day; a day in a weekend becomes the Friday before, or the Monday after today."""
        day = self.day(offset)
        if day.weekday() < 5 or offset == 0:
            return day
        return day + timedelta(days=7 - day.weekday() if offset > 0 else 4 - day.weekday())

    def business_day(self, number: int) -> date:
        """Return the working day so many working days from today; 0 in a weekend is the last one."""
        if not self.business_days:
            calendar = load_calendar()
            days = [self.day(offset) for offset in range(-BUSINESS_REACH, BUSINESS_REACH)]
            self.business_days = [day for day in days if calendar.is_business_day(day)]
        return self.business_days[bisect_right(self.business_days, self.today) - 1 + number]

    def business_days_after(self, day: date, number: int) -> date:
        """Return the working day so many working days after a day."""
        self.business_day(0)
        return self.business_days[bisect_right(self.business_days, day) - 1 + number]

    def at(self, day: date, clock: str = "") -> datetime:
        """Return a moment in office hours of that day, never after now."""
        if clock:
            hour, minute = map(int, clock.split(":"))
        else:
            hour, minute = self.chance.randint(9, 16), self.chance.randrange(0, 60, 5)
        return min(at_local(day, time(hour, minute)), self.now)

    def moment(self, offset: int, clock: str = "") -> datetime:
        """Return a moment on the weekday so many days from today, never after now."""
        return self.at(self.weekday(offset), clock)

    def spread(self, first: int, last: int, number: int) -> list[int]:
        """Return that many day offsets between two days: evenly, with some chance in it."""
        step = (last - first) / max(1, number)
        return [min(last, round(first + step * (i + self.chance.random()))) for i in range(number)]

    def plan(self, at: datetime, act: Act) -> None:
        """Note an act for the replay; acts of one moment keep their order."""
        self.planned += 1
        heapq.heappush(self.acts, (at, self.planned, act))

    def replay(self) -> None:
        """Carry out everything that was planned, in order of time; an act may plan further acts."""
        with remembered():  # the terms are read once, not at every act
            while self.acts:
                at, _number, act = heapq.heappop(self.acts)
                act(at)
        for insert in self.inserts:
            insert()

    def owner(self, key: str) -> User:
        """Return who acts for an account: its owner, else the sales manager."""
        return self.accounts[key].owner or self.users["joost"]

    def someone(self, key: str, first_name: str = "") -> Contact | None:
        """Return the contact of that first name, else one who is still there and can be mailed."""
        people = self.contacts.get(key, [])
        if first_name:
            return next(person for person in people if person.first_name == first_name)
        there = [person for person in people if person.left_on is None and person.email]
        return self.chance.choice(there[:3]) if there else None
