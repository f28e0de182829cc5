import { inputName, readInputFile, standardInput } from '../../base/input-file';
import { today } from '../../base/today';
import { type Result, runFunction } from '../../krm';
import { largestManifestFile } from '../../reachability';
import { exitCodes } from '../exit-code';
import { printDocument, say } from '../terminal';

/** Answers an orchestrator: a ResourceList on the standard output, and what is wrong on standard error as well, which is all that kustomize shows. */
export function runKrm(): number {
  const read = readInputFile(standardInput, largestManifestFile);
  if ('problem' in read) {
    say(`error: ${inputName(standardInput)} ${read.problem}; expected a ResourceList\n`);
    return exitCodes.badInput;
  }
  const { output, results, failed } = runFunction(read.text, today());
  printDocument(output);
  say(results.flatMap(line).join(''));
  return failed === undefined ? exitCodes.fine : failed === 'input' ? exitCodes.badInput : exitCodes.findings;
}

const line = ({ severity, message, tags, file }: Result): readonly string[] => {
  if (severity === 'info') return [];
  return [`${file ? `${file.path}: ` : ''}${severity}: ${message}${tags?.rule === undefined ? '' : ` [${tags.rule}]`}\n`];
};
