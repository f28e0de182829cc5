import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { standardInput } from '../../base/input-file';
import { codeOf } from '../../base/system-errors';

/** A file to be read, or a path at which there is none that can be. */
export type FoundFile = { readonly path: string } | { readonly path: string; readonly problem: string };

/** What to do with what Helm has yet to render. */
export const renderFirst = 'render it first and read the output: helm template RELEASE CHART | cdk8s-bluemind verify -';

/** Whether a text speaks to Helm: other tools have templates within values, such as alerts, which stay as they are. */
export const isHelmTemplate = (text: string): boolean => /\{\{[^{}]*(?:\.(?:Values|Release|Chart|Capabilities)\b|\binclude ")/.test(text);

/** The files at a path: itself, or all manifest files of a folder and the folders in it, in the order of their names. */
export function filesOf(path: string): readonly FoundFile[] {
  // Whatever is no folder is looked at by whoever reads it.
  if (path === standardInput || !isFolder(path)) return [{ path }];
  const files = filesIn(path, new Set());
  return files.length > 0 ? files : [{ path, problem: 'holds no file that ends in .yaml, .yml or .json' }];
}

/** Manifest files of a folder and the folders in it. `entered` holds real paths, so that a link to an outer folder does not go round. */
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

/** Folders that tools keep for themselves (.git, .terraform, .NAME.old) and what npm installs hold no manifests that anybody means. */
const isWalked = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules';

const isManifestFile = (name: string): boolean => /\.(ya?ml|json)$/i.test(name) && !isKustomizeFile(name);

/** What kustomize alone reads: a kustomization, and by custom the configuration of its transformers. */
export const isKustomizeFile = (name: string): boolean => /^(kustomization|kustomizeconfig)\.ya?ml$/.test(name);

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
