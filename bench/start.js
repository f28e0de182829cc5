const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { inTurn, mebibytes, row, run, seconds, table, times, work } = require('./measure');
const { helm, root } = require('./packed');

/** Start-up, and one installation by each way to render it. */
function start(command, turns) {
  const chart = path.join(work, 'chart');
  const dist = path.join(work, 'one');
  run(command('synth', '--default', '--format', 'helm', '--chart-version', '1.0.0', '--out', chart));
  const out = ['--out', path.join(dist, 'dist'), '--values', path.join(dist, 'values'), '--reports', path.join(dist, 'reports')];
  const folder = path.join(work, 'app');
  mkdirSync(path.join(folder, 'installations'), { recursive: true });
  writeFileSync(path.join(folder, 'installations/bluemind.yaml'), 'name: bluemind\n');
  writeFileSync(path.join(folder, 'small.yaml'), small);
  const runs = {
    'node -e 0': () => run([process.execPath, '-e', '0']),
    'helm template, the same objects': () => run([helm(), 'template', 'bluemind', chart]),
    'cdk8s-bluemind --help': () => run(command('--help')),
    'synth, default installation with proof, values and reports': () => run(command('synth', '--default', ...out)),
    'main.ts, the same': () => run([process.execPath, path.join(root, 'bin/typescript.js'), 'main.ts'], folder),
    'cdk8s synth, the same': () =>
      run(
        [
          path.join(root, 'node_modules/.bin/cdk8s'),
          'synth',
          '--output',
          path.join(folder, 'cdk8s'),
          '--app',
          `${process.execPath} ${path.join(root, 'bin/typescript.js')} main.ts`,
        ],
        folder,
      ),
    'reach, one Deployment with a policy': () => run(command('reach', path.join(folder, 'small.yaml'))),
  };
  for (const once of Object.values(runs)) once();
  const measured = inTurn(runs, turns);
  table('One installation', 'Command', 'CPU', 'Node', 'helm', 'Peak memory');
  for (const name of Object.keys(runs))
    row(
      name,
      seconds(measured.cpu(name)),
      times(measured.ratio(name, 'node -e 0')),
      times(measured.ratio(name, 'helm template, the same objects')),
      measured.peak(name) > 0 ? mebibytes(measured.peak(name)) : '',
    );
}

const small = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 80 }] }] }
`;

module.exports = { start };
