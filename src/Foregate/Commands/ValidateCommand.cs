// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Hosting;

namespace Foregate.Commands;

/// <summary>foregate validate FILE: does all that serve does, but serve.</summary>
internal static class ValidateCommand
{
    public static Command Make()
    {
        var arguments = new ServeArguments();
        var command = new Command("validate", "Read and compile an OpenAPI document or a template as serve would, and report every fault.");
        arguments.AddToValidate(command);
        command.SetAction(async (parsed, _) =>
        {
            var (options, failures) = arguments.Read(parsed);
            return failures.Count > 0 ? await Report.FailAsync(failures) : await Validation.RunAsync(options);
        });
        return command;
    }
}
