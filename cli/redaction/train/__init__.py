"""Makes what ships as data: name tables and sequence models. Never imported by the engine."""
