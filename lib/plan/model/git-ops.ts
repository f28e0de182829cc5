/** What tools that deliver the manifests want besides. */
export interface PlannedGitOps {
  /** Whether objects carry the sync waves of Argo CD, so that policies are there before ways in. */
  readonly syncWaves: boolean;
  /** Whether kustomize is told where custom resources name other objects. */
  readonly nameReferences: boolean;
}
