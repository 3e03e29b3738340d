// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Ssm;

namespace Foregate.ControlPlane.Operations.Ssm;

/// <summary>Parameters of Systems Manager: put, get, list, delete.</summary>
internal static partial class Parameters
{
    /// <summary>What CDK's command line asks for before it deploys. Nothing here needs to be bootstrapped: where nobody has put one, the version that this program answers for is told.</summary>
    private const string BootstrapVersion = "33";

    private const int StandardBytes = 4096;
    private const int AdvancedBytes = 8192;

    public sealed record PutParameterRequest
    {
        public required string Name { get; init; }

        public required string Value { get; init; }

        /// <summary><see langword="null"/> keeps the type of the version before.</summary>
        public string? Type { get; init; }

        public string? Description { get; init; }

        public string? KeyId { get; init; }

        public string? AllowedPattern { get; init; }

        public string? Tier { get; init; }

        public string? DataType { get; init; }

        public bool Overwrite { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

        /// <summary>The ARN of who puts it.</summary>
        public string? User { get; init; }
    }

    public static OperationResult<Parameter> PutParameter(Account account, PutParameterRequest request, OperationContext context)
    {
        var before = account.Parameters.GetValueOrDefault(request.Name);
        if (before is not null && !request.Overwrite)
        {
            return SsmErrors.Exists;
        }

        if ((CheckName(request.Name) ?? CheckValue(request, before)) is { } error)
        {
            return error;
        }

        var parameter = new Parameter
        {
            Name = request.Name,
            Type = request.Type ?? before!.Type,
            Value = request.Value,
            Version = (before?.Version ?? 0) + 1,
            LastModifiedDate = context.Now,
            LastModifiedUser = request.User,
            Description = request.Description ?? before?.Description,
            AllowedPattern = request.AllowedPattern ?? before?.AllowedPattern,
            KeyId = (request.Type ?? before!.Type) == "SecureString" ? request.KeyId ?? before?.KeyId ?? "alias/aws/ssm" : null,
            Tier = request.Tier ?? before?.Tier ?? "Standard",
            Tags = before?.Tags ?? request.Tags,
        };
        return OperationResult<Parameter>.Done(With(account, parameter), parameter);
    }

    /// <summary>The parameter with a name or an ARN, which may end in a colon and the number of its version.</summary>
    public static AwsError? TryFind(Account account, string name, out Parameter? parameter)
    {
        var (plain, version) = Split(account, name);
        parameter = account.Parameters.GetValueOrDefault(plain) ?? Bootstrap(plain);
        return parameter is null ? SsmErrors.NotFound(name)
            : version is null || version == $"{parameter.Version}" ? null
            : SsmErrors.VersionNotFound(plain, version);
    }

    public static OperationResult<Parameter> DeleteParameter(Account account, string name)
    {
        var (plain, _) = Split(account, name);
        return account.Parameters.GetValueOrDefault(plain) is { } parameter
            ? OperationResult<Parameter>.Done(account with { Parameters = account.Parameters.Remove(plain) }, parameter)
            : SsmErrors.NotFound(name);
    }

    /// <summary>Those below a path.</summary>
    /// <param name="isRecursive">Also in the levels further down.</param>
    public static IEnumerable<Parameter> Below(Account account, string path, bool isRecursive)
    {
        var prefix = path.EndsWith('/') ? path : path + "/";
        return account.Parameters.Values.Where(parameter =>
            parameter.Name.StartsWith(prefix, StringComparison.Ordinal) && (isRecursive || parameter.Name.IndexOf('/', prefix.Length) < 0));
    }

    public static OperationResult<Parameter> ChangeTags(Account account, string name, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        if (account.Parameters.GetValueOrDefault(name) is not { } parameter)
        {
            return SsmErrors.InvalidResource(name);
        }

        var changed = parameter with { Tags = change(parameter.Tags) };
        return changed.Tags.Count > 50
            ? new AwsError("TooManyTagsError", 400, "The Targets parameter includes too many tags. Remove one or more tags and try the command again.")
            : OperationResult<Parameter>.Done(With(account, changed), changed);
    }

    public static string ArnOf(Account account, string name) => $"arn:aws:ssm:{account.Region}:{account.AccountId}:parameter{(name.StartsWith('/') ? "" : "/")}{name}";

    private static Account With(Account account, Parameter parameter) => account with { Parameters = account.Parameters.SetItem(parameter.Name, parameter) };

    private static (string Name, string? Version) Split(Account account, string name)
    {
        var arn = ArnOf(account, "");
        if (name.StartsWith(arn, StringComparison.Ordinal))
        {
            // An ARN does not tell whether the name began with a slash.
            var rest = name[(arn.Length - 1)..];
            name = account.Parameters.ContainsKey(rest.Split(':')[0]) ? rest : rest[1..];
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (name, null) : (name[..colon], name[(colon + 1)..]);
    }

    private static Parameter? Bootstrap(string name) => BootstrapName().IsMatch(name)
        ? new Parameter { Name = name, Type = "String", Value = BootstrapVersion, Version = 1, LastModifiedDate = DateTimeOffset.UnixEpoch }
        : null;

    private static AwsError? CheckName(string name)
    {
        var first = name.TrimStart('/').Split('/')[0];
        return !Names().IsMatch(name) ? SsmErrors.Invalid(
                "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_")
            : first.StartsWith("aws", StringComparison.OrdinalIgnoreCase) || first.StartsWith("ssm", StringComparison.OrdinalIgnoreCase)
                ? SsmErrors.Invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).")
            : name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('/') ? SsmErrors.Invalid("Parameter name must be a fully qualified name.")
            : name.Count(static letter => letter == '/') > 15 ? new AwsError("HierarchyLevelLimitExceededException", 400, "A hierarchy can have a maximum of 15 levels.")
            : null;
    }

    private static AwsError? CheckValue(PutParameterRequest request, Parameter? before)
    {
        var type = request.Type ?? before?.Type;
        var tier = request.Tier ?? before?.Tier;
        var limit = tier is "Advanced" or "Intelligent-Tiering" ? AdvancedBytes : StandardBytes;
        if (type is null)
        {
            return SsmErrors.Invalid("A parameter type is required when you create a parameter.");
        }

        if (before is not null && before.Type != type && (before.Type == "SecureString" || type == "SecureString"))
        {
            return SsmErrors.TypeMismatch;
        }

        if (before is not null && !request.Tags.IsEmpty)
        {
            return SsmErrors.Invalid("Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");
        }

        if (request.Value.Length == 0)
        {
            return SsmErrors.Invalid("1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        if (Encoding.UTF8.GetByteCount(request.Value) > limit)
        {
            return SsmErrors.Invalid(limit == StandardBytes
                ? "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier."
                : "Advanced tier parameters support a maximum parameter value of 8192 characters.");
        }

        if (request.DataType is not (null or "text"))
        {
            return AwsError.NotBuilt($"the data type {request.DataType} of a parameter");
        }

        return (request.AllowedPattern ?? before?.AllowedPattern) is { Length: > 0 } pattern ? CheckPattern(pattern, request.Value) : null;
    }

    private static AwsError? CheckPattern(string pattern, string value)
    {
        try
        {
            // Somebody else's expression: one that takes time linear in the value, or none.
            return Regex.IsMatch(value, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) ? null : SsmErrors.PatternMismatch(pattern);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return SsmErrors.InvalidPattern(pattern);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.\-/]{1,1011}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"\A/cdk-bootstrap/[A-Za-z0-9_-]{1,10}/version\z", RegexOptions.CultureInvariant)]
    private static partial Regex BootstrapName();
}
