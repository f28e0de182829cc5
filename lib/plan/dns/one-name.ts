import type { Installation } from '../../settings';
import type { ChecklistItem, PlannedEntry, PlannedExposure, Snippet } from '../model';
import { entryPointSettings, yaml } from '../snippets';
import { addressOwner } from './address-owner';
import { hostsOf, isWeb, webHosts } from './dns';

/** A name leads to the addresses of one load balancer: if ports that clients find by the same name have several, clients find only some of them. */
export function dnsChecklist(
  installation: Installation,
  exposures: readonly PlannedExposure[],
  entries: readonly PlannedEntry[],
): readonly ChecklistItem[] {
  const { mail, entryPoints } = installation.settings;
  if (!mail) return [];
  const { hostname } = mail;
  const exposed = exposures.filter((exposure) => exposure.kind === 'exposed');
  const mailPorts = exposed.filter(({ port }) => !isWeb(port)).toSorted((a, b) => Number(b.port === 'smtp') - Number(a.port === 'smtp'));
  const [first] = mailPorts;
  if (first === undefined) return [];
  const web = exposed.find(({ port }) => port === 'https')?.entryPoint;
  const isNamedAlike = web !== undefined && hostsOf(entryPoints[web]).includes(hostname) && web !== first.entryPoint;
  const item = (snippet: Snippet, what: string, entryPoint = first.entryPoint): ChecklistItem => ({
    entryPoint,
    where: 'DNS',
    owner: 'dns',
    snippet,
    what,
    warning: true,
  });
  const webPorts = isNamedAlike || !webHosts(installation, exposed, hostname).includes(hostname) ? [] : exposed.filter(({ port }) => isWeb(port));
  const named = [...mailPorts, ...webPorts];
  const keys = named.map((exposure) => addressOwner(exposure, entries).key);
  const owners = named.filter((_, index) => !keys.slice(0, index).includes(keys[index] ?? ''));
  return [
    ...(isNamedAlike
      ? [
          item(
            entryPointSettings(web, { hosts: [`www.${hostname.replace(/^[^.]+\./, '')}`] }),
            `${hostname} is the name of the mail server, which is exposed through '${first.entryPoint}', and of the web, which is exposed through '${web}'. A name has the addresses of one entry point: give the web another host name under hosts, or use one entry point for both.`,
            web,
          ),
        ]
      : []),
    ...(owners.length > 1 ? [severalAddresses(named, owners)] : []),
  ];

  function severalAddresses(ports: typeof named, several: typeof named): ChecklistItem {
    const ways = [...new Set(several.map(({ entryPoint }) => `'${entryPoint}'`))];
    const titles = ways.length > 1 ? ways : several.map((exposure) => addressOwner(exposure, entries).title);
    const said = `Ports of ${hostname} are exposed through ${titles.join(' and ')}, but the name has only the addresses of ${titles[0]}.`;
    const { entryPoint } = several[0] ?? { entryPoint: '' };
    return ways.length > 1
      ? item(
          yaml({ expose: Object.fromEntries(ports.map(({ port }) => [port, entryPoint])) }),
          `${said} Share an address (sharedAddress), or expose them through one entry point.`,
        )
      : item(
          entryPointSettings(entryPoint, { sharedAddress: installation.settings.name }),
          `${said} Share an address (sharedAddress) if the provider supports it, or put these ports on one workload.`,
        );
  }
}
