// Opens one case of a vault with npm's age-encryption alone, to show that our code is not needed.
// node read_vault.mjs VAULT CASE PASSPHRASE → the tar on standard output
import { readFile } from "node:fs/promises";
import { Decrypter } from "age-encryption";

const [vault, name, passphrase] = process.argv.slice(2);

async function open(path, unlock) {
  const decrypter = new Decrypter();
  unlock(decrypter);
  return decrypter.decrypt(await readFile(`${vault}/${path}`), "uint8array");
}

const line = (bytes) => new TextDecoder().decode(bytes).trim();

const identity = line(await open("identity.age", (d) => d.addPassphrase(passphrase)));
const key = line(await open(`cases/${name}/key.age`, (d) => d.addIdentity(identity)));
const tar = await open(`cases/${name}/testimony.age`, (d) => d.addIdentity(key));
process.stdout.write(tar);
