/** A feature that some versions of a controller, chart or cluster have and others have not. */
export interface VersionLimit {
  /** Name of the controller, chart or cluster as its users know it. */
  readonly controller: string;
  /** What it is, as a noun with its setting. */
  readonly feature: string;
  /** First version that has it. @default - the oldest in use */
  readonly since?: string;
  /** Last version that has it. @default - the newest */
  readonly until?: string;
  /** What the other versions do in its place, to follow "other versions". */
  readonly otherwise: string;
  /** Where this is read: repository and path, or pull request. */
  readonly source: string;
}

/** Every version limit that the plan knows, in one place: checklists, charts and docs/versions.md speak from here. */
export const versionLimits = {
  awsSourceRangesOfManagedGroup: {
    controller: 'AWS Load Balancer Controller',
    feature: 'source ranges on the security group of the balancer itself, which hold with ip targets and PROXY headers too',
    since: '2.6.0',
    otherwise: 'give such balancers no security group and leave source ranges to the nodes, which do not see the clients',
    source: 'kubernetes-sigs/aws-load-balancer-controller pkg/service/model_build_managed_sg.go',
  },
} as const satisfies Readonly<Record<string, VersionLimit>>;

/** `AWS Load Balancer Controller 2.6.0 or later`. */
export function versionsOf({ controller, since, until }: VersionLimit): string {
  if (since === undefined) return until === undefined ? controller : `${controller} ${until} or earlier`;
  return until === undefined ? `${controller} ${since} or later` : `${controller} ${since} to ${until}`;
}

/** The limit as an item of a checklist: what must run, what for, and what happens otherwise. */
export const versionNote = (limit: VersionLimit): string => `Run ${versionsOf(limit)} for ${limit.feature}: other versions ${limit.otherwise}.`;
