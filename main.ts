import { runSynth } from './lib/cli/synth';

/**
 * The cdk8s app. The cdk8s command empties its output folder before it runs the app, so cdk8s.yaml points it at a folder of its own, and what
 * is rendered replaces dist/ only when all of it is sound. `cdk8s synth --output DIR` writes to DIR.
 */
const staging = '.cdk8s';
const { CDK8S_OUTDIR } = process.env;
const isStaged = CDK8S_OUTDIR === undefined || CDK8S_OUTDIR === staging;

process.exitCode = isStaged
  ? runSynth({ out: { manifests: 'dist', values: 'values', reports: 'reports' }, copy: staging })
  : runSynth({ out: { manifests: CDK8S_OUTDIR } });
