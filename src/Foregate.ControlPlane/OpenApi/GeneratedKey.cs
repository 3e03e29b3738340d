// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi;

/// <summary>An API key whose value the import made up, to be shown once.</summary>
/// <param name="ApiKeyId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">The secret, 40 characters.</param>
/// <param name="IsNew">False when the value was taken over from the import before.</param>
public sealed record GeneratedKey(string ApiKeyId, string Name, string Value, bool IsNew);
