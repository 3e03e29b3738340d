// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi;

/// <summary>Which kind of API a document describes.</summary>
public enum ApiKind
{
    /// <summary>A REST API (API Gateway's first generation).</summary>
    Rest,

    /// <summary>An HTTP API (API Gateway's second generation).</summary>
    Http,
}
