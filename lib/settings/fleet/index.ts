export { entryDocument, entrySettings } from './entry-document';
export type { Fleet, FleetEntry } from './fleet';
export { fleetJsonSchema } from './json-schema';
export { largestFleetFile, parseFleet, partsOf, type ReadText, readFleet } from './read-fleet';
