// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Artifacts;

namespace Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

/// <summary>Where a template lies in a bucket, as AWS's tools write it: on AWS, or on this gateway under whichever name its caller has for it.</summary>
internal static class TemplateLocation
{
    /// <summary><see langword="null"/> for what is no address of an object.</summary>
    public static S3Location? Parse(string url) =>
        S3Location.Parse(url, "localhost") ?? (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? S3Location.Parse(url, address.Host) : null);
}
