import type { Fault } from '../../base/faults';
import { inputName, readInputFile, standardInput } from '../../base/input-file';
import { lean } from '../objects/lean';
import { parseText } from './documents';
import { type FoundFile, filesOf, isHelmTemplate, renderFirst } from './files';
import type { Manifest } from './manifest';
import { identify, type Manifests, together } from './manifests';

/**
 * Reads the manifests of a text, YAML or JSON, and keeps the fields that are used. @param name the name of the file in positions
 */
export function readText(name: string, text: string): Manifests {
  const manifests: Manifest[] = [];
  const faults: Fault[] = [];
  for (const parsed of parseText(name, text)) {
    const found = 'document' in parsed ? identify([parsed.document]) : { manifests: [], faults: [parsed.fault] };
    manifests.push(...found.manifests.map(lean));
    faults.push(...found.faults);
  }
  return { manifests, faults };
}

/** Reads objects from a program, such as a renderer. They have no positions. */
export const fromObjects = (objects: readonly unknown[]): Manifests =>
  identify(objects.map((value) => ({ value, locate: () => undefined, locateKey: () => undefined })));

/**
 * Reads files, and folders with everything in them, in the order of their names; `-` is standard input. In a folder YAML and JSON files count,
 * except kustomization files and files in hidden folders and in node_modules. A file that cannot be read is a fault, and so is a folder without manifests:
 * a mistyped path must not look like an empty cluster.
 */
export const readPaths = (paths: readonly string[]): Manifests => together(paths.flatMap(filesOf).map(readFile));

/** Largest size of a file of manifests in bytes. The output of `kubectl get -A` for thousands of pods is a tenth of it. */
export const largestManifestFile = 256 * 1024 * 1024;

function readFile(found: FoundFile): Manifests {
  const file = inputName(found.path);
  if ('problem' in found) return unreadable(file, found.problem);
  const read = readInputFile(found.path, largestManifestFile);
  if ('problem' in read) return unreadable(file, `${read.problem}; expected YAML or JSON`);
  const manifests = readText(file, read.text);
  if (manifests.faults.length > 0 && isHelmTemplate(read.text)) return unreadable(file, `is a template, not yet a manifest; ${renderFirst}`);
  return found.path === standardInput && manifests.manifests.length === 0 && manifests.faults.length === 0
    ? unreadable(file, 'contains no manifest')
    : manifests;
}

const unreadable = (file: string, message: string): Manifests => ({
  manifests: [],
  faults: [{ position: { file, line: 1, column: 1 }, message }],
});
