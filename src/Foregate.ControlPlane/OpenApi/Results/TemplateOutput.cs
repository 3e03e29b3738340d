// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi.Results;

/// <summary>An output of a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it comes to, as AWS would give it.</param>
public sealed record TemplateOutput(string Name, string Value);
