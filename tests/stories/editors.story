# Two editors decide on one account, and neither sees what the other decided before both are through.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --passphrase-file pass --work-factor 1 > making 2>&1
$ testimony publish vault --out manifests --passphrase-file pass > publishing 2>&1

# The policy that a vault begins with explains every line. This newsroom asks for two editors.
$ testimony policy vault --passphrase-file pass > policy.toml
$ grep -n 'reviewers = ' policy.toml
…:reviewers = 1
$ sed -i 's/^reviewers = 1/reviewers = 2/; s/^rank = "ask"/rank = "keep"/' policy.toml
$ testimony policy vault --check policy.toml --passphrase-file pass
decisions.rank = keep (was ask)
reviewers = 2 (was 1)
Warning: By this policy every rank is kept without asking.
Checked: 2 changes. Nothing was stored.
$ sed -i 's/^rank = "keep"/rank = "ask"/' policy.toml
$ testimony policy vault --set policy.toml --passphrase-file pass
reviewers = 2 (was 1)
The policy holds from now on.

$ echo 'My friend Daniil Kovalenko was taken near Kherson. His brother waited in Melitopol.' > account.txt
$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --publish yes --out sealed.age > sealing 2>&1
$ handover handover.tar sealed.age
$ testimony collect vault handover.tar --passphrase-file pass > collecting 2>&1
$ testimony redact vault "$(ls vault/cases)" --passphrase-file pass > proposing 2>&1

# The first gives a name; the file holds what this person would have typed.
$ printf 'version = 1\n[[decision]]\nkind = "place"\nform = "Kherson"\naction = "keep"\n[[decision]]\nkind = "place"\nform = "Melitopol"\naction = "generalize"\ntext = "a town"\n[[decision]]\nkind = "relation"\nform = "brother"\naction = "keep"\n' > anna.toml
$ testimony review vault "$(ls vault/cases)" --decisions anna.toml --passphrase-file pass
Error: Two editors decide on this case, and it is not said who you are.
  → Add --as NAME
[1]
$ testimony review vault "$(ls vault/cases)" --decisions anna.toml --as anna --passphrase-file pass 2>&1 | grep -v 'Not in this case'
…: every decision is taken.
The policy asks for two editors, and no second one has begun.
A second editor, blind: testimony review VAULT … --second --as NAME
$ testimony list vault --passphrase-file pass
CASE …
… waits for 2nd
A second editor is needed for ….
$ testimony export vault "$(ls vault/cases)" --out safe --passphrase-file pass
Error: Case …: The policy asks for two editors, and no second one has begun. Nothing was exported.
  → A second editor, blind: testimony review VAULT … --second --as NAME
[1]

# The second is somebody else, and hides more.
$ testimony review vault "$(ls vault/cases)" --second --as Anna --passphrase-file pass
Error: “Anna” decides on case … already. The second editor is another person.
  → Let somebody else decide, who has not seen what was decided.
[1]
$ sed 's/action = "keep"/action = "remove"/' anna.toml > boris.toml
$ testimony review vault "$(ls vault/cases)" --second --as boris --decisions boris.toml --passphrase-file pass 2>&1 | grep -v 'Not in this case'
…: every decision is taken.
The two editors are not at one: … to settle, … to look at.
Both together: testimony review VAULT … --settle --as NAME
$ testimony export vault "$(ls vault/cases)" --out safe --passphrase-file pass
Error: Case …: The two editors are not at one: … Nothing was exported.
  → Both together: testimony review VAULT … --settle --as NAME
[1]
$ test -e safe
[1]

# What they settle is what leaves.
$ testimony review vault "$(ls vault/cases)" --settle --as boris --decisions boris.toml --passphrase-file pass 2>&1 | grep -v 'Not in this case'
…: every decision is taken.
Next: testimony export vault … --out DIR --format md
$ testimony export vault "$(ls vault/cases)" --out safe --passphrase-file pass
…: safe/account-1.md
…
$ grep -c 'a town' safe/account-1.md
1
$ grep -E 'Kherson|Melitopol|anna|boris' safe/account-1.md
[1]

# What was received can be proved later, field by field, and no export holds any of it.
$ testimony read vault "$(ls vault/cases)" --commitments --passphrase-file pass > deposit.txt
$ cut -c 65- deposit.txt
  testimony.json
  answers.text
  consent.publish
  all
$ head -n -1 deposit.txt | sha256sum | cut -c 1-64 > all; tail -n 1 deposit.txt | cut -c 1-64 | diff - all
$ testimony read vault "$(ls vault/cases)" --open answers.text --passphrase-file pass | python -c 'import hashlib, json, sys; given = json.load(sys.stdin); print(hashlib.sha256(bytes.fromhex(given["salt"]) + given["text"].encode()).hexdigest() == given["sha256"])'
True
$ grep -f all safe/account-1.md
[1]
