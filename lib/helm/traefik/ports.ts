import { longestRequest } from '../../catalogue';
import type { HelmMap } from '../chart';
import { isPrivileged } from '../listeners';
import type { Opening } from './openings';

/** The chart's own entry points, with the numbers on which its pods listen for them. */
const chartPorts: Readonly<Record<string, number>> = { metrics: 9100, traefik: 8080, web: 8000, websecure: 8443 };

/** Values `ports`: defaults of the chart are not repeated, so that other values files can still set them. */
export function portValues(openings: readonly Opening[]): Readonly<Record<string, HelmMap>> {
  const ports: Record<string, HelmMap> = {};
  const taken = new Set([...Object.values(chartPorts), ...openings.flatMap(({ port }) => port ?? [])]);
  for (const opening of openings) {
    const { name, port, exposedPort, protocol, trustedIps, holdsRequests } = opening;
    const number = port ?? (name in chartPorts ? undefined : freePort(exposedPort, taken));
    if (number !== undefined) taken.add(number);
    ports[name] = {
      expose: { default: true },
      exposedPort,
      ...(number !== undefined && { port: number }),
      ...(!(name in chartPorts) && { protocol }),
      ...(trustedIps.length > 0 && { proxyProtocol: { trustedIPs: trustedIps } }),
      ...(holdsRequests && { transport: { respondingTimeouts: { readTimeout: `${longestRequest}s` } } }),
    };
  }
  return ports;
}

/** The number itself, or below 1024 the number plus 10000, since Traefik runs without privileges; if that is taken, the next free number. */
function freePort(number: number, taken: ReadonlySet<number>): number {
  const wanted = isPrivileged(number) ? number + 10000 : number;
  const numbers = Array.from({ length: 65536 - wanted }, (_, index) => wanted + index);
  return numbers.find((candidate) => !taken.has(candidate)) ?? wanted;
}
