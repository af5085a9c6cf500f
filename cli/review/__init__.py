"""Deciding what to hide: the sitting, and the two faces it has, plain prompts and a full screen."""
