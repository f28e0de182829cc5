import type { Protocol } from '../catalogue';
import { listenerTransports, type Plan, type PlannedEntry } from '../plan/model';
import type { ChartValues, HelmChart, HelmMap } from './chart';
import { explainPrivilegedPorts, gatewaysOf, isPrivileged, listenersOf, lowerPortLimit, type NumberedListener } from './listeners';
import { isServedBy, listEntryPoints, localTraffic } from './served-by';
import { tidy } from './tidy';

/**
 * Kong's chart opens streams on pods and Service. Kong matches routes by the number on which its pods listen, which is the number of the listener.
 * Keys: values.yaml of July 2026; externalTrafficPolicy is in its template of Services (kong.service), not among the values.
 * Not confirmed by a running Kong: that listeners whose number differs from that of the Service are accepted.
 */
export const kong: HelmChart = {
  name: 'kong',
  versions: 'of July 2026',
  reference: 'kong/kong',
  serves: 'an entry point of type Ingress with controller: kong, or of type Gateway with implementation: kong',
  values: kongValues,
};

function kongValues(plan: Plan): ChartValues {
  const gateways = gatewaysOf(plan, 'kong');
  const entries: readonly PlannedEntry[] = [...gateways, ...plan.entries.filter((entry) => isServedBy(entry, 'kong') && entry.kind === 'Ingress')];
  const listeners = listenersOf(plan, 'kong');
  const streams = listeners.filter(isStream);
  const privileged = streams.map(({ number }) => number).filter(isPrivileged);
  const streamsOf = (list: StreamList) => streams.filter(({ protocol }) => streamLists[listenerTransports[protocol]] === list).map(streamValues);
  const udp = streamsOf('udpProxy');
  const takesHttps = streams.some(({ exposedNumber, protocol }) => exposedNumber === httpsNumber && listenerTransports[protocol] === 'TCP');
  return {
    comment: [
      `Serves ${listEntryPoints(entries)} of the settings.`,
      ...(gateways.length > 0 ? ['It is for Kong as this chart runs it: Kong Operator opens the ports of a Gateway without values.'] : []),
      ...(streams.length > 0
        ? ['Helm does not merge lists: stream of a later file replaces this one, so copy the entries of other applications into one of them.']
        : []),
      ...(takesHttps
        ? [`${httpsNumber} passes through to BlueMind, so Kong's own HTTPS is turned off (tls.enabled), which no other application can then use.`]
        : []),
      ...explainPrivilegedPorts(privileged),
    ],
    values: tidy({
      proxy: {
        ...localTraffic(plan, entries),
        ...webValues(listeners, takesHttps),
        stream: streamsOf('proxy'),
      },
      securityContext: lowerPortLimit(privileged),
      udpProxy: udp.length > 0 ? { enabled: true, stream: udp } : {},
    }),
  };
}

/** The chart's maps that hold lists of streams. */
type StreamList = 'proxy' | 'udpProxy';

/** Where the chart lists the streams of a transport. */
const streamLists: Readonly<Record<Protocol, StreamList>> = { TCP: 'proxy', UDP: 'udpProxy' };

/** The number of HTTPS, which the chart's Service uses for Kong itself. */
const httpsNumber = 443;

const isStream = ({ protocol }: NumberedListener): boolean => protocol !== 'HTTP' && protocol !== 'HTTPS';

/** HTTP and HTTPS go through Kong's own listeners. */
function webValues(listeners: readonly NumberedListener[], takesHttps: boolean): HelmMap {
  const http = listeners.find(({ protocol }) => protocol === 'HTTP');
  const https = listeners.find(({ protocol }) => protocol === 'HTTPS');
  return {
    ...(http && { http: { enabled: true, servicePort: http.exposedNumber } }),
    ...(https && { tls: { enabled: true, servicePort: https.exposedNumber } }),
    ...(takesHttps && { tls: { enabled: false } }),
  };
}

/** Ports that are distinguished by the name that TLS clients ask for need the parameter ssl, even if TLS passes through. */
const streamValues = ({ number, exposedNumber, protocol }: NumberedListener): HelmMap => ({
  containerPort: number,
  ...(protocol === 'TLS' && { parameters: ['ssl'] }),
  protocol: listenerTransports[protocol],
  servicePort: exposedNumber,
});
