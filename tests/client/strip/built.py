"""Files that no tool at hand writes, put together from what tools wrote: a grid of tiles as
telephones store pictures, a film with a track of positions, a film with long box lengths."""

import io
import struct
from pathlib import Path

import pillow_heif

from tests.client.strip.specimens import XMP, drawing, exif


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def boxes(data: bytes) -> list[tuple[bytes, int, int]]:
    """(type, start, end) of the boxes that fill `data`."""
    found = []
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], at, at + size))
        at += size
    return found


def inside(data: bytes, *path: bytes) -> bytes:
    """Body of the first box at `path`."""
    for name in path:
        start, end = next((start, end) for kind, start, end in boxes(data) if kind == name)
        data = data[start + 8 : end]
        if name == b"meta":
            data = data[4:]
    return data


def tile(column: int, row: int) -> tuple[bytes, bytes]:
    """(hvcC, coded picture) of one quarter of a drawing."""
    out = io.BytesIO()
    part = drawing(256, 192).crop((column * 128, row * 96, column * 128 + 128, row * 96 + 96))
    pillow_heif.from_pillow(part).save(out, quality=80)
    return inside(out.getvalue(), b"meta", b"iprp", b"ipco", b"hvcC"), inside(
        out.getvalue(), b"mdat"
    )


def grid() -> bytes:
    """Four tiles, a preview, a depth map's place, Exif and XMP; the grid itself lies in `idat`."""
    tiles = [tile(column, row) for row in (0, 1) for column in (0, 1)]
    assert len({settings for settings, _ in tiles}) == 1
    hevc = box(b"hvcC", tiles[0][0])
    size = full(b"ispe", 0, 0, struct.pack(">II", 128, 96))
    whole = full(b"ispe", 0, 0, struct.pack(">II", 256, 192))
    depth = full(b"auxC", 0, 0, b"urn:mpeg:hevc:2015:auxid:2\0")
    turned = box(b"irot", b"\x01")
    item_exif = struct.pack(">I", 6) + b"Exif\0\0" + exif(6).tobytes()[6:]
    data = [*(body for _, body in tiles), tiles[0][1], tiles[1][1], item_exif, XMP]
    kinds = [*[b"hvc1"] * 4, b"hvc1", b"hvc1", b"Exif", b"mime"]
    descriptor = struct.pack(">BBBBHH", 0, 0, 1, 1, 256, 192)
    grid_id, ids = 20, [*range(1, 5), 30, 31, 40, 41]

    def infe(item: int, kind: bytes, hidden: int) -> bytes:
        extra = b"application/rdf+xml\0" if kind == b"mime" else b""
        return full(b"infe", 2, hidden, struct.pack(">HH", item, 0), kind, b"\0", extra)

    infos = [infe(item, kind, int(item < 20)) for item, kind in zip(ids, kinds, strict=True)]
    refs = [
        box(b"dimg", struct.pack(">HH4H", grid_id, 4, 1, 2, 3, 4)),
        box(b"thmb", struct.pack(">HHH", 30, 1, grid_id)),
        box(b"auxl", struct.pack(">HHH", 31, 1, grid_id)),
        *(box(b"cdsc", struct.pack(">HHH", item, 1, grid_id)) for item in (40, 41)),
    ]
    uses = {**dict.fromkeys((1, 2, 3, 4, 30), (129, 2)), 31: (0x81, 2, 4), grid_id: (3, 0x85)}
    maps = [struct.pack(f">HB{len(used)}B", item, len(used), *used) for item, used in uses.items()]
    head = box(b"ftyp", b"heic\0\0\0\0mif1heicMiHBtmap")

    def meta(start: int) -> bytes:
        places = [struct.pack(">HHHHII", grid_id, 1, 0, 1, 0, len(descriptor))]
        at = start
        for item, body in zip(ids, data, strict=True):
            places.append(struct.pack(">HHHHII", item, 0, 0, 1, at, len(body)))
            at += len(body)
        return full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, b"\0\0\0\0pict", bytes(12), b"Petrenko\0"),
            full(b"pitm", 0, 0, struct.pack(">H", grid_id)),
            full(b"iinf", 0, 0, struct.pack(">H", 9), infe(grid_id, b"grid", 0), *infos),
            full(b"iref", 0, 0, *refs),
            box(
                b"iprp", box(b"ipco", hevc, size, whole, depth, turned),
                full(b"ipma", 0, 0, struct.pack(">I", len(maps)), *maps),
            ),
            box(b"idat", descriptor),
            full(b"iloc", 1, 0, b"\x44\0", struct.pack(">H", 9), *places),
        )  # fmt: skip

    start = len(head) + len(meta(0)) + 8
    return head + meta(start) + box(b"mdat", *data)


def camm() -> bytes:
    """One sample of a track of positions (type 5: latitude, longitude, height)."""
    return struct.pack("<HHddd", 0, 5, 55.7558, 37.6173, 150.0)


def with_positions(film: Path, kind: bytes = b"camm", handler: bytes = b"camm") -> bytes:
    """The film with a further track whose three samples are positions.

    film: `moov` stands last, as ffmpeg writes it by default
    """
    data = film.read_bytes()
    name, start, end = boxes(data)[-1]
    assert name == b"moov"
    samples = camm() * 3
    stbl = box(
        b"stbl",
        full(b"stsd", 0, 0, struct.pack(">I", 1), box(kind, bytes(6), b"\0\x01")),
        full(b"stts", 0, 0, struct.pack(">III", 1, 3, 300)),
        full(b"stsc", 0, 0, struct.pack(">IIII", 1, 1, 3, 1)),
        full(b"stsz", 0, 0, struct.pack(">II", len(camm()), 3)),
        full(b"stco", 0, 0, struct.pack(">II", 1, start + 8)),
    )
    track = box(
        b"trak",
        full(b"tkhd", 0, 7, struct.pack(">IIIII", 9, 9, 9, 0, 900), bytes(60)),
        box(
            b"mdia",
            full(b"mdhd", 0, 0, struct.pack(">IIIIHH", 9, 9, 1000, 900, 0x55C4, 0)),
            full(b"hdlr", 0, 0, bytes(4), handler, bytes(12), b"Petrenko\0"),
            box(
                b"minf",
                full(b"nmhd", 0, 0),
                box(b"dinf", full(b"dref", 0, 0, struct.pack(">I", 1), full(b"url ", 0, 1))),
                stbl,
            ),
        ),
    )
    moov = box(b"moov", data[start + 8 : end], track)
    return data[:start] + box(b"mdat", samples) + moov


def with_long_lengths(film: Path) -> bytes:
    """The film with its `mdat` in 64 bits: the empty box before it gives room for that."""
    data = bytearray(film.read_bytes())
    places = boxes(bytes(data))
    at = next(i for i, (kind, _, _) in enumerate(places) if kind == b"mdat")
    kind, start, free_end = places[at - 1]
    assert kind == b"free"
    assert free_end - start == 8
    size = places[at][2] - start
    data[start : start + 16] = struct.pack(">I4sQ", 1, b"mdat", size)
    return bytes(data)


def far_apart(film: Path, out: Path, gap: int) -> Path:
    """The film with `gap` unused bytes in `mdat`, which a disk need not store."""
    data = film.read_bytes()
    places = boxes(data)
    _, start, end = next(place for place in places if place[0] == b"mdat")
    assert places[-1][0] == b"moov"
    with out.open("wb") as file:
        file.write(data[:start])
        file.write(struct.pack(">I4s", end - start + gap, b"mdat"))
        file.write(data[start + 8 : end])
        file.seek(gap, 1)
        file.write(data[places[-1][1] :])
    return out
