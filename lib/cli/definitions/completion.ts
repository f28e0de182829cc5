import { Argument, type Command } from 'commander';
import type { Shell } from '../commands/completion';
import type { End } from '../options/shared';

/** Adds `completion` with its arguments and options. */
export function defineCompletion(command: Command, end: End): void {
  command
    .command('completion')
    .description('print the completion script for a shell: commands, options and their values')
    .addArgument(new Argument('<shell>', 'for bash: source <(cdk8s-bluemind completion bash)').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: Shell) => {
      const { runCompletion } = await import('../commands/completion.js');
      end(runCompletion(shell, command));
    });
}
