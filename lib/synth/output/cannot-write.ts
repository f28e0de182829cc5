import { InputError } from '../../base/faults';
import { codeOf } from '../../base/system-errors';

/** Advice for errors of the system. */
const waysOut: Readonly<Record<string, string>> = {
  ENOSPC: 'make room on the disk and run again',
  EDQUOT: 'your quota of the disk is used up; make room and run again',
  EROFS: 'the file system is read-only; choose another folder for the output, or mount it so that it can be written',
  EACCES: 'you have no permission to write there; change it, or choose another folder for the output',
  EPERM: 'you have no permission to write there; change it, or choose another folder for the output',
  ENOENT: 'no folder can be made there; choose another folder for the output',
  EEXIST: 'a file exists where a folder is needed; move it away, or choose another folder for the output',
  ENOTDIR: 'a file exists where a folder is needed; move it away, or choose another folder for the output',
  ELOOP: 'symbolic links form a circle; correct them, or choose another folder for the output',
  EXDEV: 'a folder in it belongs to another file system; write to that one instead',
};

/** The output cannot be written, by an error code of the system. Any other error is a bug and is thrown unchanged. */
export function cannotWrite(path: string, error: unknown, consequence: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const wayOut = waysOut[code];
  return new InputError([
    { position: { file: path, line: 1, column: 1 }, message: `cannot be written (${code}); ${[consequence, wayOut].filter(Boolean).join('; ')}` },
  ]);
}
