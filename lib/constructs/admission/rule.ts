/** A ValidatingAdmissionPolicy before it has a name: what is asked of which requests. */
export interface AdmissionRule {
  readonly description: string;
  readonly resources: readonly ResourceRule[];
  /** Namespaces that it holds in. @default - everywhere */
  readonly namespaces?: readonly string[];
  /** Conditions without which a request is of no interest. */
  readonly conditions: readonly { readonly name: string; readonly expression: string }[];
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
}

export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
}

export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** Says what is wrong, why and what to do, for whoever sent the request. */
export type Validation = {
  /** Whether the request may pass. */
  readonly expression: string;
} & ({ readonly message: string } | { readonly messageExpression: string });

/** Requests that bring something new: what stands already may be touched, and its finalizers removed. */
export const changesSpec = {
  name: 'changes-the-specification',
  expression: "request.operation != 'UPDATE' || object.?spec != oldObject.?spec",
};
