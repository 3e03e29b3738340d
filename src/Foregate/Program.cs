// SPDX-License-Identifier: Apache-2.0
using Foregate.Commands;
using Foregate.Hosting;

// First of all: the variable is read when the first socket is used.
InlineCompletions.Decide(args);
return await CommandLine.RunAsync(args);
