import fc from 'fast-check';

/** Mostly nothing, so that settings are not drowned in options. */
export const rarely = <T>(value: fc.Arbitrary<T>, weight = 4): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

export const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => rarely(value, 1);

/** One of the words, each its own type. */
export const oneOf = <const T>(...words: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...words);

/** A record of the choices that fell, without those that did not. */
export const chosen = <T extends Record<string, unknown>>(
  choices: { readonly [Key in keyof T]: fc.Arbitrary<T[Key]> },
): fc.Arbitrary<{ [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & { [Key in keyof T]?: Exclude<T[Key], undefined> }> =>
  fc.record(choices).map((record) => JSON.parse(JSON.stringify(record)));

export const blocks = fc.subarray(['198.51.100.0/24', '203.0.113.7/32', '2001:db8:1::/48', '0.0.0.0/0'], { minLength: 1 });

export const hosts = fc.subarray(['mail.example.org', 'autodiscover.example.org', '*.example.net'], { minLength: 1 });

export const reason = 'Only the relay of the provider connects.';

export const controller = fc.oneof(
  fc.constant({ namespace: 'edge' }),
  fc.constant({ namespace: 'traefik', podLabels: { 'app.kubernetes.io/name': 'traefik' } }),
  fc.constant({ hostNetwork: true }),
);

export const labels = fc.constantFrom<Record<string, string>[]>({}, { team: 'mail' }, { 'example.org/owner': 'mail-team' });

/** Always this list. */
export const list = (...items: readonly string[]): fc.Arbitrary<string[]> => fc.constant([...items]);
