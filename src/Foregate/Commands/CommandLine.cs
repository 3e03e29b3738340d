// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Invocation;
using Foregate.Commands.Templates;

namespace Foregate.Commands;

/// <summary>The verbs of the program, and what happens when a command line is not understood.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line. The exit codes are <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Foregate: an open API gateway that speaks Amazon API Gateway's definitions and wire.")
        {
            ServeCommand.Make(),
            ValidateCommand.Make(),
            TemplateCommand.Make(),
            ExplainCommand.Make(),
            InvokeCommand.Make(),
            LogsCommand.Make(),
            GetCommand.Make(),
            DescribeCommand.Make(),
            ExportCommand.Make(),
            DeployCommand.Make(),
            DiffCommand.Make(),
            DeleteCommand.Make(),
        };
        foreach (var command in StoreCommands.Make())
        {
            root.Add(command);
        }

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return await MisunderstoodAsync(parsed);
        }

        try
        {
            // Signals are the hosting's: serve drains, everything else simply ends.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync(Failures.Unexpected(exception.ToString()).ToString());
            return ExitCodes.Failed;
        }
    }

    // Some messages list what may be given, one thing per line.
    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.') + ".";

    // Every error on its own line, then what was probably meant.
    private static async Task<int> MisunderstoodAsync(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(Failures.Usage(OneLine(error.Message)).ToString());
        }

        if (parsed.Action is ParseErrorAction action)
        {
            using var suggestions = new StringWriter();
            using var unused = new StringWriter();
            action.ShowHelp = false;
            action.ShowTypoCorrections = true;
            await parsed.InvokeAsync(new InvocationConfiguration { Output = suggestions, Error = unused, ProcessTerminationTimeout = null });
            var text = suggestions.ToString().Trim();
            if (text.Length > 0)
            {
                await Console.Error.WriteLineAsync(text);
            }
        }

        return ExitCodes.Usage;
    }
}
