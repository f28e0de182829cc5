import type { ExternalPortName, NetworkPortName } from '../catalogue';
import type { InstallationProps } from '../settings';

/** Name of a port that is reached over the network: editors complete those of both releases; `additions` may have further ones. */
export type PortName = NetworkPortName | (string & {});

type Exposures = NonNullable<InstallationProps['expose']>;
type Allowed = NonNullable<InstallationProps['allow']>[string];

/** The same settings as in a file of installations/; `name` is that of the construct, and `namespace` that of the chart, where they are left out. */
export interface BlueMindNetworkProps extends Omit<InstallationProps, 'name' | 'expose' | 'allow'> {
  /** Name of the installation. @default - the id of the construct */
  readonly name?: string;
  /**
   * Which external port is reachable through which entry point. Other ports stay inside; the mandatory ones need a decision.
   * @default - smtp, submission, submissions, imaps, http and https through the entry point `public`
   */
  readonly expose?: { readonly [Name in ExternalPortName]?: Exposures[string] } & Exposures;
  /** Further peers for named ports, each under a name, which the policy gets too. @default - none */
  readonly allow?: Readonly<Record<string, Omit<Allowed, 'ports'> & { ports: PortName[] }>>;
}
