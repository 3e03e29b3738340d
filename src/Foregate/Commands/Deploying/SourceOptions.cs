// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using Foregate.Commands.Wire;

namespace Foregate.Commands.Deploying;

/// <summary>What deploy and diff take: a template or a cloud assembly, and what goes with it.</summary>
internal sealed class SourceOptions
{
    private readonly Argument<string> _file = new("FILE") { Description = "CloudFormation or SAM template, or a folder that cdk synth wrote (cdk.out)." };
    private readonly Option<string?> _stack = new("--stack") { HelpName = "NAME", Description = "The stack; of a cdk.out folder, the only one of its stacks that is meant, with those that it needs." };
    private readonly Option<string[]> _parameters = new("--parameter") { HelpName = "NAME=VALUE", Description = "Value of a template's parameter; may be repeated. What is not given stays as it was." };
    private readonly Option<string[]> _tags = new("--tag") { HelpName = "KEY=VALUE", Description = "Tag of the stack; may be repeated." };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_stack);
        command.Add(_parameters);
        command.Add(_tags);
    }

    public string File(ParseResult parsed) => parsed.GetValue(_file)!;

    /// <summary>The bucket for what commands upload themselves.</summary>
    public static string Bucket(string accountId, string region) => $"foregate-artifacts-{accountId}-{region}";

    /// <summary>The stacks, in the order of their making; null after what is wrong was told.</summary>
    public async Task<(IReadOnlyList<StackSource>? Stacks, int ExitCode)> ReadAsync(ParseResult parsed, QueryWire wire)
    {
        var file = File(parsed);
        var failures = new List<Failure>();
        var parameters = Pairs(parsed.GetValue(_parameters), Failures.Parameter, failures);
        var tags = Pairs(parsed.GetValue(_tags), static text => Failures.Tag(text), failures);
        var isAssembly = CloudAssembly.IsOne(file);
        var name = parsed.GetValue(_stack);
        if (!isAssembly && name is null)
        {
            failures.Add(Failures.Usage("A template needs the name of its stack: --stack NAME."));
        }

        if (failures.Count > 0)
        {
            return (null, await Report.FailAsync(failures));
        }

        var accountId = await wire.AccountAsync();
        try
        {
            if (isAssembly)
            {
                return await AssemblyAsync(file, name, accountId, wire.Region, parameters, tags);
            }

            var (template, uploads, faults) = LocalTemplate.Read(file, Bucket(accountId, wire.Region), wire.Region);
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            return faults.Count > 0 ? (null, ExitCodes.Refused) : ([new StackSource { Name = name!, File = file, Template = template, Uploads = uploads, Parameters = parameters, Tags = tags }], ExitCodes.Done);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, await Report.FailAsync(Failures.Unreadable(file, exception.Message)));
        }
    }

    private static async Task<(IReadOnlyList<StackSource>?, int)> AssemblyAsync(
        string folder, string? name, string accountId, string region, Dictionary<string, string> parameters, Dictionary<string, string> tags)
    {
        IReadOnlyList<StackSource> stacks;
        try
        {
            stacks = CloudAssembly.Read(folder, accountId, region);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, await Report.FailAsync(Failures.Assembly(folder, exception.Message)));
        }

        if (stacks.Count == 0 || (name is not null && !stacks.Any(stack => stack.Name == name)))
        {
            return (null, await Report.FailAsync(Failures.Assembly(folder, stacks.Count == 0 ? "it has no stacks" : $"it has no stack {name}; its stacks are {string.Join(", ", stacks.Select(static stack => stack.Name))}")));
        }

        // They stand in the order of their needs: those before the one that is meant may be needed by it.
        if (name is not null)
        {
            stacks = [.. stacks.TakeWhile(stack => stack.Name != name), stacks.First(stack => stack.Name == name)];
        }

        return ([.. stacks.Select(stack => stack with
        {
            Parameters = Merged(stack.Parameters, parameters),
            Tags = Merged(Merged(stack.Tags, tags), new Dictionary<string, string> { [CloudAssembly.Tag] = CloudAssembly.NameOf(folder) }),
        })], ExitCodes.Done);
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> two)
    {
        var merged = new Dictionary<string, string>(one, StringComparer.Ordinal);
        foreach (var (key, value) in two)
        {
            merged[key] = value;
        }

        return merged;
    }

    private static Dictionary<string, string> Pairs(string[]? texts, Func<string, Failure> wrong, List<Failure> failures)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1 || !pairs.TryAdd(text[..sign], text[(sign + 1)..]))
            {
                failures.Add(wrong(sign < 1 ? text : text[..sign]));
            }
        }

        return pairs;
    }
}
