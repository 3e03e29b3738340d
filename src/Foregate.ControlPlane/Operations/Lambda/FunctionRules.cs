// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>What AWS asks of a function's definition.</summary>
internal static partial class FunctionRules
{
    private const int EnvironmentBytes = 4096;

    private static readonly string[] s_runtimes = ["nodejs", "python", "dotnet", "dotnetcore", "provided", "java", "ruby", "go"];

    private static readonly string[] s_reserved =
    [
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    ];

    public static AwsError? CheckName(string name) => Name().IsMatch(name)
        ? null
        : AwsError.ValidationFailed(name, "functionName", "Member must satisfy regular expression pattern: [a-zA-Z0-9-_]{1,64}");

    public static AwsError? CheckPackageType(string? packageType) => packageType switch
    {
        null or "Zip" => null,
        "Image" => AwsError.NotBuilt("functions whose code is a container image (PackageType Image)"),
        _ => AwsError.ValidationFailed(packageType, "packageType", "Member must satisfy enum value set: [Image, Zip]"),
    };

    public static AwsError? CheckArchitectures(ImmutableArray<string> architectures) => architectures switch
    {
        { Length: > 1 } => AwsError.ValidationFailed($"[{string.Join(", ", architectures)}]", "architectures", "Member must have length less than or equal to 1"),
        [] or ["x86_64" or "arm64"] => null,
        _ => AwsError.ValidationFailed($"[{architectures[0]}]", "architectures", "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64]]"),
    };

    public static AwsError? CheckTags(ImmutableSortedDictionary<string, string> tags, Quotas quotas) =>
        tags.Count > quotas.Tags ? AwsError.InvalidParameter("Number of tags exceeds resource tag limit.")
        : tags.Keys.Any(static key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) ? AwsError.InvalidParameter("System tags cannot be added/updated by requester.")
        : null;

    /// <summary>Whether the caller has seen the function as it is.</summary>
    public static AwsError? CheckRevision(string? revisionId, Function function) =>
        revisionId is null || revisionId == function.RevisionId ? null : AwsError.FunctionRevised("GetFunction/GetAlias");

    public static AwsError? Check(Function function) =>
        CheckRuntime(function)
        ?? CheckRange(function.Timeout, "timeout", 1, 900)
        ?? CheckRange(function.MemorySize, "memorySize", 128, 10_240)
        ?? (function.Role is { } role && !Role().IsMatch(role)
            ? AwsError.ValidationFailed(role, "role", @"Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+")
            : null)
        ?? (function.Description is { Length: > 256 } text ? AwsError.ValidationFailed(text, "description", "Member must have length less than or equal to 256") : null)
        ?? CheckCode(function)
        ?? CheckEnvironment(function);

    private static AwsError? CheckRuntime(Function function)
    {
        var family = function.Runtime.AsSpan(0, function.Runtime.AsSpan().IndexOfAnyInRange('0', '9') is var digit and >= 0 ? digit : function.Runtime.Length).TrimEnd('.').ToString();
        family = family.StartsWith("provided", StringComparison.Ordinal) ? "provided" : family;
        if (!s_runtimes.Contains(family))
        {
            return AwsError.ValidationFailed(function.Runtime, "runtime", $"Member must satisfy enum value set: [{string.Join(", ", s_runtimes.Select(name => $"{name}*"))}]");
        }

        if (family is "java" or "ruby" or "go")
        {
            return AwsError.NotBuilt($"functions of the runtime {function.Runtime} (nodejs, python, dotnet and provided are run)");
        }

        if (function.Handler is null)
        {
            return family is "provided" or "dotnet" ? null : AwsError.InvalidParameter("Handler is mandatory for functions created with the Zip package type");
        }

        return Handler().IsMatch(function.Handler)
            ? null
            : AwsError.ValidationFailed(function.Handler, "handler", "Member must satisfy regular expression pattern: [^\\s]{1,128}");
    }

    public static AwsError? CheckRange(int value, string member, int least, int most)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return value < least ? AwsError.ValidationFailed(text, member, $"Member must have value greater than or equal to {least}")
            : value > most ? AwsError.ValidationFailed(text, member, $"Member must have value less than or equal to {most}")
            : null;
    }

    private static AwsError? CheckCode(Function function)
    {
        var code = function.Code;
        var given = (code.Folder is null ? 0 : 1) + (code.ZipPath is null ? 0 : 1) + (code.InlineCode is null ? 0 : 1);
        if (given != 1)
        {
            return AwsError.InvalidParameter("Please provide a source for function code.");
        }

        return code.InlineCode is null || function.Runtime.StartsWith("nodejs", StringComparison.Ordinal) || function.Runtime.StartsWith("python", StringComparison.Ordinal)
            ? null
            : AwsError.InvalidParameter($"ZipFile can only be used when Runtime is set to nodejs or python, not {function.Runtime}");
    }

    private static AwsError? CheckEnvironment(Function function)
    {
        var bytes = 0;
        var reserved = new List<string>();
        foreach (var (key, value) in function.Environment)
        {
            if (!Variable().IsMatch(key))
            {
                return AwsError.ValidationFailed(key, "environment.variables", "Map keys must satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+");
            }

            bytes += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
            if (s_reserved.Contains(key))
            {
                reserved.Add(key);
            }
        }

        if (reserved.Count > 0)
        {
            return AwsError.InvalidParameter(
                "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for"
                + $" modification. Reserved keys used in this request: {string.Join(", ", reserved)}");
        }

        return bytes > EnvironmentBytes
            ? AwsError.InvalidParameter("Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.")
            : null;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\Aarn:(?:aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@/-]+\z")]
    private static partial Regex Role();

    [GeneratedRegex(@"\A\S{1,128}\z")]
    private static partial Regex Handler();

    // AWS's pattern wants letters first; names with a leading underscore are its own.
    [GeneratedRegex(@"\A(?:[a-zA-Z][a-zA-Z0-9_]+|_HANDLER|_X_AMZN_TRACE_ID)\z")]
    private static partial Regex Variable();
}
