import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Opslag } from '../../core/invoer/ports/opslag.ts';

/** Objects as files below a folder: what is stored takes no memory of the process that is measured. */
export function createFolderOpslag(folder: string): Opslag {
  const write = async (key: string, body: Uint8Array, flag: 'w' | 'wx'): Promise<void> => {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), body, { flag });
  };
  return {
    put: (key, body) => write(key, body, 'w'),
    putOnce: (key, body) =>
      write(key, body, 'wx').then(
        () => 'geschreven',
        () => 'bestaat-al',
      ),
    get: (key) => readFile(join(folder, key)).catch(() => undefined),
    async getPart(key, vanaf, aantal) {
      const file = await open(join(folder, key)).catch(() => undefined);
      if (file === undefined) return undefined;
      const { size } = await file.stat();
      const length = Math.max(0, Math.min(aantal, size - vanaf));
      const { buffer } = await file.read(new Uint8Array(length), 0, length, vanaf);
      await file.close();
      return buffer;
    },
    list: async (prefix) =>
      (await readdir(folder, { recursive: true })).filter((name) => name.startsWith(prefix)).sort(),
    removeAll: (prefix) => rm(join(folder, prefix), { recursive: true, force: true }),
  };
}
