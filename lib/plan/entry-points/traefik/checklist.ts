import { longestRequest } from '../../../catalogue';
import type { Advice, ChecklistItem, EntryTraefik, Snippet } from '../../model';
import { shell } from '../../snippets';

/** What Traefik's static configuration must contain, since no route can express it. */
export function traefikChecklist({ entryPoint, routes, https }: EntryTraefik): readonly ChecklistItem[] {
  const item = (what: string, snippet: Snippet): ChecklistItem => ({ entryPoint, where: 'Traefik', owner: 'controller', what, snippet });
  const own = routes.filter(({ hosts }) => hosts.length === 0);
  return [
    ...(routes.length > 0
      ? [
          item(
            `Open the entry points ${routes.map(({ entryPoint: name, number }) => `${name} (${number})`).join(', ')}.`,
            shell(...routes.map(({ entryPoint: name, number }) => `--entryPoints.${name}.address=:${number}/tcp`)),
          ),
        ]
      : []),
    ...(own.length > 0
      ? [
          item(
            `Keep routes of other applications off ${own.map(({ entryPoint: name }) => name).join(', ')}: mark web and websecure as default entry points (asDefault), since a route that names no entry point is attached to all. On a port with HTTP or TLS routes Traefik waits for the client to speak first, so clients never see the greeting of the mail server.`,
            shell('--entryPoints.web.asDefault=true', '--entryPoints.websecure.asDefault=true'),
          ),
        ]
      : []),
    ...(https
      ? [
          item(
            `Raise respondingTimeouts.readTimeout of entry point ${https.entryPoint} from 60 s to ${longestRequest} s or more: ActiveSync keeps requests open for 20 minutes, and large uploads take long.`,
            shell(`--entryPoints.${https.entryPoint}.transport.respondingTimeouts.readTimeout=${longestRequest}s`),
          ),
        ]
      : []),
  ];
}

/** How to configure whose PROXY headers Traefik trusts. */
export function believeProxies({ routes, https, http }: EntryTraefik, proxies: string): Advice {
  const names = [...routes, ...(https ? [https] : []), ...(http ? [http] : [])].map(({ entryPoint }) => entryPoint);
  return {
    what: `List ${proxies} under proxyProtocol.trustedIPs of the entry points ${names.join(', ')}.`,
    snippet: shell(...names.map((name) => `--entryPoints.${name}.proxyProtocol.trustedIPs=${proxies}`)),
  };
}
