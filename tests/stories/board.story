# Editors make an outbox whenever they collect, whether somebody is answered or not.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --newsroom "The Paper" --passphrase-file pass --work-factor 1
…
$ testimony publish vault --out manifests --passphrase-file pass --onion xzcqabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst.onion
…
$ testimony outbox vault --out outbox --passphrase-file pass
Outbox 1: 0 replies on a board of 64 places, 0 manifests: outbox
Carry it to the server: intake deliver DIR outbox
$ head -c 531 outbox | tail -c 19
testimony-outbox v1
$ cp outbox first

# The operator takes it in; a server that runs serves the new board at once.
$ intake init data --manifest manifests/manifest-00001.txt
…
$ intake deliver data outbox
Outbox 1 delivered: a board of 64 places is served.

# The next one brings the later manifests along.
$ testimony outbox vault --out outbox --manifests manifests --passphrase-file pass
Outbox 2: 0 replies on a board of 64 places, 6 manifests: outbox
Carry it to the server: intake deliver DIR outbox
$ intake deliver data outbox
Outbox 2 delivered: a board of 64 places is served.
6 manifest(s) installed. Restart the server to use them.

# An older one is refused, and so is what is no outbox.
$ intake deliver data first
intake: The outbox has serial 1; 2 was delivered before. Somebody offers an old outbox. Deliver the newest one.
[1]
$ intake deliver data manifests/manifest-00001.txt
intake: …
[1]

# What was signed is not kept: the server has the board, and no proof of who made it.
$ head -n 1 data/board | cut -c 1-24
testimony-board serial 2
$ grep -c "testimony-outbox" data/board
0
[1]

# Who made no codename cannot be answered, and nothing is stored.
$ echo 'They took me from the metro in Tver.' > account.txt
$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --out sealed.age
…
$ handover handover.tar sealed.age
$ testimony collect vault handover.tar --passphrase-file pass
1 new case: …
…
$ echo 'Thank you.' > reply.txt
$ testimony reply vault "$(ls vault/cases)" --text reply.txt --passphrase-file pass
Error: The witness of case … left no way to answer: no codename was made. Nothing was stored.
[1]
$ testimony reply vault zzz --text reply.txt --passphrase-file pass
Error: No case in vault is “zzz”.
  → See which there are: testimony list vault
[1]
