# A newsroom is made. The passphrase comes from a file here; in a terminal it is made and shown.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --newsroom "The Paper" --passphrase-file pass --work-factor 1 --root-out root
Warning: A work factor of 1 makes guessing the passphrase 524288 times cheaper than the usual 20.
Making keys; locking them takes a few seconds.
The vault is at vault.
The root key is in root.
The root key in eight words, for print, for your site, for reading out:
  English: …
  Russian: …
  Ukrainian: …
Next: testimony publish vault --out DIR

$ testimony publish vault --out manifests --passphrase-file pass
Error: The root key is not at vault/root/root.age.
  → Put in its stick and name it: --root FILE
[1]

$ testimony publish vault --out manifests --passphrase-file pass --root root/root.age --epochs-out stick/epochs.age --onion xzcqabcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst.onion
Manifests 1 to 6, valid until …, are in manifests.
Their private keys are in stick/epochs.age.
The root key in eight words, for print, for your site, for reading out:
  English: …
  Russian: …
  Ukrainian: …
Carry manifests to the server: intake init DIR --manifest FILE…

$ ls manifests
manifest-00001.txt
manifest-00002.txt
manifest-00003.txt
manifest-00004.txt
manifest-00005.txt
manifest-00006.txt
root.vkey

# A lawyer seals a testimony without a browser.
$ echo 'They took me from the metro in Tver.' > account.txt
$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --publish yes --out sealed.age
Checking against the root key in manifests/root.vkey.
Sealed for The Paper: sealed.age
The editors read it; publishing: yes (change with --publish).

$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --out sealed.age
Checking against the root key in manifests/root.vkey.
Error: sealed.age exists already. Nothing was written.
  → Choose another name, or move that file away first.
[1]

# The manifest of the second epoch is not valid yet, so nothing can be sealed to it by mistake.
$ testimony seal --manifest manifests/manifest-00002.txt --text account.txt --out early.age
Checking against the root key in manifests/root.vkey.
Error: The manifest is valid from …, and today is … (UTC).
  → Check this machine's clock, or use the manifest whose time has come.
[1]
$ test -e early.age
[1]

# The handover comes; its keys are on a stick.
$ handover handover.tar sealed.age
$ testimony collect vault handover.tar --passphrase-file pass
Error: There are no epoch keys in vault/epochs. Nothing was opened.
  → Put in the stick with the epoch keys and name its file: --epochs FILE
[1]
$ testimony collect vault handover.tar --passphrase-file pass --epochs stick/epochs.age
1 new case: …
Next: testimony receipt vault --out FILE, and a second copy of the vault.
$ testimony collect vault handover.tar --passphrase-file pass --epochs stick/epochs.age
1 envelope collected before, left as they are.
Nothing new.
Next: testimony receipt vault --out FILE, and a second copy of the vault.

$ testimony receipt vault --out receipt --passphrase-file pass
Receipt 1 confirms 1 case: receipt
Make a second copy of the vault before the server acts on it: intake acknowledge DIR RECEIPT
$ head -n 2 receipt
testimony-receipt v1
serial 1

$ testimony list vault --passphrase-file pass
CASE    COLLECTED   LANG  LETTERS  FILES  PUBLISH  WORK
…  …  en    37       0      yes      new
$ testimony read vault "$(ls vault/cases)" --passphrase-file pass
Case … · collected … · language en
Publishing: yes

They took me from the metro in Tver.
…

# Wrong words.
$ echo another-passphrase-altogether > wrong; chmod 600 wrong
$ testimony list vault --passphrase-file wrong
Error: This passphrase does not open vault/identity.age. Nothing was opened.
  → Type it again as it stands on your paper; hyphens count.
[1]
$ testimony read vault --passphrase-file pass
Usage: testimony read [OPTIONS] VAULT CASE
Try 'testimony read …

Error: Missing argument 'CASE'.
[2]
$ TESTIMONY_PASSPHRASE_FILE=pass testimony read vault zzz
Warning: The passphrase comes from the file that TESTIMONY_PASSPHRASE_FILE names. That is for tests: whoever can read the file can open the vault.
Error: No case in vault is “zzz”.
  → See which there are: testimony list vault
[1]
$ testimony frobnicate
Usage: testimony [OPTIONS] COMMAND [ARGS]...
Try 'testimony …

Error: No such command 'frobnicate'.
[2]

# The shell completes commands.
$ COMP_WORDS='testimony rec' COMP_CWORD=1 _TESTIMONY_COMPLETE=bash_complete testimony
plain,receipt
$ testimony --version
testimony, version …
