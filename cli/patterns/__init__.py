"""Counts over verified accounts that tell about no single witness: docs/patterns.md."""
