"""From text to findings, entities, decisions and safe text. Imports nothing else of ours."""
