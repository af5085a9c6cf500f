"""The commands of `testimony`, one file each."""
