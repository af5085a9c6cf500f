# Files that came with a testimony: what is opened, what is refused, and that nothing leaves unseen.
$ echo luhar-bopin-tosuk-gavib-doziz-mafut > pass; chmod 600 pass
$ testimony init vault --passphrase-file pass --work-factor 1 2>&1 | tail -n 1
Next: testimony publish vault --out DIR
$ testimony publish vault --out manifests --passphrase-file pass 2>&1 | head -n 1
Manifests 1 to 6, valid until …, are in manifests.
$ echo 'I was there.' > account.txt
$ python -c 'from PIL import Image; exif = Image.Exif(); exif[0x010F] = "Kamera AG"; Image.new("RGB", (64, 48), "red").save("photo.jpg", exif=exif)'
$ printf 'They took Daniil from the metro.' > note.txt
$ printf 'OggS a voice' > voice.ogg
$ grep -c 'Kamera AG' photo.jpg
1
$ testimony seal --manifest manifests/manifest-00001.txt --text account.txt --attach photo.jpg --attach note.txt --attach voice.ogg --publish yes --out sealed.age > sealing 2>&1
$ handover handover.tar sealed.age
$ testimony collect vault handover.tar --passphrase-file pass > collecting 2>&1
$ testimony attachments vault "$(ls vault/cases)" --passphrase-file pass
file   kind  bytes  state
1.jpg  ?     …  not opened yet
2.txt  ?     32     not opened yet
3.ogg  ?     12     not opened yet

# Pictures are opened in a closed process; sound stays.
$ testimony attachments vault "$(ls vault/cases)" --prepare --passphrase-file pass
file   kind   bytes  state
1.jpg  JPEG   …  picture 1, 0 covered, 1 to look at
2.txt  text   32     text, 32 characters: stays here (--take)
3.ogg  sound  12     refused
3.ogg stays here: it is sound, and a voice identifies who speaks. Listen to it here and write down what is said.

# Nothing leaves that nobody looked at, and looking takes a person.
$ testimony attachments vault "$(ls vault/cases)" --out safe --passphrase-file pass
Error: No picture of case … may leave yet; it has 3 files. Nothing was written.
  → First: --prepare, then --look
[1]
$ testimony attachments vault "$(ls vault/cases)" --look --passphrase-file pass
Error: Nobody is there to look at the pictures.
  → Run it again in a terminal, with a screen.
[1]
$ testimony attachments vault "$(ls vault/cases)" --picture 7 --no-faces --passphrase-file pass
Error: There is no picture 7.
  → The case has 1 picture; files that were not opened have none yet: --prepare
[1]
$ test -e safe
[1]

# Words of a file are redacted with the account, if an editor takes them.
$ testimony attachments vault "$(ls vault/cases)" --take 2.txt --passphrase-file pass
The account changed. Next: testimony redact VAULT …
…
2.txt  text   32     text, 32 characters: redacted with the account
…
$ testimony read vault "$(ls vault/cases)" --passphrase-file pass | grep -c Daniil
1

# In the vault nothing of them can be read.
$ grep -rlE 'Kamera|Daniil|IHDR' vault
[1]
