import type { Proof } from '../../checks';
import { askedForLoadBalancers, describeLoadBalancers, type Plan } from '../../plan';
import { checklistOf } from '../exposure/checklist';
import { countsOf } from '../findings/text';
import { componentsMap, installationMap } from '../map/installation-map';
import { type LineOf, matrixOf, portsWithoutRows } from './matrix';
import type { PageSection } from './page';

/** An installation on a page, from the proof of its manifests. */
export function installationSection(plan: Plan, { findings, ways, access }: Proof, lineOf?: LineOf): PageSection {
  const { sources, rows } = matrixOf(access, lineOf);
  const open = ways.filter(({ entry }) => entry.verdict.kind === 'allowed');
  const mapped = { ways, access, connections: plan.connections };
  const balancers = describeLoadBalancers(askedForLoadBalancers(plan));
  return {
    title: `Installation ${plan.installation}`,
    facts: [
      `BlueMind ${plan.release} in namespace ${plan.namespace}, isolation: ${plan.isolation}.`,
      `Ports that are open from outside: ${list(open.map(({ port, proxyListener, protocol, number }) => proxyListener?.port ?? port?.name ?? `${protocol} ${number}`)) || 'none'}.`,
      ...(balancers === undefined ? [] : [`It requests ${balancers}.`]),
      `The checks found ${countsOf(findings)}.`,
    ],
    states: [
      {
        title: plan.installation,
        map: installationMap({ ...mapped, title: `Who reaches what of installation ${plan.installation}` }),
        inner: componentsMap({ ...mapped, title: `Connections between components of installation ${plan.installation}` }),
        sources,
        rows: [...rows, ...portsWithoutRows(plan.release, rows, sources)],
      },
    ],
    checklist: checklistOf(plan),
  };
}

const list = (names: readonly string[]): string => [...new Set(names)].join(', ');
