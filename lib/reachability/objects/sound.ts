import type { Fault } from '../../base/faults';
import type { Manifest } from '../input/manifest';
import type { Manifests } from '../input/manifests';
import { readObjects } from './kinds';

/** The manifests without faults, and the faults of the others and of what could not be read. */
export function soundManifests({ manifests, faults }: Manifests): { readonly sound: Manifests; readonly faults: readonly Fault[] } {
  const all = [...faults];
  const sound = manifests.filter((manifest: Manifest) => {
    const own = readObjects({ manifests: [manifest], faults: [] }).faults;
    all.push(...own);
    return own.length === 0;
  });
  return { sound: { manifests: sound, faults: [] }, faults: all };
}
