import type { InstallationProps } from '../../lib/settings';

type Expose = NonNullable<InstallationProps['expose']>;

/** The ports that are exposed by default, through a workload that serves them if several do. */
const exposed = (workload?: string): Expose =>
  Object.fromEntries(
    ['smtp', 'submission', 'submissions', 'imaps', 'http', 'https'].map((port) => [
      port,
      workload === undefined ? 'public' : { entryPoint: 'public', workload },
    ]),
  );

/** How components are spread over pods, each with what else settings must say about it. */
export const topologies = {
  'all-in-one': { workloads: 'all-in-one', expose: exposed() },
  roles: { workloads: 'roles', expose: exposed() },
  'main-and-edge': { workloads: 'main-and-edge', expose: exposed('edge') },
  'main-and-mailboxes': {
    workloads: 'main-and-mailboxes',
    expose: {
      ...exposed(),
      ...Object.fromEntries(['smtp', 'submission', 'submissions'].map((port) => [port, { entryPoint: 'public', workload: 'main' }])),
    },
  },
} satisfies Readonly<Record<string, Partial<InstallationProps>>>;

export type Topology = keyof typeof topologies;
