import type { Plan, PodPort } from '../plan';
import type { Finding } from './finding';
import type { Intent } from './intent/intent';

/** A sentence that should be true, and the findings that contradict it. */
export interface Assertion {
  /** `postgresql 5432 is not reachable from the internet`. */
  readonly sentence: string;
  /** Its subject: the component of a port, or the checks of objects. */
  readonly subject: string;
  /** @default - there is only one installation, or none */
  readonly installation?: string;
  readonly findings: readonly Finding[];
}

/** The owner of the ports in assertions. */
export interface AssertedPorts {
  readonly installation?: string;
  /** The decisions about exposed ports. @default - every external port may be exposed */
  readonly plan?: Plan;
  readonly ports: readonly PodPort[];
}

/** The ports of an installation. */
export const portsOfPlan = (plan: Plan): AssertedPorts => ({
  installation: plan.installation,
  plan,
  ports: [...plan.workloads, ...plan.machines].flatMap(({ ports }) => ports),
});

/** The ports of pods in the manifests, without settings. */
export const portsOfIntent = ({ pods }: Intent): AssertedPorts => ({ ports: pods.flatMap(({ ports }) => ports) });

/** A sentence about a port, and the rules whose findings contradict it. */
interface PortSentence {
  readonly sentence: string;
  readonly rules: readonly string[];
}

/**
 * Every sentence that should be true: for each port who reaches it and who does not, and for each rule that it has no other findings. Each finding contradicts
 * at least one of them.
 * @param rules names of all rules that were checked
 */
export function assertionsOf(findings: readonly Finding[], installations: readonly AssertedPorts[], rules: readonly string[]): readonly Assertion[] {
  const told = new Set<Finding>();
  const ofPorts = installations.flatMap((asserted) =>
    portsByName(asserted).flatMap((port) =>
      sentencesOf(asserted, port).map(({ sentence, rules: against }): Assertion => {
        const found = findings.filter((finding) => against.includes(finding.rule) && isAbout(finding, asserted, port));
        for (const finding of found) told.add(finding);
        return { sentence, subject: port.component, installation: asserted.installation, findings: found };
      }),
    ),
  );
  const rest = findings.filter((finding) => !told.has(finding));
  const names = [...new Set([...rules, ...rest.map(({ rule }) => rule)])];
  return [
    ...ofPorts,
    ...names.map((rule) => ({ sentence: `${rule} finds nothing`, subject: 'rules', findings: rest.filter((finding) => finding.rule === rule) })),
  ];
}

/** A port that several workloads serve is listed once. */
const portsByName = ({ ports }: AssertedPorts): readonly PodPort[] => [...new Map(ports.map((port) => [port.name, port])).values()];

const isAbout = ({ port, ports = port === undefined ? [] : [port], installation }: Finding, asserted: AssertedPorts, { name }: PodPort): boolean =>
  ports.includes(name) && (installation === undefined || installation === asserted.installation);

function sentencesOf({ plan }: AssertedPorts, { name, number, audience, external }: PodPort): readonly PortSentence[] {
  const port = `${name} ${number}`;
  const exposures = plan?.exposures.flatMap((exposure) => (exposure.kind === 'exposed' && exposure.port === name ? [exposure] : [])) ?? [];
  const fromOutside: readonly PortSentence[] =
    exposures.length > 0
      ? [
          {
            sentence: `${port} is reachable from the internet through ${exposures.map(({ entryPoint }) => `'${entryPoint}'`).join(' and ')}`,
            rules: ['exposed-port-unreachable', 'mandatory-port-missing'],
          },
          ...(external?.trustsClientAddress ? [{ sentence: `${port} sees the addresses of its clients`, rules: ['client-address-lost'] }] : []),
        ]
      : audience === 'internal' || plan
        ? [{ sentence: `${port} is not reachable from the internet`, rules: ['internal-port-exposed', 'unchosen-exposure'] }]
        : [];
  const inside: readonly PortSentence[] =
    audience === 'internal'
      ? [
          { sentence: `${port} is reachable inside the cluster only by its peers`, rules: ['internal-port-beyond-isolation'] },
          { sentence: `${port} is reachable by the components that need it`, rules: ['known-connection-blocked'] },
        ]
      : [];
  return [...fromOutside, ...inside];
}
