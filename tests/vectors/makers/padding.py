"""Vectors of docs/spec/padding.md."""

from collections.abc import Iterator

from crypto.padding import SIZE_CLASSES
from tests.vectors.shape import Vector


def vectors() -> Iterator[tuple[str, Vector]]:
    """Both sides of every border, and each way a tail can be wrong."""
    yield "nothing-takes-the-smallest-class", _size(0, SIZE_CLASSES[0])
    for size, above in zip(SIZE_CLASSES, (*SIZE_CLASSES[1:], None), strict=True):
        yield f"{size}-bytes-fit-their-class", _size(size, size)
        yield f"{size + 1}-bytes-take-the-next-class", _size(size + 1, above)
    good = {"padded_length": 65536, "length": 1536, "nonzero": []}
    yield "a-zero-tail-is-cut", _unpad("The tail is cut off.", "success", **good)
    yield (
        "a-larger-class-than-needed-is-read",
        _unpad("A sender may look larger.", "success", **{**good, "padded_length": 131072}),
    )
    yield (
        "a-tail-with-a-byte-at-its-end-is-refused",
        _unpad("The last byte is not zero.", "FormatError", **{**good, "nonzero": [65535]}),
    )
    yield (
        "a-tail-with-a-byte-at-its-start-is-refused",
        _unpad("The first byte is not zero.", "FormatError", **{**good, "nonzero": [1536]}),
    )
    yield (
        "a-length-that-is-no-class-is-refused",
        _unpad("One byte is missing.", "FormatError", **{**good, "padded_length": 65535}),
    )
    yield (
        "a-content-longer-than-the-whole-is-refused",
        _unpad("The tar says more than there is.", "FormatError", **{**good, "length": 65537}),
    )


def _size(length: int, size: int | None) -> Vector:
    vector: Vector = {"op": "size_class", "length": length}
    if size is None:
        return {**vector, "comment": "More than the largest class.", "expect": "TooLarge"}
    return {**vector, "comment": f"{length} bytes.", "expect": "success", "size": size}


def _unpad(comment: str, expect: str, **inputs: object) -> Vector:
    return {"op": "unpad", "comment": comment, **inputs, "expect": expect}
