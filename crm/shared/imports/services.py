"""Bringing in a file, in chunks: each chunk is stored whole or not at all, and can be run again."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.shared.audit.services import record
from crm.shared.cells import guarded
from crm.shared.errors import Refusal
from crm.shared.imports import registry
from crm.shared.imports.dates import month_first
from crm.shared.imports.mapping import check_complete, guess
from crm.shared.imports.models import ImportRun, RunState
from crm.shared.imports.reader import Sheet, look
from crm.shared.imports.registry import Context, Field, ImportKind, Outcome, Row, RowResult
from crm.shared.imports.values import Notation
from crm.shared.organisation.services import remembered

CHUNK = 500
SAMPLE = 50
Progress = Callable[[int, int], None]


@dataclass
class Options:
    """How a file is brought in."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    account: str = ""
    decimal_comma: bool | None = None
    month_first: bool | None = None
    errors: Path | None = None


@dataclass
class Report:
    """What came of a file: counts per outcome, and the columns that were used and not used."""

    run: ImportRun
    counts: Counter[Outcome]
    used: dict[str, str]
    unused: list[str]
    errors: Path | None
    notation: Notation


class _TriedOnly(Exception):
    """Takes back what a dry run stored."""


def run_import(
    kind_key: str,
    path: Path,
    *,
    now: datetime,
    by: Any = None,
    options: Options | None = None,
    progress: Progress = lambda done, total: None,
    file_name: str = "",
    clock: Callable[[], datetime] = timezone.now,
) -> Report:
    """Bring in a file; a second run of the same file changes nothing.

    Raises Refusal, before anything was stored, for a file that is refused as a whole. A dry run does
    everything and takes it back, in one transaction. `now` is the moment of the run in every record;
    `clock` tells when it ended.
    """
    options = options or Options()
    kind, sheet = registry.find(kind_key), look(path)
    comma = sheet.decimal_comma if options.decimal_comma is None else options.decimal_comma
    sample = [cells for _line, cells in islice(sheet.rows(), SAMPLE)]
    order = options.month_first
    notation = Notation(comma, month_first(sheet, sample) if order is None else order)
    columns = guess(sheet.headings, kind, options.mapping, sample, notation)
    given = frozenset({"account"}) if options.account else frozenset()
    check_complete(columns, kind, given)
    names = frozenset(f.name for f in columns.values())
    context = Context(now=now, by=by, account=options.account, columns=names)
    if kind.check:
        kind.check(names, context)
    run = ImportRun(kind=kind.key, file_name=(file_name or path.name)[:255], by=by, started_at=now)
    if not options.dry_run:
        run.save()
    report = Report(
        run,
        Counter(),
        {sheet.headings[n]: f.name for n, f in sorted(columns.items())},
        [h for n, h in enumerate(sheet.headings) if n not in columns and h],
        options.errors,
        notation,
    )
    work = _Work(kind, sheet, columns, notation, context, report, progress)
    try:
        with ExitStack() as stack:
            stack.enter_context(remembered())
            if options.dry_run:
                stack.enter_context(transaction.atomic())
            work.do()
            if options.dry_run:
                raise _TriedOnly
    except _TriedOnly:
        pass
    except Refusal as refusal:
        _close(run, report, RunState.FAILED, clock(), str(refusal))
        raise
    _close(run, report, RunState.TRIED if options.dry_run else RunState.DONE, clock())
    return report


def _close(
    run: ImportRun, report: Report, state: RunState, finished_at: datetime, message: str = ""
) -> None:
    _count(run, report)
    run.state, run.message, run.finished_at = state, message[:500], finished_at
    with transaction.atomic():
        run.save()
        record("import", run, by=run.by)


def _count(run: ImportRun, report: Report) -> None:
    for outcome in Outcome:
        setattr(run, outcome.value, report.counts[outcome])
    run.rows = report.counts.total()


@dataclass
class _Work:
    """One run over a file."""

    kind: ImportKind
    sheet: Sheet
    columns: dict[int, Field]
    notation: Notation
    context: Context
    report: Report
    progress: Progress

    def do(self) -> None:
        """Read, store and report, chunk by chunk."""
        with _ErrorFile(self.report.errors) as errors:
            for rows, refused, last in self.chunks():
                results = refused
                with transaction.atomic():
                    if rows:
                        results = refused + self.kind.apply_chunk(rows, self.context)
                    self.report.counts.update(r.outcome for r in results)
                    if self.report.run.pk:
                        _count(self.report.run, self.report)
                        self.report.run.save()
                errors.write(sorted(results, key=lambda r: r.line))
                self.progress(last, self.sheet.lines)
            if self.kind.finish:
                errors.write(self.kind.finish(self.context) or [])

    def chunks(self) -> Iterator[tuple[list[Row], list[RowResult], int]]:
        """Yield up to 500 read rows with the lines that could not be read, and the last line number."""
        rows: list[Row] = []
        refused: list[RowResult] = []
        last = 0
        for line, cells in self.sheet.rows():
            read = self.read(line, cells)
            if isinstance(read, Row):
                rows.append(read)
            else:
                refused.append(read)
            last = line
            if len(rows) + len(refused) >= CHUNK:
                yield rows, refused, last
                rows, refused = [], []
        if rows or refused:
            yield rows, refused, last

    def read(self, line: int, cells: list[str]) -> Row | RowResult:
        """Read one line; the first cell that cannot be read refuses it."""
        if len(cells) > len(self.sheet.headings) and any(cells[len(self.sheet.headings) :]):
            return RowResult(
                line,
                Outcome.REFUSED,
                reason=_("This line has %(count)s cells, the heading %(names)s.")
                % {"count": len(cells), "names": len(self.sheet.headings)},
            )
        values: dict[str, Any] = {}
        for number, wanted in self.columns.items():
            raw = cells[number] if number < len(cells) else ""
            if raw:
                try:
                    values[wanted.name] = wanted.parse(raw, self.notation)
                except ValueError as error:
                    return RowResult(line, Outcome.REFUSED, self.sheet.headings[number], str(error))
            elif wanted.required and not (wanted.name == "account" and self.context.account):
                return RowResult(
                    line,
                    Outcome.REFUSED,
                    self.sheet.headings[number],
                    _("This cell is empty; it is needed."),
                )
        return Row(line, values)


class _ErrorFile:
    """Writes the lines with a reason; the file is made at the first one."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.stream: Any = None
        self.writer: Any = None

    def __enter__(self) -> "_ErrorFile":
        return self

    def __exit__(self, *failure: Any) -> None:
        if self.stream:
            self.stream.close()

    def write(self, results: list[RowResult]) -> None:
        """Add the results that have a reason."""
        for result in results:
            if not result.reason or self.path is None:
                continue
            if self.stream is None:
                self.stream = self.path.open("w", encoding="utf-8-sig", newline="")
                self.writer = csv.writer(self.stream)
                self.writer.writerow([_("line"), _("column"), _("reason")])
            self.writer.writerow([result.line, guarded(result.column), guarded(result.reason)])
