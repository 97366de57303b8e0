"""Which source is mutated, and which features may notice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_VALIDATOR: Final = (
    "features/self_check/validator_order.feature",
    "features/self_check/validator_order_of_sessions.feature",
    "features/self_check/validator_breakers.feature",
    "features/self_check/validator_reduced_service.feature",
    "features/self_check/validator_frames.feature",
    "features/self_check/validator_runs.feature",
    "features/self_check/validator_gaps.feature",
    "features/self_check/validator_after_gaps.feature",
    "features/self_check/validator_retries.feature",
    "features/self_check/validator_kept_work.feature",
    "features/self_check/validator_sessions.feature",
    "features/self_check/validator_damaged.feature",
    "features/self_check/validator_silence.feature",
    "features/self_check/validator_refusals.feature",
    "features/self_check/validator_causes.feature",
    "features/self_check/validator_cascades.feature",
    "features/self_check/validator_bounds.feature",
    "features/self_check/validator_leaks_told.feature",
    "features/self_check/validator_fields.feature",
    "features/self_check/validator_leaks.feature",
    "features/self_check/validator_good_streams.feature",
    "features/event_contract/every_event.feature",
    "features/event_contract/how_connections_end.feature",
    "features/self_check/validator_hostile_input.feature",
    "features/self_check/validator_verdicts.feature",
)
_SPECIFICATION: Final = (
    "features/failure_recovery/recovery.feature",
    "features/failure_recovery/records_fail.feature",
    "features/circuit_breaker/customers_and_the_breaker.feature",
    "features/degraded_service/second_assistant.feature",
    "features/finished_work/after_a_crash.feature",
    "features/finished_work/side_effects.feature",
    "features/connections/coming_back.feature",
    "features/self_check/judgement.feature",
)
"""What they play is judged by the validator: it must not find fault with what is right."""

_CONTRACT: Final = (
    "features/self_check/contract_tables.feature",
    "features/self_check/contract_parts.feature",
    "features/self_check/published_contract.feature",
    "features/self_check/configuration.feature",
    "features/failure_recovery/actionable_errors.feature",
    "features/failure_recovery/causes_outside_the_model.feature",
    "features/failure_recovery/no_silent_failure.feature",
    "features/privacy/bad_messages.feature",
)
_BREAKER: Final = (
    "features/circuit_breaker/breaker_probes.feature",
    "features/circuit_breaker/breaker_counts_fairly.feature",
    "features/circuit_breaker/breaker_opens.feature",
    "features/circuit_breaker/breaker_turns_calls_away.feature",
    "features/circuit_breaker/a_rest_outlives_our_server.feature",
    "features/self_check/circuit_breaker_model.feature",
)

FEATURES: Final[dict[str, tuple[str, ...]]] = {
    "support/contract": (*_CONTRACT, *_VALIDATOR, *_SPECIFICATION),
    "support/validator": (*_VALIDATOR, *_SPECIFICATION),
    "support/simulator/breaker": _BREAKER,
}
"""By folder; those that notice most and cost least come first."""


def files() -> Iterator[str]:
    for folder in FEATURES:
        yield from (str(path) for path in sorted(Path(folder).glob("*.py")))


def features_for(file: str) -> tuple[str, ...]:
    return FEATURES[str(Path(file).parent)]
