import { type Catalogue, catalogues, extendCatalogue, type Release } from '../catalogue';
import { catalogueAdditions } from './additions';
import { type Exposure, exposuresOf } from './exposures';
import type { InstallationSettings } from './schema/settings';
import { expandWorkloads, type Workload } from './workloads';

/** One BlueMind: its settings with every default filled in, its catalogue, and its workloads. Input of the plan. */
export interface Installation {
  readonly settings: ResolvedSettings;
  /** The release's catalogue with the installation's own ports, components and connections. */
  readonly catalogue: Catalogue;
  readonly workloads: readonly Workload[];
  /** The decisions of the settings about external ports, in their order. */
  readonly exposures: readonly Exposure[];
}

/** Settings in which defaults that depend on other settings are filled in, too. */
export type ResolvedSettings = Omit<InstallationSettings, 'release' | 'namespace' | 'namePrefix'> & {
  readonly release: Release;
  readonly namespace: string;
  readonly namePrefix: string;
};

export function resolveInstallation(settings: InstallationSettings): Installation {
  const release: Release = `${settings.release}`;
  const catalogue = extendCatalogue(catalogues[release], catalogueAdditions(settings));
  const resolved: ResolvedSettings = {
    ...settings,
    release,
    namespace: settings.namespace ?? settings.name,
    namePrefix: settings.namePrefix ?? settings.name,
  };
  return { settings: resolved, catalogue, workloads: expandWorkloads(catalogue, settings), exposures: exposuresOf(settings) };
}
