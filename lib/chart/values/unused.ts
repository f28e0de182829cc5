import { type IpFamily, parseAddress } from '../../base/addresses';
import type { ListExamples } from './field';

/** Makes texts that appear nowhere in the settings, so that in the output they cannot be confused with texts of the settings. */
export interface Unused {
  /** Words, which are also DNS names; each id gives different ones. */
  readonly words: (id: string) => ListExamples;
  /** IP addresses, of both families if there are two; each number gives different ones, as below. */
  readonly addresses: (number: number, families: readonly IpFamily[]) => ListExamples;
  /** References of this form, as a provider uses for addresses. */
  readonly references: (number: number, pattern: RegExp) => ListExamples;
}

/** Prefixes of all texts for one salt. */
const beginnings = (salt: number) =>
  ({
    word: `marker${salt}x`,
    IPv4: `240.${salt}.`,
    IPv6: `fd9e:${salt}:`,
    id: `91305${salt}`,
    allocation: `eipalloc-0${salt}`,
    uuid: `00000000-0${salt}-4000-8000-`,
  }) as const;

export function unusedTexts(settings: unknown): Unused {
  const written = JSON.stringify(settings);
  let salt = 100;
  while (Object.values(beginnings(salt)).some((text) => written.includes(text))) salt++;
  const begin = beginnings(salt);
  const inOrder = (make: (role: 1 | 2 | 3) => string): ListExamples => ({ only: make(1), second: make(2), first: make(3) });

  const words = (id: string) => inOrder((role) => `${begin.word}-${id}-${role}`);
  const ofFamily = (number: number, family: IpFamily, role: number) =>
    family === 'IPv4' ? `${begin.IPv4}${100 + number}.20${role}` : `${begin.IPv6}${100 + number}::${role}`;
  return {
    words,
    addresses: (number, families) => ({
      only: ofFamily(number, families[0] ?? 'IPv4', 1),
      second: ofFamily(number, families.includes('IPv4') ? 'IPv4' : 'IPv6', 2),
      first: ofFamily(number, families.includes('IPv6') ? 'IPv6' : 'IPv4', 3),
    }),
    references: (number, pattern) => {
      const forms = [begin.word, begin.allocation, begin.id, begin.uuid].map((beginning) =>
        inOrder((role) =>
          beginning === begin.word ? `${beginning}-address-${number}-${role}` : `${beginning}${`${number}`.padStart(11, '0')}${role}`,
        ),
      );
      return forms.find(({ only }) => pattern.test(only) && !parseAddress(only)) ?? words(`address-${number}`);
    },
  };
}
