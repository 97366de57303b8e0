"""Numbers as people read them; what was not measured is n/a, and no share stands alone."""

from support.measures import Figure
from support.measures.budget import Window

NOT_MEASURED = "n/a"


def seconds(value: float | None) -> str:
    """`12.3 s`, to a millisecond."""
    return NOT_MEASURED if value is None else f"{_short(value, 3)} s"


def number(value: float | None, places: int = 2) -> str:
    return NOT_MEASURED if value is None else _short(value, places)


def share(part: int, whole: int) -> str:
    """`3 of 4 (75 %)`; of nothing it is n/a."""
    if not whole:
        return f"{NOT_MEASURED} (of 0)"
    return f"{part:,} of {whole:,} ({_short(100 * part / whole, 1)} %)"


def counted(many: int, what: str) -> str:
    """`1 incident`, `2,000 incidents`."""
    return f"{many:,} {what}{'' if many == 1 else 's'}"


def money(value: float) -> str:
    return f"{value:,.0f}"


def figure(one: Figure) -> str:
    """`p50 1 s, p95 2 s, max 2 s, mean 1.5 s (of 2)`."""
    if not one.of:
        return f"{NOT_MEASURED} (of 0)"
    named = (("p50", one.p50), ("p95", one.p95), ("max", one.max), ("mean", one.mean))
    return f"{', '.join(f'{name} {seconds(value)}' for name, value in named)} (of {one.of:,})"


def window(one: Window, span: float) -> str:
    """`burns 14.4 times as fast over 1 h (3 bad of 200)`."""
    over = f"{span / 3600:g} h" if span >= 3600 else f"{span / 60:g} min"  # noqa: PLR2004
    return f"{_short(one.rate, 2)} over {over} ({one.bad:,} bad of {one.total:,})"


def _short(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
