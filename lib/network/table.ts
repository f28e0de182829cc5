import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { everyResult } from '../base/faults';
import { BlueMindNetwork } from './blue-mind-network';
import type { BlueMindNetworkProps, GivenRelease, OwnPorts } from './props';

/**
 * Several networks of one form: a table of names, with the fields in which each differs. A field of the table replaces the whole field that
 * is shared.
 * @param scope an App, in which each network gets a chart of its name and namespace; or a chart, which then contains all of them
 * @param shared props of all
 * @param table names, which are the ids of the constructs, and the props that differ
 * @returns the networks by their names
 * @throws InputError with the faults of all of them
 *
 * @example
 * const { mail, school } = blueMindNetworks(app, { isolation: 'connections' }, { mail: {}, school: { release: '5' } });
 */
export function blueMindNetworks<Name extends string>(
  scope: Construct,
  shared: BlueMindNetworkProps,
  table: Readonly<Record<Name, BlueMindNetworkProps>>,
): Readonly<Record<Name, BlueMindNetwork<GivenRelease, OwnPorts>>>;
export function blueMindNetworks(
  scope: Construct,
  shared: BlueMindNetworkProps,
  table: Readonly<Record<string, BlueMindNetworkProps>>,
): Readonly<Record<string, BlueMindNetwork<GivenRelease, OwnPorts>>> {
  const isInChart = scope.node.scopes.some(Chart.isChart);
  const networks = everyResult(
    Object.entries(table).map(([name, differences]) => () => {
      const props = { ...shared, ...differences };
      const chart = isInChart ? scope : new Chart(scope, name, { namespace: props.namespace ?? props.name ?? name });
      return [name, new BlueMindNetwork<GivenRelease, OwnPorts>(chart, name, props)] as const;
    }),
  );
  return Object.fromEntries(networks);
}
