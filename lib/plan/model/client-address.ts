/** What becomes of the address of a client on its way to the pod. */
export type ClientAddress =
  /** The pod sees it as the source of the connection. */
  | { readonly kind: 'kept' }
  /** The pod reads it from a PROXY header. */
  | { readonly kind: 'proxy-protocol' }
  /** The pod sees another address. */
  | {
      readonly kind: 'lost';
      /** What the pod sees instead, to end the sentence "BlueMind sees …". */
      readonly seen: string;
      /** How to keep it, each to follow "or". */
      readonly waysOut: readonly string[];
    };
