import type { Fault } from '../../base/faults';
import { inputName, readInputFile, standardInput } from '../../base/input-file';
import { lean } from '../objects/lean';
import { parseText } from './documents';
import { type FoundFile, filesOf, isHelmTemplate, renderFirst } from './files';
import type { Manifest } from './manifest';
import { identify, type Manifests, together } from './manifests';

/**
 * Reads the manifests of a text, YAML or JSON, and keeps of each what is looked at. @param name stands for the file in positions
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

/** Takes objects that a program made, such as a renderer. They have no positions. */
export const fromObjects = (objects: readonly unknown[]): Manifests =>
  identify(objects.map((value) => ({ value, locate: () => undefined, locateKey: () => undefined })));

/**
 * Reads files and folders, these with all that is in them, in the order of their names; `-` is the standard input. In a folder YAML and JSON files count,
 * but not kustomization files, nor what is in hidden folders and in node_modules. What cannot be read is a fault, and so is a folder without a manifest:
 * a mistyped path must not pass for an empty cluster.
 */
export const readPaths = (paths: readonly string[]): Manifests => together(paths.flatMap(filesOf).map(readFile));

/** Bytes of a file of manifests. What `kubectl get -A` prints of thousands of pods is a tenth of it. */
export const largestManifestFile = 256 * 1024 * 1024;

function readFile(found: FoundFile): Manifests {
  const file = inputName(found.path);
  if ('problem' in found) return unreadable(file, found.problem);
  const read = readInputFile(found.path, largestManifestFile);
  if ('problem' in read) return unreadable(file, `${read.problem}; expected YAML or JSON`);
  const manifests = readText(file, read.text);
  if (manifests.faults.length > 0 && isHelmTemplate(read.text)) return unreadable(file, `is a template, not yet a manifest; ${renderFirst}`);
  return found.path === standardInput && manifests.manifests.length === 0 && manifests.faults.length === 0
    ? unreadable(file, 'holds no manifest')
    : manifests;
}

const unreadable = (file: string, message: string): Manifests => ({
  manifests: [],
  faults: [{ position: { file, line: 1, column: 1 }, message }],
});
