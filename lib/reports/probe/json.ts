import type { Matrix } from '../../cluster/probe/matrix';
import { formatDocument } from '../json/document';
import { count } from './words';

/** The results of probes for programs. */
export const formatProbesJson = (matrices: readonly Matrix[]): string => formatDocument({ probes: matrices.map(matrixJson) });

function matrixJson(matrix: Matrix) {
  const { installation, observations, outside, diagnoses, notAsked } = matrix;
  return {
    installation,
    summary: {
      asked: observations.length + outside.length,
      agree: count(observations, 'agrees') + outside.filter(({ outcome }) => outcome === 'agrees').length,
      open: count(observations, 'open') + outside.filter(({ outcome }) => outcome === 'open').length,
      closed: count(observations, 'closed') + outside.filter(({ outcome }) => outcome === 'closed').length,
      lostAddress: outside.filter(({ outcome }) => outcome === 'lost').length,
      undecided: count(observations, 'undecided') + outside.filter(({ outcome }) => outcome === 'undecided').length,
      unanswered: count(observations, 'unanswered'),
    },
    diagnoses,
    connections: observations.map(({ source, destination, kind, host, port, expected, closedBy, outcome, told, notes }) => ({
      source: source.title,
      sourceKind: source.kind,
      destination,
      by: kind,
      host,
      protocol: 'TCP',
      port,
      expected,
      ...(closedBy !== undefined && { closedBy }),
      ...(told && { observed: told.answer, answer: told.word }),
      outcome,
      ...(notes.length > 0 && { notes }),
    })),
    outside: outside.map(({ tellsAddress: _, ...rest }) => rest),
    notAsked,
  };
}
