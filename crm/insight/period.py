"""The slice of an insight page is that of every page of figures."""

from customers.figures.slices import PERIODS, Slice, SliceForm, period_of, recalled

__all__ = ["PERIODS", "Slice", "SliceForm", "period_of", "recalled"]
