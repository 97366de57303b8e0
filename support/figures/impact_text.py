"""Customer impact as lines of text, and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from support.figures.saying import counted, figure, money, number, seconds, share, window
from support.measures import FORMULAS, Burn, Declared, Impact, Incident
from support.measures.figures import PERCENTILES
from support.measures.total import Total

VERSION: Final = "1.0"
_WIDTH: Final = 20
_MOST_LISTED: Final = 20
LATE: Final = "late: waited longer than {late:g} s for a word of the answer, or for its end"
ASSUMED: Final = (
    "Failed: ended with a final failure, or turned away. Degraded: asked while the customer had "
    "been told of reduced service.",
    "A customer's minutes run from the fault's first receipt (else from the notice) to the notice "
    "of the recovery; for who never got one, to the end of the next request that succeeded, else "
    "to the end of the record.",
    "A work unit is a finished step of the agent. Late, degraded and failed requests are bad ones.",
    "Windows of the error budget are looked at once the short one is full, else at the end of the "
    "record; a long one holds what there is.",
    "Revenue at risk is a value that was declared, times who was affected: nobody has left yet.",
)


def lines(total: Total, impacts: Sequence[Impact], declared: Declared) -> Iterator[str]:
    """What the command prints."""
    people = f"{counted(total.customers, 'customer')}, {counted(total.requests, 'request')}"
    yield f"Customer impact of {counted(total.records, 'record')}: {people}."
    yield ""
    for name, said in rows(total, declared):
        yield f"  {name:<{_WIDTH}} {said}"
    yield ""
    yield f"Recovery time of {counted(len(total.recovery.incidents), 'incident')}:"
    yield ""
    for name, formula in FORMULAS.items():
        yield f"  {name.replace('_', ' '):<{_WIDTH}} {figure(total.recovery.figures[name])}"
        yield f"  {'':<{_WIDTH}} = {formula}"
    yield from _apart(impacts)
    yield ""
    yield "What this rests on:"
    for sentence in (*ASSUMED, f"{LATE.format(late=declared.late_after).capitalize()}."):
        yield f"  {sentence}"
    yield f"  p50 and p95: {PERCENTILES}."


def rows(total: Total, declared: Declared) -> Iterator[tuple[str, str]]:
    """Each figure by its name, with what it is of."""
    yield "affected", f"{share(total.affected, total.customers)} customers"
    yield "user-minutes", f"{number(total.user_minutes)} over {total.affected:,} customers"
    yield "longest silence", _silence(total)
    yield "work kept", f"{share(total.work.kept, total.work.finished)} finished steps"
    yield "retry amplification", _amplification(total)
    yield "bad requests", f"{share(total.bad, total.requests)} requests"
    if not total.burns:
        yield "error budget", "n/a (no request ended)"
    for name, burn in total.burns:
        yield "error budget", f"{burn_said(burn, declared.slo)}{f' in {name}' if name else ''}"
    yield "revenue at risk", _revenue(total, declared)


def burn_said(burn: Burn, slo: float) -> str:
    long, short = window(burn.long, burn.pair.long), window(burn.short, burn.pair.short)
    verdict = "pages" if burn.pages else "does not page"
    return f"{verdict} at {burn.pair.rate:g}: {long} and {short}, SLO {100 * slo:g} %"


def as_json(total: Total, impacts: Sequence[Impact], declared: Declared) -> dict[str, Any]:
    """Everything, with null for what was not measured; seconds to a microsecond."""
    return {
        "version": VERSION,
        "declared": declared.model_dump(),
        "formulas": dict(FORMULAS),
        "assumed": [*ASSUMED, LATE.format(late=declared.late_after)],
        "total": {
            "records": total.records,
            "customers": total.customers,
            "requests": total.requests,
            "bad_requests": total.bad,
            "affected": total.affected,
            "user_minutes": _round(total.user_minutes),
            "silence": None if total.silence is None else _round(total.silence[1].seconds),
            **_work(total.work.kept, total.work.finished, total.work.ratio),
            "upstream_calls": total.upstream_calls,
            "requests_with_journal": total.journalled,
            "retry_amplification": _round(total.amplification),
            "error_budget": [_burn(one) | {"record": name} for name, one in total.burns],
            "revenue_at_risk": total.at_risk and total.at_risk._asdict(),
            "recovery": {
                name: {key: _round(value) for key, value in one._asdict().items()}
                for name, one in total.recovery.figures.items()
            },
            "unrecovered": len(total.recovery.unrecovered),
        },
        "records": [_record(one) for one in impacts],
    }


def _record(impact: Impact) -> dict[str, Any]:
    return {
        "name": impact.evidence.name,
        "seconds": _round(impact.evidence.ended),
        "customers": list(impact.customers),
        "requests": len(impact.requests),
        "bad_requests": impact.bad,
        "affected": list(impact.affected),
        "user_minutes": _round(impact.user_minutes),
        "silence": impact.silence and _rounded(asdict(impact.silence)),
        **_work(impact.work.kept, impact.work.finished, impact.work.ratio),
        "lost_steps": list(impact.work.lost_steps),
        "upstream_calls": impact.upstream_calls,
        "retry_amplification": _round(impact.amplification),
        "error_budget": [_burn(one) for one in impact.burns],
        "revenue_at_risk": impact.at_risk and impact.at_risk._asdict(),
        "incidents": [
            _incident(cost.incident)
            | {"affected_seconds": _rounded(cost.seconds), "why": dict(cost.why)}
            for cost in impact.costs
        ],
    }


def _incident(one: Incident) -> dict[str, Any]:
    moments = ("fault_at", "noticed_at", "told_at", "lifted_at", "recovered_at")
    return {
        "root_failure_id": one.root,
        **{name: _round(getattr(one, name)) for name in (*moments, *FORMULAS)},
        "unrecovered": one.unrecovered,
        "customers": list(one.customers),
    }


def _work(kept: int, finished: int, ratio: float | None) -> dict[str, Any]:
    return {"work_kept": kept, "work_finished": finished, "preservation_ratio": _round(ratio)}


def _burn(one: Burn) -> dict[str, Any]:
    return {
        "threshold": one.pair.rate,
        "at": _round(one.at),
        "pages": one.pages,
        "long": _rounded({"seconds": one.pair.long, **one.long._asdict()}),
        "short": _rounded({"seconds": one.pair.short, **one.short._asdict()}),
    }


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _round(v) if isinstance(v, float) else v for k, v in values.items()}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _silence(total: Total) -> str:
    if total.silence is None:
        return "n/a (no request)"
    name, one = total.silence
    where = f" in {name}" if name else ""
    return (
        f"{seconds(one.seconds)} (of {total.requests:,} requests): {one.who}, from second "
        f"{number(one.since, 3)}{where}"
    )


def _amplification(total: Total) -> str:
    if total.amplification is None:
        return "n/a (no journal of the upstream)"
    calls, requests = total.upstream_calls or 0, total.journalled
    return f"{number(total.amplification)} ({calls:,} calls upstream / {requests:,} requests)"


def _revenue(total: Total, declared: Declared) -> str:
    one = total.at_risk
    if one is None:
        return "n/a (no customer)"
    said = f"{money(one.revenue)} a month = {one.affected:,} affected x {number(one.each)}"
    if declared.value_per_customer is not None:
        return said
    return f"{said} ({money(declared.monthly_loss)} a month over {one.of:,} customers)"


def _apart(impacts: Sequence[Impact]) -> Iterator[str]:
    apart = [
        (impact.evidence.name, one)
        for impact in impacts
        for one in impact.incidents
        if one.recovered_at is None
    ]
    yield ""
    yield f"Not recovered, or not shown to be, and in no outage or recovery lag: {len(apart):,}"
    for name, one in apart[:_MOST_LISTED]:
        yield f"  {one.root}{f' in {name}' if name else ''}: {one.unrecovered}"
    if len(apart) > _MOST_LISTED:
        yield f"  and {len(apart) - _MOST_LISTED:,} more, in the JSON"
