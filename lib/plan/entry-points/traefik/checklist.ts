import { longestRequest } from '../../../catalogue';
import type { ChecklistItem, EntryTraefik } from '../../model';

/** What Traefik's static configuration must hold, which no route can say. */
export function traefikChecklist({ entryPoint, routes, https }: EntryTraefik): readonly ChecklistItem[] {
  const item = (what: string): ChecklistItem => ({ entryPoint, where: 'Traefik', what });
  const own = routes.filter(({ hosts }) => hosts.length === 0);
  return [
    ...(routes.length > 0 ? [item(`Open the entry points ${routes.map(({ entryPoint: name, number }) => `${name} (${number})`).join(', ')}.`)] : []),
    ...(own.length > 0
      ? [
          item(
            `Keep routes of others off ${own.map(({ entryPoint: name }) => name).join(', ')}: mark web and websecure as default entry points (asDefault), since a route that names none goes to all. Where Traefik knows of HTTP or TLS on a port it waits for the client to speak first, and a mail server's greeting never comes.`,
          ),
        ]
      : []),
    ...(https
      ? [
          item(
            `Raise respondingTimeouts.readTimeout of entry point ${https.entryPoint} from 60 s to ${longestRequest} s or more: ActiveSync holds requests for 20 minutes, and large uploads take their time.`,
          ),
        ]
      : []),
  ];
}

/** How Traefik is told whose PROXY headers to believe. */
export function believeProxies({ routes, https, http }: EntryTraefik, proxies: string): string {
  const names = [...routes, ...(https ? [https] : []), ...(http ? [http] : [])].map(({ entryPoint }) => entryPoint);
  return `List ${proxies} under proxyProtocol.trustedIPs of the entry points ${names.join(', ')}.`;
}
