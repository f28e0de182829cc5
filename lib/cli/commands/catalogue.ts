import { InputError } from '../../base/faults';
import { didYouMean } from '../../base/words';
import { type Catalogue, catalogues, isExternal, isInternal, type Release } from '../../catalogue';
import { type CatalogueDiff, diffCatalogues } from '../../catalogue/diff';
import { type CatalogueParts, formatCatalogue, formatCatalogueJson, type PortsFormat } from '../../reports/catalogue';
import { type CatalogueDiffFormat, formatCatalogueDiff } from '../../reports/catalogue-diff';
import { reportFaults } from '../printing/report-faults';
import { printDocument, printReport, terminalWidth } from '../terminal';

type CatalogueFormat = PortsFormat | 'json';

export interface CatalogueOptions {
  readonly release: Release;
  readonly format: CatalogueFormat;
  readonly external?: true;
  readonly internal?: true;
  readonly component?: string;
  /** Two releases to compare, the older first. */
  readonly diff?: readonly Release[];
}

/** Prints the ports of a release; as JSON also its components, connections and roles. @returns the exit code */
export const runCatalogue = ({ release, format, external, internal, component, diff }: CatalogueOptions): number =>
  reportFaults(
    () => {
      if (diff !== undefined) {
        const chosen = diffFormat(format);
        printPorts(chosen, formatCatalogueDiff(compareReleases(diff), chosen, terminalWidth()));
        return 0;
      }
      const catalogue = catalogues[release];
      if (component !== undefined) requireComponent(catalogue, component);
      const parts = partsOf(catalogue, { external, internal, component });
      printPorts(format, format === 'json' ? formatCatalogueJson(parts) : formatCatalogue(parts.ports, format, terminalWidth()));
      return 0;
    },
    { consequence: 'nothing was printed' },
  );

/** Prints a list: a table for people, the rest as it is, since RFC 4180 ends lines by a carriage return and a line feed. */
const printPorts = (format: CatalogueFormat, text: string): void => (format === 'table' ? printReport(text) : printDocument(text));

/** The requested part of a catalogue: ports of an audience, and everything that concerns a component. */
const partsOf = (
  { release, ports, components, connections, roles }: Catalogue,
  { external, internal, component }: Pick<CatalogueOptions, 'external' | 'internal' | 'component'>,
): CatalogueParts => {
  const isMeant = (...names: readonly string[]): boolean => component === undefined || names.includes(component);
  const found = components.filter(({ name }) => isMeant(name));
  return {
    release,
    ports: ports.filter((port) => (!external || isExternal(port)) && (!internal || isInternal(port)) && isMeant(port.component)),
    components: found,
    connections: connections.filter(({ from, to }) => isMeant(from, to)),
    roles:
      component === undefined
        ? roles
        : roles.filter(({ name }) => found.some(({ placement }) => placement.kind === 'role' && placement.role === name)),
  };
};

function compareReleases(releases: readonly Release[]): CatalogueDiff {
  const [before, after, ...more] = releases;
  if (before === undefined || after === undefined || more.length > 0)
    throw new InputError([{ field: '--diff', message: `${releases.join(' ')}: expected two releases, the older first, such as --diff 4 5` }]);
  return diffCatalogues(catalogues[before], catalogues[after]);
}

function diffFormat(format: CatalogueFormat): CatalogueDiffFormat {
  if (format === 'table' || format === 'json') return format;
  throw new InputError([{ field: '--format', message: `'${format}': a comparison is printed as 'table' or 'json'` }]);
}

function requireComponent({ components, release }: Catalogue, name: string): void {
  const names = components.map((component) => component.name);
  if (!names.includes(name))
    throw new InputError([{ field: '--component', message: `'${name}': BlueMind ${release} has no such component${didYouMean(name, names)}` }]);
}
