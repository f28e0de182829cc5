import { accessPhrases } from '../../checks';
import type { Access } from '../../reachability';

/** Kinds of ways in as titles: as in sentences, without the article. */
export const accessTitle = (access: Access): string => accessPhrases[access].replace(/^(?:an?|the) /, '');
