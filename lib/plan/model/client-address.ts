/** What happens to the address of a client on its way to the pod. */
export type ClientAddress =
  /** The pod sees it as the source of the connection. */
  | { readonly kind: 'kept' }
  /** The pod reads it from a PROXY header. */
  | { readonly kind: 'proxy-protocol' }
  /** The pod sees another address. */
  | {
      readonly kind: 'lost';
      /** What the pod sees instead; ends the sentence "BlueMind sees …". */
      readonly seen: string;
      /** How to keep it; each follows "or". */
      readonly waysOut: readonly string[];
    };
