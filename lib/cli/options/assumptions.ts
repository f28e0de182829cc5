import { type Command, Option } from 'commander';
import { type Fault, InputError } from '../../base/faults';
import type { AssumptionOptions, Controller } from '../../reachability';
// Separate from the engine, so that the help of the command loads only this.
import { assumptionOptions } from '../../reachability/notation/reasons';

/** Facts for the engine that are not in manifests, as written on the command line. */
export interface AssumptionArguments extends Pick<AssumptionOptions, 'hostNetwork' | 'ipBlocksMatchPods' | 'sourceRanges' | 'clientAddress'> {
  readonly podCidr?: readonly string[];
  readonly nodeCidr?: readonly string[];
  /** `none`, or labels of namespaces: `monitoring:team=ops,tier=web`. */
  readonly assumeLabels?: readonly string[];
  /** Pods of controllers: `traefik:app.kubernetes.io/name=traefik`, `host` or `cilium`. */
  readonly controller?: readonly string[];
}

const { hostNetwork, ipBlocksMatchPods, podAddresses, nodeAddresses, sourceRanges, clientAddress, controllers, namespaceLabels } = assumptionOptions;

/** Collects the values of an option that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds the options to a command that decide what manifests leave open. */
export const withAssumptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        `${hostNetwork} <way>`,
        'whether policies apply to pods that use the network of their node: undefined as in the Kubernetes API, or ordinary as in netpol-analyzer (default: undefined)',
      ).choices(['undefined', 'ordinary']),
    )
    .addOption(
      new Option(
        `${ipBlocksMatchPods} <way>`,
        'whether an ipBlock also matches pods with such addresses; network plugins differ (default: undefined)',
      ).choices(['undefined', 'always', 'never']),
    )
    .option(`${podAddresses} <blocks...>`, 'address blocks of the pods')
    .option(`${nodeAddresses} <blocks...>`, 'address blocks of the nodes')
    .option(
      `${namespaceLabels} <namespace:labels>`,
      'labels of a namespace that is not among the manifests, such as ops:team=mail,tier=web; * for all others, none for no labels; may be repeated',
      collect,
    )
    .option(
      `${controllers} <namespace:labels>`,
      'where an ingress controller or gateway runs: its pods, host for the network of nodes, or cilium for the proxy of Cilium; may be repeated',
      collect,
    )
    .addOption(
      new Option(`${sourceRanges} <way>`, 'whether the provider enforces source ranges (default: enforced)').choices(['enforced', 'ignored']),
    )
    .addOption(
      new Option(
        `${clientAddress} <way>`,
        "whether load balancers keep the client's address with externalTrafficPolicy Local (default: kept)",
      ).choices(['kept', 'replaced']),
    );

/**
 * The assumptions from the command line, without defaults.
 * @throws InputError with every fault
 */
export function assumptionsOf({ podCidr, nodeCidr, assumeLabels, controller, ...words }: AssumptionArguments): AssumptionOptions {
  const faults: Fault[] = [];
  const labelled = (option: string, text: string): { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | undefined => {
    const found = namespaceAndLabels(text);
    if (found === undefined) faults.push({ field: option, message: `'${text}': expected a namespace and labels, such as ops:team=mail,tier=web` });
    return found;
  };
  const assumed = assumeLabels?.flatMap((text) => (text === 'none' ? { namespace: '*', labels: {} } : (labelled(namespaceLabels, text) ?? [])));
  const pods = controller?.flatMap((text): readonly Controller[] => {
    if (text === 'host') return [{ namespace: '', labels: {}, hostNetwork: true }];
    if (text === 'cilium') return [{ namespace: '', labels: {}, isCiliumProxy: true }];
    const found = labelled(controllers, text);
    return found ? [found] : [];
  });
  if (faults.length > 0) throw new InputError(faults);
  return {
    ...(words.hostNetwork && { hostNetwork: words.hostNetwork }),
    ...(words.ipBlocksMatchPods && { ipBlocksMatchPods: words.ipBlocksMatchPods }),
    ...(words.sourceRanges && { sourceRanges: words.sourceRanges }),
    ...(words.clientAddress && { clientAddress: words.clientAddress }),
    ...(podCidr && { podAddresses: podCidr }),
    ...(nodeCidr && { nodeAddresses: nodeCidr }),
    ...(pods && { controllers: pods }),
    ...(assumed && { namespaceLabels: Object.fromEntries(assumed.map(({ namespace, labels }) => [namespace, labels])) }),
  };
}

/** `ops:team=mail,tier=web`; no labels if nothing follows the colon. */
function namespaceAndLabels(text: string) {
  const [, namespace, list] = /^(\*|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):(.*)$/.exec(text) ?? [];
  if (namespace === undefined || list === undefined) return undefined;
  const labels = list === '' ? [] : list.split(',').map((label) => /^([^=\s]+)=([^=\s]*)$/.exec(label)?.slice(1));
  if (labels.some((pair) => pair === undefined)) return undefined;
  return { namespace, labels: Object.fromEntries(labels.flatMap((pair) => (pair ? [[pair[0] ?? '', pair[1] ?? '']] : []))) };
}
