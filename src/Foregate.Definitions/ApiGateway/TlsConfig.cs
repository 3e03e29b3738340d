// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>How much an integration asks of a back end's certificate.</summary>
public sealed record TlsConfig
{
    /// <summary>Only that it is not expired and has a name.</summary>
    public bool InsecureSkipVerification { get; init; }
}
