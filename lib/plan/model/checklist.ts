/** A thing to do outside of the manifests. */
export interface ChecklistItem {
  /** Name of the entry point that needs it; `cluster` for what goes on inside, `egress` for what goes out. */
  readonly entryPoint: string;
  /** Where: a controller, a balancer, a BlueMind component. */
  readonly where: string;
  readonly what: string;
  /** Said aloud at each synthesis, not in the report alone. @default false */
  readonly warning?: boolean;
}
