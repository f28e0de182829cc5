/**
 * Which parts of packages are bundled, and when they are loaded. The command uses a few classes of cdk8s and cdk8s-plus-27; the rest of them, and modules of the
 * system that are needed only in rare cases, cost more to load than the command takes to run.
 */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** Modules that are loaded when one of their members is first used: slow ones of the system, and the parts of cdk8s that write and patch, which the command does itself. */
const loadedLate = /^((node:)?(child_process|crypto|os)|\.\/yaml|\.\/json-patch)$/;

/** `const a_1 = require("b");` and `const a = __importStar(require("b"));`, as TypeScript and people write imports. */
const requires = /^const (\w+) = (?:__importStar\()?require\(["']([^"']+)["']\)\)?;$/gm;

const loadLate = (text) =>
  text.replaceAll(requires, (whole, name, specifier) =>
    loadedLate.test(specifier)
      ? `const ${name} = new Proxy({}, { get: (late, key) => (late.module ??= require(${JSON.stringify(specifier)}))[key] });`
      : whole,
  );

/** The generated classes of cdk8s-plus-27 as an ECMAScript module without side effects, of which only the imported ones are bundled. */
function asModule(text) {
  const names = [...text.matchAll(/^exports\.(\w+) = \1;$/gm)].map(([, name]) => name);
  return text
    .replace(/^exports\.\w+ = exports\..*= void 0;$/m, '')
    .replace(/^Object\.defineProperty\(exports, "__esModule".*$/m, '')
    .replace(/^const cdk8s_1 = require\("cdk8s"\);$/m, "import { ApiObject } from 'cdk8s';")
    .replaceAll(/^exports\.(\w+) = \1;$/gm, '')
    .replaceAll('extends cdk8s_1.ApiObject', 'extends ApiObject')
    .replaceAll(/^(\w+)\.GVK = (\{[^}]*\});$/gm, 'const GVK_$1 = $2;')
    .replaceAll(/\b(Kube\w+)\.GVK\b/g, 'GVK_$1')
    .replaceAll(/\b(\w+) = exports\.\1 \|\| \(exports\.\1 = \{\}\)/g, '$1 || ($1 = {})')
    .replaceAll(/^_\w+ = JSII_RTTI_SYMBOL_1;\n\w+\[_\w+\] = .*$/gm, '') // what jsii wants to know, which hands classes to other languages
    .concat(`\nexport { ${names.join(', ')} };\n`);
}

/** The classes that lib/constructs/ uses; its modules name them by `k8s.`, which the type checker compares with the real ones. */
function usedClasses(root) {
  const folder = path.join(root, 'lib/constructs');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const text = sources.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('');
  return [...new Set([...text.matchAll(/(?:extends|new) k8s\.([A-Z]\w+)|\bk8s\.([A-Z]\w+)\./g)].map(([, made, used]) => made ?? used))].sort();
}

/** @param {string} root folder of the checkout */
const leanPackages = (root) => ({
  name: 'lean packages',
  setup(build) {
    const generated = path.join(root, 'node_modules/cdk8s-plus-27/lib/imports/k8s.js');
    const inCdk8s = (name) => `export * from ${JSON.stringify(path.join(root, 'node_modules/cdk8s/lib', name))};`;
    const parts = {
      cdk8s: () => ['app', 'chart', 'api-object'].map(inCdk8s).join('\n'),
      'cdk8s-plus-27': () => {
        const names = usedClasses(root).join(', ');
        return `import { ${names} } from ${JSON.stringify(generated)};\nexport const k8s = { ${names} };`;
      },
    };
    build.onResolve({ filter: /^cdk8s(-plus-27)?$/ }, ({ path: name }) => ({ path: name, namespace: 'parts' }));
    build.onLoad({ filter: /./, namespace: 'parts' }, ({ path: name }) => ({ contents: parts[name](), resolveDir: root }));
    build.onLoad({ filter: /node_modules\/(cdk8s|cdk8s-plus-27|constructs|commander)\/.*\.js$/ }, ({ path: file }) => {
      // Source maps of megabytes on one line, which expressions would search.
      const [text = ''] = readFileSync(file, 'utf8').split('\n//# sourceMappingURL=');
      return { contents: file.endsWith('/cdk8s-plus-27/lib/imports/k8s.js') ? asModule(text) : loadLate(text) };
    });
  },
});

module.exports = { leanPackages };
