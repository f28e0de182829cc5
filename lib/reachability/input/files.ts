import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { standardInput } from '../../base/input-file';
import { codeOf } from '../../base/system-errors';

/** A file to read, or a path without a readable file. */
export type FoundFile = { readonly path: string } | { readonly path: string; readonly problem: string };

/** What to do with files that Helm must render first. */
export const renderFirst = 'render it first and read the output: helm template RELEASE CHART | cdk8s-bluemind verify -';

/** Whether a text is a Helm template: templates of other tools within values, such as in alerts, do not count. */
export const isHelmTemplate = (text: string): boolean => /\{\{[^{}]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\binclude ")/.test(text);

/** The files at a path: itself, or all manifest files of a folder and the folders in it, in the order of their names. */
export function filesOf(path: string): readonly FoundFile[] {
  // The reader of a path that is not a folder checks what it is.
  if (path === standardInput || !isFolder(path)) return [{ path }];
  const files = filesIn(path, new Set());
  return files.length > 0 ? files : [{ path, problem: 'contains no file that ends in .yaml, .yml or .json' }];
}

/** Manifest files of a folder and the folders in it. `entered` contains real paths, so that a link to an outer folder does not loop. */
function filesIn(folder: string, entered: Set<string>): readonly FoundFile[] {
  try {
    const real = realpathSync(folder);
    if (entered.has(real)) return [];
    entered.add(real);
    if (existsSync(join(folder, 'Chart.yaml')) && isFolder(join(folder, 'templates')))
      return [{ path: folder, problem: `is a Helm chart, not yet manifests; ${renderFirst}` }];
    return readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const path = join(folder, name);
        if (isFolder(path)) return isWalked(name) ? filesIn(path, entered) : [];
        return isManifestFile(name) ? [{ path }] : [];
      });
  } catch (error) {
    return [{ path: folder, problem: `cannot be read (${codeOf(error) ?? error})` }];
  }
}

/** Folders of tools (.git, .terraform, .NAME.old) and of npm contain no manifests that a user means. */
const isWalked = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules';

const isManifestFile = (name: string): boolean => /\.(ya?ml|json)$/i.test(name) && !isKustomizeFile(name);

/** Files that only kustomize reads: a kustomization, and by convention the configuration of its transformers. */
export const isKustomizeFile = (name: string): boolean => /^(kustomization|kustomizeconfig)\.ya?ml$/.test(name);

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
