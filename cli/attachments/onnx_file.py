"""Reads a network from an ONNX file: its steps in order, and its weights.

An ONNX file is a protocol buffer. Only what CenterFace's file holds is understood; anything else is
refused. The file comes from a package that is pinned by hash, so it is trusted, unlike pictures.

Source: onnx/onnx.proto (ModelProto 7 graph; GraphProto 1 node, 5 initializer; NodeProto 1 input,
2 output, 4 op_type, 5 attribute; TensorProto 1 dims, 2 data_type, 4 float_data,
8 name, 9 raw_data), protobuf encoding.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]

_GRAPH: Final = 7
_NODE: Final = 1
_INITIALIZER: Final = 5
_FLOAT: Final = 1  # the sort of a table that holds weights


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. inputs, output: names of values or weights"""

    does: str
    inputs: tuple[str, ...]
    output: str
    numbers: Mapping[str, tuple[float, ...]]

    def first(self, name: str, otherwise: float) -> float:
        """Return the first number of an attribute."""
        return self.numbers.get(name, (otherwise,))[0]


def load(data: bytes) -> tuple[list[Step], dict[str, Weights]]:
    """Return the steps and the weights by name. Raises ValueError, KeyError."""
    graph = next(bytes(value) for field, value in _fields(data) if field == _GRAPH)
    steps, weights = [], {}
    for field, value in _fields(graph):
        if field == _NODE:
            steps.append(_step(value))
        elif field == _INITIALIZER:
            weights.update(_tensor(value))
    return steps, weights


def _step(data: bytes) -> Step:
    names: dict[int, list[str]] = {1: [], 2: [], 4: []}
    numbers = {}
    for field, value in _fields(data):
        if field in names:
            names[field].append(value.decode())
        elif field == 5:
            key, found = _attribute(value)
            numbers[key] = found
    return Step(names[4][0], tuple(names[1]), names[2][0], numbers)


def _attribute(data: bytes) -> tuple[str, tuple[float, ...]]:
    name, numbers = "", []
    for field, value in _fields(data):
        if field == 1:
            name = value.decode()
        elif field == 2:
            numbers.append(struct.unpack("<f", value)[0])
        elif field == 8 and isinstance(value, bytes):
            numbers += _numbers(value)
        elif field in (3, 8):
            numbers.append(value)
    return name, tuple(numbers)


def _tensor(data: bytes) -> dict[str, Weights]:
    """Return a table under its name; nothing for a counter, which is no weight."""
    name, raw, sort = "", b"", 0
    dims: list[int] = []
    for field, value in _fields(data):
        if field == 1:
            dims += _numbers(value) if isinstance(value, bytes) else [value]
        elif field == 2:
            sort = value
        elif field == 8:
            name = value.decode()
        elif field in (4, 9):
            raw += value
    return {name: np.frombuffer(raw, "<f4").reshape(dims)} if sort == _FLOAT else {}


def _numbers(packed: bytes) -> list[int]:
    found, at = [], 0
    while at < len(packed):
        value, at = _number(packed, at)
        found.append(value)
    return found


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """Give the fields of a message: a number, or bytes."""
    at = 0
    while at < len(data):
        key, at = _number(data, at)
        sort = key & 7
        if sort == 0:
            value, at = _number(data, at)
            yield key >> 3, value
            continue
        if sort == 2:
            length, at = _number(data, at)
        elif sort in (1, 5):
            length = 8 if sort == 1 else 4
        else:
            raise ValueError("This is no ONNX file.")
        yield key >> 3, data[at : at + length]
        at += length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; return it and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at += 1
        shift += 7
        if data[at - 1] < 0x80:
            return value, at
