// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>What an account says about all its REST APIs.</summary>
public sealed record AccountSettings
{
    /// <summary>ARN of the role that writes logs.</summary>
    public string? CloudwatchRoleArn { get; init; }
}
