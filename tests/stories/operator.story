# The editors publish; the operator makes the server's folder from what the stick holds.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --newsroom "The Paper" --passphrase-file pass --work-factor 1 --root-out root >/dev/null 2>&1
$ testimony publish vault --out stick --passphrase-file pass --root root/root.age --onion xzcqabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst.onion >/dev/null 2>&1

# A manifest of another day, alone, is no manifest for today.
$ mkdir later; cp stick/root.vkey stick/manifest-00004.txt later
$ intake init data --manifest later/manifest-00004.txt
intake: None of these manifests is in force today: the first begins on …. Check the clock of this machine, or ask the editors for the one of this fortnight.
[1]
$ ls
later
pass
root
stick
vault

# A changed one is refused, and no folder is left behind.
$ sed 's/^retention-days .*/retention-days 3000/' stick/manifest-00001.txt > later/changed.txt
$ intake init data --manifest later/changed.txt
intake: later/changed.txt is refused. The signature by … does not fit the text: it was changed. Get the file again from where it was made.
[1]
$ test ! -e data && test ! -e data.part

$ intake init data --manifest stick/*
data: made, 6 manifest(s) installed. Next: intake serve data
$ stat -c '%a %n' data data/intake.db
700 data
600 data/intake.db

# Nobody else's root key can come in later.
$ testimony init other --newsroom "Another" --passphrase-file pass --work-factor 1 --root-out other-root >/dev/null 2>&1
$ testimony publish other --out other-stick --passphrase-file pass --root other-root/root.age --onion xzcqabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst.onion >/dev/null 2>&1
$ intake init data --manifest other-stick/manifest-00001.txt
intake: other-stick/manifest-00001.txt is refused. The note carries no signature by a key that is trusted here. Check that the key belongs to this newsroom.
[1]
$ intake init data --manifest other-stick/manifest-00001.txt --root other-stick/root.vkey
intake: data belongs to another root key. Use a new folder for a new one.
[1]
$ intake init data --manifest stick/manifest-00001.txt --text 99
intake: data exists. Change its numbers in data/settings.toml.
[1]

$ intake stats data
testimonies waiting:       none
room used, of all:         nothing
room used, by attachments: nothing
unfinished uploads:        nothing

# Two testimonies come.
$ echo 'They took me from the metro in Tver.' > account.txt
$ for n in 1 2; do testimony seal --manifest stick/manifest-00001.txt --text account.txt --publish yes --out $n.age >/dev/null 2>&1; done
$ python -m tests.unit.intake.deposit data 1.age 2.age
$ intake stats data
testimonies waiting:       1 to 9
room used, of all:         up to 10 %
room used, by attachments: nothing
unfinished uploads:        nothing

$ intake handover data --out handover.tar
handover.tar: 2 sealed testimonies. Nothing is deleted.
$ intake handover data --out handover.tar
intake: handover.tar exists. Choose another name, or remove it first.
[1]
$ intake handover data --out missing/handover.tar
intake: The system refuses: No such file or directory (missing/handover.tar.part).
[1]
$ tar tf handover.tar | wc -l
3

# What is no receipt of this newsroom's desk deletes nothing.
$ intake acknowledge data stick/manifest-00001.txt
intake: The note carries no signature by a key that is trusted here. Check that the key belongs to this newsroom.
[1]
$ intake acknowledge data account.txt
intake: The note has no signatures behind an empty line.
[1]
$ intake stats data | head -n 1
testimonies waiting:       1 to 9

# The editors collect and confirm; the server deletes.
$ testimony collect vault handover.tar --passphrase-file pass >/dev/null 2>&1
$ testimony receipt vault --out receipt.txt --passphrase-file pass >/dev/null 2>&1
$ intake acknowledge data receipt.txt
2 deleted and the store rewritten; 0 were gone before.
$ intake acknowledge data receipt.txt
0 deleted and the store rewritten; 2 were gone before.
$ intake stats data | head -n 1
testimonies waiting:       none
$ intake tidy data

# What is no data folder, or is damaged, is said to be so.
$ intake stats vault
intake: vault is not a data folder. Make one with: intake init vault --manifest FILE
[1]
$ printf 'not a database, but long enough to be looked at as one, and with zeros behind' > data/intake.db
$ intake tidy data
intake: The database cannot be used: file is not a database.
[1]
$ rm data/intake.db; intake stats data
intake: The database cannot be used: unable to open database file.
[1]

# Wrong usage is exit code 2.
$ intake tidy
Usage: intake tidy [OPTIONS] DIR
Try 'intake tidy --help' for help.

Error: Missing argument 'DIR'.
[2]
$ intake init data
…
Error: Missing option '--manifest'.
[2]
