// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi.Results;

/// <summary>A stage of an API that an import made.</summary>
/// <param name="IsRest">A REST API; otherwise an HTTP API.</param>
/// <param name="ApiId">Its id.</param>
/// <param name="ApiName">Its name.</param>
/// <param name="StageName">The stage.</param>
public sealed record ImportedApi(bool IsRest, string ApiId, string ApiName, string StageName);
