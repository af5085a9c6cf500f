"""Formats and keys. Bytes in, values out: no files, no sockets, no clocks."""
