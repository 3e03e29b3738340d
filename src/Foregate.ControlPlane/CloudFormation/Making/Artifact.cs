// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>An object of a bucket: code, a template or a document that was uploaded.</summary>
/// <param name="Version">The version's id; <see langword="null"/> for the newest.</param>
internal readonly record struct Artifact(string Bucket, string Key, string? Version);
