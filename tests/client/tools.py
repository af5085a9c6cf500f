"""Where the browser client's tools are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "intake" / "client"
NODE = str(ROOT / ".venv" / "bin" / "node")
TSC = str(ROOT / "node_modules" / "typescript" / "bin" / "tsc")
LANGUAGES = ("en", "ru", "uk")
