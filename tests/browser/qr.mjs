// What another's program reads in a picture of a QR code.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export async function readByZbar(png) {
  const folder = await mkdtemp(join(tmpdir(), "overens-qr-"));
  try {
    await writeFile(join(folder, "code.png"), png);
    const { stdout } = await promisify(execFile)("zbarimg", ["--quiet", "--raw", join(folder, "code.png")]);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}
