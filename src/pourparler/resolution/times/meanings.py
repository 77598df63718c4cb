"""Which function values which rule: the ``meaning`` of ``lexicon/times.toml``."""

from __future__ import annotations

from collections.abc import Callable

from pourparler.resolution.times import absolute, composed, relative
from pourparler.resolution.times.match import Match
from pourparler.resolution.times.values import Context, Value

SIMPLE: dict[str, Callable[[Match, Context], Value | None]] = {
    "date": absolute.date_,
    "month_that_year": absolute.month_that_year,
    "day_range": absolute.day_range,
    "numeric_date": absolute.numeric_date,
    "nine_eleven": absolute.nine_eleven,
    "rel_month": absolute.rel_month,
    "stage_year": absolute.stage_year,
    "year_range": absolute.year_range,
    "decade": absolute.decade,
    "century": absolute.century,
    "fiscal_year": absolute.fiscal_year,
    "part_of_year": absolute.part_of_year,
    "season": absolute.season,
    "weekday": absolute.weekday,
    "holiday": absolute.holiday,
    "clock": absolute.clock,
    "deictic": relative.deictic,
    "part_of_today": relative.part_of_today,
    "overnight": relative.overnight,
    "weekend": relative.weekend,
    "rel_unit": relative.rel_unit,
    "rest_of_unit": relative.rest_of_unit,
    "ago": relative.ago,
    "from_now": relative.from_now,
    "in_units": relative.in_units,
    "within": relative.within,
    "recent": relative.recent,
    "coming": relative.coming,
    "past_units": relative.past_units,
    "next_units": relative.next_units,
    "same_unit": relative.same_unit,
    "next_in_text": relative.next_in_text,
    "previous_in_text": relative.previous_in_text,
    "day_before": relative.day_before,
    "units_from_text": relative.units_from_text,
    "since_then": relative.since_then,
    "edge_of_unit": relative.edge_of_unit,
    "duration": relative.duration,
    "frequency": relative.frequency,
    "period": relative.period,
}

COMPOSED: dict[str, Callable[[Match, Context, composed.Read], Value | None]] = {
    "clock_on_day": composed.clock_on_day,
    "part_of_day": composed.part_of_day,
    "stage": composed.stage,
    "edge": composed.edge,
    "week_of": composed.week_of,
    "about": composed.about,
    "units_from_node": composed.units_from_node,
    "between": composed.between,
    "alternative": composed.alternative,
    "alternative_next": composed.alternative_next,
    "both": composed.both,
    "since": composed.since,
    "from_": composed.from_,
    "by": composed.by,
    "until": composed.until,
    "before": composed.before,
    "after": composed.after,
}


def value_of(match: Match, context: Context) -> Value | None:
    """Return what a match means in its context; None where it is not a time after all."""
    meaning = match.node.rule.meaning
    if meaning in SIMPLE:
        return SIMPLE[meaning](match, context)
    return COMPOSED[meaning](match, context, value_of)
