"""Formats an account leaves the vault in, and the gate each must pass."""
