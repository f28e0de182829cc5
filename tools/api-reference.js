#!/usr/bin/env node
/**
 * Writes docs/api.md from the exported declarations of the sources and their docstrings.
 *
 *   node tools/api-reference.js
 */
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/** The package's entries, and the files whose exports they are. */
const entries = [
  { name: 'cdk8s-bluemind', file: 'lib/index.ts', about: 'Constructs, the validation plugin, the types of settings and plans.' },
  { name: 'cdk8s-bluemind/testing', file: 'lib/testing/index.ts', about: 'Expectations and matchers for tests of an app.' },
  {
    name: 'cdk8s-bluemind/catalogue',
    file: 'lib/catalogue/index.ts',
    about: 'Only the ports of BlueMind, without cdk8s. `cdk8s-bluemind` exports the same.',
  },
  { name: 'cdk8s-bluemind/validation', file: 'lib/validation.ts', about: 'Only the validation plugin.' },
];

/** Folders whose types are listed only by name: other pages describe their fields. */
const toldElsewhere = { 'lib/settings/': 'settings.md', 'lib/plan/': undefined, 'lib/catalogue/': 'catalogue.md', 'lib/checks/': 'rules.md' };

const sections = [
  ['class', 'Classes'],
  ['function', 'Functions'],
  ['const', 'Constants'],
  ['interface', 'Interfaces'],
  ['type', 'Types'],
];

function formatApi(root) {
  const told = new Set();
  const parts = entries.map(({ name, file, about }) => {
    const all = exportsOf(root, file);
    const fresh = all.filter((one) => !told.has(one.name));
    for (const one of all) told.add(one.name);
    return ['', `## \`${name}\``, '', about, ...sections.flatMap((section) => sectionOf(section, fresh))].join('\n');
  });
  return [
    '# API',
    '',
    'Everything that the entries of the package export, made from the sources by `npm run docs`. Props are the settings, whose fields are in',
    '[settings.md](settings.md); your editor shows the same. [versioning.md](versioning.md) says what counts as a break.',
    ...parts,
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function sectionOf([kind, title], all) {
  const own = all.filter((one) => one.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (own.length === 0) return [];
  const long = own.filter(({ file }) => !Object.keys(toldElsewhere).some((room) => file.startsWith(room)));
  const short = own.filter((one) => !long.includes(one));
  return ['', `### ${title}`, ...long.flatMap(described), ...(short.length > 0 ? ['', ...short.map(listed)] : [])];
}

const listed = ({ name, doc }) => `- \`${name}\`${summaryOf(doc) ? `: ${summaryOf(doc)}` : ''}`;

function described({ name, kind, head, doc, body }) {
  const members = kind === 'class' || kind === 'interface' ? membersOf(body) : [];
  return [
    '',
    `#### ${name}`,
    '',
    ...(textOf(doc) ? [textOf(doc), ''] : []),
    ...(kind === 'interface' ? [] : [`\`${head}\``, '']),
    ...members.map((member) => `- \`${member.head}\`${textOf(member.doc) ? `: ${textOf(member.doc)}` : ''}`),
    ...(exampleOf(doc) ? ['', 'For example:', '', exampleOf(doc).replace(/^/gm, '    ')] : []),
  ].filter((line, index, lines) => !(line === '' && lines[index - 1] === ''));
}

/** The declarations that a module exports, its own and those of others. */
function exportsOf(root, file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(path.join(root, file), 'utf8');
  const from = (specifier) => {
    const target = path.join(path.dirname(file), specifier);
    return existsSync(path.join(root, `${target}.ts`)) ? `${target}.ts` : path.join(target, 'index.ts');
  };
  const everything = [...text.matchAll(/^export (?:type )?\* from '(\..*?)';/gm)].flatMap(([, specifier]) => exportsOf(root, from(specifier), seen));
  const chosen = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\..*?)';/gms)].flatMap(([, list, specifier]) => {
    const names = list.split(',').map((one) => one.replace(/\btype\b/, '').trim());
    return exportsOf(root, from(specifier)).filter(({ name }) => names.includes(name));
  });
  return [...own(text, file), ...chosen, ...everything];
}

const declaration =
  /^(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:declare )?(?:abstract )?(class|interface|type|function|const) (\w+)[\s\S]*?(?=\n+(?:\/\*\*|export |function |const |interface |type |class |declare )|\n*$(?![\s\S]))/gm;

const own = (text, file) => {
  const all = [...text.matchAll(declaration)].map(([statement, doc = '', kind, name]) => {
    const code = statement.slice(doc.length).replace(/^export /, '');
    return { file, kind, name, doc, head: headOf(kind, code), body: code };
  });
  // Of several signatures the first has the docstring; what follows is the implementation.
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
};

/** A declaration without its body, on one line. */
function headOf(kind, code) {
  const flat = code.replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/,? \)/g, ')');
  if (kind === 'class') return flat.replace(/ \{.*$/, '');
  if (kind === 'function') return /^(.*?\)(?:: .*?)?)(?:;| \{)/.exec(flat)?.[1] ?? flat;
  if (kind === 'const')
    return flat
      .replace(/ = (?!\().*$/, '')
      .replace(/ =>.*$/, '')
      .replace(/ = \(/, '(')
      .replace(/^const (\w+)\(/, 'function $1(');
  return flat;
}

/** Public members of a class or interface, each with its docstring. */
const membersOf = (body) =>
  [
    ...body.matchAll(
      /^ {2}(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n {2})?((?:static |readonly |get )*(?!private|protected|super)[\w$]+\??(?:<[^\n]*?>)?(?:\([\s\S]*?\))?(?:: (?:\{[^\n]*\}|[\s\S]*?))?)(?:;| \{|$)/gm,
    ),
  ]
    .filter(([, , head]) => !/^(?:if|for|return|const|this|throw|switch)\b/.test(head))
    .map(([, doc = '', head]) => ({
      doc,
      head: head
        .replace(/\s+/g, ' ')
        .replace(/,? \)/g, ')')
        .replace(/\( /g, '(')
        .replace(/^readonly /, ''),
    }));

/** The text of a docstring, without its tags. */
const textOf = (doc) =>
  linesOf(doc)
    .join('\n')
    .replace(/\n?@example[\s\S]*$/, '')
    .split(/(?:^|\n)(?=@)/)
    .map((part) =>
      part
        .replace(/\n/g, ' ')
        .replace(/^@default -? ?/, 'Default: ')
        .replace(/^@throws /, 'Throws ')
        .replace(/^@returns /, 'Returns ')
        .replace(/^@param (\w+) /, '`$1`: '),
    )
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (/[.:?]$/.test(part) ? part : `${part}.`))
    .join(' ');

const summaryOf = (doc) =>
  textOf(doc)
    .replace(/(?<=[.;]) .*$/s, '')
    .replace(/;$/, '.');

const exampleOf = (doc) => /@example\n([\s\S]*)$/.exec(linesOf(doc).join('\n'))?.[1].trim();

const linesOf = (doc) =>
  doc
    .replace(/^\s*\/\*\*|\*\/\s*$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());

module.exports = { formatApi };

if (require.main === module) {
  const root = path.join(__dirname, '..');
  writeFileSync(path.join(root, 'docs/api.md'), formatApi(root));
}
