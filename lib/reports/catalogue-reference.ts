import { type Catalogue, catalogues, diffCatalogues, isExternal, isInternal } from '../catalogue';
import { formatCatalogue } from './catalogue';
import { formatCatalogueDiff } from './catalogue-diff';
import { fenced } from './markdown';
import { formatMarkdown } from './table';

/** The content of docs/catalogue.md: the ports and components of each release, and what an upgrade changes. */
export const formatCatalogueReference = (): string =>
  [
    '# The catalogue of BlueMind',
    '',
    'Which ports BlueMind has, who listens on them, and what runs where. Printed by `npx cdk8s-bluemind catalogue`, in JSON with the connections between',
    'components. `npm run docs` writes this page.',
    '',
    ...Object.values(catalogues).flatMap(releaseSections),
    '## From BlueMind 4 to 5',
    '',
    fenced('text', formatCatalogueDiff(diffCatalogues(catalogues['4'], catalogues['5']), 'table')).trimEnd(),
    '',
  ].join('\n');

const releaseSections = ({ release, ports, components }: Catalogue): readonly string[] => [
  `## BlueMind ${release}`,
  '',
  `### Ports for clients and other servers of BlueMind ${release}`,
  '',
  formatCatalogue(ports.filter(isExternal), 'markdown'),
  `### Internal ports of BlueMind ${release}`,
  '',
  formatCatalogue(ports.filter(isInternal), 'markdown'),
  `### Components of BlueMind ${release}`,
  '',
  formatMarkdown({
    columns: ['Component', 'What it does'],
    rows: components.map(({ name, description }) => [name, description]),
  }),
];
