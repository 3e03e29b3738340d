// SPDX-License-Identifier: Apache-2.0

using System.Web;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>What a <c>DefinitionUri</c> says: an object in S3, or a file beside the template, which only Foregate reads.</summary>
internal static class S3Location
{
    public static SamNode Of(SamNode uri)
    {
        if (uri.IsMap)
        {
            return uri["Bucket"] is { IsTruthy: true } bucket && uri["Key"] is { IsTruthy: true } key
                ? SamNode.HashedMap(("Bucket", bucket), ("Key", key), ("Version", uri["Version"])).At(uri)
                : throw new SamRefusal(uri, "'DefinitionUri' requires Bucket and Key properties to be specified.", "Write both.");
        }

        if (!uri.Text.Contains("://", StringComparison.Ordinal))
        {
            return uri;
        }

        if (!Uri.TryCreate(uri.Text, UriKind.Absolute, out var parsed) || parsed.Scheme != "s3" || parsed.Host.Length == 0 || parsed.AbsolutePath.Length < 2)
        {
            throw new SamRefusal(
                uri, "'DefinitionUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.", "Write s3://bucket/key, or the name of a file beside the template.");
        }

        var rest = uri.Text["s3://".Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var name = query < 0 ? rest[(slash + 1)..] : rest[(slash + 1)..query];
        var version = HttpUtility.ParseQueryString(parsed.Query)["versionId"];
        return SamNode.HashedMap(
            ("Bucket", SamNode.Given(rest[..slash])), ("Key", SamNode.Given(name)), ("Version", version is null ? null : SamNode.Given(version))).At(uri);
    }
}
