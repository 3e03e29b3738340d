// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.DataPlane.Pipeline;

namespace Foregate.Commands.Templates;

/// <summary>foregate template try FILE: renders a mapping template from files, without a gateway.</summary>
internal static class TemplateCommand
{
    private const int LongestShown = 120;

    public static Command Make() => new("template", "Work on mapping templates.") { Try() };

    private static Command Try()
    {
        var file = new Argument<string>("FILE") { Description = "The mapping template." };
        var input = new Option<string?>("--input") { HelpName = "FILE", Description = "The body, - for standard input; none is an empty body." };
        var answer = new Option<bool>("--answer") { Description = "The body is the back end's answer rather than the request." };
        var query = new Option<string>("--query") { HelpName = "QUERY", Description = "The query as in a URL: a=1&b=2.", DefaultValueFactory = _ => "" };
        var header = new Option<string[]>("--header") { HelpName = "NAME: VALUE", Description = "A header of the request." };
        var param = new Option<string[]>("--param") { HelpName = "NAME=VALUE", Description = "A path variable." };
        var context = new Option<string[]>("--context") { HelpName = "NAME=VALUE", Description = "A variable of $context, for example identity.sourceIp=10.0.0.1." };
        var variable = new Option<string[]>("--stage-variable") { HelpName = "NAME=VALUE", Description = "A stage variable." };
        var command = new Command("try", "Render a mapping template: each step goes to standard error, the result to standard output.")
        {
            file, input, answer, query, header, param, context, variable,
        };
        command.SetAction(async (parsed, end) =>
        {
            var named = new List<Dictionary<string, string>>();
            foreach (var option in (Option<string[]>[])[param, context, variable])
            {
                if (Pairs(parsed.GetValue(option) ?? [], out var pairs) is { } wrong)
                {
                    return await Report.FailAsync([Failures.Pair(option.Name, wrong)]);
                }

                named.Add(pairs);
            }

            string template;
            byte[] body;
            try
            {
                template = await File.ReadAllTextAsync(parsed.GetValue(file)!, end);
                body = parsed.GetValue(input) switch
                {
                    null => [],
                    "-" => await ReadInputAsync(end),
                    { } path => await File.ReadAllBytesAsync(path, end),
                };
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return await Report.FailAsync([Failures.TemplateFile(e.Message)]);
            }

            var (text, fault, overrides) = Gateway.TryTemplate(
                template, body, parsed.GetValue(answer), parsed.GetValue(query)!, parsed.GetValue(header) ?? [], named[0], named[1], named[2], Tell);
            foreach (var one in overrides)
            {
                await Console.Error.WriteLineAsync("          " + one);
            }

            if (text is null)
            {
                return await Report.FailAsync([Failures.Template(parsed.GetValue(file)!, fault!)]);
            }

            await Console.Out.WriteAsync(text);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Tell(int line, string source, string value) =>
        Console.Error.WriteLine($"line {line,-4} {Short(source)} → {Short(value)}");

    private static string Short(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }

    // The first that is no pair, or is said twice; null when all are.
    private static string? Pairs(string[] texts, out Dictionary<string, string> pairs)
    {
        pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !pairs.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                return text;
            }
        }

        return null;
    }

    private static async Task<byte[]> ReadInputAsync(CancellationToken end)
    {
        using var body = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(body, end);
        return body.ToArray();
    }
}
