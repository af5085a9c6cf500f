"""The network does what its file says, and finds a face however the picture is turned."""

from __future__ import annotations

import os
import struct
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from cli.attachments import network, onnx_file
from cli.attachments.cell import Cell
from cli.attachments.faces import Detector
from cli.attachments.network import Network
from cli.attachments.onnx_file import Step
from cli.attachments.wire import Box
from tests.unit.cli.attachments import specimens
from tests.unit.cli.attachments.openers import PORTRAIT, opened

Table = NDArray[np.float32]
FACE = (86, 58, 88, 120)  # left, top, width, height in the portrait, by hand


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.fixture(scope="module")
def portrait() -> Image.Image:
    with Image.open(PORTRAIT) as image:
        return image.convert("RGB")


def covers(box: Box, face: tuple[int, int, int, int]) -> bool:
    """Whether a box holds most of a face and is not much larger."""
    wide = min(box.x + box.width, face[0] + face[2]) - max(box.x, face[0])
    high = min(box.y + box.height, face[1] + face[3]) - max(box.y, face[1])
    shared = max(0, wide) * max(0, high)
    return shared > 0.6 * face[2] * face[3] and shared > 0.4 * box.width * box.height


def turned(face: tuple[int, int, int, int], quarters: int, side: int) -> tuple[int, int, int, int]:
    """Where a face of a square picture lies after it was turned leftwards."""
    x, y, width, height = face
    for _ in range(quarters):
        x, y, width, height = y, side - x - width, height, width
    return x, y, width, height


@pytest.mark.parametrize("quarters", range(4))
def test_a_face_is_found_in_whatever_way_the_picture_lies(
    detector: Detector, portrait: Image.Image, quarters: int
) -> None:
    lying = portrait.rotate(90 * quarters, expand=True)
    [box] = detector.find(lying)
    assert covers(box, turned(FACE, quarters, portrait.width))


def test_of_two_faces_both_are_found(detector: Detector, portrait: Image.Image) -> None:
    both = Image.new("RGB", (700, 300), (90, 120, 90))
    both.paste(portrait, (10, 20))
    both.paste(portrait.resize((128, 128)), (500, 100))
    small = (500 + FACE[0] // 2, 100 + FACE[1] // 2, FACE[2] // 2, FACE[3] // 2)
    found = detector.find(both)
    assert [box for box in found if covers(box, (10 + FACE[0], 20 + FACE[1], *FACE[2:]))]
    assert [box for box in found if covers(box, small)]


def test_a_drawing_without_faces_has_none(detector: Detector) -> None:
    assert detector.find(specimens.drawing(400, 300)) == ()


def test_a_picture_of_one_point_is_read(detector: Detector) -> None:
    assert detector.find(Image.new("RGB", (1, 1))) == ()


def test_the_closed_process_finds_the_face_too() -> None:
    [picture] = opened(Cell(), PORTRAIT.read_bytes(), "JPEG", faces=True)
    [box] = picture.faces
    assert covers(box, FACE)


# ---- the operations, against their definitions written out in loops ------------------------


def plain_conv(value: Table, kernel: Table, stride: int, pad: int, groups: int) -> Table:
    out, per_group, high, wide = kernel.shape
    padded = np.pad(value, ((0, 0), (pad, pad), (pad, pad)))
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    result = np.zeros((out, rows, columns), np.float32)
    for channel in range(out):
        first = channel // (out // groups) * per_group
        for row in range(rows):
            for column in range(columns):
                part = padded[
                    first : first + per_group,
                    row * stride : row * stride + high,
                    column * stride : column * stride + wide,
                ]
                result[channel, row, column] = (part * kernel[channel]).sum()
    return result


def table(*shape: int) -> Table:
    chance = Random(sum(shape))
    numbers = [chance.uniform(-1, 1) for _ in range(int(np.prod(shape)))]
    return np.array(numbers, np.float32).reshape(shape)


def step(does: str, **numbers: float) -> Step:
    return Step(does, ("x",), "y", {name: (value,) for name, value in numbers.items()})


@pytest.mark.parametrize(
    ("shape", "kernel", "stride", "pad", "groups"),
    [
        ((3, 9, 7), (5, 3, 3, 3), 2, 1, 1),
        ((3, 8, 8), (4, 3, 1, 1), 1, 0, 1),
        ((6, 9, 8), (6, 1, 3, 3), 1, 1, 6),
        ((6, 9, 8), (6, 1, 3, 3), 2, 1, 6),
    ],
)
def test_a_convolution_is_one(
    shape: tuple[int, ...], kernel: tuple[int, ...], stride: int, pad: int, groups: int
) -> None:
    value, weights, bias = table(*shape), table(*kernel), table(kernel[0])
    does = step("Conv", strides=stride, pads=pad, group=groups)
    found = network._DOES["Conv"](does, [value], [weights, bias])
    wanted = plain_conv(value, weights, stride, pad, groups) + bias[:, None, None]
    assert np.allclose(found, wanted, atol=1e-5)


def test_a_transposed_convolution_spreads_each_point() -> None:
    value, kernel = table(3, 4, 5), table(3, 2, 2, 2)
    found = network._DOES["ConvTranspose"](step("ConvTranspose", strides=2), [value], [kernel])
    wanted = np.zeros((2, 8, 10), np.float32)
    for row, column in np.ndindex(4, 5):
        for channel in range(3):
            spread = value[channel, row, column] * kernel[channel]
            wanted[:, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2] += spread
    assert np.allclose(found, wanted, atol=1e-5)


def test_the_other_operations_are_what_they_are_called() -> None:
    value, other = table(2, 3, 3), table(2, 3, 4)[:, :, :3]
    gain, bias, mean, spread = table(2), table(2) + 1, table(2) - 1, np.abs(table(2)) + 1
    normal = network._DOES["BatchNormalization"](
        step("BatchNormalization", epsilon=1e-3), [value], [gain, bias, mean, spread]
    )
    for channel in range(2):
        wanted = (value[channel] - mean[channel]) / np.sqrt(spread[channel] + 1e-3)
        assert np.allclose(normal[channel], wanted * gain[channel] + bias[channel], atol=1e-5)
    assert np.array_equal(network._DOES["Relu"](step("Relu"), [value], []), value * (value > 0))
    assert np.array_equal(network._DOES["Add"](step("Add"), [value, other], []), value + other)
    found = network._DOES["Sigmoid"](step("Sigmoid"), [value], [])
    assert np.allclose(found, 1 / (1 + np.exp(-value.astype(np.float64))), atol=1e-6)


def message(*fields: tuple[int, bytes | int]) -> bytes:
    """A protocol buffer."""
    out = b""
    for number, value in fields:
        if isinstance(value, int):
            out += bytes((number << 3, value))
        else:
            out += bytes((number << 3 | 2, len(value))) + value
    return out


def test_a_network_is_read_from_its_file_and_run() -> None:
    weights = message((1, 1), (1, 1), (1, 1), (1, 1), (2, 1), (8, b"w"), (9, struct.pack("<f", 3)))
    double = message((1, b"x"), (1, b"w"), (2, b"y"), (4, b"Conv"))
    clipped = message((1, b"y"), (2, b"z"), (4, b"Relu"))
    made = Network(message((7, message((1, double), (1, clipped), (5, weights)))))
    [result] = made.run(np.array([[[2.0, -2.0]]], np.float32))
    assert result.tolist() == [[[6.0, 0.0]]]


def test_an_operation_that_is_not_known_is_refused_before_any_picture() -> None:
    odd = message((1, b"x"), (2, b"y"), (4, b"Loop"))
    with pytest.raises(ValueError, match="Loop"):
        Network(message((7, message((1, odd)))))


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ValueError, match="no ONNX"):
        onnx_file.load(b"\x3f" + os.urandom(8))
