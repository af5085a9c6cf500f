# A testimony is redacted by a strict policy, exported, and a leak is found.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --passphrase-file pass --work-factor 1 2>&1 | tail -n 1
Next: testimony publish vault --out DIR
$ testimony publish vault --out manifests --passphrase-file pass 2>&1 | head -n 1
Manifests 1 to 6, valid until …, are in manifests.
$ echo 'My friend Daniil Kovalenko was taken near Nova Kakhovka on 4 December. He is a Baptist. His phone is +7 916 123-45-67.' > account.txt
$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --publish yes --out sealed.age > sealing 2>&1
$ handover handover.tar sealed.age
$ testimony collect vault handover.tar --passphrase-file pass > collecting 2>&1

# Nothing is exported that nobody proposed anything for.
$ testimony export vault "$(ls vault/cases)" --out safe --passphrase-file pass
Error: Nothing was proposed for case … yet.
  → First: testimony redact VAULT CASE
[1]

# Any text can be looked at without a vault.
$ testimony analyze account.txt
ENTITY  KIND  …
…
p1 …Daniil Kovalenko
…
$ testimony analyze account.txt --json | python -c 'import json, sys; value = json.load(sys.stdin); print(*value); print(*value["findings"][0]); print(*value["entities"][0])'
language findings entities
start end kind why
id kind mentions forms decision proposal
$ testimony analyze nowhere.txt
Error: nowhere.txt cannot be read: no such file or directory.
  → Check the path and the stick.
[1]

# A policy that is not one.
$ echo 'sure = "very"' > wrong.toml
$ testimony redact vault "$(ls vault/cases)" --policy wrong.toml --passphrase-file pass
Error: wrong.toml: The policy says sure = 'very'. Write a number from 0 to 1.
  → What a policy may say, line by line: testimony policy VAULT
[1]

# The default policy asks; without a terminal that is refused, with the list.
$ testimony redact vault "$(ls vault/cases)" --passphrase-file pass
ENTITY  KIND  …
…
p1 …Daniil Kovalenko
…

…: … ask, … remove.
… to take: testimony review vault …
$ testimony review vault "$(ls vault/cases)" --passphrase-file pass
Undecided: q… culture: Baptist
…
Error: Case … is not finished. … to take, … to look at.
  → Run testimony review in a terminal, or give the rest with --decisions FILE
[1]
$ testimony export vault "$(ls vault/cases)" --out safe --passphrase-file pass
Error: Case …: It waits for an editor: … to take, … to look at. Nothing was exported.
  → First: testimony review VAULT …
[1]
$ test -e safe
[1]

# A policy of the newsroom's own that never asks.
$ printf 'sure = 0\nparanoid = false\n[decisions]\ndate = "generalize"\nplace = "generalize"\nunknown = "keep"\nrelation = "keep"\njob = "keep"\nculture = "generalize"\n' > strict.toml
$ testimony redact vault "$(ls vault/cases)" --policy strict.toml --passphrase-file pass > proposing 2>&1
$ testimony review vault "$(ls vault/cases)" --record decisions.toml --passphrase-file pass
Warning: decisions.toml holds names from the testimony in clear.
…: every decision is taken.
Next: testimony export vault … --out DIR --format md
$ testimony export vault "$(ls vault/cases)" --out safe --format md,json --passphrase-file pass
…: safe/account-1.md, safe/account-1.json
Attachments that nobody let leave stay in the vault. Read each account once more before it leaves.
$ grep -c 'was taken' safe/account-1.md
1
$ grep -E 'Daniil|Kovalenko|916' safe/account-1.md safe/account-1.json
[1]
