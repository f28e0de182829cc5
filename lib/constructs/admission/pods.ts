import type { Plan, PlannedAdmission } from '../../plan/model';
import { all, any, holds, not, portTable } from './cel';
import { podServers } from './pod-servers';
import type { AdmissionRule } from './rule';
import { carries } from './selectors';
import { noneMay, serverVariables } from './servers';
import { howToOpen, namespacesOf } from './words';

const operations = ['CREATE', 'UPDATE'] as const;

/** Keeps pods from bypassing Services and policies: by host ports, the network of the node, or missing labels, without which no policy selects them. */
export function podRule({ installation }: Plan, { servers }: PlannedAdmission): AdmissionRule {
  const pods = podServers(servers);
  const rules = [
    noneMay(
      'onNodeNetwork',
      all('variables.template.?spec.?hostNetwork.orValue(false)', isOurs),
      'hostNetwork would open all ports of workload ',
      ` on the node, where no policy protects them. ${howToOpen.except}`,
    ),
    noneMay(
      'opened',
      all(isOurs, `variables.containers.exists(container, container.?ports.orValue([]).exists(port, ${opensClosed}))`),
      'A hostPort would open a closed port of workload ',
      ` on the node. ${howToOpen.expose}`,
    ),
    noneMay(
      'lost',
      all("request.operation == 'UPDATE'", carries('variables.labelsBefore', 'server.podLabels'), not(isOurs)),
      'Without these labels no policy selects the pods, which opens all ports of workload ',
      `. Change podLabels in the settings first. ${howToOpen.except}`,
    ),
  ];
  return {
    description: `Refuses pods of BlueMind installation '${installation}' that open closed ports on their node, or that policies would no longer select; also their Deployments, Jobs and other controllers.`,
    resources: [
      { apiGroups: [''], apiVersions: ['v1'], resources: ['pods', 'replicationcontrollers'], operations },
      { apiGroups: ['apps'], apiVersions: ['v1'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], operations },
      { apiGroups: ['batch'], apiVersions: ['v1'], resources: ['cronjobs', 'jobs'], operations },
    ],
    namespaces: namespacesOf(pods),
    conditions: [
      {
        name: 'changes-specification-or-labels',
        expression:
          "request.operation != 'UPDATE' || object.spec != oldObject.spec || object.metadata.?labels.orValue({}) != oldObject.metadata.?labels.orValue({})",
      },
    ],
    variables: [
      { name: 'template', expression: templateOf('object') },
      { name: 'labels', expression: 'variables.template.?metadata.?labels.orValue({})' },
      {
        name: 'labelsBefore',
        expression: `request.operation == 'UPDATE' ? (${templateOf('oldObject')}).?metadata.?labels.orValue({}) : {}`,
      },
      {
        name: 'containers',
        expression: 'variables.template.?spec.?containers.orValue([]) + variables.template.?spec.?initContainers.orValue([])',
      },
      ...serverVariables(pods, ({ podLabels, closedOutside }) => ({ podLabels, closed: portTable(closedOutside) })),
      ...rules.map(({ variable }) => variable),
    ],
    validations: rules.map(({ validation }) => validation),
  };
}

const isOurs = carries('variables.labels', 'server.podLabels');

const opensClosed = all('port.?hostPort.orValue(0) != 0', any(holds('server.closed', "port.?protocol.orValue('TCP')", 'port.containerPort')));

/** The pod, or the pod template, of an object. */
const templateOf = (object: string): string =>
  `request.kind.kind == 'Pod' ? ${object} : request.kind.kind == 'CronJob' ? ${object}.spec.jobTemplate.spec.template : ${object}.spec.?template.orValue({})`;
