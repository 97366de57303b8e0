"""The promises, as data (contract, section 3).

A `Rule:` in a feature file is tagged with the id of the promise that it states.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Strength(StrEnum):
    MUST = "MUST"
    SHOULD = "SHOULD"


class Profile(StrEnum):
    """B holds for any agent server; V for one that speaks this contract's vocabulary."""

    BEHAVIOUR = "B"
    VOCABULARY = "V"


class Promise(NamedTuple):
    id: str
    strength: Strength
    profile: Profile
    statement: str
    source: str

    @property
    def area(self) -> str:
        return AREAS[self.id.split("-")[0]]


AREAS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NSF": "No silent failure",
        "ACT": "Something to act on",
        "KEEP": "Finished work is kept",
        "DEG": "Reduced service",
        "REC": "Recovery",
        "CB": "Circuit breaker",
        "CLN": "Cleanup",
        "EVT": "Event contract",
        "CON": "Connections",
        "SEC": "Privacy and security",
        "CAS": "Cascades",
        "LOAD": "Under load",
        "TIME": "Recovery time",
        "OPS": "The operator's side",
        "IMP": "Customer impact",
        "WARN": "Early warning",
    }
)

_TABLE: Final = """
NSF-1 | MUST | B | Every valid request ends exactly once: completed, failed, rejected or cancelled | ag-ui-protocol/ag-ui#2416, agynio/v1#1107
NSF-2 | MUST | B | A failure never looks like success: nothing success-like after a final failure, a truncated answer is not an answer, error text is not an answer | google/adk-python#5567, farzaa/clicky#132, cloudflare/agents#2013
NSF-3 | MUST | V | A failure is announced within 2 s of occurring or of its deadline passing, and silence past the deadline is a failure | mission: errors reach the customer within seconds
NSF-4 | MUST | V | Each failure of the catalogue is told as what it is | mission: error types
NSF-5 | MUST | B | A failure that happens while the customer is away is told when they return | mission: no silent failure
NSF-6 | MUST | V | If building or translating the notice itself fails, a minimal internal error still goes out | mission: no silent failure
ACT-1 | MUST | V | Every failure says what happened, what to do, whether to retry and how long it may take, and these agree | frontman-ai/frontman#723
ACT-2 | MUST | V | A failure that will be retried is told apart from a final one | openai/codex#32984
ACT-3 | SHOULD | V | The customer reads it in their language; codes never change with it | mission: something the customer can act on
KEEP-1 | MUST | V | Finished work is stored, and the customer told, before they are told of the failure | vercel/chatbot#1060, dam-agents/dam#933
KEEP-2 | MUST | V | Preserved work can be fetched after a reconnect and after the server was killed and restarted | mission: finished work is kept
KEEP-3 | MUST | V | What could not be stored is never claimed; the failure is told all the same | mission: finished work is kept
KEEP-4 | MUST | V | A retry goes on from the preserved steps; no finished step runs twice | mission: finished work is kept
KEEP-5 | MUST | V | A step with outside effects that was cut off is not run again by itself; its outcome is told as unknown | mission: finished work is kept
DEG-1 | MUST | V | Reduced service says what works, what doesn't, and what that costs | mission: degraded mode is told
DEG-2 | MUST | V | What is announced as available is really served | mission: degraded mode is told
DEG-3 | MUST | V | The return to full service is told | mission: service recovers and says so
REC-1 | MUST | V | Every automatic retry is announced: number, limit, delay, outcome; numbers are contiguous, statuses only move forward | ashwin-pc/pi-web#44, frontman-ai/frontman#723
REC-2 | MUST | B | No retry earlier than Retry-After; delays grow exponentially to a cap, with jitter | Helicone/helicone#5672, RFC 9110 section 10.2.3
REC-3 | MUST | V | What cannot recover is not retried | mission: service recovers by itself
REC-4 | MUST | V | When attempts run out, one final failure says so | mission: no silent failure
REC-5 | MUST | V | Recovery is told once, with time and attempts, and the next request works normally | mission: service recovers and says so
CB-1 | MUST | V | The breaker opens at its threshold, and those with work on it are told once per opening | resilience4j: CircuitBreaker
CB-2 | MUST | V | While open nothing reaches that provider; each request is rejected at once with the time left, or served by an announced fallback | resilience4j: CircuitBreaker
CB-3 | MUST | V | After the wait, no more than the permitted probes reach the provider, however many wait | nodeshift/opossum#119, Polly#216
CB-4 | MUST | V | A failed probe reopens it and restarts the wait; enough good ones close it | nodeshift/opossum#119
CB-5 | MUST | V | A probe that never ends, or is cancelled, does not hold it half-open | resilience4j#903, resilience4j#935, Polly#1979
CB-6 | MUST | V | Results from before a transition change nothing after it | Polly#217, Polly#218
CB-7 | MUST | V | A customer's own mistakes and cancellations neither trip nor close it | sgl-project/sglang#25811
CB-8 | MUST | V | One provider's breaker leaves the others' customers served | mission: failures don't cascade
CLN-1 | MUST | V | Every failed or cancelled execution is followed by exactly one cleanup report, before the next one starts | mission: resources are cleaned up after a failure
CLN-2 | MUST | V | Nothing really is left: tasks, files, sessions, memory, admission slots, breaker permits, connections, database handles | use-agent-os/agent-os#1010
CLN-3 | MUST | V | A cleanup that partly fails says so, and hides no error; preserved work is never cleaned away | Agenta-AI/agenta#6103
EVT-1 | MUST | V | Every event fits the published schema | mission: every error event fits the schema
EVT-2 | MUST | V | Per session, sequence has no gap (but an announced one) and no repeat; an event id names one event | contract, section 1
EVT-3 | MUST | V | Events of one failure keep the order of the contract | contract, section 4
CON-1 | MUST | V | After a drop the missed events come once, in order, with their own ids, then the resumption is told | OpenHands/OpenHands#17619
CON-2 | MUST | V | What can no longer be replayed is announced as a gap, with a snapshot; nothing vanishes silently | mission: no silent failure
CON-3 | MUST | V | A slow reader costs bounded memory, loses no failure event, and is never itself reported as a failure | mission: failures don't cascade
CON-4 | MUST | B | A dead connection is noticed within its bound; a disconnect does not kill the run | RFC 6455 section 5.5.2
CON-5 | MUST | V | A planned restart takes no new work, checkpoints runs, tells customers, closes with 1012, and resumes | RFC 6455 section 7.4
CON-6 | MUST | V | The same request id is the same run, however often it is sent | mission: finished work is kept
SEC-1 | MUST | B | Nobody receives another customer's events | mission: nothing leaks
SEC-2 | MUST | B | No traceback, class name, path, SQL, credential, key, e-mail or prompt reaches a customer, in any event | xorbitsai/xagent#1696, AstrBotDevs/AstrBot#440
SEC-3 | MUST | B | A malformed, oversized or unknown frame gets a clear error; the socket and everyone else's survive | RFC 6455 section 7.4
SEC-4 | MUST | V | No connection without a valid token; a resume token is unguessable, its owner's alone, and never in a URL | hrygo/hotplex#240
CAS-1 | MUST | V | In a cascade every event names the root failure, and no recovery is told before all causes clear | mission: cascading failures
CAS-2 | MUST | B | Retries multiply upstream calls by no more than the stated bound, and load falls when the trigger clears | mission: cascading failures
LOAD-1 | MUST | V | Under load every failure is told, once, to its owner | mission: stress under high load
TIME-1 | MUST | V | Recovery after the fault clears takes no longer than breaker wait + probe + notice | mission: recovery time measured and improved
OPS-1 | SHOULD | V | An operator finds the full (redacted) cause under the failure's id in a structured log; health and readiness are true | mission: nothing leaks
IMP-1 | SHOULD | V | Each incident's customer impact can be computed from the customers' logs, the upstream journal and declared values | mission: customer-impact metrics
WARN-1 | SHOULD | V | A degrading upstream is warned of before it fails, with stated precision and lead time | mission: prediction of failures and mitigation
"""  # noqa: E501


def _promise(row: str) -> Promise:
    promise_id, strength, profile, statement, source = (cell.strip() for cell in row.split(" | "))
    return Promise(promise_id, Strength(strength), Profile(profile), statement, source)


PROMISES: Final[Mapping[str, Promise]] = MappingProxyType(
    {promise.id: promise for promise in map(_promise, _TABLE.strip().splitlines())}
)
