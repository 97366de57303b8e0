"""A TCP proxy in this process that fails on demand, in Toxiproxy's vocabulary."""

from support.network.added import AddedToxic, Receipt
from support.network.connection import Connection
from support.network.pieces import Direction
from support.network.proxy import NetworkProxy
from support.network.toxics import (
    Bandwidth,
    HalfOpen,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
    Toxic,
)

__all__ = [
    "AddedToxic",
    "Bandwidth",
    "Connection",
    "Direction",
    "HalfOpen",
    "Latency",
    "LimitData",
    "NetworkProxy",
    "Receipt",
    "ResetPeer",
    "Slicer",
    "SlowClose",
    "Timeout",
    "Toxic",
]
