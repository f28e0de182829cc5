// A suite is over within seconds: V8 spends less on optimizing what will not run for long, as it does for the command.
require('../../bin/code-cache').prepareForShortRuns();
