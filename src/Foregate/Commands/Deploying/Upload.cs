// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Commands.Deploying;

/// <summary>An object that must be in a bucket before a stack is deployed.</summary>
/// <param name="Content">Made only where it is not there yet.</param>
/// <param name="Source">What it is made of, as people call it.</param>
internal sealed record Upload(string Bucket, string Key, Func<byte[]> Content, string Source);
