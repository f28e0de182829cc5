import { portRange, union } from '../../reachability';
import { sourcesFor } from '../access/sources';
import { describeWay, objectsOf, type WayIn, waysIn } from '../access/ways-in';
import type { Rule, RuleFinding } from '../finding';
import { beyondIntent } from '../intent/beyond-intent';

/** Only senders of PROXY headers reach listeners that trust one. */
export const proxyListenerOpen: Rule = {
  name: 'proxy-listener-open',
  setting: ['entryPoints'],
  severity: 'error',
  why: 'Everyone who can connect to a listener that expects a PROXY header can claim any client address, also one that may relay.',
  mend: 'Admit only the addresses or pods of the balancer or controller that sends the header.',
  check: (model, intent) => [
    ...intent.pods.flatMap((pods) => {
      const guarded = union(...pods.proxyListeners.map(({ protocol, podNumber }) => portRange(protocol, podNumber)));
      return guarded.length === 0 ? [] : sourcesFor(model, pods).flatMap((source) => beyondIntent(model, intent, source, pods, guarded));
    }),
    ...waysIn(model, intent).flatMap((way): readonly RuleFinding[] => {
      const { proxyListener, entry } = way;
      if (!proxyListener) return [];
      const found = { ...objectsOf(way), port: proxyListener.port };
      const listener = `The listener of ${proxyListener.port} on ${way.number} that expects a PROXY header`;
      if (
        !leadsThere(
          intent.plan?.entries ?? [],
          proxyListener.entryPoint,
          entry.objects.map(({ name }) => name),
        )
      )
        return [{ ...found, message: `${listener} is reached from outside ${describeWay(way)}, which is not the entry point that sends one.` }];
      if (!isForgeable(way)) return [];
      return [
        {
          ...found,
          severity: 'warning',
          message: `${listener} trusts everyone who connects ${describeWay(way)}: nodes replace the client address with their own, which it trusts.`,
          mend: 'Use externalTrafficPolicy: Local, set allocateNodePorts: false if the provider does not need node ports, or let only the balancer connect to the node ports.',
        },
      ];
    }),
  ],
};

/** Whether any client of a node port can send its own header: nodes replace its address with theirs, which the listener trusts. */
const isForgeable = ({ entry: { access, service } }: WayIn): boolean =>
  access === 'node-port' && service?.service.externalTrafficPolicy === 'Cluster';

/** Whether a way leads through an object of the entry point that sends the header. */
const leadsThere = (
  entries: readonly { readonly entryPoint: string; readonly name: string }[],
  entryPoint: string,
  objects: readonly string[],
): boolean => entries.some((entry) => entry.entryPoint === entryPoint && objects.includes(entry.name));
