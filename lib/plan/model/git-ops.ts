/** Additional objects and files for tools that deliver the manifests. */
export interface PlannedGitOps {
  /** Whether objects carry the sync waves of Argo CD, so that policies exist before ways in. */
  readonly syncWaves: boolean;
  /** Whether to tell kustomize which fields of custom resources name other objects. */
  readonly nameReferences: boolean;
}
