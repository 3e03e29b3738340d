// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary>Where code, layers and definitions lie: a place in S3, or a path beside the template, which <c>sam package</c> would have uploaded and which is kept.</summary>
internal static partial class CodeLocation
{
    /// <summary>The properties of a place in S3, or the path as it is.</summary>
    /// <param name="location">A text or an object with Bucket, Key and perhaps Version.</param>
    /// <param name="property">What it is the value of.</param>
    /// <param name="bucket">What CloudFormation calls the bucket here.</param>
    /// <param name="key">And the key.</param>
    /// <param name="version">And the version.</param>
    public static SamNode Of(SamNode location, string property, string bucket = "S3Bucket", string key = "S3Key", string version = "S3ObjectVersion")
    {
        if (location.IsMap)
        {
            if (location["Bucket"] is not { IsTruthy: true } given || location["Key"] is not { IsTruthy: true } name)
            {
                throw new SamRefusal(location, $"'{property}' requires Bucket and Key properties to be specified.", "Write both.");
            }

            return SamNode.Map((bucket, given), (key, name), (version, location["Version"])).At(location);
        }

        if (!location.IsText)
        {
            throw new SamRefusal(location, $"'{property}' must be of type dict or string.", "Write a place in S3, or a path beside the template.");
        }

        if (Dynamic().Match(location.Text) is { Success: true } match && match.Value.Contains('/', StringComparison.Ordinal))
        {
            throw new SamRefusal(location, $"Unsupported dynamic reference detected in '{property}'.", "Write Bucket and Key instead.");
        }

        if (!location.Text.Contains("://", StringComparison.Ordinal))
        {
            return location;
        }

        if (!Uri.TryCreate(location.Text, UriKind.Absolute, out _) || S3().Match(location.Text) is not { Success: true } uri)
        {
            throw new SamRefusal(location, $"'{property}' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.", "Correct it.");
        }

        var versions = Version().Matches(uri.Groups["query"].Value);
        return SamNode.Map(
            (bucket, uri.Groups["bucket"].Value),
            (key, uri.Groups["key"].Value.TrimStart('/')),
            (version, versions.Count == 1 ? Uri.UnescapeDataString(versions[0].Groups["id"].Value) : null)).At(location);
    }

    [GeneratedRegex(@"\{\{resolve:(ssm|ssm-secure|secretsmanager):[a-zA-Z0-9_.\-/]+(:\d+)?\}\}")]
    private static partial Regex Dynamic();

    [GeneratedRegex(@"\As3://(?<bucket>[^/?#]+)(?<key>/[^?#]*)(\?(?<query>[^#]*))?(#.*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex S3();

    [GeneratedRegex(@"(?<=\A|&)versionId=(?<id>[^&]+)")]
    private static partial Regex Version();
}
