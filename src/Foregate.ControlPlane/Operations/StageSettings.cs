// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations;

/// <summary>What both generations of APIs ask of a stage's name, variables and access log.</summary>
internal static partial class StageSettings
{
    public static AwsError? CheckName(string name) => Name().IsMatch(name) ? null : AwsError.InvalidStageName();

    public static AwsError? CheckVariableCount(int count, Quotas quotas) =>
        count > quotas.StageVariables ? AwsError.BadRequest($"A stage can have at most {quotas.StageVariables} stage variables") : null;

    public static AwsError? CheckVariables(ImmutableSortedDictionary<string, string> variables, Quotas quotas, int valueLength, bool anyValue)
    {
        if (CheckVariableCount(variables.Count, quotas) is { } error)
        {
            return error;
        }

        foreach (var (key, value) in variables)
        {
            if (key.Length > quotas.StageVariableKeyLength || !VariableName().IsMatch(key))
            {
                return AwsError.BadRequest($"Stage variable name {key} is invalid: up to {quotas.StageVariableKeyLength} characters of a-zA-Z0-9_");
            }

            if (value.Length > valueLength || (!anyValue && !VariableValue().IsMatch(value)))
            {
                return AwsError.BadRequest($"Value of stage variable {key} is invalid: up to {valueLength} characters{(anyValue ? "" : " of A-Za-z0-9-._~:/?#&=,")}");
            }
        }

        return null;
    }

    public static AwsError? CheckAccessLogFormat(string? format, Quotas quotas)
    {
        if (format is null)
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(format) > quotas.AccessLogFormatBytes)
        {
            return AwsError.BadRequest($"Access Log format can be at most {quotas.AccessLogFormatBytes} bytes");
        }

        if (format.TrimEnd('\r', '\n').AsSpan().ContainsAny('\r', '\n'))
        {
            return AwsError.BadRequest("Access Log format must be single line, new line character is allowed only at end of the format");
        }

        return RequestId().IsMatch(format)
            ? null
            : AwsError.BadRequest("Access Log format must contain $context.requestId or $context.extendedRequestId");
    }

    public static AwsError? CheckThrottle(double? rateLimit, int? burstLimit) =>
        rateLimit is < 0 or double.NaN or double.PositiveInfinity || burstLimit is < 0
            ? AwsError.BadRequest("Throttling limits must be non-negative numbers")
            : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9_]+\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~:/?#&=,]+\z")]
    private static partial Regex VariableValue();

    [GeneratedRegex(@"\$context\.(requestId|extendedRequestId)(?![A-Za-z0-9_])")]
    private static partial Regex RequestId();
}
