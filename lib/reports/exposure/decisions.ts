import type { Plan } from '../../plan';

/** A choice of the settings that opens, closes or accepts something, with its reason. */
export interface Decision {
  readonly kind: 'kept-inside' | 'accepted-lost-client-address' | 'allow' | 'admission-exception';
  /** The decision, as a sentence without its full stop. */
  readonly what: string;
  /** @default - the settings give no reason */
  readonly reason?: string;
}

/** The decisions of the settings, first those about external ports. */
export const decisionsOf = ({ exposures, traffic, admission }: Plan): readonly Decision[] => [
  ...exposures.flatMap((exposure): readonly Decision[] => {
    const { port, number } = exposure;
    if (exposure.kind === 'kept-inside')
      return [{ kind: 'kept-inside', what: `${port} (${number}) stays inside the cluster`, ...(exposure.reason && { reason: exposure.reason }) }];
    return exposure.acceptedBecause === undefined
      ? []
      : [
          {
            kind: 'accepted-lost-client-address',
            what: `${port} (${number}) does not see the address of its clients`,
            reason: exposure.acceptedBecause,
          },
        ];
  }),
  ...traffic.flatMap(({ allow, workload }): readonly Decision[] =>
    allow ? [{ kind: 'allow', what: `allow '${allow.name}' admits further peers to workload '${workload}'`, reason: allow.reason }] : [],
  ),
  ...(admission?.exceptions ?? []).map(
    (exception): Decision => ({
      kind: 'admission-exception',
      what: `${exception.kind === 'object' ? exception.objectKind : 'service account'} ${exception.namespace}/${exception.name} is exempt from the admission policies`,
      reason: exception.reason,
    }),
  ),
];
