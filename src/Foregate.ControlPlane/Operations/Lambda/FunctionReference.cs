// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>
/// The function that a request means: by a name, a partial or a whole ARN, and a version or an alias that stands behind it or is given beside it.
/// </summary>
internal readonly partial struct FunctionReference
{
    private const string NamePattern =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

    private const string QualifierPattern = @"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

    private FunctionReference(Function function, string? qualifier, Function? version)
    {
        Function = function;
        Qualifier = qualifier;
        Version = version;
    }

    /// <summary>The function itself, with all that hangs on it.</summary>
    public Function Function { get; }

    /// <summary>The version or alias as it was said; <see langword="null"/> when none was.</summary>
    public string? Qualifier { get; }

    /// <summary>What <see cref="Qualifier"/> names; <see langword="null"/> when the function has no such version or alias.</summary>
    public Function? Version { get; }

    /// <summary>Finds the function; whether there is the version is for the caller to ask.</summary>
    public static AwsError? TryFind(Account account, string functionName, string? qualifier, out FunctionReference reference)
    {
        reference = default;
        var match = Name().Match(functionName);
        if (!match.Success || functionName.Length > 256)
        {
            return AwsError.ValidationFailed(functionName, "functionName", $"Member must satisfy regular expression pattern: {NamePattern}");
        }

        if (qualifier is not null && (qualifier.Length > 128 || !QualifierText().IsMatch(qualifier)))
        {
            return AwsError.ValidationFailed(qualifier, "qualifier", $"Member must satisfy regular expression pattern: {QualifierPattern}");
        }

        if (match.Groups["region"] is { Success: true, Value: var region } && region != account.Region)
        {
            return AwsError.FunctionElsewhere(region, account.Region);
        }

        var name = match.Groups["name"].Value;
        var said = match.Groups["qualifier"] is { Success: true, Value: var text } ? text : null;
        if (said is not null && qualifier is not null && said != qualifier)
        {
            return AwsError.InvalidParameter("The derived qualifier from the function name does not match the specified qualifier.");
        }

        qualifier ??= said;
        if ((match.Groups["account"] is { Success: true, Value: var accountId } && accountId != account.AccountId)
            || !account.Functions.TryGetValue(name, out var function))
        {
            return AwsError.NoFunction(match.Groups["arn"].Success ? functionName : FunctionArns.Of(account, name, qualifier));
        }

        reference = new FunctionReference(function, qualifier, function.Named(qualifier));
        return null;
    }

    /// <summary>Finds the function and its version or alias.</summary>
    public static AwsError? TryFindVersion(Account account, string functionName, string? qualifier, out FunctionReference reference) =>
        TryFind(account, functionName, qualifier, out reference)
        ?? (reference.Version is null ? AwsError.NoFunction(FunctionArns.Of(account, reference.Function.FunctionName, reference.Qualifier)) : null);

    /// <summary>Finds the function for an operation on it as a whole, which takes no version and no alias.</summary>
    public static AwsError? TryFindWhole(Account account, string functionName, out Function function)
    {
        var error = TryFind(account, functionName, null, out var reference);
        function = reference.Function;
        return error ?? (reference.Qualifier is null or Function.Latest ? null : AwsError.InvalidParameter(
            "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN."));
    }

    [GeneratedRegex(
        @"\A(?<arn>arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:(?<region>[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9_.-]+)(?::(?<qualifier>\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9_-]+))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-zA-Z0-9_$.-]+\z")]
    private static partial Regex QualifierText();
}
