"""Runs a small convolutional network with numpy: the six operations that CenterFace is made of.

Values are tables of channels x rows x columns. The usual runtime collects statistics and opens
sockets, and is hardly faster on one core (docs/decisions/0077-own-network-runner.md).

Source: ONNX operators Conv, ConvTranspose, BatchNormalization, Relu, Sigmoid, Add.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from cli.attachments import onnx_file
from cli.attachments.onnx_file import Step, Weights

_BLOCK: Final = 256 * 1024  # numbers worked on at once: they stay in a processor's cache


class Network:
    """A network that was read from its file.

    raises: ValueError for an operation that is none of the six
    """

    def __init__(self, data: bytes) -> None:
        self._steps, self._weights = onnx_file.load(data)
        unknown = {step.does for step in self._steps} - set(_DOES)
        if unknown:
            raise ValueError(f"The network has unknown operations: {', '.join(sorted(unknown))}.")
        made = {step.output for step in self._steps}
        wanted = Counter(name for step in self._steps for name in step.inputs)
        self._input = next(n for n in wanted if n not in made and n not in self._weights)
        self._wanted = {name: many for name, many in wanted.items() if name not in self._weights}

    def run(self, value: Weights) -> list[Weights]:
        """Return what nothing else takes in, in order. value: channels x rows x columns"""
        values, left, results = {self._input: value}, dict(self._wanted), []
        for step in self._steps:
            own = [values[name] for name in step.inputs if name in values]
            weights = [self._weights[name] for name in step.inputs if name in self._weights]
            made = _DOES[step.does](step, own, weights)
            for name in step.inputs:
                if name in values:
                    left[name] -= 1
                    if not left[name]:
                        del values[name]
            if step.output in left:
                values[step.output] = made
            else:
                results.append(made)
        return results


def _conv(step: Step, values: list[Weights], weights: list[Weights]) -> Weights:
    [value], kernel = values, weights[0]
    out, _, high, wide = kernel.shape
    stride, pad = int(step.first("strides", 1)), int(step.first("pads", 0))
    groups = int(step.first("group", 1))
    if pad:
        value = np.pad(value, ((0, 0), (pad, pad), (pad, pad)))
    rows = (value.shape[1] - high) // stride + 1
    columns = (value.shape[2] - wide) // stride + 1
    result = np.zeros((out, rows, columns), np.float32)
    if groups == 1:
        _mixed(value, kernel, stride, result)
    elif groups == out == value.shape[0]:
        _by_channel(value, kernel[:, 0], stride, result)
    else:
        raise ValueError("The network groups its channels in an unknown way.")
    if len(weights) > 1:
        result += weights[1][:, None, None]
    return result


def _taps(value: Weights, row: int, column: int, stride: int, shape: tuple[int, ...]) -> Weights:
    """Return what one place of the kernel meets."""
    return value[
        :,
        row : row + stride * (shape[1] - 1) + 1 : stride,
        column : column + stride * (shape[2] - 1) + 1 : stride,
    ]


def _mixed(value: Weights, kernel: Weights, stride: int, result: Weights) -> None:
    """Every channel out of every channel in."""
    flat = result.reshape(len(result), -1)
    for row, column in np.ndindex(kernel.shape[2:]):
        met = np.ascontiguousarray(_taps(value, row, column, stride, result.shape))
        flat += kernel[:, :, row, column] @ met.reshape(len(value), -1)


def _by_channel(value: Weights, kernel: Weights, stride: int, result: Weights) -> None:
    """Each channel out of its own, a few channels at a time."""
    step = max(1, _BLOCK // (result.shape[1] * result.shape[2]))
    for first in range(0, len(result), step):
        part = slice(first, first + step)
        into = result[part]
        product = np.empty_like(into)
        for row, column in np.ndindex(kernel.shape[1:]):
            met = _taps(value[part], row, column, stride, into.shape)
            np.multiply(met, kernel[part, row, column, None, None], out=product)
            into += product


def _conv_transposed(step: Step, values: list[Weights], weights: list[Weights]) -> Weights:
    """Two rows and columns out of each one: kernels of 2 x 2, which do not overlap."""
    [value], kernel = values, weights[0]
    stride = int(step.first("strides", 1))
    if kernel.shape[2:] != (stride, stride):
        raise ValueError("The network grows its picture in an unknown way.")
    _, rows, columns = value.shape
    result = np.empty((kernel.shape[1], rows * stride, columns * stride), np.float32)
    flat = value.reshape(len(value), -1)
    for row, column in np.ndindex(stride, stride):
        made = kernel[:, :, row, column].T @ flat
        result[:, row::stride, column::stride] = made.reshape(-1, rows, columns)
    return result


def _norm(step: Step, values: list[Weights], weights: list[Weights]) -> Weights:
    gain, bias, mean, variance = weights
    scale = gain / np.sqrt(variance + np.float32(step.first("epsilon", 1e-5)))
    scaled = values[0] * scale[:, None, None] + (bias - mean * scale)[:, None, None]
    # Stubs of numpy differ in what they make of this sum; it is single precision in all of them.
    return np.asarray(scaled, np.float32)


def _relu(_: Step, values: list[Weights], __: list[Weights]) -> Weights:
    result: Weights = np.maximum(values[0], np.float32(0))
    return result


def _sigmoid(_: Step, values: list[Weights], __: list[Weights]) -> Weights:
    result: Weights = np.reciprocal(1 + np.exp(-values[0]), dtype=np.float32)
    return result


def _add(_: Step, values: list[Weights], __: list[Weights]) -> Weights:
    return values[0] + values[1]


_DOES: Final = {
    "Conv": _conv,
    "ConvTranspose": _conv_transposed,
    "BatchNormalization": _norm,
    "Relu": _relu,
    "Sigmoid": _sigmoid,
    "Add": _add,
}
