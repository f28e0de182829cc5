import type { Plan, PlannedAdmission } from '../../plan/model';
import { all, any, holds, literal, portTable } from './cel';
import { type AdmissionRule, changesSpec } from './rule';
import { maySelect } from './selectors';
import { noneMay, serverVariables } from './servers';
import { howToOpen, namespacesOf } from './words';

/** No Service opens a closed port to the outside. */
export function serviceRule({ installation }: Plan, { servers }: PlannedAdmission): AdmissionRule {
  const opened = noneMay(
    'opened',
    all(isLedTo, `object.spec.?ports.orValue([]).exists(port, ${isClosed})`),
    'It would open a closed port of workload ',
    ` to the outside; a targetPort by name may be any port, so give its number. ${howToOpen.expose}`,
  );
  return {
    description: `Refuses Services that open closed ports of BlueMind installation '${installation}' to the outside: LoadBalancer, NodePort, external IPs.`,
    resources: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['services'], operations: ['CREATE', 'UPDATE'] }],
    namespaces: namespacesOf(servers),
    conditions: [
      {
        name: 'opens-to-the-outside',
        expression: "object.spec.?type.orValue('') in ['LoadBalancer', 'NodePort'] || object.spec.?externalIPs.orValue([]).size() > 0",
      },
      changesSpec,
    ],
    variables: [
      { name: 'selector', expression: 'object.spec.?selector.orValue({})' },
      ...serverVariables(servers, ({ found, closedOutside, ownWays }) => ({
        podLabels: found.by === 'labels' ? found.podLabels : {},
        services: found.by === 'services' ? found.services : [],
        closed: portTable(closedOutside),
        own: Object.fromEntries(ownWays.map(({ service, ports }) => [service, ports.map(({ number }) => number)])),
      })),
      opened.variable,
    ],
    validations: [opened.validation],
  };
}

/** Services select pods by labels, and machines through the Services that the plan makes for them. */
const isLedTo = any(
  'request.name in server.services',
  all('variables.selector.size() > 0', 'server.podLabels.size() > 0', maySelect('server.podLabels', { matchLabels: 'variables.selector' })),
);

const target = 'port.?targetPort.orValue(port.port)';

/** A port to which only one Service may lead is closed to all other Services. */
const isClosed = any(
  `type(${target}) != int`,
  all(holds('server.closed', "port.?protocol.orValue('TCP')", target), `!(${target} in server.own[?request.name].orValue(${literal([])}))`),
);
