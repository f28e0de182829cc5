import { portRange, union } from '../../reachability';
import type { Rule } from '../finding';
import { beyondIntent } from '../intent/beyond-intent';
import { sourcesFor } from '../sources';
import { describeWay, objectsOf, waysIn } from '../ways-in';

/** Listeners that believe a PROXY header are reached by what sends one, and by nobody else. */
export const proxyListenerOpen: Rule = {
  name: 'proxy-listener-open',
  severity: 'error',
  why: 'Everyone who can connect to a listener that expects a PROXY header can claim any client address, also one that may relay.',
  mend: 'Admit only the addresses or pods of the balancer or controller that sends the header.',
  check: (model, intent) => [
    ...intent.pods.flatMap((pods) => {
      const guarded = union(...pods.proxyListeners.map(({ protocol, podNumber }) => portRange(protocol, podNumber)));
      return guarded.length === 0 ? [] : sourcesFor(model, pods).flatMap((source) => beyondIntent(model, intent, source, pods, guarded));
    }),
    ...waysIn(model, intent)
      .filter(
        ({ proxyListener, entry }) =>
          proxyListener &&
          !leadsThere(
            intent.plan?.entries ?? [],
            proxyListener.entryPoint,
            entry.objects.map(({ name }) => name),
          ),
      )
      .map((way) => ({
        message: `The listener of ${way.proxyListener?.port} on ${way.number} that expects a PROXY header is reached from outside ${describeWay(way)}, which is not the entry point that sends one.`,
        ...objectsOf(way),
        port: way.proxyListener?.port,
      })),
  ],
};

/** Whether a way leads through an object of the entry point that sends the header. */
const leadsThere = (
  entries: readonly { readonly entryPoint: string; readonly name: string }[],
  entryPoint: string,
  objects: readonly string[],
): boolean => entries.some((entry) => entry.entryPoint === entryPoint && objects.includes(entry.name));
