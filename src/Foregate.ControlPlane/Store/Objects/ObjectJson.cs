// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>How the index writes what it remembers.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Bucket))]
[JsonSerializable(typeof(ObjectVersions))]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(UploadPart))]
internal sealed partial class ObjectJson : JsonSerializerContext;
