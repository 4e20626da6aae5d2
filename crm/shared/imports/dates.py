"""In which order a file writes day and month: its own dates tell, for 13 and more is no month."""

import re
from collections.abc import Sequence

from crm.shared.imports.reader import Sheet

_DATE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?=$|[T ])")
MONTHS = 12


def month_first(sheet: Sheet, sample: Sequence[Sequence[str]]) -> bool:
    """Tell whether a file writes the month first: some date needs it, and none the day first.

    The whole file is looked at, in the columns where the sample holds dates: one 25/12 far down
    decides what 01/03 at the top means.
    """
    columns = {number for cells in sample for number, cell in enumerate(cells) if _DATE.match(cell)}
    if not columns:
        return False
    found = False
    for _line, cells in sheet.rows():
        for number in columns:
            match = _DATE.match(cells[number]) if number < len(cells) else None
            if match is None:
                continue
            if int(match[1]) > MONTHS:
                return False
            found = found or int(match[2]) > MONTHS
    return found
