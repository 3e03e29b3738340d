// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Lambda;

/// <summary>Where calls say that a function's archive is: in the call itself, or in S3.</summary>
internal static class FunctionCodes
{
    private const string CodeElsewhere = "functions whose code is in an image, or in an archive under a key of KMS; send the archive as ZipFile, or put it into S3";

    public static bool IsInS3(WireValue code) => code.GetText("S3Bucket") is { Length: > 0 } || code.GetText("S3Key") is { Length: > 0 };

    /// <summary>The archive's bytes; <see langword="null"/> where the call says nothing of one.</summary>
    public static AwsError? TryRead(HandlerCall call, WireValue code, out ReadOnlyMemory<byte>? zip)
    {
        zip = code["ZipFile"]?.Bytes;
        foreach (var name in (ReadOnlySpan<string>)["ImageUri", "SourceKMSKeyArn"])
        {
            if (code.GetText(name) is { Length: > 0 })
            {
                return AwsError.NotBuilt(CodeElsewhere);
            }
        }

        if (!IsInS3(code))
        {
            return null;
        }

        if (zip is not null)
        {
            return AwsError.InvalidParameter("Please do not provide other FunctionCode parameters when providing a ZipFile.");
        }

        if (code.GetText("S3Bucket") is not { Length: > 0 } bucket || code.GetText("S3Key") is not { Length: > 0 } key)
        {
            return AwsError.InvalidParameter("S3Bucket and S3Key are both needed for code that is in S3.");
        }

        if (call.Context.Objects is not { } objects)
        {
            return AwsError.NotBuilt("functions whose code is in S3, where there is no S3");
        }

        // An archive is not larger than what is in it, but for its names.
        var read = objects.Read(bucket, key, code.GetText("S3ObjectVersion"), call.Context.Quotas.FunctionCodeBytes);
        if (read.Code is { } refused)
        {
            return refused == "InternalError" ? AwsError.NotRun(read.Message)
                : AwsError.InvalidParameter($"Error occurred while GetObject. S3 Error Code: {refused}. S3 Error Message: {read.Message}");
        }

        zip = read.Content;
        return null;
    }
}
