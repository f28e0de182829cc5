import { cdk8sChart } from './lib/cli/cdk8s-chart';
import { runSynth, runSynthCharts } from './lib/cli/commands/synth';
import { handleUnforeseen } from './lib/cli/last-handler';
import { reportFaults } from './lib/cli/printing/report-faults';

/**
 * The cdk8s app. The cdk8s command empties its output folder before it runs the app, so cdk8s.yaml points it at a separate folder, and what
 * is rendered replaces dist/ only if all of it is correct. `cdk8s synth --output DIR` writes to DIR, and `--format helm` makes charts.
 */
const staging = '.cdk8s';
const { CDK8S_OUTDIR: outdir = staging } = process.env;

handleUnforeseen(process.env.CDK8S_BLUEMIND_DEBUG !== undefined, (code) => process.exit(code));

process.exitCode = reportFaults(() => {
  const chart = cdk8sChart(outdir);
  if (chart)
    return runSynthCharts({
      out: chart.folder === staging ? 'dist' : undefined,
      chartVersion: chart.chartVersion,
      cdk8sFolder: chart.folder,
    });
  return outdir === staging
    ? runSynth({ out: { manifests: 'dist', values: 'values', reports: 'reports' }, cdk8sFolder: staging })
    : runSynth({ out: { manifests: outdir } });
});
