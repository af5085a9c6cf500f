"""What lies in the demo's vault, read as the editor's tool reads it: in memory only."""

from cli.vault import Vault
from tests.demo.newsroom import PASSPHRASE, Folders


def attachments(folders: Folders) -> list[bytes]:
    """Every file that witnesses sent, as it arrived."""
    vault = Vault.open(folders.vault, PASSPHRASE)
    found = []
    for name in vault.index().cases:
        with vault.case(name).testimony() as reader:
            found += [member.read() for _, _, member in reader.attachments()]
    return found
