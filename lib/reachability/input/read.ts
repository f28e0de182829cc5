import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../base/faults';
import { parseText } from './documents';
import { ownMember } from './fields';
import { identify, type Manifests, together } from './manifests';

/** Reads the manifests of a text, YAML or JSON; `name` stands for the file in positions. */
export function readText(name: string, text: string): Manifests {
  const { documents, faults } = parseText(name, text);
  const { manifests, faults: unidentified } = identify(documents);
  return { manifests, faults: [...faults, ...unidentified] };
}

/** Takes objects that a program made, such as a renderer. They have no positions. */
export const fromObjects = (objects: readonly unknown[]): Manifests =>
  identify(objects.map((value) => ({ value, locate: () => undefined, locateKey: () => undefined })));

/**
 * Reads files and folders, these with all that is in them, in the order of their names; `-` is the standard input. In a folder YAML and JSON files count,
 * but not kustomization files. What cannot be read is a fault, and so is a folder without a manifest: a mistyped path must not pass for an empty
 * cluster.
 */
export function readPaths(paths: readonly string[]): Manifests {
  return together(
    paths.map((path): Manifests => {
      if (path === '-') return readFile(path);
      try {
        if (!statSync(path).isDirectory()) return readFile(path);
        const files = filesIn(path, new Set());
        return files.length === 0 ? unreadable(path, 'holds no file that ends in .yaml, .yml or .json') : together(files.map(readFile));
      } catch (error) {
        return unreadable(path, `cannot be read: ${reason(error)}`);
      }
    }),
  );
}

function readFile(path: string): Manifests {
  try {
    const bytes = readFileSync(path === '-' ? 0 : path);
    if (!isUtf8(bytes)) return unreadable(path, 'is not UTF-8 text; expected YAML or JSON');
    return readText(path === '-' ? '<stdin>' : path, bytes.toString('utf8'));
  } catch (error) {
    return unreadable(path, `cannot be read: ${reason(error)}`);
  }
}

/** Manifest files of a folder and the folders in it. `entered` holds real paths, so that a link to an outer folder does not go round. */
function filesIn(folder: string, entered: Set<string>): readonly string[] {
  const real = realpathSync(folder);
  if (entered.has(real)) return [];
  entered.add(real);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return filesIn(path, entered);
      return /\.(ya?ml|json)$/i.test(name) && !/^kustomization\.ya?ml$/.test(name) ? [path] : [];
    });
}

const unreadable = (path: string, message: string): Manifests => {
  const fault: Fault = { position: { file: path, line: 1, column: 1 }, message };
  return { manifests: [], faults: [fault] };
};

/** `no such file or directory` of `ENOENT: no such file or directory, stat 'x'`. */
const reason = (error: unknown): string => String(ownMember(error, 'message') ?? error).replace(/^[A-Z]+: |, \w+( '.*')?$/g, '');
