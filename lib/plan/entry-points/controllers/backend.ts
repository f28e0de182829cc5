import type { Labels } from '../../../base/labels';
import type { Backend, EntryBackend } from '../../model';
import { backendsOf, servedFamilies } from '../../servers/backends';
import { componentService } from '../../servers/services';
import { byWorkload, type EntryPointInput, type ExposedPort, entryName, entryServicePorts, listNames } from '../entry-point';

/** Where connections to an exposed port go: to the component's Service, or to the entry point's own Service if a PROXY header is sent. */
export const backendOf = (input: EntryPointInput, one: ExposedPort): Backend => ({
  service: one.proxyListener ? backendName(input, one) : componentService(input.installation, one.port.component, one.workload),
  port: one.port.number,
});

/** The Services that `backendOf` uses in addition to those of the components, one for each workload with listeners that expect a PROXY header. */
export function backendServices(input: EntryPointInput, annotations: Labels = {}): readonly EntryBackend[] {
  const { installation, name } = input;
  const { ipFamilies } = installation.settings.cluster;
  return proxiedGroups(input).map(({ workload, ports }): EntryBackend => {
    const families = servedFamilies(workload, ipFamilies);
    return {
      kind: 'ClusterIP',
      entryPoint: name,
      name: backendName(input, { workload }),
      namespace: workload.namespace,
      workload: workload.name,
      description: `Leads '${name}' to the listeners of workload '${workload.name}' that expect a PROXY header on ${listNames(ports)}; nobody else uses it.`,
      annotations,
      backends: backendsOf(workload),
      ports: ports.flatMap(entryServicePorts),
      ...(families && { ipFamilies: families }),
    };
  });
}

const proxiedGroups = ({ exposed }: EntryPointInput) => byWorkload(exposed.filter(({ proxyListener }) => proxyListener));

const backendName = (input: EntryPointInput, { workload }: Pick<ExposedPort, 'workload'>): string =>
  `${entryName(input, workload, proxiedGroups(input).length > 1)}-proxy`;
