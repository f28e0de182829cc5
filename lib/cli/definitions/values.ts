import type { Command } from 'commander';
import type { End } from '../options/shared';

/** Adds `values` with its arguments and options. */
export function defineValues(command: Command, end: End): void {
  command
    .command('values')
    .description("print the Helm values that a controller's or BlueMind's own chart needs for an installation")
    .argument('<chart>', 'traefik, ingress-nginx, haproxy, kong, prometheus-blackbox-exporter or app-template')
    .argument('[files...]', "settings files, or '-' for standard input (default: all of installations/)")
    .option('--config-map', 'as a ConfigMap for valuesFrom of a Flux HelmRelease')
    .action(async (chart: string, files: string[], options: { configMap?: true }) => {
      const { runValues } = await import('../commands/values.js');
      end(runValues(chart, files, options));
    });
}
