"""Attachments made safe: decoded in a closed process, pixels out, everything else left behind."""
