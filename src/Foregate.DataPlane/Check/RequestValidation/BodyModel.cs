// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.JsonSchema;

namespace Foregate.DataPlane.Check.RequestValidation;

/// <summary>A model that bodies are held against.</summary>
/// <param name="Name">As the method names it.</param>
/// <param name="Schema">Its schema, compiled.</param>
internal sealed record BodyModel(string Name, CompiledSchema Schema);
