const { rmSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { cluster } = require('./cluster');
const { mebibytes, row, run, seconds, table, times, work } = require('./measure');

/** reach, verify and diff over clusters with a policy for ten pods and a namespace for 25. */
function reach(command, sizes, netpolAnalyzer) {
  table(
    'Clusters as kubectl prints them',
    'Pods',
    'Manifests',
    'reach',
    'to the last',
    'Peak memory',
    'Lines',
    'verify',
    'diff',
    ...(netpolAnalyzer ? ['netpol-analyzer'] : []),
  );
  let last;
  for (const pods of sizes) {
    const file = path.join(work, `cluster-${pods}.yaml`);
    const other = path.join(work, `cluster-${pods}-other.yaml`);
    const text = cluster(pods, pods / 10, Math.max(4, Math.round(pods / 25)));
    writeFileSync(file, text);
    writeFileSync(other, text.replace('port: 9090', 'port: 9091'));
    const listed = run(command('reach', file));
    const verified = run(command('verify', '--allow-empty', '--fail-on', 'error', file));
    const compared = run(['bash', '-c', '"$@" || [ $? -eq 1 ]', 'bash', ...command('diff', file, other)]);
    const foreign = netpolAnalyzer ? [seconds(run([netpolAnalyzer, 'list', '-q', '-f', file]).cpu)] : [];
    const growth = last ? `${times(listed.cpu / last.cpu)} for ${times(pods / last.pods)}` : '';
    row(
      pods,
      mebibytes(statSync(file).size),
      seconds(listed.cpu),
      growth,
      mebibytes(listed.peak),
      mebibytes(listed.bytes),
      seconds(verified.cpu),
      seconds(compared.cpu),
      ...foreign,
    );
    last = { cpu: listed.cpu, pods };
    rmSync(file);
    rmSync(other);
  }
}

module.exports = { reach };
