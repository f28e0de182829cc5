import type { Requirement, Selector } from '../sets/selectors';

/** A selector of Calico, as alternatives of label selectors; or that it is invalid, or too complex for that form. */
export type CalicoSelector =
  | { readonly kind: 'alternatives'; readonly alternatives: readonly Selector[] }
  | { readonly kind: 'undecided'; readonly reason: string }
  | { readonly kind: 'malformed'; readonly message: string };

/**
 * Reads a selector expression: `app == 'web' && (tier in {'a', 'b'} || !has(legacy))`. The empty one selects everything.
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
export function parseCalicoSelector(text: string): CalicoSelector {
  const tokens = tokenize(text);
  if (tokens === undefined) return malformed(text);
  if (tokens.length === 0) return { kind: 'alternatives', alternatives: [[]] };
  const parsed = disjunction(tokens);
  if (parsed === undefined || parsed.rest.length > 0) return malformed(text);
  const alternatives = expand(parsed.term, false);
  return typeof alternatives === 'string' ? { kind: 'undecided', reason: alternatives } : { kind: 'alternatives', alternatives };
}

const malformed = (text: string): CalicoSelector => ({
  kind: 'malformed',
  message: `expected a selector such as app == 'web' && has(tier), found ${JSON.stringify(text)}`,
});

type Token =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'label'; readonly value: string }
  | { readonly kind: 'call'; readonly name: string; readonly label: string }
  | { readonly kind: 'sign'; readonly value: string };

/** Operators that are words come after a label, where nothing else can be. */
const tokenPatterns: readonly { readonly pattern: RegExp; readonly make: (match: readonly string[]) => Token }[] = [
  { pattern: /^(?:"([^"]*)"|'([^']*)')/, make: ([, double, single]) => ({ kind: 'text', value: double ?? single ?? '' }) },
  { pattern: /^(?:==|!=|&&|\|\||[!(){},])/, make: ([value = '']) => ({ kind: 'sign', value }) },
  { pattern: /^has\([ \t]*([A-Za-z0-9_./-]+)[ \t]*\)/, make: ([, label = '']) => ({ kind: 'call', name: 'has', label }) },
  { pattern: /^(all|global)\([ \t]*\)/, make: ([, name = '']) => ({ kind: 'call', name, label: '' }) },
  { pattern: /^[A-Za-z0-9_./-]{1,512}/, make: ([value = '']) => ({ kind: 'label', value }) },
];

const words = /^(contains|starts[ \t]*with|ends[ \t]*with|not[ \t]*in|in)/;

function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let rest = text.replace(/^[ \t]+/, '');
  while (rest.length > 0) {
    const word = tokens.at(-1)?.kind === 'label' ? words.exec(rest) : null;
    if (word) {
      tokens.push({ kind: 'sign', value: (word[0] ?? '').replace(/[ \t]+/g, '') });
      rest = rest.slice(word[0].length).replace(/^[ \t]+/, '');
      continue;
    }
    const found = tokenPatterns.map(({ pattern, make }) => ({ match: pattern.exec(rest), make })).find(({ match }) => match !== null);
    if (!found?.match) return undefined;
    tokens.push(found.make(found.match));
    rest = rest.slice(found.match[0].length).replace(/^[ \t]+/, '');
  }
  return tokens;
}

type Term =
  | { readonly kind: 'any' | 'every'; readonly terms: readonly Term[] }
  | { readonly kind: 'not'; readonly term: Term }
  | { readonly kind: 'requirement'; readonly requirement: Requirement }
  | { readonly kind: 'untold'; readonly reason: string };

/** A term with the rest after it; undefined if there is no term. */
type Parsed = { readonly term: Term; readonly rest: readonly Token[] } | undefined;

const isSign = (token: Token | undefined, value: string): boolean => token?.kind === 'sign' && token.value === value;

/** Terms with an operator between them. */
function chain(tokens: readonly Token[], sign: string, kind: 'any' | 'every', next: (rest: readonly Token[]) => Parsed): Parsed {
  let parsed = next(tokens);
  if (!parsed) return undefined;
  const terms = [parsed.term];
  while (isSign(parsed.rest[0], sign)) {
    parsed = next(parsed.rest.slice(1));
    if (!parsed) return undefined;
    terms.push(parsed.term);
  }
  return { term: { kind, terms }, rest: parsed.rest };
}

const disjunction = (tokens: readonly Token[]): Parsed => chain(tokens, '||', 'any', conjunction);
const conjunction = (tokens: readonly Token[]): Parsed => chain(tokens, '&&', 'every', operation);

function operation(tokens: readonly Token[]): Parsed {
  const [first, second, third] = tokens;
  if (isSign(first, '!')) {
    const negated = operation(tokens.slice(1));
    return negated && { term: { kind: 'not', term: negated.term }, rest: negated.rest };
  }
  if (isSign(first, '(')) {
    const inner = disjunction(tokens.slice(1));
    return inner && isSign(inner.rest[0], ')') ? { term: inner.term, rest: inner.rest.slice(1) } : undefined;
  }
  if (first?.kind === 'call') return { term: call(first.name, first.label), rest: tokens.slice(1) };
  if (first?.kind !== 'label' || second?.kind !== 'sign') return undefined;
  const key = first.value;
  switch (second.value) {
    case '==':
    case '!=':
      if (third?.kind !== 'text') return undefined;
      return { term: oneOf(key, second.value === '==' ? 'In' : 'NotIn', [third.value]), rest: tokens.slice(3) };
    case 'in':
    case 'notin': {
      const set = textSet(tokens.slice(2));
      return set && { term: oneOf(key, second.value === 'in' ? 'In' : 'NotIn', set.values), rest: set.rest };
    }
    case 'contains':
    case 'startswith':
    case 'endswith':
      if (third?.kind !== 'text') return undefined;
      return { term: { kind: 'untold', reason: `selectors by parts of labels (${second.value}) are not evaluated` }, rest: tokens.slice(3) };
    default:
      return undefined;
  }
}

function call(name: string, label: string): Term {
  if (name === 'has') return { kind: 'requirement', requirement: { key: label, operator: 'Exists', values: [] } };
  if (name === 'all') return { kind: 'every', terms: [] };
  return { kind: 'untold', reason: 'what global() means is not evaluated' };
}

const oneOf = (key: string, operator: 'In' | 'NotIn', values: readonly string[]): Term => ({
  kind: 'requirement',
  requirement: { key, operator, values },
});

/** `{'a', 'b'}`, with or without a comma at the end. */
function textSet(tokens: readonly Token[]): { readonly values: readonly string[]; readonly rest: readonly Token[] } | undefined {
  if (!isSign(tokens[0], '{')) return undefined;
  const values: string[] = [];
  for (let index = 1; ; index += 2) {
    const token = tokens[index];
    if (isSign(token, '}')) return { values, rest: tokens.slice(index + 1) };
    if (token?.kind !== 'text') return undefined;
    values.push(token.value);
    if (isSign(tokens[index + 1], '}')) return { values, rest: tokens.slice(index + 2) };
    if (!isSign(tokens[index + 1], ',')) return undefined;
  }
}

const opposites = { In: 'NotIn', NotIn: 'In', Exists: 'DoesNotExist', DoesNotExist: 'Exists' } as const;

/** Maximum number of alternatives of a selector. */
const mostAlternatives = 64;

/** The alternatives of a term, or of its negation; or why there are none. */
function expand(term: Term, negated: boolean): readonly Selector[] | string {
  switch (term.kind) {
    case 'untold':
      return term.reason;
    case 'not':
      return expand(term.term, !negated);
    case 'requirement': {
      const { key, operator, values } = term.requirement;
      return [[{ key, operator: negated ? opposites[operator] : operator, values }]];
    }
    default: {
      const isEither = (term.kind === 'any') !== negated;
      let alternatives: readonly Selector[] = isEither ? [] : [[]];
      for (const inner of term.terms) {
        const expanded = expand(inner, negated);
        if (typeof expanded === 'string') return expanded;
        alternatives = isEither ? [...alternatives, ...expanded] : alternatives.flatMap((one) => expanded.map((other) => [...one, ...other]));
        if (alternatives.length > mostAlternatives) return 'the selector has too many alternatives to be evaluated';
      }
      return alternatives;
    }
  }
}
