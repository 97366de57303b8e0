"""Platforms that keep no promise: a suite that finds one kept on any of them is of no use."""

from collections.abc import Mapping
from typing import Final

from support.self_check.null_platforms.sockets import (
    AnswersNoPing,
    Drips,
    DripsAfterTheHandshake,
    HangsUpBeforeTheHandshake,
    IsNoWebSocket,
    NeverShakesHands,
    RefusesTheConnection,
)
from support.self_check.null_platforms.talkers import (
    AnswersSuccess,
    Closes,
    ClosesAtTheFirstWord,
    Echoes,
    FailsEverything,
    GreetsOnly,
    ReplaysOneConversation,
    SaysAnything,
    SaysOneError,
    StaysSilent,
    TurnsEverybodyAway,
)
from support.self_check.null_platforms.target import NullPlatform

NULL_PLATFORMS: Final[Mapping[str, type[NullPlatform]]] = {
    platform.says: platform
    for platform in (
        RefusesTheConnection,
        StaysSilent,
        Closes,
        Echoes,
        AnswersSuccess,
        SaysOneError,
        SaysAnything,
        AnswersNoPing,
        ReplaysOneConversation,
        IsNoWebSocket,
        Drips,
        DripsAfterTheHandshake,
        NeverShakesHands,
        HangsUpBeforeTheHandshake,
        ClosesAtTheFirstWord,
        GreetsOnly,
        TurnsEverybodyAway,
        FailsEverything,
    )
}
