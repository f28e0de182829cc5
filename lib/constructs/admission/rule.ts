/** A ValidatingAdmissionPolicy before it has a name: conditions for certain requests. */
export interface AdmissionRule {
  readonly description: string;
  readonly resources: readonly ResourceRule[];
  /** Namespaces in which it applies. @default - all */
  readonly namespaces?: readonly string[];
  /** Conditions that a request must meet to be checked. */
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

/** Says what is wrong, why and what to do, to the sender of the request. */
export type Validation = {
  /** Whether the request is allowed. */
  readonly expression: string;
} & ({ readonly message: string } | { readonly messageExpression: string });

/** Requests that change a specification: other changes of existing objects stay possible, such as the removal of finalizers. */
export const changesSpec = {
  name: 'changes-the-specification',
  expression: "request.operation != 'UPDATE' || object.?spec != oldObject.?spec",
};
