"""Numbers, handles and places that point at one person: found by rules, always removed.

Each rule names its source. A checksum never decides: an identifier with a slip of the pen is
still an identifier. `find` gives all matches; overlapping ones are settled by the caller.
"""
