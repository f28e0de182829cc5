/**
 * Writes a software bill of materials of the package in CycloneDX: what it depends on, and which packages the bundle of its command contains. The same lock file gives the
 * same bytes: npm's serial number and time are left out, and the name is that of the package, not of the folder.
 *
 *   node tools/sbom.js sbom.cdx.json             after `npm run build`, which records what is bundled
 */
const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const { name } = require('../package.json');

/** `zod 4.6.7, MIT` of the licences of the bundle, as `zod@4.6.7`. */
const bundled = new Set(
  [...readFileSync(path.join(root, 'build/command/LICENSES.txt'), 'utf8').matchAll(/^(\S+) (\d\S*),/gm)].map(([, id, version]) => `${id}@${version}`),
);

const isForDevelopment = ({ properties = [] }) =>
  properties.some((property) => property.name === 'cdx:npm:package:development' && property.value === 'true');
const isShipped = (component) => bundled.has(`${component.name}@${component.version}`) || !isForDevelopment(component);

/** Of npm's properties only the place in node_modules has no meaning for others. */
const tidied = ({ properties: _, ...component }) => component;

function billOfMaterials() {
  const text = execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { serialNumber: _, metadata, components, dependencies, ...rest } = JSON.parse(text);
  const { timestamp: __, ...about } = metadata;
  const shipped = [...new Map(components.filter(isShipped).map((component) => [component['bom-ref'], tidied(component)])).values()].sort((a, b) =>
    a['bom-ref'] < b['bom-ref'] ? -1 : 1,
  );
  const refs = new Set([about.component['bom-ref'], ...shipped.map((component) => component['bom-ref'])]);
  return {
    ...rest,
    metadata: { ...about, component: { ...tidied(about.component), name } },
    components: shipped,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)).sort() }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
}

const [file = 'sbom.cdx.json'] = process.argv.slice(2);
writeFileSync(path.resolve(root, file), `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
