// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Lambda;

/// <summary>A statement of a function's resource policy, as AddPermission says it.</summary>
public sealed record Permission
{
    /// <summary>1 to 100 letters, digits, hyphens and underscores; unique in its policy.</summary>
    public required string StatementId { get; init; }

    /// <summary>Such as <c>lambda:InvokeFunction</c>.</summary>
    public required string Action { get; init; }

    /// <summary>A service such as <c>apigateway.amazonaws.com</c>, an account or an ARN.</summary>
    public required string Principal { get; init; }

    /// <summary>What may invoke, with wildcards; <see langword="null"/> means any.</summary>
    public string? SourceArn { get; init; }

    public string? SourceAccount { get; init; }

    public string? EventSourceToken { get; init; }

    public string? FunctionUrlAuthType { get; init; }

    public string? PrincipalOrgId { get; init; }

    public bool? InvokedViaFunctionUrl { get; init; }

    /// <summary>The version or alias that it is for; <see langword="null"/> means the function without one.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Tells the statements of all the function's policies apart.</summary>
    public string Key => Qualifier is null ? StatementId : $"{Qualifier}:{StatementId}";
}
