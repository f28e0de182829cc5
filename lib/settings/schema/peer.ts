import * as z from 'zod';
import { containsRange, parseCidr } from '../../base/addresses';
import type { Labels } from '../../base/labels';
import { cidrSchema, dnsLabelSchema, labelsSchema } from './values';

/** Who may connect: pods, or addresses outside the cluster. */
export type Peer =
  | { readonly kind: 'pods'; readonly namespaceLabels?: Labels; readonly podLabels?: Labels }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] };

export const peerSchema = z
  .strictObject({
    namespace: dnsLabelSchema
      .optional()
      .meta({ description: "Name of the peers' namespace. Default: that of the installation.", examples: ['backup'] }),
    namespaceLabels: labelsSchema.optional().meta({
      description: "Labels of the peers' namespaces; {} for all. Default: the namespace of the installation.",
      examples: [{ team: 'mail' }],
    }),
    podLabels: labelsSchema.optional().meta({ description: "Labels of the peers' pods. Default: every pod.", examples: [{ app: 'pgdump' }] }),
    cidr: cidrSchema.optional().meta({ description: 'Addresses outside the cluster, instead of pods. Default: none.', examples: ['192.0.2.0/24'] }),
    except: z
      .array(cidrSchema)
      .default([])
      .meta({ description: 'Blocks inside `cidr` that are not admitted.', examples: [['192.0.2.64/26']] }),
  })
  .superRefine((peer, context) => {
    const byPods = peer.namespace !== undefined || peer.namespaceLabels !== undefined || peer.podLabels !== undefined;
    if (!byPods && peer.cidr === undefined) context.addIssue('is empty; give namespace, namespaceLabels, podLabels or cidr');
    if (byPods && peer.cidr !== undefined) context.addIssue('names both pods and a cidr; write two peers');
    if (peer.namespace !== undefined && peer.namespaceLabels !== undefined) context.addIssue('has both namespace and namespaceLabels; give one');
    if (peer.cidr === undefined && peer.except.length > 0) context.addIssue('has except without cidr');
    const outer = parseCidr(peer.cidr ?? '');
    for (const [index, except] of peer.except.entries()) {
      const inner = parseCidr(except);
      if (outer && inner && !(containsRange(outer, inner) && outer.canonical !== inner.canonical))
        context.addIssue({ code: 'custom', path: ['except', index], message: `'${except}' is not inside ${outer.canonical}` });
    }
  })
  .transform(
    ({ namespace, namespaceLabels, podLabels, cidr, except }): Peer =>
      cidr !== undefined
        ? { kind: 'addresses', cidr, except }
        : { kind: 'pods', namespaceLabels: namespace === undefined ? namespaceLabels : { 'kubernetes.io/metadata.name': namespace }, podLabels },
  );
