# A testimony that would repaint the terminal, turn a name around and hide a letter in it.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --passphrase-file pass --work-factor 1 2>&1 | tail -n 1
Next: testimony publish vault --out DIR
$ testimony publish vault --out manifests --passphrase-file pass 2>&1 | head -n 1
Manifests 1 to 6, valid until …, are in manifests.
$ printf 'A\033[2J\033]0;pwned\007B \342\200\256vanI\342\200\254 Iv\342\200\213an\rover\302\233' > account.txt
$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --out sealed.age
…
Sealed for Newsroom: sealed.age
The editors read it; publishing: no (change with --publish).
$ handover handover.tar sealed.age
$ testimony collect vault handover.tar --passphrase-file pass
1 new case: …
Next: testimony receipt vault --out FILE, and a second copy of the vault.
$ testimony read vault "$(ls vault/cases)" --passphrase-file pass
Case … · collected … · language en
Publishing: no

A‹U+001B›[2J‹U+001B›]0;pwned‹U+0007›B ‹U+202E›vanI‹U+202C› Iv‹U+200B›an‹U+000D›over‹U+009B›
