import type { Backend, PolicyTarget, RouteParent } from '../../../plan/model';

/** Group of the Gateway API's own kinds. */
export const group = 'gateway.networking.k8s.io';

export const parentRef = ({ kind, name, namespace, listener }: RouteParent): object => ({
  group,
  kind,
  name,
  ...(namespace !== undefined && { namespace }),
  sectionName: listener,
});

export const backendRef = ({ service, port }: Backend): object => ({ group: '', kind: 'Service', name: service, port, weight: 1 });

export const targetRef = ({ kind, name }: PolicyTarget): object => ({ group, kind, name });
