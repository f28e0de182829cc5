import { type Catalogue, catalogues, isExternal, isInternal, type Port, type Release } from '../catalogue';
import { InputError } from '../fault';
import { type CatalogueFormat, formatCatalogue } from '../reports/catalogue';
import { didYouMean } from '../settings/faults';
import { reportFaults } from './report-faults';

export interface CatalogueOptions {
  readonly release: Release;
  readonly format: CatalogueFormat;
  readonly external?: true;
  readonly internal?: true;
  readonly component?: string;
}

/** Prints the ports of a release. @returns the exit code */
export const runCatalogue = ({ release, format, external, internal, component }: CatalogueOptions): number =>
  reportFaults(
    () => {
      const catalogue = catalogues[release];
      if (component !== undefined) requireComponent(catalogue, component);
      const isWanted = (port: Port) =>
        (!external || isExternal(port)) && (!internal || isInternal(port)) && (component ?? port.component) === port.component;
      process.stdout.write(formatCatalogue(catalogue.ports.filter(isWanted), format));
      return 0;
    },
    { consequence: 'nothing was printed', exitCode: 2 },
  );

function requireComponent({ components, release }: Catalogue, name: string): void {
  const names = components.map((component) => component.name);
  if (!names.includes(name))
    throw new InputError([{ field: '--component', message: `'${name}': BlueMind ${release} has no such component${didYouMean(name, names)}` }]);
}
