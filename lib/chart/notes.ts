import type { ClientAddress, Plan, PlannedExposure } from '../plan/model';

/** A line of the notes. */
export interface Note {
  /** Its subject. With other values the line may have another text, but the subject stays the same. */
  readonly id: string;
  readonly text: string;
}

/** The file in templates/ that contains them. */
export const notesFile = 'NOTES.txt';

/** Prefixes of the ids: ways in from outside, and manual steps. */
export const noteKinds = { exposure: 'exposure ', checklist: 'checklist ' } as const;

/** What Helm prints after it installs the chart. */
export const notesOf = (plan: Plan): readonly Note[] => [
  ...exposureNotes(plan),
  ...numbered(
    plan.checklist.map(({ entryPoint, where, what }) => ({
      id: `${noteKinds.checklist}${entryPoint} ${where}`,
      text: `${entryPoint}, ${where}: ${what}`,
    })),
  ),
];

/** One line for each port, also if several workloads serve it. */
function exposureNotes({ exposures }: Plan): readonly Note[] {
  const ports = [...new Map(exposures.map((exposure) => [exposure.port, exposure])).values()];
  return ports.map((exposure) => ({
    id: `${noteKinds.exposure}${exposure.port}`,
    text: `${exposure.number} (${exposure.port}): ${describe(exposure)}`,
  }));
}

function describe(exposure: PlannedExposure): string {
  if (exposure.kind === 'kept-inside') return `stays inside the cluster${exposure.reason === undefined ? '' : `: ${exposure.reason}`}`;
  const accepted = exposure.acceptedBecause === undefined ? '' : `; accepted: ${exposure.acceptedBecause}`;
  return `through '${exposure.entryPoint}'; ${describeAddress(exposure.clientAddress)}${accepted}`;
}

function describeAddress(address: ClientAddress): string {
  switch (address.kind) {
    case 'kept':
      return "the client's address is kept";
    case 'proxy-protocol':
      return "the client's address is sent by the PROXY protocol";
    case 'lost':
      return `the client's address is lost: BlueMind sees ${address.seen}`;
  }
}

/** Lines about the same subject are distinguished by their order. */
const numbered = (notes: readonly Note[]): readonly Note[] =>
  notes.map((note, index) => ({ ...note, id: `${note.id} ${notes.slice(0, index).filter(({ id }) => id === note.id).length}` }));
