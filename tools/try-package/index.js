#!/usr/bin/env node
/**
 * Tries the packed package as users have it: what publint and are-the-types-wrong say, the installation of the tutorial in an empty folder, and a fresh app
 * with each version of cdk8s-plus, TypeScript and jest's transforms, from ESM and CommonJS. It needs a registry, and the package built.
 *
 *   node tools/try-package
 */
const { spawnSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '../..');
const { devDependencies, exports: entryPoints } = require('../../package.json');

/** Peers, compilers and transforms that are tried together; together they include every one. */
const fresh = [
  { plus: 'cdk8s-plus-27', typescript: '~5.9.3', transform: 'ts-jest', module: 'node16' },
  { plus: 'cdk8s-plus-33', typescript: '~5.9.3', transform: 'ts-jest', module: 'commonjs', moduleResolution: 'node10' },
  { plus: 'cdk8s-plus-28', typescript: devDependencies.typescript, transform: '@swc/jest', module: 'nodenext' },
  { plus: 'cdk8s-plus-29', typescript: '~5.9.3', transform: '@swc/jest', module: 'nodenext' },
  { plus: 'cdk8s-plus-30', typescript: devDependencies.typescript, transform: '@swc/jest', module: 'node16' },
  { plus: 'cdk8s-plus-31', typescript: '~5.9.3', transform: 'ts-jest', module: 'nodenext' },
  { plus: 'cdk8s-plus-32', typescript: devDependencies.typescript, transform: '@swc/jest', module: 'preserve', moduleResolution: 'bundler' },
  { plus: 'cdk8s-plus-34', typescript: devDependencies.typescript, transform: '@swc/jest', module: 'node16' },
];

const folder = mkdtempSync(path.join(tmpdir(), 'try-package-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
const archive = path.join(
  folder,
  readdirSync(folder).find((name) => name.endsWith('.tgz')),
);
run('tar', ['xf', archive], folder);
checkLinks(path.join(folder, 'package'));
run('npx', ['publint', archive, '--strict'], root);
// Files that are not code have no types.
const schemas = Object.keys(entryPoints).filter((name) => name.endsWith('.schema.json'));
run('npx', ['attw', archive, '--exclude-entrypoints', ...schemas], root);
tryTutorial();
for (const app of fresh) tryApp(app);

/** The commands of the tutorial until the first settings file, and what README and guides name below node_modules. */
function tryTutorial() {
  const reader = path.join(folder, 'tutorial');
  mkdirSync(reader);
  cpSync(archive, path.join(reader, path.basename(archive)));
  const tutorial = readFileSync(path.join(folder, 'package/docs/tutorial.md'), 'utf8');
  const commands = [/^npm install .*$/m, /^npx cdk8s-bluemind init .*$/m].map((pattern) => pattern.exec(tutorial)?.[0] ?? String(pattern));
  run('sh', ['-ec', [...commands, 'npx --no-install cdk8s-bluemind synth first.yaml'].join('\n')], reader);
  const pages = ['README.md', 'docs/guides/pipelines.md'].map((page) => readFileSync(path.join(folder, 'package', page), 'utf8'));
  for (const [named] of pages.join('\n').matchAll(/node_modules\/cdk8s-bluemind\/[\w./-]+/g))
    if (!existsSync(path.join(reader, named))) throw new Error(`${named} is named in README or guides, and is not in the package`);
  console.log('the tutorial: works');
}

function tryApp({ plus, typescript, transform, module, moduleResolution = module }) {
  const app = path.join(folder, `${plus}-${module}`);
  cpSync(__dirname, app, { recursive: true });
  rmSync(path.join(app, 'index.js'));
  for (const name of readdirSync(app)) {
    const file = path.join(app, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('CDK8S_PLUS', plus));
  }
  const isSwc = transform === '@swc/jest';
  const packages = [
    'cdk8s@2',
    plus,
    'constructs@10',
    'jest@30',
    '@types/jest@30',
    '@types/node@20',
    transform,
    ...(isSwc ? ['@swc/core'] : []),
    `typescript@${typescript}`,
  ];
  write(app, 'package.json', {
    name: 'app',
    private: true,
    jest: { transform: { '\\.ts$': isSwc ? ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] : 'ts-jest' } },
  });
  write(app, 'tsconfig.json', {
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noUncheckedIndexedAccess: true,
      target: 'ES2022',
      lib: ['ES2023'],
      types: ['node', 'jest'],
      esModuleInterop: true,
      isolatedModules: true,
      noEmit: true,
      module,
      moduleResolution,
    },
    include: ['*.ts'],
  });
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', archive, ...packages], app);
  compile(app);
  run('npx', ['jest'], app);
  run(process.execPath, ['import.mjs'], app);
  run(process.execPath, ['require.cjs'], app);
  console.log(`${plus}, TypeScript ${typescript}, ${transform}, ${module}: works`);
}

/** Under exactOptionalPropertyTypes cdk8s-plus' own declarations have errors; others there must not be. */
function compile(app) {
  const { stdout, stderr } = spawnSync('npx', ['tsc', '-p', '.', '--pretty', 'false'], { cwd: app, encoding: 'utf8' });
  const errors = stdout.split('\n').filter((line) => /^\S.*error TS/.test(line) && !/^node_modules\/cdk8s-plus-/.test(line));
  if (errors.length === 0 && !stderr.includes('Error')) return;
  console.error(`tsc in ${path.basename(app)}:\n${errors.join('\n')}\n${stderr}`);
  process.exit(1);
}

function write(app, name, content) {
  writeFileSync(path.join(app, name), JSON.stringify(content));
}

/** Every target of links in the README and the changelog is in the package. */
function checkLinks(packed) {
  for (const page of ['README.md', 'CHANGELOG.md'])
    for (const [, target] of readFileSync(path.join(packed, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      if (!existsSync(path.join(packed, target))) throw new Error(`${page} links to ${target}, which is not in the package`);
}

function run(program, args, cwd) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  if (status === 0) return;
  console.error(`${program} ${args.join(' ')} in ${path.basename(cwd)}:\n${stdout}${stderr}`);
  process.exit(1);
}
