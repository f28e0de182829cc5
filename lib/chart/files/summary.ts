import type { Plan } from '../../plan/model';

/** What an entry point leads in: `'public' leads in smtp (25), imaps (993).` */
export function entryPointSummary({ exposures }: Plan, name: string): string {
  const ports = exposures.flatMap((exposure) =>
    exposure.kind === 'exposed' && exposure.entryPoint === name ? [`${exposure.port} (${exposure.number})`] : [],
  );
  return `'${name}' leads in ${[...new Set(ports)].join(', ')}.`;
}
