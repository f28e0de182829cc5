export { entryDocument, entrySettings } from './entry-document';
export { type Fleet, type FleetEntry, isFleet } from './fleet';
export { fleetJsonSchema } from './json-schema';
export { largestFleetFile, partsOf, type ReadText, readFleet } from './read-fleet';
