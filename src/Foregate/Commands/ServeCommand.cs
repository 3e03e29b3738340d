// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Hosting;

namespace Foregate.Commands;

/// <summary>foregate serve [FILE]: serves a document, and what calls make, until told to stop.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var arguments = new ServeArguments();
        var command = new Command("serve", "Serve an OpenAPI document or a template, and reload it when it changes; without FILE, what calls of AWS's management APIs make.");
        arguments.AddToServe(command);
        command.SetAction(async (parsed, _) =>
        {
            var (options, failures) = arguments.Read(parsed);
            return failures.Count > 0 ? await Report.FailAsync(failures) : await ForegateHost.RunAsync(options);
        });
        return command;
    }
}
