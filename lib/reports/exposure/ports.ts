import { catalogues, type ExternalPort, isExternal, type Release } from '../../catalogue';

/** Facts of the catalogue about an external port; undefined for every other name. */
export const externalPort = (release: Release, name: string | undefined): ExternalPort | undefined =>
  catalogues[release].ports.filter(isExternal).find((port) => port.name === name);
